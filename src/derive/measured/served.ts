import { scale } from '../../model/expression.ts';
import type { Activity } from '../../model/queueing-model.ts';
import type { StationId } from '../../model/station.ts';

export type Served = Extract<Activity, { kind: 'serve' }>;

/** An activity whose service times at a station are multiplied by a parameter. */
export function scaledAt(activity: Activity, station: StationId, parameter: string): Activity {
  return servedAt(activity, station, (served) => ({ ...served, time: scale(served.time, 1, parameter) }));
}

/** An activity served otherwise at a station. */
export function servedAt(activity: Activity, station: StationId, otherwise: (served: Served) => Served): Activity {
  const inside = (inner: Activity): Activity => servedAt(inner, station, otherwise);
  switch (activity.kind) {
    case 'serve':
      return activity.station === station ? otherwise(activity) : activity;
    case 'sequence':
    case 'parallel':
      return { ...activity, steps: activity.steps.map(inside) };
    case 'choice':
      return { ...activity, branches: activity.branches.map((branch) => ({ ...branch, body: inside(branch.body) })) };
    default:
      return { ...activity, body: inside(activity.body) };
  }
}
