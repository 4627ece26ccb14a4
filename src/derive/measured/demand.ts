import { evaluate, type Values } from '../../model/expression.ts';
import type { Activity } from '../../model/queueing-model.ts';
import type { StationId } from '../../model/station.ts';

/** Seconds that one request asks of each station, on average, what is detached included. */
export function demandOf(activity: Activity, values: Values): ReadonlyMap<StationId, number> {
  const sums = new Map<StationId, number>();
  add(activity, 1, values, sums);
  return sums;
}

/** Adds up the demands under an activity; returns the probability that what follows it still runs. */
function add(activity: Activity, count: number, values: Values, sums: Map<StationId, number>): number {
  switch (activity.kind) {
    case 'serve':
      sums.set(activity.station, (sums.get(activity.station) ?? 0) + count * evaluate(activity.time, values));
      return 1;
    case 'sequence': {
      let goesOn = 1;
      for (const step of activity.steps) goesOn *= add(step, count * goesOn, values, sums);
      return goesOn;
    }
    case 'parallel':
      for (const step of activity.steps) add(step, count, values, sums);
      return 1;
    case 'repeat':
      return addTurns(activity, count, values, sums);
    case 'choice':
      return activity.branches.reduce((goesOn, { probability, leaves, body }) => {
        const inside = add(body, count * probability, values, sums);
        return goesOn + (leaves ? 0 : probability * inside);
      }, 0);
    case 'hold':
      return add(activity.body, count, values, sums);
    case 'detached':
      add(activity.body, count, values, sums);
      return 1;
  }
}

function addTurns(
  repeat: Extract<Activity, { kind: 'repeat' }>,
  count: number,
  values: Values,
  sums: Map<StationId, number>,
): number {
  const times = evaluate(repeat.times, values);
  const goesOn = repeat.mode === 'parallel' ? 1 : add(repeat.body, 0, values, sums);
  const turns = goesOn === 1 ? times : (1 - goesOn ** times) / (1 - goesOn);
  add(repeat.body, count * turns, values, sums);
  return goesOn ** times;
}
