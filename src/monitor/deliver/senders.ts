import type { Voice } from '../words/index.ts';
import type { EmailMessage } from './email.ts';
import { emailSender } from './email.ts';
import type { Letterhead } from './payload.ts';
import { type Sender, webhookSender } from './webhook.ts';

export interface Channels {
  readonly webhook: string | readonly string[] | undefined;
  readonly sendEmail: ((message: EmailMessage) => unknown) | undefined;
  readonly head: Letterhead;
  readonly voice: Voice;
  readonly complain: (text: string) => void;
}

/** Every way out that was asked for. */
export function sendersOf({ webhook, sendEmail, ...common }: Channels): readonly Sender[] {
  const addresses = webhook === undefined ? [] : typeof webhook === 'string' ? [webhook] : webhook;
  return [
    ...addresses.filter((address) => address !== '').map((address) => webhookSender({ ...common, address })),
    ...(sendEmail === undefined ? [] : [emailSender({ ...common, sendEmail })]),
  ];
}
