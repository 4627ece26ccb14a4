import { constant, product } from '../model/expression.ts';
import type { Objective } from '../model/objective.ts';
import type { Activity, QueueingModel, RequestClass } from '../model/queueing-model.ts';
import {
  capacityBySimulation,
  capacityPoint,
  compile,
  sampleCapacity,
  sensitivitiesOf,
  simulateBurst,
} from '../solve/index.ts';

const OBJECTIVE: Objective = { percentile: 0.95, responseTime: 1, errors: 0.01, judges: 'each class' };
const CLASSES = 24;
/** Enough for everything to be compiled; an inspection that takes longer finds it waiting. */
const ROUNDS = 24;

/**
 * Short pieces of the work of a study, on a model of no application: where a virtual machine compiles what runs often, those who go second find it
 * compiled. The results are thrown away.
 */
export function* warmUp(): Generator<void, void> {
  const mix = Object.fromEntries(Array.from({ length: CLASSES }, (_, i) => [`class ${i}`, 1 / CLASSES]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const model = modelAt(1 + round / 100);
    const compiled = compile(model, { work: 1, rows: 3 }, mix);
    yield;
    const { throughput } = capacityPoint(compiled, OBJECTIVE);
    yield;
    sampleCapacity(model, mix, OBJECTIVE, { samples: 4, seed: round });
    yield;
    capacityBySimulation(compiled, OBJECTIVE, { seed: round, start: throughput, requests: 600, leastShare: 0.01 });
    yield;
    simulateBurst(compiled, { step: 1, rates: [20, 60, 0], mix }, { seed: round });
    yield;
    sensitivitiesOf(model, mix, OBJECTIVE);
    yield;
  }
}

/** One of every station and of every step, so that no path of the solver is met for the first time later. */
function modelAt(slowness: number): QueueingModel {
  const source = { provenance: 'assumed' } as const;
  return {
    parameters: [
      { id: 'work', unit: 'ratio', range: { low: 0.5, typical: 1, high: 2, source } },
      { id: 'rows', unit: 'rows', range: { low: 1, typical: 3, high: 9, source } },
    ],
    stations: [
      { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance', slice: 0.1, processor: { id: 'a', cpus: 1 } },
      { id: 'threads', type: 'queue', servers: 4, scope: 'instance', processor: { id: 'a', cpus: 1 } },
      { id: 'connections', type: 'pool', servers: 10, scope: 'instance' },
      { id: 'network', type: 'delay', servers: 1, scope: 'shared' },
      { id: 'database', type: 'sharing', servers: 1, scope: 'shared' },
      { id: 'service', type: 'delay', servers: 1, scope: 'shared', rateLimit: constant(500) },
    ],
    classes: Array.from({ length: CLASSES }, (_, i) => classAt(i, slowness)),
    instances: 1,
  };
}

function classAt(i: number, slowness: number): RequestClass {
  const serve = (station: string, seconds: number, variability = 0): Activity => ({
    kind: 'serve',
    station,
    time: product(seconds * slowness * (1 + (i % 5) / 10), 'work'),
    variability,
    tags: [],
  });
  const sequence = (...steps: readonly Activity[]): Activity => ({ kind: 'sequence', steps });
  const query: Activity = {
    kind: 'hold',
    pool: 'connections',
    body: sequence(serve('network', 0.002, 0.25), serve('database', 0.0008, 1)),
    tags: [],
  };
  const leave = { probability: 0.1, leaves: true, body: serve('event-loop', 0.0001) };
  const steps: Activity[] = [
    serve('event-loop', 0.0005),
    { kind: 'choice', branches: [leave, { probability: 0.9, leaves: false, body: sequence(query, query) }] },
    serve('event-loop', 0.0004),
  ];
  if (i % 8 === 3) steps.push(serve('event-loop', 0.25));
  if (i % 6 === 1) steps.push({ kind: 'repeat', times: product(1, 'rows'), mode: 'sequential', body: query, tags: [] });
  if (i % 6 === 2) steps.push({ kind: 'repeat', times: product(1, 'rows'), mode: 'parallel', body: query, tags: [] });
  if (i % 6 === 4) steps.push(serve('service', 0.2, 0.25), serve('threads', 0.003));
  steps.push({ kind: 'detached', body: serve('event-loop', 0.0002), tags: [] });
  return { id: `class ${i}`, activity: sequence(...steps) };
}
