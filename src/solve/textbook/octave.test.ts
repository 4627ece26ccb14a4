import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constant } from '../../model/expression.ts';
import type { QueueingModel } from '../../model/queueing-model.ts';
import { compile, solveOpen } from '../index.ts';
import {
  asymptoticBounds,
  bardSchweitzer,
  erlangC,
  exactMva,
  mixedNetwork,
  mmc,
  mmck,
  openNetwork,
  solveClosed,
} from './index.ts';

/** What `scripts/octave.js` recorded: random models, and the answers of the package `queueing` of GNU Octave. */
interface Recorded {
  readonly models: readonly { readonly kind: string; readonly input: unknown; readonly answer: readonly number[] }[];
}

interface Station {
  readonly rate: number;
  readonly service: number;
  readonly servers: number;
}
interface OpenClasses {
  readonly demands: readonly (readonly number[])[];
  readonly rates: readonly number[];
}
interface ClosedClasses {
  readonly demands: readonly (readonly number[])[];
  readonly users: readonly number[];
  readonly thinkTimes: readonly number[];
  readonly servers?: readonly number[];
}

/** Octave lists a matrix column by column: all classes of the first station, then of the second. */
const flat = (rows: readonly (readonly number[])[]) => rows.flatMap((row) => [...row]);

function networkOf(services: readonly number[], servers: readonly number[]): QueueingModel {
  return {
    parameters: [],
    stations: services.map((_, k) => ({ id: `k${k}`, type: 'queue', servers: servers[k] ?? 1, scope: 'shared' })),
    classes: [
      {
        id: 'visit',
        activity: {
          kind: 'sequence',
          steps: services.map((service, k) => ({
            kind: 'serve',
            station: `k${k}`,
            time: constant(service),
            variability: 1,
            tags: [],
          })),
        },
      },
    ],
    instances: 1,
  };
}

/** The same questions, answered here. */
const ours: Readonly<Record<string, (input: never) => readonly number[]>> = {
  mmm: ({ rate, service, servers }: Station) => {
    const found = mmc(rate, service, servers);
    return [found.utilization, found.responseTime, found.present, erlangC(rate * service, servers)];
  },
  mmmk: ({ rate, service, servers, most }: Station & { readonly most: number }) => {
    const found = mmck(rate, service, servers, most);
    const { utilization, responseTime, present, throughput, empty, lost } = found;
    return [utilization, responseTime, present, throughput, empty, lost];
  },
  open: ({ demands, rates }: OpenClasses) => {
    const { utilizations, responseTimes, present } = openNetwork(demands, rates);
    return [...utilizations, ...responseTimes, ...flat(present)];
  },
  servers: ({ rate, services, servers }: { rate: number; services: readonly number[]; servers: readonly number[] }) => {
    const found = solveOpen(compile(networkOf(services, servers), {}, { visit: 1 }), rate, 0.95);
    return [...found.stations.map(({ utilization }) => utilization), found.responseTime];
  },
  closed: ({ demands, users, thinkTime }: { demands: readonly number[]; users: number; thinkTime: number }) => {
    const { throughput, responseTime, present } = exactMva(demands, users, thinkTime);
    const bounds = asymptoticBounds({ demands, thinkTime }, users);
    return [throughput, responseTime, ...present, bounds.throughput.high, bounds.responseTime.low];
  },
  classes: ({ demands, users, thinkTimes }: ClosedClasses) => {
    const exact = solveClosed(
      demands.map((row) => ({ demands: row, servers: 1 })),
      users,
      thinkTimes,
    );
    const approximate = bardSchweitzer(demands, users, thinkTimes);
    return [...exact.throughputs, ...flat(exact.present), ...approximate.throughputs];
  },
  'several servers': ({ demands, servers, users, thinkTimes }: ClosedClasses) => {
    const stations = demands.map((row, k) => ({ demands: row, servers: servers?.[k] ?? 1 }));
    const { throughputs, present } = solveClosed(stations, users, thinkTimes);
    return [...throughputs, ...flat(present)];
  },
  mixed: ({ open, closed }: { open: OpenClasses; closed: ClosedClasses }) => {
    const found = mixedNetwork(open, { ...closed, thinkTimes: closed.users.map(() => 0) });
    const present = found.open.present.map((row, k) => [...row, ...(found.closed.present[k] ?? [])]);
    return [...open.rates, ...found.closed.throughputs, ...flat(present)];
  },
};

const { models } = JSON.parse(
  readFileSync(new URL('../../../fixtures/solve/octave.json', import.meta.url), 'utf8'),
) as Recorded;

describe('agreement with the queueing package of GNU Octave', () => {
  it('is held on two hundred models', () => expect(models.length).toBe(200));

  it.each([...new Set(models.map(({ kind }) => kind))])('%s: all digits alike', (kind) => {
    for (const { input, answer } of models.filter((model) => model.kind === kind)) {
      const found = ours[kind]?.(input as never) ?? [];
      expect(found.length).toBe(answer.length);
      found.forEach((value, i) => {
        expect(Math.abs(value - (answer[i] as number)), JSON.stringify(input)).toBeLessThan(
          1e-8 * Math.abs(answer[i] as number) + 1e-9,
        );
      });
    }
  });
});
