import type { Method } from '../../model/inventory.ts';
import type { Machine, Question } from '../evaluate/index.ts';
import type { Exchange } from './conventions.ts';
import { newCrossings } from './crossings.ts';
import { recordRequest } from './programs.ts';
import type { Registration } from './routes.ts';

const MOST_PATHS = 200;

/**
 * The routes of a function that takes every request and chooses what to do by comparing their path and method: one for each answer that it
 * may give to its own questions.
 */
export function dispatched(
  machine: Machine,
  exchange: Exchange,
  registrations: readonly Registration[],
): readonly Registration[] {
  return registrations.flatMap((route) => (route.dispatches ? branchesOf(machine, exchange, route) : [route]));
}

function branchesOf(machine: Machine, exchange: Exchange, route: Registration): readonly Registration[] {
  const paths = pathsAsked(asked(machine, exchange, { ...route, method: 'ALL', path: '/*' }));
  const found = paths.flatMap((path) => methodsFor(machine, exchange, { ...route, path }));
  return found.length === 0 ? [{ ...route, path: '/*' }] : found;
}

function pathsAsked(questions: readonly Question[]): readonly string[] {
  const exact = questions.filter((one) => one.about === 'path' && one.question === '===').map((one) => one.text);
  const starts = questions
    .filter((one) => one.about === 'path' && one.question === 'startsWith')
    .map((one) => `${one.text.replace(/\/$/, '')}/*`);
  return [...new Set([...exact, ...starts])].filter((path) => path.startsWith('/')).slice(0, MOST_PATHS);
}

/** A path answers the methods for which its own question is reached; all of them when the method is never asked. */
function methodsFor(machine: Machine, exchange: Exchange, route: Registration): readonly Registration[] {
  const methods = asked(machine, exchange, { ...route, method: 'ALL' }).flatMap((one) =>
    one.about === 'method' && one.question === '===' ? [one.text as Method] : [],
  );
  const candidates = [...new Set(methods)];
  const other = (['PATCH', 'OPTIONS', 'HEAD'] as const).find((method) => !candidates.includes(method));
  const unnamed = other === undefined ? undefined : asked(machine, exchange, { ...route, method: other });
  if (unnamed !== undefined && takesAll(unnamed, route.path)) return [{ ...route, method: 'ALL' }];
  // A path that a method which nobody names does not even reach is asked about once the method is known.
  const inMethod = unnamed !== undefined && !isOn(unnamed, route.path);
  return candidates
    .filter((method) => {
      const questions = asked(machine, exchange, { ...route, method });
      return inMethod ? isOn(questions, route.path) : reaches(questions, route.path, method);
    })
    .map((method) => ({ ...route, method }));
}

/** The method is of no account: once the path is known, nothing asks about it. */
function takesAll(questions: readonly Question[], path: string): boolean {
  return isOn(questions, path) && afterPath(questions).length === 0;
}

/** The path is the one asked about, and so is the method: inside it when it is asked there, before it otherwise. */
function reaches(questions: readonly Question[], path: string, method: Method): boolean {
  const inside = afterPath(questions);
  const about = inside.length > 0 ? inside : questions.filter((one) => one.about === 'method');
  return isOn(questions, path) && about.some((one) => one.answer === true && one.text === method);
}

function isOn(questions: readonly Question[], path: string): boolean {
  const start = path.replace(/\/\*$/, '').replace(/\/$/, '');
  return questions.some((one) => one.about === 'path' && one.answer === true && one.text.replace(/\/$/, '') === start);
}

function afterPath(questions: readonly Question[]): readonly Question[] {
  const last = questions.map((one) => one.about === 'path' && one.answer === true).lastIndexOf(true);
  return questions.slice(last).filter((one) => one.about === 'method');
}

function asked(machine: Machine, exchange: Exchange, route: Registration): readonly Question[] {
  return recordRequest(machine, exchange, route, newCrossings()).questions;
}
