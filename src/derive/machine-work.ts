import { sizes } from '../facts/growth/index.ts';
import type { Expression } from '../model/expression.ts';
import { constant, product, scale, sum } from '../model/expression.ts';
import type { CpuCost } from '../model/knowledge.ts';
import type { CpuStep, ThreadStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import { cardinality, multiply, returnedRows } from './cardinality.ts';
import { type Context, MACHINE_FACTORS } from './context.ts';
import type { Price } from './costs.ts';
import { knownRange } from './parameter-book.ts';
import { stepTags } from './tags.ts';

/** The reference cost of a password hash is at 10 rounds; one more round doubles it (bcrypt's definition). */
const REFERENCE_ROUNDS = 10;

/** Service of one CPU step by the event loop, or undefined when the cost book does not price the work. */
export function loopService(step: CpuStep, context: Context): Activity | undefined {
  // So that moving the hash off the loop can be priced.
  if (step.work === 'hash') context.prices.cpu('hash-thread', 'bcrypt');
  const time = timeOf(context.prices.cpu(step.work, libraryOf(step, context)), step, context);
  if (time.terms.length === 0) return undefined;
  return { kind: 'serve', station: 'event-loop', time, variability: 0, tags: stepTags(step, context.findings) };
}

/** The book prices frameworks by major. */
function libraryOf(step: CpuStep, context: Context): string | undefined {
  if (step.work !== 'framework') return step.library;
  const { name, version } = context.inventory.stack.framework;
  const major = /\d+/.exec(version ?? '')?.[0];
  // Nest dispatches through Express unless told otherwise: 5 since Nest 11, 4 before.
  if (name === '@nestjs/core') return Number(major ?? 11) >= 11 ? 'express@5' : 'express@4';
  return major === undefined ? name : `${name}@${major}`;
}

/** Where the cost book prices the work of libuv's threads; files and names cost what a small call costs. */
const THREAD_COSTS: Readonly<Record<ThreadStep['work'], CpuCost['work']>> = {
  hash: 'hash-thread',
  image: 'image',
  compression: 'compression',
  file: 'file-sync',
  crypto: 'token-sign',
  dns: 'call-client',
};

/** Service of one step by libuv's threads. */
export function threadService(step: ThreadStep, context: Context): Activity | undefined {
  const time = timeOf(context.prices.cpu(THREAD_COSTS[step.work], step.library), step, context);
  if (time.terms.length === 0) return undefined;
  return { kind: 'serve', station: 'threads', time, variability: 0, tags: stepTags(step, context.findings) };
}

function timeOf(prices: readonly Price[], step: CpuStep | ThreadStep, context: Context): Expression {
  return sum(
    ...prices.map(({ id, per }) => {
      const unit = product(hashFactor(step), id, ...otherRounds(step, context), ...MACHINE_FACTORS);
      return per === 'once' ? timesCalled(step, unit, context) : multiply(unit, amount(step, per, context));
    }),
  );
}

function hashFactor(step: CpuStep | ThreadStep): number {
  return step.work === 'hash' && step.rounds !== undefined ? 2 ** (step.rounds - REFERENCE_ROUNDS) : 1;
}

/** How much longer, or shorter, the hashes checked may take than those of `rounds`: the code that made them is elsewhere, or there are several. */
function otherRounds(step: CpuStep | ThreadStep, { book }: Context): readonly string[] {
  if (step.assumedRounds === true) return [book.use('hash.rounds', knownRange(sizes.hashRounds), 'ratio')];
  if (step.rounds === undefined || step.roundsFrom === undefined) return [];
  const least = 2 ** (step.roundsFrom - step.rounds);
  const mixed = { low: least, typical: Math.sqrt(least), high: 1, facts: [], reason: 'reason.hash-mixed' } as const;
  return [book.use(`hash.mixed.${step.roundsFrom}-${step.rounds}`, knownRange(mixed), 'ratio')];
}

/** Works counted in bytes or rows are done once, however long; the others `amount` times. */
const BY_SIZE = new Set<string>(['json-stringify', 'body-log', 'body-parse', 'template', 'compression', 'computation']);

function timesCalled(step: CpuStep | ThreadStep, unit: Expression, context: Context): Expression {
  if (step.amount === undefined || BY_SIZE.has(step.work)) return unit;
  return multiply(unit, cardinality(step.amount, context.data, context.book));
}

function amount(step: CpuStep | ThreadStep, per: Exclude<Price['per'], 'once'>, context: Context): Expression {
  const count = step.amount === undefined ? constant(1) : returnedRows(step.amount, context.data, context.book);
  if (per === 'row' || per === 'line') return count;
  if (per === 'value') return step.work === 'framework' ? constant(context.position) : scale(count, VALIDATED_VALUES);
  if (step.work === 'body-parse') return product(1, bodyBytes(context));
  const table = step.kind === 'cpu' ? step.rowsOf : undefined;
  return table === undefined ? scale(count, SMALL_BODY_BYTES) : multiply(count, context.data.rowBytes(table));
}

/** Fields of a form. */
const VALIDATED_VALUES = 8;
/** A small object or a message: what an answer weighs when it holds no row. */
const SMALL_BODY_BYTES = 120;

function bodyBytes(context: Context): string {
  return context.book.use('request.body', knownRange(sizes.requestBody), 'bytes');
}
