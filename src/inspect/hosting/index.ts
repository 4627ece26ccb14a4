/**
 * Hosting. In: the files of a project, its manifest, what the machine says of itself, the settings. Out: every hosting configuration found,
 * which one serves the back end and why, the size and number of its machines with the source of each, and what could not be read.
 * Must not execute anything, keep the value of a variable, nor take a workspace's resources for the deployment's.
 */
import { platforms } from '../../facts/platforms/index.ts';
import type { Deployment, HostingConfiguration, HostReading, PlatformId } from '../../model/deployment.ts';
import type { Unknown } from '../../model/inventory.ts';
import type { PlatformKnowledge } from '../../model/knowledge.ts';
import { message } from '../../model/message.ts';
import type { Settings } from '../../model/settings.ts';
import type { Manifest } from '../manifest.ts';
import type { Project } from '../project.ts';
import { readAppEngine } from './app-engine.ts';
import { choose } from './choose.ts';
import { readCloudRun } from './cloud-run.ts';
import { readCompose } from './compose.ts';
import { configuration, type PlatformReader, type ReadConfiguration } from './configuration.ts';
import { readDigitalOcean } from './digitalocean.ts';
import { readDocker } from './docker.ts';
import { readFly } from './fly.ts';
import { readProcfileFamily } from './heroku.ts';
import { limitsOf } from './limits.ts';
import { instancesOf, known, machineOf } from './machine.ts';
import { readNetlify } from './netlify.ts';
import { readRailway } from './railway.ts';
import { readRender } from './render.ts';
import { readReplit } from './replit.ts';
import { readVercel } from './vercel.ts';

const READERS: readonly PlatformReader[] = [
  readReplit,
  readRender,
  readRailway,
  readFly,
  readProcfileFamily,
  readVercel,
  readNetlify,
  readCloudRun,
  readAppEngine,
  readDigitalOcean,
  readDocker,
  readCompose,
];

/** The deployment and what is unknown about it. Never throws on what the project holds. */
export interface Hosting {
  readonly deployment: Deployment;
  readonly unknowns: readonly Unknown[];
}

/**
 * Reads every hosting configuration of the project and says which one serves the back end.
 * `host` is what the machine says of itself (`readHost`), when the command runs in the hosting; `knowledge` is what is known of platforms.
 */
export function readHosting(
  project: Project,
  manifest: Manifest,
  host?: HostReading,
  settings: Settings = {},
  knowledge: readonly PlatformKnowledge[] = platforms,
): Hosting {
  const readings = READERS.map((read) => read(project));
  const read = readings.flatMap((reading) => reading.configurations);
  const configurations = read.map((one) => withContainerCommand(one, read));
  const { chosen, why, unknowns } = choose(configurations, manifest, host);
  const others = configurations.filter((one) => one !== chosen);
  const platform = chosen?.platform ?? (host?.place === 'deployment' ? host.platform : 'unknown');
  const facts = knowledgeOf(platform, knowledge);
  const machine = machineOf(chosen, facts, settings, host);
  const instances = instancesOf(chosen, facts, settings);
  return {
    deployment: {
      platform,
      kind: chosen?.kind ?? 'unknown',
      why,
      ...(chosen === undefined ? {} : { chosen: completed(chosen, facts, { machine, instances }) }),
      others: others.map((other) => published(other)),
      machine,
      instances,
      limits: limitsOf(chosen, others, facts, machine, host),
      ...(host === undefined ? {} : { host }),
    },
    unknowns: [
      ...readings.flatMap((reading) => reading.unknowns),
      ...unknowns,
      ...workspaceOnly(chosen),
      ...placeUnknown(chosen),
    ],
  };
}

/** Platforms that build the project's Dockerfile when their own file names no command. */
const BUILDS_CONTAINER = new Set<PlatformId>([
  'render',
  'railway',
  'fly',
  'cloud-run',
  'digitalocean',
  'compose',
  'heroku',
]);

function withContainerCommand(chosen: ReadConfiguration, all: readonly ReadConfiguration[]): ReadConfiguration {
  if (chosen.run !== undefined || !BUILDS_CONTAINER.has(chosen.platform)) return chosen;
  const container = all.find(
    ({ platform, serves, run }) => platform === 'docker' && serves === 'back end' && run !== undefined,
  );
  if (container?.run === undefined) return chosen;
  return configuration({ ...chosen, run: container.run, healthCheck: chosen.healthCheck ?? container.healthCheck });
}

/** What is known of a platform; every list of platforms ends with what applies to an unknown one. */
function knowledgeOf(platform: PlatformId, knowledge: readonly PlatformKnowledge[]): PlatformKnowledge {
  const found = knowledge.find(({ id }) => id === platform) ?? knowledge.find(({ id }) => id === 'unknown');
  if (found === undefined) throw new RangeError('the knowledge of platforms must cover the unknown one');
  return found;
}

/** Some files say how the application starts, for any platform. */
function placeUnknown(chosen: ReadConfiguration | undefined): readonly Unknown[] {
  return chosen?.platform === 'unknown' ? [{ message: message('hosting.unknown-platform'), at: chosen.at }] : [];
}

/** Nothing says how the application is published: the workspace is where it is written, not where it runs. */
function workspaceOnly(chosen: ReadConfiguration | undefined): readonly Unknown[] {
  if (chosen?.serves !== 'development') return [];
  return [{ message: message('hosting.not-deployed', { platform: chosen.platform, at: chosen.at }), at: chosen.at }];
}

/** The chosen configuration with what its platform adds to its file. */
function completed(
  found: ReadConfiguration,
  knowledge: PlatformKnowledge,
  sizes: Pick<HostingConfiguration, 'machine' | 'instances'>,
): HostingConfiguration {
  const figures = knowledge.figures;
  const timeout = knowledge.requestTimeout ?? undefined;
  const concurrency = knowledge.concurrency ?? undefined;
  return configuration({
    ...published(found),
    ...sizes,
    requestTimeout: found.requestTimeout ?? (timeout === undefined ? undefined : known(timeout, figures)),
    concurrency: found.concurrency ?? (concurrency === undefined ? undefined : known(concurrency, figures)),
  });
}

/** A configuration without what only the reading needs; its size is kept when the file says all of it. */
function published(found: ReadConfiguration): HostingConfiguration {
  const { size, count, service: _service, ...rest } = found;
  const machine =
    size?.cpu === undefined || size.memory === undefined ? undefined : { cpu: size.cpu, memory: size.memory };
  const instances =
    count?.minimum === undefined || count.maximum === undefined
      ? undefined
      : { minimum: count.minimum, maximum: count.maximum };
  return configuration({ ...rest, machine: rest.machine ?? machine, instances: rest.instances ?? instances });
}
