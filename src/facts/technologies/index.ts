/**
 * What Jauge knows of libraries, as data: packs (what their calls do), drivers (what their pools do by default), hosts (which service answers there).
 * Comes in: nothing. Goes out: lists without functions, equal to their JSON round trip. Must not hold code or depend on the evaluator.
 */
import type { TechnologyPack } from './pack.ts';
import { SERVER } from './server.ts';
import { SERVICES } from './services.ts';
import { WORK } from './work.ts';

export { DRIVERS } from './drivers.ts';
export { HOSTS } from './hosts.ts';
export type { Effect, Rounds, Rule, ServiceIdentity, TechnologyPack } from './pack.ts';

export const TECHNOLOGIES: readonly TechnologyPack[] = [...SERVICES, ...WORK, ...SERVER];
