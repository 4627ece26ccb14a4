import type { HostingConfiguration } from '../../model/deployment.ts';
import type { Range } from '../../model/range.ts';
import { child, items, readYaml, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  declared,
  declaredAt,
  open,
  type PlatformReading,
  pathOf,
  portOf,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';
import { bytes, cpuOf, memoryOf, processors } from './quantity.ts';

const MEBIBYTE = 1024 ** 2;
const FILES = /^(?:[^/]+\/){0,2}(?:service|cloudrun|cloud-run|knative|cloudbuild|apphosting)(?:[.-][\w-]+)?\.ya?ml$/;

/** Google Cloud Run: a Knative `service.yaml`, `gcloud run deploy` in `cloudbuild.yaml`, or Firebase's `apphosting.yaml`. */
export function readCloudRun(project: Project): PlatformReading {
  const opened = project.files
    .filter((file) => FILES.test(file))
    .flatMap((file) => {
      const one = open(project, file, readYaml);
      return one === undefined ? [] : [{ file, ...one }];
    });
  return {
    configurations: opened.flatMap(({ documents }) =>
      documents.flatMap((root) => knative(root) ?? cloudBuild(root) ?? appHosting(root) ?? []),
    ),
    unknowns: opened.flatMap(({ unknowns }) => unknowns),
  };
}

function knative(root: Tree): ReadConfiguration | undefined {
  if (!text(child(root, 'apiVersion'))?.startsWith('serving.knative.dev')) return undefined;
  const template = child(root, 'spec', 'template');
  const annotations = child(template, 'metadata', 'annotations');
  const spec = child(template, 'spec');
  const container = items(child(spec, 'containers'))[0];
  const limits = child(container, 'resources', 'limits');
  return configuration({
    platform: 'cloud-run',
    kind: 'autoscale',
    at: (limits ?? child(root, 'apiVersion') ?? root).at,
    serves: 'back end',
    run: commandOf(child(container, 'command') ?? child(container, 'args')),
    ports: items(child(container, 'ports')).flatMap((port) => portOf(child(port, 'containerPort')) ?? []),
    environment: unique(variableNames(child(container, 'env'))),
    size: { cpu: cpuOf(child(limits, 'cpu')), memory: memoryOf(child(limits, 'memory'), 'decimal') },
    count: {
      minimum: declared(child(annotations, 'autoscaling.knative.dev/minScale')),
      maximum: declared(child(annotations, 'autoscaling.knative.dev/maxScale')),
    },
    concurrency: declared(child(spec, 'containerConcurrency')),
    requestTimeout: declared(child(spec, 'timeoutSeconds')),
    healthCheck: pathOf(
      child(container, 'livenessProbe', 'httpGet', 'path') ?? child(container, 'startupProbe', 'httpGet', 'path'),
    ),
  });
}

/** The step that runs `gcloud run deploy`, whose options say the size. */
function cloudBuild(root: Tree): ReadConfiguration | undefined {
  for (const step of items(child(root, 'steps'))) {
    const words = [...items(child(step, 'args')), ...items(child(step, 'script'))].flatMap((item) =>
      (text(item) ?? '').split(/\s+/).map((word) => ({ word, at: item.at })),
    );
    const line = words.map(({ word }) => word).join(' ');
    if (!/\brun deploy\b/.test(line)) continue;
    const option = (name: string): { readonly word: string; readonly at: HostingConfiguration['at'] } | undefined => {
      const position = words.findIndex(({ word }) => word === name || word.startsWith(`${name}=`));
      const found = words[position];
      if (found === undefined) return undefined;
      return found.word.includes('=') ? { ...found, word: found.word.slice(name.length + 1) } : words[position + 1];
    };
    return deployed(option, words[0]?.at ?? step.at);
  }
  return undefined;
}

function deployed(
  option: (name: string) => { readonly word: string; readonly at: HostingConfiguration['at'] } | undefined,
  at: HostingConfiguration['at'],
): ReadConfiguration {
  const number = (name: string, read: (word: string) => number | undefined = Number): Range | undefined => {
    const found = option(name);
    const value = found === undefined ? undefined : read(found.word);
    return found === undefined || value === undefined || !Number.isFinite(value)
      ? undefined
      : declaredAt(value, found.at);
  };
  const region = option('--region');
  return configuration({
    platform: 'cloud-run',
    kind: 'autoscale',
    at,
    serves: 'back end',
    region: region === undefined ? undefined : { name: region.word, at: region.at },
    environment: unique(
      (option('--set-env-vars')?.word ?? '').split(',').flatMap((pair) => /^([A-Za-z_]\w*)=/.exec(pair)?.[1] ?? []),
    ),
    size: { cpu: number('--cpu', processors), memory: number('--memory', (word) => bytes(word, 'decimal')) },
    count: { minimum: number('--min-instances'), maximum: number('--max-instances') },
    concurrency: number('--concurrency'),
    requestTimeout: number('--timeout', (word) => Number.parseFloat(word)),
  });
}

function appHosting(root: Tree): ReadConfiguration | undefined {
  const run = child(root, 'runConfig');
  if (run === undefined || child(root, 'steps') !== undefined) return undefined;
  return configuration({
    platform: 'cloud-run',
    kind: 'autoscale',
    at: run.at,
    plan: 'app-hosting',
    serves: 'back end',
    run: commandOf(child(root, 'scripts', 'runCommand')),
    build: commandOf(child(root, 'scripts', 'buildCommand')),
    environment: unique(variableNames(child(root, 'env'))),
    size: { cpu: cpuOf(child(run, 'cpu')), memory: memoryOf(child(run, 'memoryMiB'), 'binary', MEBIBYTE) },
    count: { minimum: declared(child(run, 'minInstances')), maximum: declared(child(run, 'maxInstances')) },
    concurrency: declared(child(run, 'concurrency')),
  });
}
