import type { Estimate } from '../model/estimate.ts';

/** Keys that are read first, in this order; the others follow in alphabetical order, so that equal estimates give equal bytes. */
const FIRST = [
  'schemaVersion',
  'tool',
  'inventory',
  'objective',
  'purposes',
  'unread',
  'capacities',
  'accounts',
  'ceilings',
  'tiers',
  'otherRemedies',
  'events',
  'monitoring',
  'target',
  'assumptions',
  'summary',
  'id',
  'kind',
  'name',
  'number',
  'scenario',
  'low',
  'typical',
  'high',
  'source',
  'file',
  'line',
  'key',
  'params',
] as const;

const RANK: ReadonlyMap<string, number> = new Map(FIRST.map((key, index) => [key, index]));

/** The estimate as JSON: keys in a fixed order, two spaces, a final newline. What is not finite becomes null. */
export function json(estimate: Estimate): string {
  return `${JSON.stringify(ordered(estimate), null, 2)}\n`;
}

/** Digits of what is computed: more than anyone can know, and the same with every version of the runtime, whose last digits differ. */
const DIGITS = 6;

function rounded(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(DIGITS));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value === 'number') return rounded(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}

function rank(key: string): number {
  return RANK.get(key) ?? FIRST.length;
}
