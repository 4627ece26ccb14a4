import { databases as knowledge } from '../facts/databases/index.ts';
import type { InstanceCount, Statement } from '../model/deployment.ts';
import type { ConnectionPool, Database } from '../model/inventory.ts';
import type { DatabaseKnowledge, DatabasePlan, Figure } from '../model/knowledge.ts';
import { message, type Param } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import type { Source } from '../model/source.ts';
import { highlighted, sourceOf, told } from './figures.ts';

/** A list that is read to the end. */
const MOST_STATEMENTS = 5;
/** Databases keep a few connections for themselves: 7 of 104 at Neon, 3 of 100 in PostgreSQL by default. */
const USABLE_SHARE = 0.9;

const CONNECTIONS = /max.?connections|max concurrent|concurrent connections|connection example/i;
/** What else is worth telling, the most useful first. */
const TOPICS: readonly RegExp[] = [
  /suspend|scale to zero|pause|free database/i,
  /cold start/i,
  /free allowance|^free$/i,
  /per second/i,
  /storage cap/i,
  /pool/i,
  /storage/i,
  /price|\(.*GB\)/i,
];
const COST = /price|\(.*GB\)/i;

/** What decides how many connections reach the database. */
export interface Connecting {
  readonly instances: InstanceCount;
  /** Processes of one instance. */
  readonly processes: number;
}

/**
 * Limits of a database, the most useful first, at most five: the plan declared or assumed, its connections beside those that this project
 * opens (pool × processes × instances), its sleep, its storage, its price; what is not published is said to be so. A file has none.
 */
export function databaseLimits(
  database: Database,
  connecting: Connecting,
  settings: Settings = {},
): readonly Statement[] {
  if (database.engine === 'sqlite') return [];
  const offer = knowledge.find((each) => each.id === database.host.value && each.engine === database.engine);
  if (offer === undefined) return unknownHost(database, connecting, settings);
  const wanted = offer.plans.find((each) => each.id === settings.database?.plan);
  const plan = wanted ?? offer.plans.find((each) => each.id === offer.defaultPlan);
  const isDeclared = wanted !== undefined;
  const isPlanTold = plan !== undefined && offer.plans.length > 1;
  return [
    ...(isPlanTold ? [planStatement(offer, plan, isDeclared)] : []),
    ...connections(database.pool, offer, plan, connecting, settings),
    ...otherFigures(offer, isPlanTold ? plan : undefined, isDeclared).map(told),
  ].slice(0, MOST_STATEMENTS);
}

/** The plan, and what it buys; without a declaration, the one that the estimate assumes. */
function planStatement(offer: DatabaseKnowledge, plan: DatabasePlan, isDeclared: boolean): Statement {
  const source = planSource(offer, plan);
  const params = {
    host: offer.name,
    plan: plan.name.split(',', 1)[0] ?? plan.name,
    declared: isDeclared,
    ...(plan.cpu === null ? {} : { cpu: plan.cpu }),
    ...(plan.memory === null ? {} : { memory: plan.memory }),
    ...(plan.storage === null ? {} : { storage: plan.storage }),
    ...(plan.monthlyCost === null ? {} : { cost: plan.monthlyCost }),
  };
  return {
    message: message('limits.plan', params),
    source: isDeclared ? source : { ...source, provenance: 'assumed' },
  };
}

function planSource(offer: DatabaseKnowledge, plan: DatabasePlan, about?: RegExp): Source {
  const figures = plan.facts.flatMap((id) => offer.figures.find((figure) => figure.id === id) ?? []);
  const figure = figures.find(({ property }) => about?.test(property)) ?? figures[0];
  if (figure !== undefined) return sourceOf(figure);
  return { provenance: 'assumed', ...(plan.reason === undefined ? {} : { reason: plan.reason }) };
}

/** Connections accepted beside connections opened; only those opened when the host publishes no number. */
function connections(
  pool: ConnectionPool,
  offer: DatabaseKnowledge,
  plan: DatabasePlan | undefined,
  connecting: Connecting,
  settings: Settings,
): readonly Statement[] {
  if (pool.size.high === 0) return [{ message: message('limits.no-pool'), source: pool.size.source }];
  const declared = settings.database?.maxConnections;
  const opened = openedBy(pool, connecting);
  if (declared !== undefined) return [configured(declared, opened)];
  if (plan !== undefined && plan.maxConnections !== null) {
    return [{ message: accepted(plan.maxConnections, opened), source: planSource(offer, plan, CONNECTIONS) }];
  }
  const figure = highlighted(offer).find(({ property }) => CONNECTIONS.test(property));
  if (figure !== undefined && figure.value !== null) return [told(figure)];
  const source =
    figure === undefined ? ({ provenance: 'assumed', confidence: 'not found' } as const) : sourceOf(figure);
  return [{ message: message('limits.connections-unpublished', opened), source }];
}

/** `open`: at the usual number of instances; `most`: at the highest that the hosting may reach. */
type Opened = Readonly<Record<'size' | 'processes' | 'instances' | 'open' | 'mostInstances' | 'most', number>>;

function openedBy({ size }: ConnectionPool, { instances, processes }: Connecting): Opened {
  const { typical, high } = instances.maximum;
  return {
    size: size.typical,
    processes,
    instances: typical,
    open: size.typical * processes * typical,
    mostInstances: high,
    most: size.high * processes * high,
  };
}

function accepted(limit: number, opened: Opened): Statement['message'] {
  return message('limits.connections', { ...opened, accepted: limit, verdict: verdict(limit, opened) });
}

function verdict(limit: number, { open, most }: Opened): 'enough' | 'nearly' | 'over-at-most' | 'over' {
  if (open > limit) return 'over';
  if (most > limit) return 'over-at-most';
  return most > limit * USABLE_SHARE ? 'nearly' : 'enough';
}

/** Of a database whose host is not known: what the project opens, beside what its engine accepts when nobody sets it. */
function unknownHost(database: Database, connecting: Connecting, settings: Settings): readonly Statement[] {
  const { host, pool, engine } = database;
  const source = { provenance: 'assumed', confidence: 'not found' } as const;
  const params: Record<string, Param> = host.value === 'unknown' ? {} : { host: host.value };
  const unknown = { message: message('limits.host-unknown', params), source };
  const opened = openedBy(pool, connecting);
  const declared = settings.database?.maxConnections;
  if (declared !== undefined) return [unknown, configured(declared, opened)];
  if (pool.size.high === 0 || engine === 'redis') return [unknown];
  const plain = knowledge.find((each) => each.id.startsWith('self-hosted') && each.engine === engine);
  const plan = plain?.plans[0];
  const limit = plan?.maxConnections ?? undefined;
  return [
    unknown,
    {
      message: message('limits.connections-opened', { ...opened, ...(limit === undefined ? {} : { limit }) }),
      source: plain === undefined || plan === undefined ? pool.size.source : planSource(plain, plan),
    },
  ];
}

function configured(limit: number, opened: Opened): Statement {
  return { message: accepted(limit, opened), source: { provenance: 'declared', reason: 'reason.configured' } };
}

/** The other figures that concern this plan, by topic. `plan`: the one already told, with its storage and price. */
function otherFigures(
  offer: DatabaseKnowledge,
  plan: DatabasePlan | undefined,
  isDeclared: boolean,
): readonly Figure[] {
  const rank = ({ property }: Figure): number => {
    const found = TOPICS.findIndex((topic) => topic.test(property));
    return found === -1 ? TOPICS.length : found;
  };
  return highlighted(offer)
    .filter(({ property }) => !CONNECTIONS.test(property) && !property.startsWith('development'))
    .filter(({ property }) => plan === undefined || plan.monthlyCost === null || !COST.test(property))
    .filter((figure) => plan === undefined || !isDeclared || isOfPlan(figure, plan))
    .map((figure, order) => ({ figure, order }))
    .sort((one, other) => rank(one.figure) - rank(other.figure) || one.order - other.order)
    .map(({ figure }) => figure);
}

/** What is said of free plans does not concern paid ones, and the other way round. */
function isOfPlan(figure: Figure, plan: DatabasePlan): boolean {
  const about = figure.plan ?? '';
  const isFree = /\bfree\b/i.test(about);
  const isPaid = /\bpaid\b|launch|scale|payg/i.test(about);
  if (isFree === isPaid) return true;
  return (plan.monthlyCost === 0) === isFree;
}
