import type { Estimate } from '../model/estimate.ts';
import type { Block } from './document.ts';
import { accounts } from './sections/accounts.ts';
import { assumptions } from './sections/assumptions.ts';
import { capacity } from './sections/capacity.ts';
import { databases } from './sections/database.ts';
import { decision } from './sections/decision.ts';
import { events } from './sections/events.ts';
import { findings } from './sections/findings.ts';
import { hosting } from './sections/hosting.ts';
import { measurement } from './sections/measurement.ts';
import { monitoring } from './sections/monitoring.ts';
import { opening } from './sections/opening.ts';
import { routeTables } from './sections/route-table.ts';
import { routes } from './sections/routes.ts';
import { services } from './sections/services.ts';
import { legend, sources } from './sections/sources.ts';
import { stack } from './sections/stack.ts';
import { tiers } from './sections/tiers.ts';
import type { Voice } from './voice.ts';

/** The whole report: the answer, the five parts in the order of the product's contract, then what they rest on. */
export function report(estimate: Estimate, voice: Voice): readonly Block[] {
  const { inventory } = estimate;
  const part = (text: string): Block => ({ kind: 'heading', level: 2, text });
  return [
    ...opening(estimate, voice),
    part(voice.say('report.part.state')),
    legend(voice),
    ...hosting(inventory.deployment, voice),
    ...stack(inventory, voice),
    ...databases(inventory, voice),
    ...services(estimate, voice),
    ...findings(inventory, voice),
    ...routes(estimate, voice),
    part(voice.say('report.part.capacity')),
    ...capacity(estimate, voice),
    ...measurement(estimate, voice),
    ...accounts(estimate, voice),
    ...routeTables(estimate, voice),
    ...events(estimate, voice),
    part(voice.say('report.part.tiers')),
    ...tiers(estimate, voice),
    part(voice.say('report.part.monitoring')),
    ...monitoring(estimate, voice),
    part(voice.say('report.part.decision')),
    ...decision(estimate, voice),
    part(voice.say('report.part.basis')),
    ...assumptions(estimate, voice),
    ...sources(estimate, voice),
  ];
}
