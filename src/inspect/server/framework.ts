import type { Location } from '../../model/source.ts';
import { askedVersion } from '../asked-version.ts';
import type { Convention, Machine } from '../evaluate/index.ts';
import type { ServerReading } from './reading.ts';
import type { Registration } from './routes.ts';

const FRAMEWORKS: readonly string[] = ['express', 'fastify', 'koa', 'hono', '@nestjs/core', 'next', 'h3', '@hapi/hapi'];

/** The framework that the routes are registered on, else one that the reached code imports, with the version of the nearest package.json that names it. */
export function readFramework(machine: Machine, routes: readonly Registration[]): ServerReading['framework'] {
  for (const name of [...registeredOn(machine, routes), ...FRAMEWORKS]) {
    const at = machine.imported.get(name) ?? atOf(machine, name);
    if (at === undefined) continue;
    const version = askedVersion(machine.project, name, at.file);
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
