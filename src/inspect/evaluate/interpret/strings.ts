import type { Machine, Question, RequestUnderway } from '../machine.ts';
import { derived, literal, newArray } from '../values/create.ts';
import type { Value } from '../values/values.ts';

/** Methods of strings, numbers, dates and other data: computed when everything is known, otherwise data that keeps its origin. */
export function callString(machine: Machine, target: Value, name: string, args: readonly Value[]): Value {
  const known =
    target.kind === 'literal' && typeof target.value === 'string' ? computeString(target.value, name, args) : undefined;
  const value = known ?? askPath(machine, target, name, args[0]);
  if (value !== undefined) return value;
  if (KEEPS.has(name)) return target;
  if (target.kind !== 'opaque' || target.origin === 'unknown') return derived([target, ...args]);
  if (name === 'split' && target.name === 'url' && args[0]?.kind === 'literal' && args[0].value === '?')
    return newArray([target, { ...target, name: 'query' }]);
  if (target.origin === 'request') return name === 'split' ? { ...target, name: `${target.name}.*` } : target;
  return target.origin === 'clock' ? target : derived([target, ...args]);
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
  if (target.name === 'method') return ask(machine, 'method', question, sought.value);
  return /^(path|url|originalUrl|baseUrl)$/.test(target.name)
    ? ask(machine, 'path', question, sought.value)
    : undefined;
}

/** Asks about the request under way, and remembers that it was asked. */
export function ask(machine: Machine, about: Question['about'], question: string, text: string): boolean | undefined {
  const request = machine.request;
  if (request === undefined) return undefined;
  const answer = answerFor(request, about, question, text);
  request.questions.push({ about, question, text, answer });
  return answer;
}

/** What a route answers to a question about its requests; undefined when some of them differ. */
export function answerFor(
  request: Pick<RequestUnderway, 'method' | 'path'>,
  about: Question['about'],
  question: string,
  text: string,
): boolean | undefined {
  if (about === 'path') return aboutPath(request.path, question, text);
  return request.method === 'ALL' ? undefined : question === '===' ? request.method === text : undefined;
}

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
