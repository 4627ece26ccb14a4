import type { Voice } from '../words/index.ts';
import type { Notice } from './notice.ts';
import { type HookKind, hookKindOf, type Letterhead, payloadOf } from './payload.ts';

/** Sends notices, one message at a time, later if it must. Never throws, never keeps the process alive. */
export interface Sender {
  send(notice: Notice): void;
  /** Waits until all is sent or given up, at most so many milliseconds. */
  settle(limit: number): Promise<void>;
  close(): void;
}

export interface WebhookOptions {
  readonly address: string;
  readonly head: Letterhead;
  readonly voice: Voice;
  /** Where failures are said: the log. */
  readonly complain: (text: string) => void;
  /** Milliseconds before each further attempt. */
  readonly patience?: readonly number[];
  /** Milliseconds before a silent webhook is given up. */
  readonly timeout?: number;
  /** Shortest time between two messages, milliseconds, by kind. */
  readonly spacing?: Readonly<Record<HookKind, number>>;
}

const PATIENCE = [2_000, 10_000, 60_000, 300_000];
const TIMEOUT = 5_000;
/** Slack takes one message a second, Discord 30 a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING = { slack: 1_100, discord: 2_100, generic: 200 } as const;
/** Notices kept for a webhook that is away. */
const MOST_WAITING = 50;
const LONGEST_WAIT = 15 * 60_000;

interface Work {
  waiting: Notice[];
  running: Promise<void> | undefined;
  closed: boolean;
  nextAt: number;
  wake: (() => void) | undefined;
}

/** A sender to a webhook; one that only complains, once, when the address is no address. */
export function webhookSender(options: WebhookOptions): Sender {
  const address = parsed(options.address);
  if (address === undefined) {
    options.complain(options.voice.say('log.webhook-invalid'));
    return { send: () => undefined, settle: async () => undefined, close: () => undefined };
  }
  const work: Work = { waiting: [], running: undefined, closed: false, nextAt: 0, wake: undefined };
  return {
    send: (notice) => {
      if (work.closed) return;
      work.waiting.push(notice);
      if (work.waiting.length > MOST_WAITING) work.waiting.shift();
      work.running ??= drain(work, address, options).finally(() => {
        work.running = undefined;
      });
    },
    settle: async (limit) => {
      if (work.running !== undefined) await Promise.race([work.running, pause(limit)]);
    },
    close: () => {
      work.closed = true;
      work.wake?.();
    },
  };
}

function parsed(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

async function drain(work: Work, address: URL, options: WebhookOptions): Promise<void> {
  const kind = hookKindOf(address);
  const spacing = (options.spacing ?? SPACING)[kind];
  while (work.waiting.length > 0 && !work.closed) {
    await sleep(work, work.nextAt - Date.now());
    if (work.closed) return;
    const together = work.waiting.splice(0);
    await deliver(JSON.stringify(payloadOf(kind, together, options.head, options.voice)), address, work, options);
    work.nextAt = Math.max(work.nextAt, Date.now() + spacing);
  }
}

type Outcome = { readonly kind: 'sent' | 'refused' | 'failed'; readonly status: number; readonly wait: number };

async function deliver(body: string, address: URL, work: Work, options: WebhookOptions): Promise<void> {
  for (const delay of [...(options.patience ?? PATIENCE), undefined]) {
    const { kind, status, wait } = await attempt(body, address, options.timeout ?? TIMEOUT);
    if (kind === 'sent') {
      work.nextAt = Date.now() + wait;
      return;
    }
    if (kind === 'refused') {
      options.complain(options.voice.say('log.webhook-refused', { host: address.host, status }));
      return;
    }
    if (delay === undefined) break;
    await sleep(work, Math.max(wait, delay));
    if (work.closed) return;
  }
  options.complain(options.voice.say('log.webhook-silent', { host: address.host }));
}

/** One attempt. Redirections are not followed: an address that moved is for its owner to correct. */
async function attempt(body: string, address: URL, timeout: number): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    const wait = waitAsked(response);
    const { status } = response;
    if (response.ok) return { kind: 'sent', status, wait };
    return { kind: status === 429 || status >= 500 ? 'failed' : 'refused', status, wait };
  } catch {
    return { kind: 'failed', status: 0, wait: 0 };
  }
}

/** Milliseconds that the service asks us to wait: `Retry-After`, or Discord's emptied bucket. */
function waitAsked(response: Response): number {
  const header = (name: string): number => Number(response.headers.get(name) ?? Number.NaN);
  const seconds = response.status === 429 ? header('retry-after') : Number.NaN;
  const reset = header('x-ratelimit-remaining') === 0 ? header('x-ratelimit-reset-after') : Number.NaN;
  const asked = [seconds, reset].filter((value) => Number.isFinite(value) && value > 0);
  return Math.min(LONGEST_WAIT, Math.max(0, ...asked) * 1000);
}

function sleep(work: Work, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    work.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
