/** Pieces of a service: their number, ΣE[piece²], ΣE[piece³]. */
export interface Cut {
  pieces: number;
  square: number;
  cube: number;
}

/**
 * Pieces of one service cut at `slice`, written into `cut`. Gamma moments when it is hardly ever cut. When it is, a service of variability
 * below ½ is cut as if it were constant, and above as if it were exponential (memoryless: the pieces are i.i.d. min(S, slice)).
 */
export function cutInSlices(time: number, variability: number, slice: number, cut: Cut): void {
  const square = time * time * (1 + variability);
  if (slice === Number.POSITIVE_INFINITY || time * (1 + 2 * Math.sqrt(variability)) <= slice) {
    cut.pieces = 1;
    cut.square = square;
    cut.cube = square * time * (1 + 2 * variability);
  } else if (variability < 0.5) {
    const whole = Math.floor(time / slice + 1e-9);
    const rest = Math.max(0, time - whole * slice);
    cut.pieces = whole + (rest > 1e-9 * time ? 1 : 0);
    cut.square = whole * slice ** 2 + rest ** 2;
    cut.cube = whole * slice ** 3 + rest ** 3;
  } else {
    const x = slice / time;
    const ended = -Math.expm1(-x);
    const left = 1 - ended;
    cut.pieces = 1 / ended;
    cut.square = cut.pieces * 2 * time ** 2 * (1 - left * (1 + x));
    cut.cube = cut.pieces * 6 * time ** 3 * (1 - left * (1 + x + x ** 2 / 2));
  }
}
