import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Characters of a line that are kept: a log that writes whole answers has lines of megabytes. */
const LONGEST = 1 << 20;

/** The lines of a file, one at a time, whatever its size; unzipped when it is zipped. Rejects as `node:fs` does. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const stream = await opened(path);
  let held = '';
  for await (const chunk of stream) {
    const pieces = (held + (chunk as string)).split('\n');
    held = (pieces.pop() ?? '').slice(0, LONGEST);
    yield* pieces;
  }
  if (held !== '') yield held;
}

/** By its first bytes, rather than by its name. */
async function opened(path: string): Promise<Readable> {
  if (path === '-') return process.stdin.setEncoding('utf8');
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  await file.close();
  const raw = createReadStream(path);
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return raw.setEncoding('utf8');
  const unzipped = createGunzip();
  raw.on('error', (error) => unzipped.destroy(error));
  return raw.pipe(unzipped).setEncoding('utf8');
}
