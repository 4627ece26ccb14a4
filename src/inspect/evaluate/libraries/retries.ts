import type { Location } from '../../../model/source.ts';
import { type Machine, record } from '../machine.ts';
import type { Value } from '../values/values.ts';

/** Defaults of the package `retry`, under `p-retry` and `async-retry` (readme of each): ten more attempts, after 1 s, 2 s, 4 s… */
const DEFAULTS = { retries: 10, factor: 2, minTimeout: 1000, maxTimeout: Number.POSITIVE_INFINITY };

/** `pRetry(work, options)`: notes how long it goes on waiting at worst, unless the options say what it may take in all. */
export function noteRetry(machine: Machine, args: readonly Value[], at: Location): void {
  const options = args[1];
  const given = options?.kind === 'object' ? options : undefined;
  if (machine.phase !== 'request' || given?.fields.has('maxRetryTime') === true) return;
  if (options !== undefined && (given === undefined || given.spreads.length > 0)) return;
  const forever = given?.fields.get('forever');
  if (forever?.kind === 'literal' && forever.value === true) {
    record(machine, { kind: 'retry', at });
    return;
  }
  const set = Object.entries(DEFAULTS).map(([name, usual]) => {
    const value = given?.fields.get(name);
    return value === undefined ? usual : value.kind === 'literal' ? Number(value.value) : Number.NaN;
  });
  const [retries = 0, factor = 1, first = 0, longest = 0] = set;
  if (set.some(Number.isNaN)) return;
  if (retries === Number.POSITIVE_INFINITY) record(machine, { kind: 'retry', at });
  else record(machine, { kind: 'retry', at, seconds: waits(Math.min(retries, 100), factor, first, longest) / 1000 });
}

function waits(retries: number, factor: number, first: number, longest: number): number {
  let sum = 0;
  for (let attempt = 0; attempt < retries; attempt++) sum += Math.min(longest, first * factor ** attempt);
  return sum;
}
