import type { Machine, Question, RequestUnderway } from '../machine.ts';
import { derived, literal, newArray } from '../values/create.ts';
import type { Cut, Value } from '../values/values.ts';

/** Methods of strings, numbers, dates and other data: computed when everything is known, otherwise data that keeps its origin. */
export function callString(machine: Machine, target: Value, name: string, args: readonly Value[]): Value {
  const known =
    target.kind === 'literal' && typeof target.value === 'string' ? computeString(target.value, name, args) : undefined;
  const value = known ?? askPath(machine, target, name, args[0]);
  if (value !== undefined) return value;
  const piece = cutPath(target, name, args);
  if (piece !== undefined) return piece;
  if (KEEPS.has(name)) return target;
  if (target.kind !== 'opaque' || target.origin === 'unknown') return derived([target, ...args]);
  if (name === 'split' && target.name === 'url' && args[0]?.kind === 'literal' && args[0].value === '?')
    return newArray([target, { ...target, name: 'query' }]);
  if (target.origin === 'request') return name === 'split' ? { ...target, name: `${target.name}.*` } : target;
  return target.origin === 'clock' ? target : derived([target, ...args]);
}

/** A piece of the path of the request: the route tells what it is when it is asked about. */
function cutPath(target: Value, name: string, args: readonly Value[]): Value | undefined {
  if (target.kind !== 'opaque' || target.origin !== 'request' || !isPath(target.name) || !(name in CUTS))
    return undefined;
  const given = args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
  if (target.name === 'url' && given[0] === '?') return undefined;
  return given.every((each) => typeof each === 'string' || typeof each === 'number')
    ? { ...target, cut: [...(target.cut ?? []), [name, ...given]] }
    : undefined;
}

function askPath(machine: Machine, target: Value, name: string, sought: Value | undefined): Value | undefined {
  if (sought === undefined || (name !== 'startsWith' && name !== 'includes' && name !== 'endsWith')) return undefined;
  const answer = answerAboutPath(machine, target, name, sought);
  return answer === undefined ? undefined : literal(answer);
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
  if (target.kind !== 'opaque' || target.origin !== 'request') return undefined;
  if (sought.kind !== 'literal' || typeof sought.value !== 'string') return undefined;
  const text = sought.value;
  if (target.name === 'method') return ask(machine, { about: 'method', question, text });
  if (!isPath(target.name)) return undefined;
  return ask(
    machine,
    target.cut === undefined ? { about: 'path', question, text } : { about: 'piece', question, text, cut: target.cut },
  );
}

function isPath(name: string): boolean {
  return /^(path|url|originalUrl|baseUrl)$/.test(name);
}

type Asked = Omit<Question, 'answer'>;

/** Asks about the request under way, and remembers that it was asked. */
export function ask(machine: Machine, asked: Asked): boolean | undefined {
  const request = machine.request;
  if (request === undefined) return undefined;
  const answer = answerFor(request, asked);
  request.questions.push({ ...asked, answer });
  return answer;
}

/** What a route answers to a question about its requests; undefined when some of them differ. */
export function answerFor(
  request: Pick<RequestUnderway, 'method' | 'path'>,
  { about, question, text, cut }: Asked,
): boolean | undefined {
  if (about === 'path') return aboutPath(request.path, question, text);
  if (about === 'piece') return aboutPiece(request.path, question, text, cut ?? []);
  return request.method === 'ALL' ? undefined : question === '===' ? request.method === text : undefined;
}

/** Of a path without parameters, the piece is known. */
function aboutPiece(path: string, question: string, text: string, cut: readonly Cut[]): boolean | undefined {
  if (/[:*(?{]/.test(path)) return undefined;
  const piece = cut.reduce<unknown>((sofar, [method, ...given]) => CUTS[method]?.(sofar, given), path);
  if (typeof piece === 'string') return ABOUT_FIXED[question]?.(piece, text);
  return piece === undefined && question === '===' ? false : undefined;
}

const inText =
  (does: (text: string, given: readonly (string | number)[]) => unknown) =>
  (sofar: unknown, given: readonly (string | number)[]): unknown =>
    typeof sofar === 'string' ? does(sofar, given) : undefined;

/** What methods of strings cut out of a path. */
const CUTS: Readonly<Record<string, (sofar: unknown, given: readonly (string | number)[]) => unknown>> = {
  replace: inText((path, [sought, by]) => path.replace(String(sought), String(by ?? ''))),
  split: inText((path, [by]) => path.split(String(by))),
  slice: inText((path, [from, to]) => path.slice(Number(from), to === undefined ? undefined : Number(to))),
  substring: inText((path, [from, to]) => path.substring(Number(from), to === undefined ? undefined : Number(to))),
  toLowerCase: inText((path) => path.toLowerCase()),
  at: (sofar, [index]) => (Array.isArray(sofar) ? sofar.at(Number(index)) : undefined),
};

/** Whether the paths that a route matches equal, start with or include a text; undefined when some do and some do not. */
function aboutPath(path: string, question: string, text: string): boolean | undefined {
  const end = path.search(/[:*(?{]/);
  if (end === -1) return ABOUT_FIXED[question]?.(path, text);
  const start = path.slice(0, end);
  const possible = text.startsWith(start) ? undefined : false;
  if (question === 'startsWith') return start.startsWith(text) ? true : possible;
  if (question === '===') return possible;
  if (question === 'includes' && path.includes(text)) return true;
  return question === 'includes' && !/[*(]/.test(path) ? false : undefined;
}

const ABOUT_FIXED: Readonly<Record<string, (path: string, text: string) => boolean>> = {
  '===': (path, text) => path === text,
  startsWith: (path, text) => path.startsWith(text),
  endsWith: (path, text) => path.endsWith(text),
  includes: (path, text) => path.includes(text),
};
