import { describe, expect, it } from 'vitest';
import { addedBy, besideItself, median, middleOf } from '../../scripts/monitor/pooled.js';
import { timesOf, weightsOf } from '../../scripts/monitor/verdict.js';

/** Numbers that are the same in every run, between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Six lives of twenty-four stretches on a machine that changes speed by a factor of two, where somebody else disturbs one stretch in ten. */
function lives(costs: Readonly<Record<string, number>>, seed = 7) {
  const next = numbers(seed);
  return Array.from({ length: 6 }, () => {
    const own = Object.fromEntries(Object.keys(costs).map((way) => [way, 1 + 0.01 * (next() - 0.5)]));
    const speeds = Array.from({ length: 24 }, () => 1 + next());
    const stretch = (way: string, cost: number, speed: number): number =>
      cost * speed * (own[way] ?? 1) * (1 + 0.04 * (next() - 0.5)) * (next() < 0.1 ? 1.3 : 1);
    return Object.fromEntries(
      Object.entries(costs).map(([way, cost]) => [way, speeds.map((speed) => stretch(way, cost, speed))]),
    );
  });
}

describe('what the benchmark of the monitor says of a machine that changes speed', () => {
  const bare = ['nothing', 'nothing, again'];

  it('finds what a way adds: the truth is within the interval in nearly all runs, and the interval is a few percent', () => {
    const costs = { nothing: 600, 'nothing, again': 600, watched: 630 };
    const found = Array.from({ length: 20 }, (_, seed) => addedBy(lives(costs, seed + 1), 'watched', bare));
    expect(found.filter(({ low, high }) => low <= 0.05 && 0.05 <= high).length).toBeGreaterThanOrEqual(17);
    for (const { cost } of found) expect(Math.abs(cost - 0.05)).toBeLessThan(0.04);
    expect(median(found.map(({ low, high }) => high - low))).toBeLessThan(0.08);
  });

  it('finds nothing between two processes that nothing watches, in nearly all runs', () => {
    const found = Array.from({ length: 20 }, (_, seed) =>
      addedBy(lives({ nothing: 600, 'nothing, again': 600 }, seed + 1), 'nothing, again', ['nothing']),
    );
    expect(found.filter(({ low, high }) => low <= 0 && 0 <= high).length).toBeGreaterThanOrEqual(17);
  });

  it('says of processes that differ from life to life that it does not know', () => {
    const unlike = [0.9, 1.1, 0.95, 1.05, 1.1, 0.9].map((factor) => ({
      nothing: [1, 1, 1, 1],
      'nothing, again': [factor, factor, factor, factor],
    }));
    const { low, high } = addedBy(unlike, 'nothing, again', ['nothing']);
    expect(high - low).toBeGreaterThan(0.05);
  });

  it('finds what is begun and ended in processes that differ by a third for as long as they live', () => {
    const next = numbers(5);
    const ways = { nothing: 1, 'nothing, again': 1, jauge: 1.04 };
    const generations = Array.from({ length: 6 }, () => {
      const own = Object.keys(ways).map(() => 1 + 0.3 * next());
      const stretches = Array.from({ length: 8 }, () => {
        const half = (isOn: boolean) => {
          const speed = 1 + next();
          return Object.entries(ways).map(
            ([way, added], place) =>
              [
                'query',
                way,
                400 * (own[place] ?? 1) * speed * (isOn ? added : 1) * (1 + 0.02 * (next() - 0.5)),
              ] as const,
          );
        };
        return besideItself(half(true), half(false), bare);
      });
      const of = (name: string) => stretches.map((each) => each.find(([, way]) => way === name)?.[2] ?? Number.NaN);
      return Object.fromEntries(Object.keys(ways).map((way) => [way, of(way)]));
    });
    const added = addedBy(generations, 'jauge', bare);
    expect(added.low).toBeLessThan(0.04);
    expect(added.high).toBeGreaterThan(0.04);
    expect(added.high - added.low).toBeLessThan(0.015);
    const again = addedBy(generations, 'nothing, again', ['nothing']);
    expect(Math.max(-again.low, again.high)).toBeLessThan(0.01);
  });

  it('keeps the figures of a request apart from those of another, and calls void the one whose bare processes differ', () => {
    const sharp = lives({ nothing: 100, 'nothing, again': 100, jauge: 104 });
    const blurred = lives({ nothing: 400, 'nothing, again': 440, jauge: 404 });
    const whole = sharp.map((costs, life) => ({
      costs: { 'no route': costs, query: blurred[life] ?? {} },
      slowness: [2, 2],
      weights: {},
    }));
    const times = timesOf('koomy', ['nothing', 'nothing, again', 'jauge'], whole);
    const of = (request: string, way: string) => times.find((time) => time.request === request && time.way === way);
    expect(of('no route', 'jauge')).toMatchObject({ isSound: true, slowness: 2 });
    // At the reference speed, half of what was spent.
    expect(Math.abs((of('no route', 'jauge')?.added ?? 0) - 3)).toBeLessThan(2.5);
    expect(of('query', 'jauge')).toMatchObject({ isSound: false });
    expect(of('query', 'nothing')).toMatchObject({ added: 0, low: 0, high: 0 });
  });

  it('says what a way weighs by the median of its lives, and calls void what two bare processes do not share', () => {
    const weigh = (bytes: readonly number[]) =>
      bytes.map((again, life) => {
        const of = (megabytes: number) => ({
          collected: (90 + life + megabytes) * 2 ** 20,
          released: megabytes * 2 ** 20,
        });
        return { costs: {}, slowness: [], weights: { nothing: of(50), 'nothing, again': of(again), jauge: of(56) } };
      });
    const [, , watched] = weightsOf('hello', ['nothing', 'nothing, again', 'jauge'], weigh([50, 50.5, 49.5, 50, 90]));
    expect(watched).toMatchObject({ isSound: false, released: { megabytes: 56 } });
    const [, again, sound] = weightsOf(
      'hello',
      ['nothing', 'nothing, again', 'jauge'],
      weigh([50, 50.5, 49.5, 50, 50]),
    );
    expect(again).toMatchObject({ isSound: true, released: { added: 0 } });
    expect(sound).toMatchObject({ isSound: true, released: { megabytes: 56, added: 6 } });
    expect(middleOf([1, 2, 3])).toMatchObject({ middle: 2, low: 1, high: 3 });
  });
});
