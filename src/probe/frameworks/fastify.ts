import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CONTEXT, type RequestContext } from '../context.ts';
import type { Foreign } from '../patch.ts';

const HANDLED = 'tracing:fastify.request.handler:start';

/** Fastify 5 says which route answers; returns how to stop. */
export function followFastify(): () => void {
  subscribe(HANDLED, onHandled);
  return () => unsubscribe(HANDLED, onHandled);
}

function onHandled(message: Foreign): void {
  try {
    const context: RequestContext | undefined = message.request.raw[CONTEXT];
    if (context !== undefined) context.template = message.route?.url;
  } catch {
    // Whatever happens here must not reach the application.
  }
}
