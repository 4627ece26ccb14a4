import type { Limits } from './limits.ts';
import type { OpenModel } from './open-model.ts';

/**
 * Classes that may be the first to leave the objective, the likeliest first. A class is left out when another asks at least as much of every
 * station, takes at least as long when idle (mean, variance and third moment), has as much long work or more, and no more room: whatever the
 * load, it waits no longer than the other. With a hundred routes, ten or thirty remain.
 *
 * The waits of several visits vary a little less together when the visits are further apart, so that the order is not exact in theory;
 * `contenders.test.ts` compares with all classes.
 */
export function contendersOf(model: OpenModel, limits: Limits): readonly number[] {
  const size = model.compiled.classes.length;
  const demands = demandsOf(model, limits);
  const scores = Float64Array.from({ length: size }, (_, c) => scoreOf(model, limits, c));
  const order = Array.from({ length: size }, (_, c) => c).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
  const kept: number[] = [];
  for (const c of order) {
    if (!kept.some((other) => covers(demands, other, c))) kept.push(c);
  }
  return kept;
}

/** How near its limit a class is when idle. */
function scoreOf({ compiled: { loads } }: OpenModel, limits: Limits, c: number): number {
  const slow = (loads.idleMean[c] as number) + 2 * Math.sqrt(loads.idleVariance[c] as number);
  return slow / (limits.byClass[c] as number);
}

/** What makes a class slow, `class × width + kind`: the larger each number, the slower. */
interface Slowness {
  readonly width: number;
  readonly values: Float64Array;
}

function demandsOf(model: OpenModel, limits: Limits): Slowness {
  const { loads, classes } = model.compiled;
  const stations = loads.stationCount;
  const width = 2 * stations + 5;
  const values = new Float64Array(width * classes.length);
  for (let c = 0; c < classes.length; c++) {
    const row = c * width;
    for (let s = 0; s < stations; s++) {
      const visits = loads.visits[c * stations + s] as number;
      const path = loads.pathVisits[c * stations + s] as number;
      values[row + s] = path;
      if (visits > 0) values[row + stations + s] = (path * (loads.demand[c * stations + s] as number)) / visits;
    }
    const rest = row + 2 * stations;
    values[rest] = loads.idleMean[c] as number;
    values[rest + 1] = loads.idleVariance[c] as number;
    values[rest + 2] = loads.idleThird[c] as number;
    values[rest + 3] = model.longPieces[c] as number;
    values[rest + 4] = -(limits.byClass[c] as number);
  }
  return { width, values };
}

function covers({ width, values }: Slowness, larger: number, smaller: number): boolean {
  const [a, b] = [larger * width, smaller * width];
  for (let i = 0; i < width; i++) if ((values[a + i] as number) < (values[b + i] as number)) return false;
  return true;
}
