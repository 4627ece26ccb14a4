import { describe, expect, it } from 'vitest';
import { POOL_CASES } from '../../../test/pool-cases.ts';
import { shadowPool } from './index.ts';

describe('a pool held across the loop and the database (exact Markov chain)', () => {
  it.each(POOL_CASES)('$tokens tokens, $users users: within 3 % on throughput, 8 % on response time', (one) => {
    const found = shadowPool({
      users: one.users,
      thinkTime: 0.3,
      tokens: one.tokens,
      outside: 0.004,
      inside: 0.003,
      database: 0.03,
      databaseServers: 4,
    });
    expect(Math.abs(found.throughput / one.throughput - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.responseTime / one.responseTime - 1)).toBeLessThan(0.08);
  });
});
