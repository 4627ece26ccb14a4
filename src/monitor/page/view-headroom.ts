import type { Usage } from '../headroom/resources.ts';
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
  readonly level: 'ok' | 'watch' | 'act';
}

const WATCH = 0.5;
const ACT = 0.8;
/** Memory fills by design: a heap grows until it is collected. */
const MEMORY = { watch: 0.75, act: 0.88 };

/** The bars: the capacity of the moment and, for comparison, of each scenario; then each resource. */
export function headroomRows(usages: readonly Usage[], limits: Limits, voice: Voice): readonly HeadroomRow[] {
  const capacity = usages.find(({ resource }) => resource === 'capacity');
  const scenarios =
    capacity === undefined
      ? []
      : limits.scenarios.map((scenario): HeadroomRow => {
          const limit = scenario.throughput.typical;
          return {
            ...levelled(capacity.value / limit, voice),
            name: voice.say('page.scenario', { scenario: scenario.name }),
            text: voice.say('page.rate-of', { rate: capacity.value, capacity: limit }),
            basis: voice.say('page.measured'),
          };
        });
  const resources = usages
    .filter(({ resource }) => resource !== 'capacity')
    .map(
      (usage): HeadroomRow => ({
        ...levelled(usage.used, voice, isMemory(usage) ? MEMORY : undefined),
        name: nameOf(usage, voice),
        text: textOf(usage, voice),
        basis: voice.say(usage.basis === 'measured' ? 'page.measured' : 'page.modelled'),
      }),
    );
  return [...scenarios, ...resources];
}

function levelled(
  used: number,
  voice: Voice,
  { watch, act } = { watch: WATCH, act: ACT },
): Pick<HeadroomRow, 'used' | 'share' | 'level'> {
  return { used, share: voice.format.percent(used), level: used >= act ? 'act' : used >= watch ? 'watch' : 'ok' };
}

function isMemory({ resource }: Usage): boolean {
  return resource === 'memory' || resource === 'heap';
}

function nameOf({ resource, subject }: Usage, voice: Voice): string {
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
