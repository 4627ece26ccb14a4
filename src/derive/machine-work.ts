import { sizes } from '../facts/growth/index.ts';
import type { Expression } from '../model/expression.ts';
import { constant, product, scale } from '../model/expression.ts';
import type { CpuCost } from '../model/knowledge.ts';
import type { CpuStep, ThreadStep } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import { cardinality, multiply, returnedRows } from './cardinality.ts';
import { type Context, MACHINE_FACTORS } from './context.ts';
import { knownRange } from './parameter-book.ts';
import { stepTags } from './tags.ts';

/** The reference cost of a password hash is at 10 rounds; one more round doubles it (bcrypt's definition). */
const REFERENCE_ROUNDS = 10;

/** Service of one CPU step by the event loop, or undefined when the cost book does not price the work. */
export function loopService(step: CpuStep, context: Context): Activity | undefined {
  const price = context.prices.cpu(step.work, step.library);
  if (price === undefined) return undefined;
  const unit = product(hashFactor(step), price.id, ...MACHINE_FACTORS);
  // So that moving the hash off the loop can be priced.
  if (step.work === 'hash') context.prices.cpu('hash-thread');
  const time =
    price.per === 'once' ? timesCalled(step, unit, context) : multiply(unit, amount(step, price.per, context));
  return { kind: 'serve', station: 'event-loop', time, variability: 0, tags: stepTags(step, context.findings) };
}

/** Where the cost book prices the work of libuv's threads; files and names cost what a small call costs. */
const THREAD_COSTS: Readonly<Record<ThreadStep['work'], CpuCost['work']>> = {
  hash: 'hash-thread',
  image: 'image',
  compression: 'compression',
  file: 'call-client',
  crypto: 'token-sign',
  dns: 'call-client',
};

/** Service of one step by libuv's threads. */
export function threadService(step: ThreadStep, context: Context): Activity | undefined {
  const work = THREAD_COSTS[step.work];
  const price = context.prices.cpu(work, step.library);
  if (price === undefined) return undefined;
  const unit = product(hashFactor(step), price.id, ...MACHINE_FACTORS);
  const time = price.per === 'byte' ? multiply(unit, product(1, bodyBytes(context))) : unit;
  return { kind: 'serve', station: 'threads', time, variability: 0, tags: stepTags(step, context.findings) };
}

function hashFactor(step: CpuStep | ThreadStep): number {
  return step.work === 'hash' && step.rounds !== undefined ? 2 ** (step.rounds - REFERENCE_ROUNDS) : 1;
}

/** Works priced by the piece may still be done several times, `amount` times. */
function timesCalled(step: CpuStep, unit: Expression, context: Context): Expression {
  return step.amount === undefined ? unit : multiply(unit, cardinality(step.amount, context.data, context.book));
}

function amount(step: CpuStep, per: 'byte' | 'row' | 'value' | 'line', context: Context): Expression {
  const count = step.amount === undefined ? constant(1) : returnedRows(step.amount, context.data, context.book);
  if (per === 'row' || per === 'line') return count;
  if (per === 'value') return scale(count, 8);
  if (step.work === 'body-parse') return product(1, bodyBytes(context));
  if (step.rowsOf === undefined) return scale(count, SMALL_BODY_BYTES);
  return multiply(count, context.data.rowBytes(step.rowsOf));
}

/** A small object or a message: what an answer weighs when it holds no row. */
const SMALL_BODY_BYTES = 120;

function bodyBytes(context: Context): string {
  return context.book.use('request.body', knownRange(sizes.requestBody), 'bytes');
}
