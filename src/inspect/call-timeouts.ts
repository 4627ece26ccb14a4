import type { Service, Setting } from '../model/inventory.ts';
import type { Location } from '../model/source.ts';
import type { Project } from './project.ts';

/** Lines of one call, options included. */
const LONGEST_CALL = 16;
/** Longer lines are not written by hand. */
const LONGEST_LINE = 400;

/** The time limit written in each call, when every call of the service has one; the longest. */
export function timeoutOfCalls(project: Project, service: Service): Setting<number> | undefined {
  const limits = service.sites.map((site) => timeoutOfCall(project, site.at));
  const longest = limits.flatMap((limit) => limit ?? []).sort((one, other) => other.value - one.value)[0];
  if (longest === undefined || limits.includes(undefined)) return undefined;
  return { value: longest.value / 1000, source: { provenance: 'declared', at: longest.at } };
}

/** A time limit among the options of a call: of a signal, under its name, or under the name of what holds it. */
const LIMIT =
  /\bAbortSignal\.timeout\(\s*([\w.#]+(?:\s*\*\s*[\d_]+)*)|\btimeout\s*:\s*([\w.#]+(?:\s*\*\s*[\d_]+)*)|(?:^\s*|[{,]\s*)(timeout)\s*(?:[,}]|$)/;

/** `AbortSignal.timeout(…)`, `timeout: …` or `timeout`, in milliseconds, among the arguments of the call that begins on a line. */
function timeoutOfCall(project: Project, at: Location): { readonly value: number; readonly at: Location } | undefined {
  const all = (project.read(at.file) ?? '').split('\n');
  const lines = all.slice(at.line - 1, at.line - 1 + LONGEST_CALL);
  const end = lines.findIndex((line) => /^\s*\}?\)+;?\s*$|\)\s*;\s*$/.test(line));
  for (const [index, line] of lines.slice(0, end === -1 ? undefined : end + 1).entries()) {
    const found = LIMIT.exec(line.slice(0, LONGEST_LINE));
    const written = found?.[1] ?? found?.[2] ?? found?.[3];
    const value = written === undefined ? undefined : numberNamed(project, all, written);
    if (value !== undefined) return { value, at: { file: at.file, line: at.line + index } };
    const controller = /\bsignal\s*:\s*(\w+)\.signal\b/.exec(line)?.[1];
    const aborted = controller === undefined ? undefined : timeoutOfController(project, all, controller, at);
    if (aborted !== undefined) return aborted;
  }
  return undefined;
}

/** `setTimeout(() => controller.abort(), …)` shortly before a call that carries the controller's signal; the delay may be a named constant. */
function timeoutOfController(
  project: Project,
  lines: readonly string[],
  controller: string,
  at: Location,
): { readonly value: number; readonly at: Location } | undefined {
  const abort = new RegExp(`\\bsetTimeout\\(.*\\b${controller}\\.abort\\(.*,\\s*(\\w+)\\s*\\)`);
  for (let line = at.line; line > Math.max(0, at.line - LONGEST_CALL); line -= 1) {
    const delay = abort.exec((lines[line - 1] ?? '').slice(0, LONGEST_LINE))?.[1];
    if (delay === undefined) continue;
    const value = numberNamed(project, lines, delay);
    return value === undefined ? undefined : { value, at: { file: at.file, line } };
  }
  return undefined;
}

/** Constants that stand for one another, at most. */
const MOST_NAMES = 3;

/** A number that is written, or that a name of the file, or one that it imports, stands for. */
function numberNamed(project: Project, lines: readonly string[], written: string, hops = 0): number | undefined {
  if (/^\d/.test(written)) return numberIn(written);
  const name = written.split(/[.#]/).at(-1) ?? '';
  if (hops === MOST_NAMES || !/^\w+$/.test(name)) return undefined;
  const given = valueGiven(lines, name);
  if (given !== undefined) return /^\d/.test(given) ? numberIn(given) : numberNamed(project, lines, given, hops + 1);
  if (!lines.some((line) => new RegExp(`^\\s*(?:import\\b.*\\b|(?:type )?)${name}\\b`).test(line))) return undefined;
  const exported = new RegExp(`^\\s*export const ${name}\\s*(?::\\s*number\\s*)?=\\s*([\\d_][\\d_ *]*)`, 'm');
  const scripts = project.files.filter((file) => /\.[cm]?[jt]s$/.test(file));
  const found = scripts.map((file) => exported.exec(project.read(file) ?? '')?.[1]).find((one) => one !== undefined);
  return found === undefined ? undefined : numberIn(found);
}

/** What a name is given first in a file: a constant, a field, the default of a parameter. */
function valueGiven(lines: readonly string[], name: string): string | undefined {
  const declared = new RegExp(
    `(?:^|[^\\w.])#?${name}\\s*(?::\\s*number\\s*)?=\\s*((?:this\\.)?#?[A-Za-z]\\w*|[\\d_][\\d_ *]*)\\s*(?:[,;)]|$|//)`,
  );
  return lines.flatMap((line) => declared.exec(line.slice(0, LONGEST_LINE))?.[1] ?? [])[0];
}

/** `30_000`, `30 * 1000`. */
function numberIn(written: string): number | undefined {
  const value = written.split('*').reduce((product, part) => product * Number(part.trim().replaceAll('_', '')), 1);
  return Number.isFinite(value) ? value : undefined;
}
