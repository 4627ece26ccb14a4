import type { Usage } from '../headroom/resources.ts';
import { type Level, levelOf } from '../headroom/shares.ts';
import type { Limits } from '../limits/limits.ts';
import type { Key, Voice } from '../words/index.ts';

/** One bar of the page. */
export interface HeadroomRow {
  readonly name: string;
  /** 1: nothing is left. */
  readonly used: number;
  readonly share: string;
  readonly text: string;
  /** `measured` or worked out. */
  readonly basis: string;
  readonly level: Level;
}

/** The bars: the capacity of each scenario, whose colour is of the moment for the one that is lived, the other for comparison; then each resource. */
export function headroomRows(usages: readonly Usage[], limits: Limits, voice: Voice): readonly HeadroomRow[] {
  const capacity = usages.find(({ resource }) => resource === 'capacity');
  const scenarios =
    capacity === undefined
      ? []
      : limits.scenarios.map((scenario): HeadroomRow => {
          const limit = scenario.throughput.typical;
          const used = capacity.value / limit;
          return {
            used,
            share: voice.format.percent(used),
            level: scenario.name === capacity.scenario ? levelOf(capacity, limits) : 'ok',
            name: voice.say('page.scenario', { scenario: scenario.name }),
            text: voice.say('page.rate-of', { rate: capacity.value, capacity: limit }),
            basis: voice.say('page.measured'),
          };
        });
  const resources = usages
    .filter(({ resource }) => resource !== 'capacity')
    .map(
      (usage): HeadroomRow => ({
        used: usage.used,
        share: voice.format.percent(usage.used),
        level: levelOf(usage, limits),
        name: nameOf(usage, voice),
        text: textOf(usage, voice),
        basis: voice.say(usage.basis === 'measured' ? 'page.measured' : 'page.modelled'),
      }),
    );
  return [...scenarios, ...resources];
}

/** Its name, as a heading. */
export function nameOf({ resource, subject }: Usage, voice: Voice): string {
  const name = voice.say(`resource.${resource}` as Key, { subject: subject ?? '' });
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function textOf({ resource, value, limit, waiting }: Usage, voice: Voice): string {
  if (resource === 'memory' || resource === 'heap') return voice.say('page.bytes-of', { value: rounded(value), limit });
  if (resource === 'pool') return voice.say('page.pool-of', { value, limit, waiting: waiting ?? 0 });
  return voice.say('page.busy-of', { value, limit });
}

/** Megabytes: a byte more or less is not a difference. */
function rounded(bytes: number): number {
  return Math.round(bytes / 1e6) * 1e6;
}
