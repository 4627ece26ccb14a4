import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { createAccess } from './access.ts';

// Node's own comparison, watched: nothing else may compare a secret.
vi.mock(import('node:crypto'), async (original) => {
  const actual = await original();
  return { ...actual, timingSafeEqual: vi.fn(actual.timingSafeEqual) as typeof actual.timingSafeEqual };
});

const TOKEN = 'un-jeton-de-vingt-signes';

it('a token is compared in constant time with what is offered, by digests as long whatever was offered', async () => {
  const { judge, enter } = createAccess({ token: TOKEN, isDevelopment: false, now: () => 0 });
  const compared = vi.mocked(timingSafeEqual).mock.calls;
  for (const [offered, verdict] of [
    [TOKEN, 'open'],
    [TOKEN.slice(0, -1), 'ask'],
    [`${TOKEN}x`, 'ask'],
    ['x', 'ask'],
  ] as const) {
    compared.length = 0;
    expect(await judge({ headers: { authorization: `Bearer ${offered}` } } as IncomingMessage)).toBe(verdict);
    expect(enter(offered) === 'wrong').toBe(verdict === 'ask');
    expect(compared.map((pair) => pair.map(({ byteLength }) => byteLength))).toEqual([
      [32, 32],
      [32, 32],
    ]);
    expect(compared.flat().map((digest) => Buffer.from(digest as Buffer).toString())).not.toContain(offered);
  }
});
