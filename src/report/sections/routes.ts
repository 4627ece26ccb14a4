import type { Estimate } from '../../model/estimate.ts';
import type { Purpose } from '../../model/scenario.ts';
import type { Block } from '../document.ts';
import type { Voice } from '../voice.ts';
import { placeList } from './remedies.ts';

const HEAVIEST = 5;
const UNKNOWN_SHOWN = 6;

/** How many routes there are, what they are for, which ones are dead and which ones weigh most. */
export function routes(estimate: Estimate, voice: Voice): Block[] {
  const { routes: all } = estimate.inventory;
  const dead = all.filter((route) => route.shadowedBy !== undefined);
  const items = [
    voice.say('report.routes.count', { count: all.length, distinct: all.length - dead.length }),
    ...purposes(estimate, voice),
    ...dead.map((route) =>
      voice.say('report.routes.dead', {
        id: `\`${route.method} ${route.path}\``,
        at: voice.place(route.at),
        by: route.shadowedBy === undefined ? '' : voice.place(route.shadowedBy),
      }),
    ),
    ...heaviest(estimate, voice),
    ...unfollowed(estimate, voice),
  ];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.routes.heading') },
    { kind: 'list', items },
  ];
}

function purposes(estimate: Estimate, voice: Voice): string[] {
  const counts = new Map<Purpose, number>();
  for (const purpose of Object.values(estimate.purposes)) counts.set(purpose, (counts.get(purpose) ?? 0) + 1);
  if (counts.size === 0) return [];
  const parts = [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([purpose, count]) =>
      voice.say('report.routes.purpose', { count, purpose: voice.say(`report.purpose.${purpose}`) }),
    );
  return [voice.say('report.routes.purposes', { list: parts.join(', ') })];
}

function heaviest(estimate: Estimate, voice: Voice): string[] {
  const classes = new Map(estimate.capacities.flatMap((capacity) => capacity.classes).map((each) => [each.id, each]));
  const worst = [...classes.values()]
    .sort((a, b) => b.loopTime + b.databaseTime - (a.loopTime + a.databaseTime))
    .slice(0, HEAVIEST);
  if (worst.length === 0) return [];
  const parts = worst.map((each) =>
    voice.say('report.routes.heavy', { id: `\`${each.id}\``, loop: each.loopTime, database: each.databaseTime }),
  );
  return [voice.say('report.routes.heaviest', { list: parts })];
}

function unfollowed(estimate: Estimate, voice: Voice): string[] {
  const calls = estimate.inventory.routes.flatMap((route) => route.unknownCalls);
  const places = [...new Map(calls.map((call) => [`${call.at.file}:${call.at.line}`, call.at])).values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line),
  );
  if (places.length === 0) return [];
  return [
    voice.say('report.routes.unfollowed', { count: places.length, places: placeList(places, voice, UNKNOWN_SHOWN) }),
  ];
}
