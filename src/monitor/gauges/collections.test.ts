import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { collectionsGauge } from './collections.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Collections, and the turn of the loop after which they are told. */
async function collections(count: number): Promise<void> {
  for (let time = 0; time < count; time += 1) collect();
  await new Promise((told) => setTimeout(told, 5));
}

describe('collections of garbage', () => {
  it('are counted one by one where they are few', async () => {
    let now = 100;
    const gauge = collectionsGauge(() => now);
    for (let second = 0; second < 25; second += 1) {
      if (second % 8 === 0) await collections(1);
      now += 1;
      gauge.gather();
    }
    const { count, seconds, longest } = gauge.read();
    gauge.stop();
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThan(10);
    expect(seconds).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(seconds);
  });

  it('are noted one second in ten where they are many, which stands for the ten', async () => {
    let now = 100;
    const gauge = collectionsGauge(() => now);
    for (let second = 0; second < 20; second += 1) {
      await collections(20);
      now += 1;
      gauge.gather();
    }
    const { count } = gauge.read();
    gauge.restart();
    expect(count).toBeGreaterThan(300);
    expect(count).toBeLessThan(600);
    expect(gauge.read()).toEqual({ count: 0, seconds: 0, longest: 0 });
    gauge.stop();
  });
});
