import { product, sum } from '../model/expression.ts';
import type { Branch, Likelihood, Step } from '../model/program.ts';
import type { Activity } from '../model/queueing-model.ts';
import { cardinality } from './cardinality.ts';
import { type Context, MACHINE_FACTORS } from './context.ts';
import type { Price } from './costs.ts';
import { loopService, threadService } from './machine-work.ts';
import { commitOf, librariesOf, queryService } from './query-work.ts';
import { stepTags } from './tags.ts';

/** Weight of a branch before the weights of one choice are brought to 1: errors that leave early are a few in a hundred. */
const WEIGHTS: Readonly<Record<Likelihood, number>> = { rare: 0.03, usual: 0.97, even: 0.5 };

/** Prices a request program: the same tree, with service times at stations in place of work. */
export function activityOf(step: Step, context: Context, inTransaction = false): Activity {
  switch (step.kind) {
    case 'cpu':
      return sequence([loopService(step, context)]);
    case 'thread':
      return sequence([threadService(step, context)]);
    case 'query':
      return sequence(queryService(step, context, inTransaction));
    case 'call':
      return callService(step.service, stepTags(step, context.findings), context);
    case 'sequence':
      return sequence(step.steps.map((child) => activityOf(child, context, inTransaction)));
    case 'parallel':
      // One connection runs one statement at a time: in a transaction, parallel is in a row.
      return inTransaction
        ? sequence(step.steps.map((child) => activityOf(child, context, true)))
        : { kind: 'parallel', steps: step.steps.map((child) => activityOf(child, context)) };
    case 'repeat':
      return {
        kind: 'repeat',
        times: cardinality(step.times, context.data, context.book),
        mode: inTransaction ? 'sequential' : step.mode,
        body: activityOf(step.body, context, inTransaction),
        tags: stepTags(step, context.findings),
      };
    case 'choice':
      return { kind: 'choice', branches: weighted(step.branches, context, inTransaction) };
    case 'transaction':
      return transaction(step, context, inTransaction);
    case 'detached':
      return { kind: 'detached', body: activityOf(step.body, context), tags: [] };
  }
}

function sequence(steps: readonly (Activity | undefined)[]): Activity {
  const present = steps.filter((step) => step !== undefined);
  const flat = present.flatMap((step) => (step.kind === 'sequence' ? step.steps : [step]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'sequence', steps: flat };
}

function weighted(
  branches: readonly Branch[],
  context: Context,
  inTransaction: boolean,
): Extract<Activity, { kind: 'choice' }>['branches'] {
  const total = branches.reduce((sum, branch) => sum + WEIGHTS[branch.likelihood], 0);
  return branches.map((branch) => ({
    probability: WEIGHTS[branch.likelihood] / total,
    leaves: branch.leaves,
    body: activityOf(branch.body, context, inTransaction),
  }));
}

function callService(service: string, tags: readonly string[], context: Context): Activity {
  const known = context.inventory.services.find((candidate) => candidate.id === service);
  const client = loop(context.prices.cpu('call-client', service, known?.package), tags);
  const time = product(1, `latency.${service}`);
  return sequence([client, { kind: 'serve', station: `service:${service}`, time, variability: 0.25, tags }]);
}

function loop(prices: readonly Price[], tags: readonly string[]): Activity | undefined {
  if (prices.length === 0) return undefined;
  const time = sum(...prices.map(({ id }) => product(1, id, ...MACHINE_FACTORS)));
  return { kind: 'serve', station: 'event-loop', time, variability: 0, tags };
}

/** Begin and commit are two more statements; the connection is held from one to the other. */
function transaction(step: Extract<Step, { kind: 'transaction' }>, context: Context, nested: boolean): Activity {
  const body = activityOf(step.body, context, true);
  if (nested) return body;
  const database = context.inventory.databases.find((candidate) => candidate.id === step.database);
  const overhead = loop(context.prices.cpu('transaction-client', ...librariesOf(database)), []);
  const ends: Activity = {
    kind: 'serve',
    station: 'network',
    time: product(2, 'database.round-trip'),
    variability: 0.25,
    tags: [],
  };
  return sequence([
    overhead,
    {
      kind: 'hold',
      pool: 'connections',
      body: sequence([ends, body, ...commitOf(database?.engine ?? 'postgresql', [], context)]),
      tags: stepTags(step, context.findings),
    },
  ]);
}
