import type { CompiledClass, CompiledModel, CompiledStation } from './compile.ts';
import type { Step } from './layout.ts';

/** What one request of a class asks of a station. */
export interface Demand {
  readonly classId: string;
  readonly station: string;
  /** Visits of one request; of a pool: holds. */
  readonly visits: number;
  /** Seconds of service of one request; of a pool: time a token is held on an idle system. */
  readonly demand: number;
  /** Uninterrupted pieces of service, and the mean of their squares, seconds². */
  readonly pieces: number;
  readonly secondMoment: number;
  /** Visits the answer waits for. */
  readonly pathVisits: number;
}

/** Seconds that one request of the mix owes to a cause at a station. */
export interface TagDemand {
  readonly tag: string;
  readonly station: string;
  readonly classId: string;
  readonly demand: number;
}

/** Demands of every class at every station it visits, for one request of that class. */
export function demands(compiled: CompiledModel): readonly Demand[] {
  const { loads, classes, stations } = compiled;
  return classes.flatMap(({ id }, c) =>
    stations.flatMap((station, s) => {
      const at = c * loads.stationCount + s;
      const visits = loads.visits[at] as number;
      if (visits === 0) return [];
      const pieces = station.type === 'pool' ? visits : (loads.pieces[at] as number);
      return [
        {
          classId: id,
          station: station.id,
          visits,
          demand: loads.demand[at] as number,
          pieces,
          secondMoment: (loads.square[at] as number) / pieces,
          pathVisits: loads.pathVisits[at] as number,
        },
      ];
    }),
  );
}

/**
 * Demands by tag: seconds that one request of each class spends at each station because of each cause. A step with several tags counts
 * under each, so tags need not add up.
 */
export function demandsByTag(compiled: CompiledModel): readonly TagDemand[] {
  const { classes, stations } = compiled;
  return classes.flatMap(({ id, root, numbers }) => {
    const sums = new Map<string, number>();
    collect(root, 1, { stations, numbers }, sums);
    return [...sums].map(([key, demand]) => {
      const cut = key.indexOf(' ');
      return { tag: key.slice(cut + 1), station: stations[Number(key.slice(0, cut))]?.id ?? '', classId: id, demand };
    });
  });
}

interface Prices {
  readonly stations: readonly CompiledStation[];
  readonly numbers: CompiledClass['numbers'];
}

/** Adds up the demands under a step; returns the probability that what follows still runs. */
function collect(step: Step, count: number, prices: Prices, sums: Map<string, number>): number {
  switch (step.kind) {
    case 'serve': {
      const time = (prices.numbers[step.time] as number) / (prices.stations[step.station]?.speed ?? 1);
      for (const tag of step.tags) {
        const key = `${step.station} ${tag}`;
        sums.set(key, (sums.get(key) ?? 0) + count * time);
      }
      return 1;
    }
    case 'sequence': {
      let goesOn = 1;
      for (const child of step.steps) goesOn *= collect(child, count * goesOn, prices, sums);
      return goesOn;
    }
    case 'parallel':
      for (const child of step.steps) collect(child, count, prices, sums);
      return 1;
    case 'repeat':
      return collectTurns(step, count, prices, sums);
    case 'choice':
      return step.branches.reduce((goesOn, { probability, leaves, body }) => {
        const inside = collect(body, count * probability, prices, sums);
        return goesOn + (leaves ? 0 : probability * inside);
      }, 0);
    case 'hold':
      return collect(step.body, count, prices, sums);
    case 'detached':
      collect(step.body, count, prices, sums);
      return 1;
  }
}

function collectTurns(
  step: Extract<Step, { kind: 'repeat' }>,
  count: number,
  prices: Prices,
  sums: Map<string, number>,
): number {
  const times = prices.numbers[step.times] as number;
  const goesOn = step.parallel ? 1 : collect(step.body, 0, prices, new Map());
  const turns = goesOn === 1 ? times : (1 - goesOn ** times) / (1 - goesOn);
  collect(step.body, count * turns, prices, sums);
  return goesOn ** times;
}
