import type { CompiledStation, Step } from './compile.ts';

/** Stations, and the values of the expressions. */
export interface Prices {
  readonly stations: readonly CompiledStation[];
  readonly numbers: Float64Array;
}

/**
 * Seconds that the answer waits beyond its longest branch because a station cannot serve all branches at once: a branch that uses it ends after
 * its own time elsewhere and all that the station has to serve.
 */
export function crowding(steps: readonly Step[], longest: number, copies: number, at: Prices): number {
  const atOnce = steps.length * copies;
  const own = steps.map((step) => {
    const into = new Float64Array(at.stations.length);
    demandOf(step, 1, at, into);
    return { into, idle: idleOf(step, at) };
  });
  let last = longest;
  for (const [s, station] of at.stations.entries()) {
    let [total, elsewhere] = [0, 0];
    for (const { into, idle } of own) {
      const demand = into[s] as number;
      total += copies * demand;
      if (demand > 0) elsewhere = Math.max(elsewhere, idle - demand);
    }
    if (total > 0) last = Math.max(last, elsewhere + total / Math.min(atOnce, Math.max(1, station.servers)));
  }
  return last - longest;
}

/** Adds the demands of a step, holds included, as if alone. */
function demandOf(step: Step, count: number, at: Prices, into: Float64Array): void {
  switch (step.kind) {
    case 'serve':
      into[step.station] = (into[step.station] as number) + count * (at.numbers[step.time] as number);
      break;
    case 'sequence':
    case 'parallel':
      for (const child of step.steps) demandOf(child, count, at, into);
      break;
    case 'repeat':
      demandOf(step.body, count * (at.numbers[step.times] as number), at, into);
      break;
    case 'choice':
      for (const { probability, body } of step.branches) demandOf(body, count * probability, at, into);
      break;
    case 'hold':
      into[step.pool] = (into[step.pool] as number) + count * idleOf(step.body, at);
      demandOf(step.body, count, at, into);
  }
}

/** Mean time of a step on an idle system. */
export function idleOf(step: Step, at: Prices): number {
  switch (step.kind) {
    case 'serve':
      return at.numbers[step.time] as number;
    case 'sequence':
      return step.steps.reduce((sum, child) => sum + idleOf(child, at), 0);
    case 'parallel':
      return step.steps.reduce((most, child) => Math.max(most, idleOf(child, at)), 0);
    case 'repeat': {
      const times = at.numbers[step.times] as number;
      return idleOf(step.body, at) * (step.parallel ? Math.min(1, times) : times);
    }
    case 'choice':
      return step.branches.reduce((sum, branch) => sum + branch.probability * idleOf(branch.body, at), 0);
    case 'hold':
      return idleOf(step.body, at);
    case 'detached':
      return 0;
  }
}

/** Probability that what follows a step still runs. */
export function goingOn(step: Step, at: Prices): number {
  switch (step.kind) {
    case 'sequence':
      return step.steps.reduce((going, child) => going * goingOn(child, at), 1);
    case 'choice':
      return step.branches.reduce(
        (sum, branch) => sum + (branch.leaves ? 0 : branch.probability * goingOn(branch.body, at)),
        0,
      );
    case 'repeat':
      return step.parallel ? 1 : goingOn(step.body, at) ** (at.numbers[step.times] as number);
    case 'hold':
      return goingOn(step.body, at);
    default:
      return 1;
  }
}
