import type { Objective } from '../model/objective.ts';
import type { Settings } from '../model/settings.ts';
import { bytesOf } from '../settings/index.ts';
import { usage } from './errors.ts';

function refuse(option: string, value: string, example: string): never {
  throw usage('error.option-form', { option, value, example });
}

/** A number above zero, of anything. */
export function numberOption(option: string, text: string): number {
  const value = Number(text);
  return value > 0 ? value : refuse(option, text, '60');
}

/**
 * `'NAME: VALUE'`, each, to headers by their name in lower case: one set of them for each session. A name given several times has one value in each,
 * in order; one given fewer times keeps its last.
 */
export function sessionsOption(lines: readonly string[]): readonly Readonly<Record<string, string>>[] {
  const values = new Map<string, string[]>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    // The value may be a secret: it is not repeated.
    if (name === '') refuse('--header', '…', "'cookie: session=…'");
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  }
  const sessions = Math.max(1, ...[...values.values()].map(({ length }) => length));
  return Array.from({ length: sessions }, (_, i) =>
    Object.fromEntries([...values].map(([name, all]) => [name, all[Math.min(i, all.length - 1)] ?? ''])),
  );
}

/** `5000`, `5 000`, `5k`. */
function positiveOption(option: string, text: string): number {
  const found = /^(\d[\d\s_\u202f\u00a0]*(?:[.,]\d+)?)\s*([kKmM]?)$/.exec(text.trim());
  const value = Number((found?.[1] ?? '').replace(/[\s_\u202f\u00a0]/g, '').replace(',', '.'));
  const unit = { k: 1e3, m: 1e6 }[found?.[2]?.toLowerCase() ?? ''] ?? 1;
  return found !== null && value > 0 ? value * unit : refuse(option, text, '5000');
}

/** `1:2GB` (CPUs and memory of one instance), `0.5:512MB*3` (three instances at most). */
export function machineOption(text: string): Pick<Settings, 'machine' | 'instances'> {
  const found = /^(\d+(?:[.,]\d+)?)(?::([^*]+))?(?:\*(\d+))?$/.exec(text.trim());
  const cpu = Number(found?.[1]?.replace(',', '.'));
  if (found === null || !(cpu > 0)) return refuse('--machine', text, '1:2GB*3');
  const memory = found[2] === undefined ? undefined : bytesOf(found[2]);
  if (found[2] !== undefined && memory === undefined) return refuse('--machine', text, '1:2GB*3');
  return {
    machine: { cpu, ...(memory === undefined ? {} : { memory }) },
    ...(found[3] === undefined ? {} : { instances: { minimum: 1, maximum: Math.max(1, Number(found[3])) } }),
  };
}

/** `1s`, `800ms`, `p99:1.5s`; the percentile is the 95th unless written. */
export function objectiveOption(text: string): Partial<Objective> {
  const found = /^(?:p(\d{2}(?:\.\d+)?)[:<=]+)?(\d+(?:[.,]\d+)?)\s*(ms|s)$/i.exec(text.trim());
  const value = Number(found?.[2]?.replace(',', '.'));
  if (found === null || !(value > 0)) return refuse('--objective', text, 'p95:800ms');
  const responseTime = found[3]?.toLowerCase() === 'ms' ? value / 1000 : value;
  return { responseTime, ...(found[1] === undefined ? {} : { percentile: Number(found[1]) / 100 }) };
}

/** What must hold: users per day, accounts, or both. */
export function targetOption(
  users: string | undefined,
  accounts: string | undefined,
): { readonly dailyUsers?: number; readonly accounts?: number } | undefined {
  if (users === undefined && accounts === undefined) return undefined;
  return {
    ...(users === undefined ? {} : { dailyUsers: positiveOption('--target', users) }),
    ...(accounts === undefined ? {} : { accounts: positiveOption('--target-accounts', accounts) }),
  };
}
