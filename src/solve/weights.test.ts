import { expect, it } from 'vitest';
import { product } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import { blueprint, price } from './compile.ts';
import { alike, weightsMoved, weightsOf } from './weights.ts';

const source = { provenance: 'assumed' } as const;
const serve = (station: string, parameter: string): Activity => ({
  kind: 'serve',
  station,
  time: product(0.01, parameter),
  variability: 1,
  tags: [],
});
const model: QueueingModel = {
  parameters: ['a', 'b', 'c'].map((id) => ({ id, unit: 's', range: { low: 1, typical: 2, high: 4, source } })),
  stations: [
    { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance' },
    { id: 'database', type: 'queue', servers: 2, scope: 'shared', rateLimit: product(50, 'c') },
  ],
  classes: [
    { id: 'one', activity: { kind: 'sequence', steps: [serve('event-loop', 'a'), serve('database', 'b')] } },
    { id: 'two', activity: serve('event-loop', 'b') },
    { id: 'three', activity: serve('database', 'a') },
  ],
  instances: 1,
};
const draft = blueprint(model, { one: 0.5, two: 0.3, three: 0.2 });
const typical = Float64Array.of(2, 2, 2);
const compiled = price(draft, typical);

/** Classes that depend on each parameter. */
const TOUCHED = [[0, 2], [0, 1], []];

it.each([0, 1, 2])('the weights of a moved parameter are those of the whole model priced again', (index) => {
  for (const limiting of [-1, 0, 1, 2]) {
    const before = weightsOf(compiled, limiting);
    const values = typical.slice();
    values[index] = 3;
    const moved = weightsMoved(before, { draft, compiled, touched: TOUCHED[index] ?? [], limiting }, values);
    const again = weightsOf(price(draft, values), limiting);
    for (const key of ['demand', 'square', 'rateLimit', 'ofLimiting'] as const) {
      expect([...moved[key]].length).toBe([...again[key]].length);
      moved[key].forEach((value, i) => {
        expect(value).toBeCloseTo(again[key][i] ?? Number.NaN, 12);
      });
    }
    expect(alike(before, moved, 0.03)).toBe(false);
    expect(alike(before, before, 0)).toBe(true);
  }
});
