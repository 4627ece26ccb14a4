import type { HostReading, PlatformId } from '../../model/deployment.ts';
import type { Unknown } from '../../model/inventory.ts';
import { type Message, message } from '../../model/message.ts';
import type { Manifest } from '../manifest.ts';
import type { ReadConfiguration } from './configuration.ts';

/** Which configuration serves the back end, why, and what makes the answer unsure. */
export interface Choice {
  readonly chosen?: ReadConfiguration;
  readonly why: Message;
  readonly unknowns: readonly Unknown[];
}

/** How much a file of the platform, by its presence alone, means that the back end is deployed there. */
const DELIBERATE: Readonly<Record<PlatformId, number>> = {
  render: 6,
  railway: 6,
  fly: 6,
  scalingo: 6,
  'clever-cloud': 6,
  'cloud-run': 6,
  'app-engine': 6,
  digitalocean: 6,
  heroku: 6,
  /** The workspace writes its file by itself. */
  replit: 5.5,
  vercel: 5.8,
  netlify: 5.8,
  docker: 2,
  compose: 2.2,
  unknown: 0,
};
/** A folder of functions alone says less than a file that names them. */
const CONFIGURATION_FILE = /\.(?:json|toml)$/;
/** Above it, another platform's configuration is a rival rather than a leftover. */
const RIVAL = 3;

/**
 * Picks the configuration that serves the back end: the platform the command runs on, else the one whose file starts a server, platforms
 * before containers (a Dockerfile says how to run, not where), files of the server's own package before the others.
 */
export function choose(
  configurations: readonly ReadConfiguration[],
  manifest: Manifest,
  host: HostReading | undefined,
): Choice {
  const ranked = configurations
    .map((one) => ({ one, rank: rank(one, manifest, host) }))
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        (a.one.at.file < b.one.at.file ? -1 : a.one.at.file > b.one.at.file ? 1 : a.one.at.line - b.one.at.line),
    );
  const best = ranked.find(({ rank }) => rank > 0)?.one;
  if (best === undefined) return nothingServes(configurations);
  const rivals = ranked
    .filter(({ one, rank }) => rank >= RIVAL && one.platform !== best.platform)
    .map(({ one }) => one);
  return {
    chosen: best,
    why: reason(best, configurations, host),
    unknowns: runsHere(best, host) ? [] : ambiguity(best, rivals),
  };
}

function runsHere(one: ReadConfiguration, host: HostReading | undefined): boolean {
  return host?.place === 'deployment' && host.platform === one.platform;
}

function rank(one: ReadConfiguration, manifest: Manifest, host: HostReading | undefined): number {
  if (one.serves === 'front end' || one.kind === 'scheduled') return 0;
  if (runsHere(one, host)) return 100;
  if (one.serves === 'development') return one.kind === 'workspace' ? 0.1 : 0;
  const guessed = one.kind === 'unknown' && one.run === undefined ? 2.5 : 0;
  const unsure = one.serves === 'unknown' ? 3 : 0;
  const leftover =
    one.at.file === 'Procfile' ? 2.5 : one.kind === 'functions' && !CONFIGURATION_FILE.test(one.at.file) ? 1 : 0;
  return Math.max(
    0.05,
    DELIBERATE[one.platform] +
      byName(one.service) +
      byVariant(one.at.file) -
      guessed -
      unsure -
      leftover -
      distance(one.at.file, manifest),
  );
}

/** Among variants of one file, production's first, then the one without a suffix. */
function byVariant(file: string): number {
  const suffix = /^(?:docker-)?compose[.-](.+)\.ya?ml$/.exec(file.replace(/^.*\//, ''))?.[1];
  if (suffix === undefined) return 0;
  return /^prod/.test(suffix) ? 0.1 : -0.1;
}

/** Among the services of one file, the name tells which answers requests. */
function byName(service: string | undefined): number {
  if (service === undefined) return 0;
  if (/(?:^|[-_])(?:worker|jobs?|cron|queue|scheduler)(?:$|[-_])/.test(service)) return -0.4;
  return /(?:^|[-_])(?:api|server|backend|back)(?:$|[-_])/.test(service) ? 0.2 : 0;
}

/** A file in another package than the server's speaks of something else. */
function distance(file: string, manifest: Manifest): number {
  const folder = manifest.server.folder;
  const inServer = folder === '' || file.startsWith(`${folder}/`);
  const elsewhere = manifest.packages.some(
    (other) => other.folder !== '' && other.folder !== folder && file.startsWith(`${other.folder}/`),
  );
  return elsewhere && (folder === '' || !inServer) ? 4 : (file.split('/').length - 1) * 0.01;
}

function nothingServes(configurations: readonly ReadConfiguration[]): Choice {
  const first = configurations[0];
  if (first === undefined)
    return { why: message('hosting.none'), unknowns: [{ message: message('hosting.unknown-platform') }] };
  const files = [...new Set(configurations.map(({ at }) => at.file))].sort();
  return {
    why: message('hosting.why.nothing-serves', { files }),
    unknowns: [{ message: message('hosting.unknown-platform'), at: first.at }],
  };
}

function reason(one: ReadConfiguration, all: readonly ReadConfiguration[], host: HostReading | undefined): Message {
  const base = { platform: one.platform, kind: one.kind, plan: one.plan ?? '', at: one.at };
  if (runsHere(one, host)) return message('hosting.why.running-there', base);
  if (one.serves === 'development') return message('hosting.why.workspace-only', base);
  if (one.kind === 'unknown' && one.run === undefined && one.notes?.[0] !== undefined) return one.notes[0].message;
  if (one.kind === 'functions') return message('hosting.why.functions', base);
  const ruledOut = all.filter((other) => other !== one && other.serves === 'front end').map(({ at }) => at.file);
  const others = [...new Set(ruledOut)].sort();
  if (one.run !== undefined)
    return message('hosting.why.run', { ...base, command: one.run.command, runAt: one.run.at, others });
  return message('hosting.why.only', { ...base, others });
}

function ambiguity(best: ReadConfiguration, rivals: readonly ReadConfiguration[]): readonly Unknown[] {
  const platforms = [...new Set(rivals.map(({ platform }) => platform))];
  return platforms.flatMap((platform) => {
    const rival = rivals.find((one) => one.platform === platform);
    if (rival === undefined) return [];
    const params = { platform: best.platform, at: best.at, other: platform, otherAt: rival.at };
    return [{ message: message('hosting.ambiguous', params), at: rival.at }];
  });
}
