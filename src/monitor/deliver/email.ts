import type { Voice } from '../words/index.ts';
import { write } from './notice.ts';
import type { Letterhead } from './payload.ts';
import type { Sender } from './webhook.ts';

/** What the application's own function is given to send. */
export interface EmailMessage {
  readonly subject: string;
  readonly text: string;
}

export interface EmailOptions {
  readonly sendEmail: (message: EmailMessage) => unknown;
  readonly head: Letterhead;
  readonly voice: Voice;
  readonly complain: (text: string) => void;
}

/** A sender through the application's own function: what it throws is said in the log, and goes no further. */
export function emailSender({ sendEmail, head, voice, complain }: EmailOptions): Sender {
  const running = new Set<Promise<void>>();
  let closed = false;
  const send = async (message: EmailMessage): Promise<void> => {
    try {
      await sendEmail(message);
    } catch (error) {
      complain(voice.say('log.email-failed', { reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  return {
    send: (notice) => {
      if (closed) return;
      const { title, lines } = write(notice, voice);
      const details = head.page === undefined ? [] : [voice.say('notice.page', { address: head.page })];
      const sending = send({
        subject: voice.say('notice.subject', { application: head.application, what: `${title} – ${lines[0] ?? ''}` }),
        text: [title, '', ...lines, '', ...details].join('\n').trimEnd(),
      }).finally(() => running.delete(sending));
      running.add(sending);
    },
    settle: async (limit) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limit);
      });
      await Promise.race([Promise.all(running), late]);
      clearTimeout(timer);
    },
    close: () => {
      closed = true;
    },
  };
}
