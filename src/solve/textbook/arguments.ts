import { refuse } from '../faults.ts';

/** Refuses, as an InvalidModelError, an argument that is negative, infinite or no number. */
export function requireAmount(subject: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    refuse([{ kind: 'bad-number', subject, detail: `${value}` }]);
  }
}

/** The same for each of many. */
export function requireAmounts(subject: string, values: readonly number[]): void {
  for (const value of values) requireAmount(subject, value);
}

/** The same for each of a table, whose rows must be `width` long. */
export function requireTable(subject: string, rows: readonly (readonly number[])[], width: number): void {
  for (const row of rows) {
    if (row.length !== width) refuse([{ kind: 'bad-number', subject, detail: `${row.length} in place of ${width}` }]);
    requireAmounts(subject, row);
  }
}

/** Refuses a number that is not whole, or under `least`. */
export function requireWhole(subject: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) refuse([{ kind: 'bad-number', subject, detail: `${value}` }]);
}

/** Refuses a number of servers: 0 or less, or no number. Infinity is a delay. */
export function requireServers(subject: string, servers: number): void {
  if (!(servers > 0)) refuse([{ kind: 'bad-servers', subject, detail: `${servers}` }]);
}

/** Closed classes: whole numbers of users, and times of which some is not nothing. `demands[k][r]`: seconds of class r at station k. */
export function requireClosed(
  users: readonly number[],
  thinkTimes: readonly number[],
  demands: readonly (readonly number[])[],
): void {
  requireTable('demands', demands, users.length);
  requireTable('thinkTimes', [thinkTimes], users.length);
  users.forEach((n, r) => {
    requireWhole('users', n, 0);
    const time = demands.reduce((sum, row) => sum + (row[r] as number), thinkTimes[r] as number);
    if (n > 0 && time === 0)
      refuse([{ kind: 'bad-number', subject: 'demands', detail: 'neither work nor think time' }]);
  });
}
