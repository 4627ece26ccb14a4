import { expect, it } from 'vitest';
import { pack, unpack } from '../../src/monitor/history/pack.ts';
import { minute } from './records.ts';

it('a packed minute is the minute, and holds no more memory than its own bytes', () => {
  const record = minute({ routes: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`GET /${index}`, 9])) });
  const block = pack(record);
  expect(unpack(block)).toEqual(record);
  expect(block.length).toBeLessThan(4096);
  expect(block.buffer.byteLength).toBe(block.length);
});

it('what another version wrote, and what is no block at all, is not a minute', () => {
  expect(unpack(pack({ ...minute(), version: 1 as 2 }))).toBeUndefined();
  expect(unpack(Buffer.from('not a block'))).toBeUndefined();
});
