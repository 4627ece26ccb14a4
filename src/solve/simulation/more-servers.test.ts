import { describe, expect, it } from 'vitest';
import { constant } from '../../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../../model/queueing-model.ts';
import type { Station } from '../../model/station.ts';
import { compile, simulate, solveOpen } from '../index.ts';

function serve(station: string, seconds: number, variability: number): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: [] };
}

describe('more servers may hurt others: the exceptions of docs/method.md', () => {
  const machine = (threads: number): QueueingModel => {
    const processor = { id: 'cpu', cpus: 1 };
    return {
      parameters: [],
      stations: [
        { id: 'loop', type: 'queue', servers: 1, scope: 'instance', processor },
        { id: 'threads', type: 'queue', servers: threads, scope: 'instance', processor },
      ],
      classes: [
        { id: 'page', activity: serve('loop', 0.008, 0) },
        { id: 'login', activity: serve('threads', 0.2, 0) },
      ],
      instances: 1,
    };
  };
  const mix = { page: 0.95, login: 0.05 };

  it('threads that share the processor of the event loop slow its pages down', () => {
    const pages = (threads: number, simulated: boolean) => {
      const compiled = compile(machine(threads), {}, mix);
      const load = { kind: 'open', rate: 40, mix } as const;
      const found = simulated ? simulate(compiled, load, { seed: 3, requests: 60_000 }) : solveOpen(compiled, 40, 0.95);
      return found.classes[0]?.responseTime ?? 0;
    };
    for (const simulated of [false, true]) expect(pages(4, simulated)).toBeGreaterThan(1.1 * pages(1, simulated));
  });

  it('tokens that let more work reach a full station delay those who need no token', () => {
    const stations = (tokens: number): Station[] => [
      { id: 'loop', type: 'queue', servers: 1, scope: 'instance' },
      { id: 'pool', type: 'pool', servers: tokens, scope: 'instance' },
    ];
    const classes: RequestClass[] = [
      { id: 'page', activity: serve('loop', 0.005, 0) },
      { id: 'export', activity: { kind: 'hold', pool: 'pool', body: serve('loop', 0.05, 3), tags: [] } },
    ];
    const pages = (tokens: number) => {
      const model: QueueingModel = { parameters: [], stations: stations(tokens), classes, instances: 1 };
      const shares = { page: 0.9, export: 0.1 };
      const load = { kind: 'open', rate: 80, mix: shares } as const;
      return simulate(compile(model, {}, shares), load, { seed: 4, requests: 60_000 }).classes[0]?.responseTime ?? 0;
    };
    expect(pages(20)).toBeGreaterThan(1.3 * pages(1));
  });
});
