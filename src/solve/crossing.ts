/** Where to look for the zero of an increasing function: below 0 at `low`, not below at `high`. */
export interface Bracket {
  readonly low: number;
  readonly atLow: number;
  readonly high: number;
  readonly atHigh: number;
  /** Relative width at which to stop. */
  readonly precision: number;
}

const MOST_STEPS = 80;

/**
 * Narrows a bracket around a zero: inverse quadratic interpolation where it is safe, else bisection (Chandrupatla, Advances in Engineering
 * Software 28(3), 1997). `low` is the last point below 0, `middle` the better end of the bracket. The function may jump.
 */
export function crossing(
  f: (x: number) => number,
  bracket: Bracket,
): { readonly low: number; readonly middle: number } {
  let [a, atA, b, atB] = [bracket.high, bracket.atHigh, bracket.low, bracket.atLow];
  let [c, atC] = [a, atA];
  // The first step is that of the secant.
  let step = atB < 0 && atA > 0 ? clamp(atA / (atA - atB), 0.05, 0.95) : 0.5;
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = a + step * (b - a);
    const at = f(x);
    if (at < 0 === atA < 0) [c, atC] = [a, atA];
    else [c, atC, b, atB] = [b, atB, a, atA];
    [a, atA] = [x, at];
    const least = (0.5 * bracket.precision * Math.max(a, b)) / Math.abs(b - a);
    if (least >= 0.5 || at === 0) break;
    step = clamp(nextStep(a, atA, b, atB, c, atC), least, 1 - least);
  }
  const low = atA < 0 ? a : b;
  return { low, middle: Math.abs(atA) < Math.abs(atB) ? a : b };
}

function nextStep(a: number, atA: number, b: number, atB: number, c: number, atC: number): number {
  const xi = (a - b) / (c - b);
  const phi = (atA - atB) / (atC - atB);
  if (!(phi * phi < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  return (atA / (atB - atA)) * (atC / (atB - atC)) + ((c - a) / (b - a)) * (atA / (atC - atA)) * (atB / (atC - atB));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
