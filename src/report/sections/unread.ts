import type { Estimate } from '../../model/estimate.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Block } from '../document.ts';
import type { Voice } from '../voice.ts';

/** From these shares of the routes on, what was not read may decide the answer. */
const WORTH_SAYING = { unread: 0.05, unreached: 0.5 };

/** Said before anything else: which part of the application the figures below do not really know. */
export function unread(estimate: Estimate, voice: Voice): Block[] {
  return [...nothingSeen(estimate, voice), ...elsewhere(estimate.inventory, voice)].map((text) => ({
    kind: 'paragraph',
    text,
    tone: 'bad',
  }));
}

function nothingSeen({ unread: routes = [], inventory }: Estimate, voice: Voice): readonly string[] {
  const count = routes.length;
  const total = inventory.routes.length;
  if (count === 0 || count < WORTH_SAYING.unread * total) return [];
  return [voice.say('report.unread', { count, total })];
}

/** Half as many routes as were found, or more, are written where nothing leads: the entry point may be that of another program, or load files by name. */
function elsewhere({ routes, unreachedRoutes = [] }: Inventory, voice: Voice): readonly string[] {
  const [first] = unreachedRoutes;
  if (first === undefined || unreachedRoutes.length < WORTH_SAYING.unreached * routes.length) return [];
  return [
    voice.say('report.unreached', {
      count: unreachedRoutes.length,
      total: routes.length,
      at: voice.place(first.at),
    }),
  ];
}
