import { describe, expect, it } from 'vitest';
import { createSlate } from '../../src/monitor/slate.ts';
import { minute } from './records.ts';

describe('a record kept from a minute to the next', () => {
  it('is read as it was written, and the last one alone, whatever their sizes', () => {
    const slate = createSlate();
    expect(slate.read()).toBeUndefined();
    const small = minute({ start: 60 });
    const names = Array.from({ length: 200 }, (_, index) => `GET /équipes/${index}/naïveté`);
    const large = { ...small, start: 120, routes: Object.fromEntries(names.map((name) => [name, small.total])) };
    for (const record of [small, large, small]) {
      slate.write(record);
      expect(slate.read()).toEqual(record);
    }
    slate.wipe();
    expect(slate.read()).toBeUndefined();
  });
});
