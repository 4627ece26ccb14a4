import type { IncomingMessage } from 'node:http';

const LONGEST = 4096;
const PATIENCE = 5_000;

/** The token that a form was sent with; empty when there is none. A body that the application has already read is taken from there. */
export async function tokenOf(request: IncomingMessage & { readonly body?: unknown }): Promise<string> {
  const { body } = request;
  if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body)) {
    const { token } = body as { readonly token?: unknown };
    return typeof token === 'string' ? token : '';
  }
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : await textOf(request);
  return new URLSearchParams(text).get('token') ?? '';
}

/** A body of a few kilobytes at most, or nothing. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const end = (result: string): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      resolve(result);
    };
    const timer = setTimeout(() => end(''), PATIENCE);
    if (request.readableEnded || request.destroyed) return end('');
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.length > LONGEST) end('');
    });
    request.once('end', () => end(text));
    request.once('error', () => end(''));
    request.once('close', () => end(''));
  });
}
