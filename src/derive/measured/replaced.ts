import type { Derivation } from '../../model/derivation.ts';
import { type Parameter, valuesAt } from '../../model/expression.ts';
import type { Replacement } from '../../model/measurement-use.ts';
import { message } from '../../model/message.ts';
import type { Interval } from '../../model/range.ts';
import type { Source } from '../../model/source.ts';
import { demandOf } from './demand.ts';

/** Inputs of a derivation that a measurement replaced, those that moved or narrowed most first. */
export function replacedBy(before: Derivation, after: Derivation): readonly Replacement[] {
  const all = [...routes(before, after), ...inputs(before, after)];
  return all.sort((a, b) => movement(b) - movement(a));
}

/** Logarithm by which the bounds moved. */
function movement({ before, after }: Replacement): number {
  const least = Math.max(before.high, after.high) * 1e-6;
  const apart = (a: number, b: number): number => Math.abs(Math.log(Math.max(a, least) / Math.max(b, least)));
  return apart(before.low, after.low) + apart(before.high, after.high) || 0;
}

/** Seconds of a whole request, rather than the factor that brings them there. */
function routes(before: Derivation, after: Derivation): readonly Replacement[] {
  return after.model.parameters.flatMap(({ id, range }) => {
    const [, station, classId] = /^measured\.(event-loop|threads|database|service:.+?)\.([A-Z]+ .+)$/.exec(id) ?? [];
    if (station === undefined || classId === undefined) return [];
    return [
      {
        message: messageAt(station, classId),
        unit: 's',
        before: secondsOf(before, classId, station),
        after: { ...secondsOf(after, classId, station), source: range.source },
      },
    ];
  });
}

function messageAt(station: string, route: string): ReturnType<typeof message> {
  const [place = '', service] = station.split(':');
  return message(`replaced.${place}`, { route, ...(service === undefined ? {} : { service }) });
}

function secondsOf({ model }: Derivation, classId: string, station: string): Interval {
  const found = model.classes.find(({ id }) => id === classId);
  const at = (level: keyof Interval): number =>
    found === undefined ? 0 : (demandOf(found.activity, valuesAt(model.parameters, level)).get(station) ?? 0);
  return { low: at('low'), typical: at('typical'), high: at('high') };
}

/** Speeds, delays, rows and ratios. */
function inputs(before: Derivation, after: Derivation): readonly Replacement[] {
  const known = new Map(inputsOf(before).map((parameter) => [parameter.id, parameter.range]));
  return inputsOf(after).flatMap(({ id, range, unit }) => {
    const old = known.get(id);
    if (old === undefined || range.source.provenance !== 'measured' || old.source.provenance === 'measured') return [];
    return [{ message: messageOf(id), unit, before: plain(old), after: range }];
  });
}

function inputsOf({ model, usage, accountsToday }: Derivation): readonly Parameter[] {
  const unit = (key: string): string => (/Share/.test(key) ? 'share' : 'ratio');
  const ratios = Object.entries(usage).map(([key, range]) => ({ id: `usage.${key}`, range, unit: unit(key) }));
  const accounts = { id: 'accounts', range: accountsToday, unit: 'accounts' };
  return [...model.parameters.filter(({ id }) => id !== 'accounts'), accounts, ...ratios];
}

function plain({ low, typical, high }: Interval & { readonly source?: Source }): Interval {
  return { low, typical, high };
}

/** The words of the assumption that it settles. */
function messageOf(id: string): ReturnType<typeof message> {
  const [head = '', second = ''] = id.split('.');
  const family = ['machine', 'usage', 'database'].includes(head) ? `${head}.${second}` : head;
  return message(`assumption.${family}`, { subject: id.split('.').slice(1).join('.') });
}
