import type { HostingConfiguration } from '../../model/deployment.ts';
import type { Location } from '../../model/source.ts';
import { dockerfiles, type Instruction, instructions, presentable, startedBy } from '../located/index.ts';
import type { Project } from '../project.ts';
import { configuration, type PlatformReading, type ReadConfiguration, unique } from './configuration.ts';

/** A Dockerfile: the base image and the command of its last stage. It says how to run, not where. */
export function readDocker(project: Project): PlatformReading {
  const configurations = dockerfiles(project.files).flatMap(
    (file) => read(instructions(project.read(file) ?? '', file), file) ?? [],
  );
  return { configurations, unknowns: [] };
}

function read(all: readonly Instruction[], file: string): ReadConfiguration | undefined {
  const from = all.findLast(({ word }) => word === 'FROM');
  if (from === undefined) return undefined;
  const stage = all.slice(all.indexOf(from));
  const run = commandIn(stage);
  const image = from.rest.replace(/--\S+\s+/g, '').split(/\s/)[0] ?? '';
  const started = startedBy(run?.command ?? '');
  const isStatic = started === 'static files' || (run === undefined && /nginx|caddy|httpd/.test(image));
  const node = started === 'node' || (started === 'unknown' && isNode(all));
  const serves = isStatic ? 'front end' : node ? 'back end' : 'unknown';
  return configuration({
    platform: 'docker',
    kind: 'container',
    at: from.at.file === file ? from.at : { file, line: 1 },
    serves,
    run,
    ports: stage.filter(({ word }) => word === 'EXPOSE').flatMap(({ rest, at }) => exposed(rest, at)),
    modules: [{ name: image, at: from.at }],
    environment: unique(
      all.filter(({ word }) => word === 'ENV' || word === 'ARG').flatMap(({ rest }) => variables(rest)),
    ),
    healthCheck: health(stage),
  });
}

function isNode(all: readonly Instruction[]): boolean {
  return all.some(({ word, rest }) => word === 'FROM' && /(?:^|[\s/])(?:node(?:js)?\d*|bun)(?:[:@-]|\s|$)/.test(rest));
}

function commandIn(stage: readonly Instruction[]): HostingConfiguration['run'] {
  const entry = stage.findLast(({ word }) => word === 'ENTRYPOINT');
  const command = stage.findLast(({ word }) => word === 'CMD');
  const at = (command ?? entry)?.at;
  const words = [entry, command].flatMap((instruction) =>
    instruction === undefined ? [] : argumentsOf(instruction.rest),
  );
  return at === undefined || words.length === 0 ? undefined : { command: presentable(words.join(' ')), at };
}

function argumentsOf(rest: string): readonly string[] {
  if (!rest.startsWith('[')) return [rest];
  try {
    const list: unknown = JSON.parse(rest);
    const words = Array.isArray(list) ? list.map(String) : [];
    return /^(?:.*\/)?(?:ba)?sh$/.test(words[0] ?? '') && words[1] === '-c' ? words.slice(2) : words;
  } catch {
    return [rest];
  }
}

function exposed(rest: string, at: Location): HostingConfiguration['ports'] {
  return rest.split(/\s+/).flatMap((word) => {
    const port = Number.parseInt(word, 10);
    return Number.isFinite(port) ? [{ port, at }] : [];
  });
}

function variables(rest: string): readonly string[] {
  const assigned = [...rest.matchAll(/([A-Za-z_]\w*)=(?:"(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g)].flatMap(
    (found) => found[1] ?? [],
  );
  return assigned.length > 0 ? assigned : (/^[A-Za-z_]\w*/.exec(rest) ?? []);
}

function health(stage: readonly Instruction[]): HostingConfiguration['healthCheck'] {
  const check = stage.findLast(({ word, rest }) => word === 'HEALTHCHECK' && !/^NONE/i.test(rest));
  if (check === undefined) return undefined;
  const path = /https?:\/\/[^/\s"']+(\/[^\s"')\]]*)?/.exec(check.rest)?.[1] ?? '/';
  return { path, at: check.at };
}
