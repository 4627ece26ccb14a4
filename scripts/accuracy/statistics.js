// @ts-check

/** @param {readonly number[]} values */
export function median(values) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * So many significant digits: a figure shows no more than it knows.
 * @param {number} value
 */
export function significant(value, digits = 3) {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
