import { databases as knowledge } from '../facts/databases/index.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Database, Setting } from '../model/inventory.ts';
import type { DatabaseKnowledge, DatabasePlan } from '../model/knowledge.ts';
import type { Range } from '../model/range.ts';
import { between, exactly } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import type { Location } from '../model/source.ts';
import type { Project } from './project.ts';

const UNKNOWN = 'unknown';
/** Committed on purpose, before the files that hold secrets. */
const EXAMPLE_FILE = /(^|\/)(\.env|env)\.(example|sample|template|dist|defaults)$|(^|\/)(example|sample)\.env$/;
const ENVIRONMENT_FILE = /(^|\/)\.env(\.\w+)*$/;
const HOST_VARIABLE =
  /^\s*(?:export\s+)?[A-Z0-9_]*(?:DATABASE|POSTGRES|PG|DB|MYSQL|MARIADB|MONGO(?:DB)?|NEON|SUPABASE)[A-Z0-9_]*\s*=\s*["']?(\S+)/;

/**
 * Who runs the database: the configuration's word, what the code says, the host name in an environment file, or the database that the
 * hosting file provisions. Of an environment file only the provider's identifier and the line are kept, never the text.
 */
export function findDatabaseHost(
  project: Project,
  database: Database,
  deployment: Deployment,
  settings: Settings = {},
): Setting<string> {
  if (settings.database?.host !== undefined) {
    return { value: settings.database.host, source: { provenance: 'declared', reason: 'reason.configured' } };
  }
  if (database.host.value !== UNKNOWN) return database.host;
  return (
    hostInEnvironment(project, database.engine) ??
    hostProvisioned(database.engine, deployment) ?? {
      value: UNKNOWN,
      source: { provenance: 'assumed', reason: 'reason.database-host-unknown' },
    }
  );
}

function hostInEnvironment(project: Project, engine: string): Setting<string> | undefined {
  const examples = project.files.filter((file) => EXAMPLE_FILE.test(file));
  const others = project.files.filter((file) => ENVIRONMENT_FILE.test(file) && !EXAMPLE_FILE.test(file));
  for (const file of [...examples, ...others]) {
    const found = providerIn(project.read(file) ?? '', file, engine);
    if (found !== undefined) return { value: found.provider, source: { provenance: 'declared', at: found.at } };
  }
  return undefined;
}

function providerIn(
  text: string,
  file: string,
  engine: string,
): { readonly provider: string; readonly at: Location } | undefined {
  for (const [index, line] of text.split('\n').entries()) {
    const host = hostName(HOST_VARIABLE.exec(line)?.[1] ?? '');
    const provider = host === undefined ? undefined : providerOf(host, engine);
    if (provider !== undefined) return { provider, at: { file, line: index + 1 } };
  }
  return undefined;
}

/** The host of a connection string, or a bare host name. */
function hostName(value: string): string | undefined {
  const afterScheme = value.replace(/^[a-z][a-z0-9+]*:\/\//i, '');
  const afterUser = afterScheme.slice(afterScheme.lastIndexOf('@') + 1);
  return /^[a-z0-9][a-z0-9.-]*/i.exec(afterUser)?.[0].toLowerCase();
}

/** A local address in an environment file is the developer's own machine, and says nothing of production. */
function providerOf(host: string, engine: string): string | undefined {
  return knowledge.find(
    (each) =>
      !each.id.startsWith('self-hosted') &&
      each.engine === engine &&
      each.hosts.some(({ pattern }) => new RegExp(pattern, 'i').test(host)),
  )?.id;
}

/** The database that the configuration of the deployment creates beside the application. */
function hostProvisioned(engine: string, deployment: Deployment): Setting<string> | undefined {
  for (const { platform, databases } of deployment.chosen === undefined ? [] : [deployment.chosen]) {
    const provisioned = databases.find((each) => each.engine === engine);
    const offer = knowledge.find(
      (each) => each.engine === engine && (each.id === platform || each.id.startsWith(`${platform}-`)),
    );
    if (provisioned !== undefined && offer !== undefined) {
      return { value: offer.id, source: { provenance: 'declared', at: provisioned.at } };
    }
  }
  return undefined;
}

/**
 * Connections each database accepts at most, by identifier. Without a plan in the configuration, the range covers every plan of the host,
 * so that only what exceeds all of them is a fault. A database whose host or limit is not known is absent.
 */
export function findConnectionLimits(
  databases: readonly Database[],
  settings: Settings = {},
): Readonly<Record<string, Range>> {
  const limits: [string, Range][] = databases.flatMap((database) => {
    const limit = connectionLimit(database, settings);
    return limit === undefined ? [] : [[database.id, limit]];
  });
  return Object.fromEntries(limits);
}

function connectionLimit(database: Database, settings: Settings): Range | undefined {
  const { maxConnections, plan } = settings.database ?? {};
  if (maxConnections !== undefined)
    return exactly(maxConnections, { provenance: 'declared', reason: 'reason.configured' });
  const offer = knowledge.find((each) => each.id === database.host.value);
  if (offer === undefined) return undefined;
  const named = offer.plans.find((each) => each.id === plan);
  return rangeOf(offer, named === undefined ? offer.plans : [named]);
}

function rangeOf(offer: DatabaseKnowledge, plans: readonly DatabasePlan[]): Range | undefined {
  const limits = plans.flatMap((plan) => (plan.maxConnections === null ? [] : [plan.maxConnections]));
  if (limits.length === 0 || limits.length < plans.length) return undefined;
  const usual = offer.plans.find((plan) => plan.id === offer.defaultPlan)?.maxConnections ?? Math.min(...limits);
  const low = Math.min(...limits);
  const high = Math.max(...limits);
  const fact = plans.find((plan) => plan.maxConnections === high)?.facts[0];
  return between(low, Math.min(Math.max(usual, low), high), high, {
    provenance: 'documented',
    ...(fact === undefined ? {} : { fact }),
  });
}
