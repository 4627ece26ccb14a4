import type { Location } from '../../model/source.ts';
import type { Convention, Machine } from '../evaluate/index.ts';
import type { ServerReading } from './reading.ts';
import type { Registration } from './routes.ts';

const FRAMEWORKS: readonly string[] = ['express', 'fastify', 'koa', 'hono', '@nestjs/core', 'next', 'h3', '@hapi/hapi'];

/** The framework that the routes are registered on, else one that the reached code imports, with the version of the nearest package.json that names it. */
export function readFramework(machine: Machine, routes: readonly Registration[]): ServerReading['framework'] {
  for (const name of [...registeredOn(machine, routes), ...FRAMEWORKS]) {
    const at = machine.imported.get(name) ?? atOf(machine, name);
    if (at === undefined) continue;
    const version = versionOf(machine, name, at);
    return version === undefined ? { name, at } : { name, version, at };
  }
  return undefined;
}

/** Where it is imported, or where something else says that it is used. */
function atOf(machine: Machine, name: string): Location | undefined {
  const said = machine.marks.get('framework');
  return said?.value?.kind === 'literal' && said.value.value === name ? said.at : undefined;
}

/** The one that says so itself, then the ones whose handlers the routes are, most routes first. */
function registeredOn(machine: Machine, routes: readonly Registration[]): readonly string[] {
  const said = machine.marks.get('framework')?.value;
  const counts = new Map<string, number>();
  for (const { chain } of routes) {
    const name = NAMES[chain.find((link) => link.role === 'handler')?.convention ?? 'express'];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return said?.kind === 'literal' ? [String(said.value), ...most] : most;
}

const NAMES: Readonly<Partial<Record<Convention, string>>> = {
  express: 'express',
  fastify: 'fastify',
  koa: 'koa',
  hono: 'hono',
};

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
