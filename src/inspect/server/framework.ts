import type { Location } from '../../model/source.ts';
import type { Machine } from '../evaluate/index.ts';
import type { ServerReading } from './reading.ts';

const FRAMEWORKS: readonly string[] = ['express', 'fastify', 'koa', 'hono', '@nestjs/core', 'next', 'h3', '@hapi/hapi'];

/** The framework that the reached code imports, with the version range of the nearest package.json that names it. */
export function readFramework(machine: Machine): ServerReading['framework'] {
  for (const name of FRAMEWORKS) {
    const at = machine.imported.get(name);
    if (at === undefined) continue;
    const version = versionOf(machine, name, at);
    return version === undefined ? { name, at } : { name, version, at };
  }
  return undefined;
}

function versionOf(machine: Machine, name: string, at: Location): string | undefined {
  const folders = at.file.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  for (const folder of folders.reverse()) {
    const text = machine.project.read(folder === '' ? 'package.json' : `${folder}/package.json`);
    const found = text === undefined ? undefined : declared(text, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A version that is an address, perhaps with a token in it, says nothing of the version. */
function declared(text: string, name: string): string | undefined {
  try {
    const manifest = JSON.parse(text) as { readonly [key: string]: Readonly<Record<string, unknown>> | undefined };
    const version = manifest['dependencies']?.[name] ?? manifest['devDependencies']?.[name];
    return typeof version === 'string' && !version.includes(':') ? version : undefined;
  } catch {
    return undefined;
  }
}
