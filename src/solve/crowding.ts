import type { CompiledStation } from './compile.ts';
import { CHOICE, DETACHED, HOLD, PARALLEL, REPEAT, SEQUENCE, SERVE } from './flat-program.ts';

/** Stations, a flat program, and the values of its expressions. */
export interface Prices {
  readonly stations: readonly CompiledStation[];
  readonly code: Int32Array;
  readonly constants: Float64Array;
  readonly numbers: Float64Array;
}

/** Where what a step contains begins, by operation. */
const INSIDE = [5, 2, 3, 4, 2, 3, 2];

/** Addresses of the steps next to each other from `from` up to `end`. */
export function stepsFrom(from: number, end: number, code: Int32Array): readonly number[] {
  const steps: number[] = [];
  for (let at = from; at < end; at = code[at + 1] as number) steps.push(at);
  return steps;
}

/**
 * Seconds that the answer waits beyond its longest branch because a station cannot serve all branches at once: a branch that uses it ends after
 * its own time elsewhere and all that the station has to serve.
 */
export function crowding(steps: readonly number[], longest: number, copies: number, at: Prices): number {
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

function timeOf(pc: number, { code, numbers, stations }: Prices): number {
  return (numbers[code[pc + 3] as number] as number) / (stations[code[pc + 2] as number]?.speed ?? 1);
}

/** Adds the demands of a step, holds included, as if alone. */
function demandOf(pc: number, count: number, at: Prices, into: Float64Array): void {
  const { code, numbers } = at;
  const station = code[pc + 2] as number;
  const op = code[pc] as number;
  const end = code[pc + 1] as number;
  if (op === DETACHED) return;
  if (op === SERVE) into[station] = (into[station] as number) + count * timeOf(pc, at);
  if (op === HOLD) into[station] = (into[station] as number) + count * idleOf(pc + 3, at);
  if (op === CHOICE) {
    for (let branch = pc + 2; branch < end; branch = code[branch] as number) {
      demandOf(branch + 3, count * (at.constants[code[branch + 1] as number] as number), at, into);
    }
  } else {
    const turns = op === REPEAT ? (numbers[code[pc + 2] as number] as number) : 1;
    for (const step of stepsFrom(pc + (INSIDE[op] as number), end, code)) demandOf(step, count * turns, at, into);
  }
}

/** Mean time of a step on an idle system. */
export function idleOf(pc: number, at: Prices): number {
  const { code, numbers, constants } = at;
  const end = code[pc + 1] as number;
  switch (code[pc]) {
    case SERVE:
      return timeOf(pc, at);
    case SEQUENCE: {
      let sum = 0;
      for (let step = pc + 2; step < end; step = code[step + 1] as number) sum += idleOf(step, at);
      return sum;
    }
    case PARALLEL: {
      let most = 0;
      for (let step = pc + 3; step < end; step = code[step + 1] as number) most = Math.max(most, idleOf(step, at));
      return most;
    }
    case REPEAT: {
      const times = numbers[code[pc + 2] as number] as number;
      return idleOf(pc + 4, at) * (code[pc + 3] === 1 ? Math.min(1, times) : times);
    }
    case CHOICE: {
      let sum = 0;
      for (let branch = pc + 2; branch < end; branch = code[branch] as number) {
        sum += (constants[code[branch + 1] as number] as number) * idleOf(branch + 3, at);
      }
      return sum;
    }
    case HOLD:
      return idleOf(pc + 3, at);
    default:
      return 0;
  }
}

/** Probability that what follows a step still runs. */
export function goingOn(pc: number, at: Prices): number {
  const { code, constants, numbers } = at;
  const end = code[pc + 1] as number;
  switch (code[pc]) {
    case SEQUENCE: {
      let going = 1;
      for (let step = pc + 2; step < end; step = code[step + 1] as number) going *= goingOn(step, at);
      return going;
    }
    case CHOICE: {
      let going = 0;
      for (let branch = pc + 2; branch < end; branch = code[branch] as number) {
        const leaves = code[branch + 2] === 1;
        if (!leaves) going += (constants[code[branch + 1] as number] as number) * goingOn(branch + 3, at);
      }
      return going;
    }
    case REPEAT:
      return code[pc + 3] === 1 ? 1 : goingOn(pc + 4, at) ** (numbers[code[pc + 2] as number] as number);
    case HOLD:
      return goingOn(pc + 3, at);
    default:
      return 1;
  }
}
