import type { Machine } from '../machine.ts';
import { derived, literal, newArray } from '../values/create.ts';
import type { Value } from '../values/values.ts';

/** Methods of strings, numbers, dates and other data: computed when everything is known, otherwise data that keeps its origin. */
export function callString(machine: Machine, target: Value, name: string, args: readonly Value[]): Value {
  if (target.kind === 'literal' && typeof target.value === 'string') {
    const known = computeString(target.value, name, args);
    if (known !== undefined) return known;
  }
  const first = args[0];
  if (first !== undefined && (name === 'startsWith' || name === 'includes' || name === 'endsWith')) {
    const answer = answerAboutPath(machine, target, name, first);
    if (answer !== undefined) return literal(answer);
  }
  if (KEEPS.has(name)) return target;
  if (target.kind === 'opaque' && target.origin !== 'unknown') {
    if (target.origin === 'request') return name === 'split' ? { ...target, name: `${target.name}.*` } : target;
    return target.origin === 'clock' ? target : derived([target, ...args]);
  }
  return derived([target, ...args]);
}

const KEEPS = new Set(['toString', 'trim', 'valueOf', 'normalize', 'toLowerCase', 'toUpperCase']);

function computeString(text: string, name: string, args: readonly Value[]): Value | undefined {
  const values = args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
  if (args.some((arg) => arg.kind !== 'literal')) return undefined;
  const [first, second] = values;
  switch (name) {
    case 'toLowerCase':
      return literal(text.toLowerCase());
    case 'toUpperCase':
      return literal(text.toUpperCase());
    case 'trim':
    case 'toString':
      return literal(name === 'trim' ? text.trim() : text);
    case 'startsWith':
      return literal(text.startsWith(String(first)));
    case 'endsWith':
      return literal(text.endsWith(String(first)));
    case 'includes':
      return literal(text.includes(String(first)));
    case 'concat':
      return literal(text + values.join(''));
    case 'replace':
      return literal(text.replace(String(first), String(second)));
    case 'slice':
    case 'substring':
      return literal(text.slice(Number(first ?? 0), second === undefined ? undefined : Number(second)));
    case 'split':
      return newArray(
        text
          .split(String(first))
          .slice(0, 60)
          .map((part) => literal(part)),
      );
    default:
      return undefined;
  }
}

/** Answers a question of the code about the path or the method of the request under way, when the route decides it. */
export function answerAboutPath(machine: Machine, target: Value, question: string, sought: Value): boolean | undefined {
  const request = machine.request;
  if (request === undefined || target.kind !== 'opaque' || target.origin !== 'request') return undefined;
  if (sought.kind !== 'literal' || typeof sought.value !== 'string') return undefined;
  if (target.name === 'method' && question === '===')
    return request.method === 'ALL' ? undefined : request.method === sought.value;
  if (!/^(path|url|originalUrl|baseUrl)$/.test(target.name)) return undefined;
  const fixed = request.path.search(/[:*(?]/);
  const start = fixed === -1 ? request.path : request.path.slice(0, fixed);
  const open = fixed !== -1;
  const text = sought.value;
  if (question === '===')
    return open ? (start.startsWith(text) || !text.startsWith(start) ? false : undefined) : request.path === text;
  if (question === 'startsWith')
    return start.startsWith(text) ? true : open && text.startsWith(start) ? undefined : false;
  if (request.path.includes(text)) return true;
  return open && /[*(]/.test(request.path) ? undefined : false;
}
