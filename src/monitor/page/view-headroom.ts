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

/** The bars: the capacity for the mix of the moment, that of each scenario for comparison, without a colour of its own; then each resource. */
export function headroomRows(usages: readonly Usage[], limits: Limits, voice: Voice): readonly HeadroomRow[] {
  const capacity = usages.find(({ resource }) => resource === 'capacity');
  const capacities = capacity === undefined ? [] : capacityRows(capacity, limits, voice);
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
  return [...capacities, ...resources];
}

function capacityRows(usage: Usage, limits: Limits, voice: Voice): readonly HeadroomRow[] {
  const row = (name: string, limit: number, level: Level): HeadroomRow => ({
    used: usage.value / limit,
    share: voice.format.percent(usage.value / limit),
    level,
    name,
    text: voice.say('page.rate-of', { rate: usage.value, capacity: limit }),
    basis: voice.say('page.measured'),
  });
  return [
    row(voice.say('page.moment'), usage.limit, levelOf(usage, limits)),
    ...limits.scenarios.map(({ name, throughput }) =>
      row(voice.say('page.scenario', { scenario: name }), throughput.typical, 'ok'),
    ),
  ];
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
