import { expect, it } from 'vitest';
import type { Branch, Repeat, Step } from './program.ts';
import { kindsOf, tally } from './tally.ts';

const at = { file: 'server.ts', line: 1 };
const query: Step = { kind: 'call', service: 'x', endpoint: 'y', at };
const isQuery = (step: Step): boolean => step.kind === 'call';
const sequence = (...steps: Step[]): Step => ({ kind: 'sequence', steps });
const branch = (body: Step, likelihood: Branch['likelihood'] = 'even', leaves = false): Branch => ({
  body,
  likelihood,
  leaves,
});
const choice = (...branches: Branch[]): Step => ({ kind: 'choice', at, branches });
const loop = (times: Repeat['times'], body: Step): Step => ({ kind: 'repeat', at, times, mode: 'sequential', body });
const count = (step: Step) => {
  const { least, most, perElement } = tally(step, isQuery);
  return `${least}–${most}${perElement ? '+' : ''}`;
};

it('adds what follows, and takes the extremes of a choice', () => {
  expect(count(sequence(query, { kind: 'parallel', at, steps: [query, query] }))).toBe('3–3');
  expect(count(choice(branch(query), branch(sequence())))).toBe('0–1');
});

it('stops where a branch leaves, and forgets the rare ones', () => {
  expect(count(sequence(query, choice(branch(sequence(), 'even', true), branch(sequence())), query, query))).toBe(
    '1–3',
  );
  expect(count(sequence(choice(branch(query, 'rare', true), branch(sequence(), 'usual')), query))).toBe('1–1');
  expect(
    count(sequence(choice(branch(query, 'even', true), branch(sequence(query, query), 'even', true)), query)),
  ).toBe('1–2');
});

it('multiplies by turns that are known, and says that the others depend on the data', () => {
  expect(count(loop({ kind: 'exactly', count: 3 }, query))).toBe('3–3');
  expect(count(sequence(query, loop({ kind: 'table', table: 'cards' }, query)))).toBe('1–2+');
  expect(count(loop({ kind: 'table', table: 'cards' }, sequence()))).toBe('0–0');
});

it('counts the kinds of a tree', () => {
  const framework: Step = { kind: 'cpu', work: 'framework', at };
  expect(kindsOf(sequence(framework, loop({ kind: 'exactly', count: 3 }, query)))).toEqual({
    middleware: 1,
    repeat: 1,
    call: 1,
  });
});
