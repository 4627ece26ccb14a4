import type { Limits } from './limits.ts';
import type { OpenModel } from './open-model.ts';

/**
 * Classes that may be the first to leave the objective, the likeliest first. A class is left out when another asks at least as much of every
 * station, takes at least as long when idle (mean, variance and third moment), has as much long work or more, and no more room: whatever the
 * load, it waits no longer than the other. With a hundred routes, ten or twenty remain.
 *
 * The law of a wait repeated over several visits varies a little less when the visits are further apart, so that the order is not exact in
 * theory; `contenders.test.ts` compares with all classes.
 */
export function contendersOf(model: OpenModel, limits: Limits): readonly number[] {
  const vectors = vectorsOf(model, limits);
  const order = vectors.map((_, c) => c).sort((a, b) => scoreOf(model, limits, b) - scoreOf(model, limits, a) || a - b);
  const kept: number[] = [];
  for (const c of order) {
    if (!kept.some((other) => covers(vectors[other] as Float64Array, vectors[c] as Float64Array))) kept.push(c);
  }
  return kept;
}

/** How near its limit a class is when idle. */
function scoreOf({ compiled: { loads } }: OpenModel, limits: Limits, c: number): number {
  const slow = (loads.idleMean[c] as number) + 2 * Math.sqrt(loads.idleVariance[c] as number);
  return slow / (limits.byClass[c] as number);
}

/** What makes a class slow: the larger each number, the slower. */
function vectorsOf(model: OpenModel, limits: Limits): readonly Float64Array[] {
  const { loads, classes } = model.compiled;
  const stations = loads.stationCount;
  return classes.map((_, c) => {
    const vector = new Float64Array(2 * stations + 5);
    for (let s = 0; s < stations; s++) {
      const at = c * stations + s;
      const visits = loads.visits[at] as number;
      const path = loads.pathVisits[at] as number;
      vector[s] = path;
      vector[stations + s] = visits > 0 ? (path * (loads.demand[at] as number)) / visits : 0;
    }
    vector[2 * stations] = loads.idleMean[c] as number;
    vector[2 * stations + 1] = loads.idleVariance[c] as number;
    vector[2 * stations + 2] = loads.idleThird[c] as number;
    vector[2 * stations + 3] = model.longPieces[c] as number;
    vector[2 * stations + 4] = -(limits.byClass[c] as number);
    return vector;
  });
}

function covers(larger: Float64Array, smaller: Float64Array): boolean {
  for (let i = 0; i < larger.length; i++) if ((larger[i] as number) < (smaller[i] as number)) return false;
  return true;
}
