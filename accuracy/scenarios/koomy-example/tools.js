// @ts-check
// What the makers of requests draw from: people, rows, identifiers.
import { createHash } from 'node:crypto';

/**
 * @typedef {import('../../../scripts/accuracy/bench.js').Request} Request
 * @typedef {import('../../../dist/load/index.js').Random} Random
 * @typedef {Awaited<ReturnType<typeof import('./data.js').prepareData>>} World
 * @typedef {{ world: World, random: Random, serial: () => string }} Tools
 * @typedef {{ writes?: boolean, slow?: boolean, stock?: (world: World) => any[], portion?: number, make: (tools: Tools, item: any) => Partial<Request> & { path: string } }} Maker
 *   `writes`: the data must be put back; `slow`: seconds of outside waiting per request; `portion`: share of the stock usable at once.
 */

/** @param {number} n */
export const cardOf = (n) => `KMY-${createHash('md5').update(`card${n}`).digest('hex').slice(0, 12).toUpperCase()}`;
/** @param {number} from @param {number} to */
export const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** @param {Tools} tools */
export const anyCommunity = ({ world, random }) => 1 + random.below(world.communities);
/** @param {Tools} tools */
export const anyMember = ({ world, random }) => random.of(world.members);
/** @param {Tools} tools @param {number} each */
export const anyOf = ({ world, random }, each) => 1 + random.below(each * world.communities);
/** @param {World} world @param {number} n */
export const communityOf = (world, n) => ((n - 1) % world.communities) + 1;
/** @param {Tools} tools */
export const fourInFive = ({ random }) => random.unit() < 0.8;
/** @param {World} world @param {number} n Row whose community it is. */
export const ownerOf = (world, n) => world.owners[communityOf(world, n) - 1]?.cookie;
/** @param {string} path @param {string | undefined} [cookie] */
export const get = (path, cookie) => ({ method: 'GET', path, cookie });
/** @param {string} method @param {string} path @param {unknown} json @param {string | undefined} [cookie] */
export const withBody = (method, path, json, cookie) => ({ method, path, json, cookie });

export const text = 'Nous vous donnons des nouvelles de l’association, de ses projets et de ses prochains rendez-vous.';
export const password = 'koomy2026';

/** Members of event `e` that the seed registered. @param {World} world @param {number} e */
export const registeredAt = (world, e) =>
  range(1, 25).map((k) => communityOf(world, e) + world.communities * ((7 * k + e) % world.perCommunity));

/** @param {World} world @param {boolean} registered */
export function eventsOfMembers(world, registered) {
  const taken = new Map(range(1, 10 * world.communities).map((e) => [e, new Set(registeredAt(world, e))]));
  return world.members.flatMap((member) =>
    range(0, 9)
      .map((k) => member.community + world.communities * k)
      .filter((e) => taken.get(e)?.has(member.n) === registered)
      .map((e) => ({ member, e })),
  );
}
