import type { IncomingMessage } from 'node:http';
import type { EndedRequest } from './observation.ts';

/** The header that each sender signs or names its events with, and the one that holds the time of sending. */
const SENDERS: readonly { readonly sender: string; readonly header: string; readonly sent?: string }[] = [
  { sender: 'stripe', header: 'stripe-signature', sent: 'stripe-signature' },
  { sender: 'github', header: 'x-github-event' },
  { sender: 'shopify', header: 'x-shopify-topic', sent: 'x-shopify-triggered-at' },
  { sender: 'slack', header: 'x-slack-signature', sent: 'x-slack-request-timestamp' },
  { sender: 'svix', header: 'svix-id', sent: 'svix-timestamp' },
  { sender: 'standard', header: 'webhook-id', sent: 'webhook-timestamp' },
  {
    sender: 'sendgrid',
    header: 'x-twilio-email-event-webhook-signature',
    sent: 'x-twilio-email-event-webhook-timestamp',
  },
  { sender: 'paypal', header: 'paypal-transmission-id', sent: 'paypal-transmission-time' },
];

/** Far enough into the text of an event for the field that holds its creation, which comes before its data. */
const OPENING = 512;
/** Seconds: an event older than this is a replay, or its date is not one. */
const OLDEST = 30 * 86_400;

/** Who sent this request as an event, and how long ago the event was created (else sent), seconds. Keeps no header and nothing of the body. */
export function webhookOf(request: IncomingMessage | undefined, now: number): EndedRequest['webhook'] {
  if (request === undefined) return undefined;
  const { headers } = request;
  const found = SENDERS.find(({ header }) => headers[header] !== undefined);
  if (found === undefined) return undefined;
  const at = createdIn(request) ?? (found.sent === undefined ? undefined : instantOf(headers[found.sent]));
  const lag = at === undefined ? undefined : now - at;
  return { sender: found.sender, lag: lag === undefined || lag > OLDEST ? undefined : Math.max(0, lag) };
}

/** `created` of the event, where the application left its body on the request. */
function createdIn(
  request: IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown },
): number | undefined {
  for (const body of [request.body, request.rawBody]) {
    const created = createdOf(body);
    if (created !== undefined) return created;
  }
  return undefined;
}

function createdOf(body: unknown): number | undefined {
  if (Buffer.isBuffer(body)) return createdOf(body.toString('latin1', 0, OPENING));
  if (typeof body === 'string') return Number(/"created":\s*(\d{10})\b/.exec(body.slice(0, OPENING))?.[1]) || undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { created } = body as { readonly created?: unknown };
  return typeof created === 'number' && created > 1e9 && created < 1e10 ? created : undefined;
}

/** Seconds since 1970 as headers write it: a number, `t=…,v1=…`, or a date. */
function instantOf(header: string | readonly string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const seconds = Number(/^(?:t=)?(\d{10})(?:\D|$)/.exec(header)?.[1]);
  if (seconds > 0) return seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date / 1000;
}
