import { significant } from '../../i18n/index.ts';
import type { Capacity, ClassAtCapacity } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import { type Block, table } from '../document.ts';
import { about, seconds } from '../quantities.ts';
import { capital, type Voice } from '../voice.ts';

const SHOWN = 12;

/** Every route with its cost and its response times, the heaviest in the load first. */
export function routeTables(estimate: Estimate, voice: Voice): Block[] {
  return estimate.capacities.flatMap((capacity, index) => {
    const [heading, ...rest] = routeTable(capacity, estimate, voice);
    if (heading === undefined || index > 0) return heading === undefined ? [] : [heading, ...rest];
    const words = voice.say('report.route-table.words', { percentile: estimate.objective.percentile * 100 });
    const sure = certainty(capacity, voice);
    return [heading, { kind: 'paragraph', text: words + sure, tone: 'quiet' }, ...rest];
  });
}

function routeTable(capacity: Capacity, estimate: Estimate, voice: Voice): Block[] {
  if (capacity.classes.length === 0) return [];
  const sorted = [...capacity.classes].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  const percentile = estimate.objective.percentile * 100;
  const over = sorted.filter((each) => each.overWhenIdle);
  return [
    {
      kind: 'heading',
      level: 3,
      text: voice.say('report.route-table.heading', {
        scenario: voice.say(`report.scenario.${capacity.scenario}`),
        throughput: about(capacity.throughput.typical, voice),
      }),
    },
    table(
      [
        { title: voice.say('report.route-table.route') },
        { title: voice.say('report.route-table.purpose') },
        ...[
          voice.say('report.route-table.share'),
          voice.say('report.route-table.loop'),
          voice.say('report.route-table.database'),
          voice.say('report.route-table.idle', { percentile }),
          voice.say('report.route-table.loaded', { percentile }),
          voice.say('report.route-table.alone'),
        ].map((title) => ({ title, align: 'right' as const })),
      ],
      sorted.map((each) => cells(each, estimate, voice)),
      { rows: SHOWN, more: voice.say('report.route-table.more', { count: sorted.length - SHOWN }) },
    ),
    ...(over.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            text: voice.say('report.route-table.over', { count: over.length }),
            tone: 'quiet',
          } as const,
        ]),
  ];
}

/** How far the times of a route may be from the truth, whichever route: the middle one. */
function certainty({ classes }: Capacity, voice: Voice): string {
  const busy = classes.map(({ busyTime }) => busyTime).filter(({ low }) => low > 0);
  const middle = (ratios: number[]): number => ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? 1;
  const below = significant(middle(busy.map(({ low, typical }) => typical / low)), 2);
  const above = significant(middle(busy.map(({ typical, high }) => high / typical)), 2);
  return below * above <= 1 ? '' : ` ${voice.say('report.route-table.certainty', { below, above })}`;
}

/** What a route takes of the machine in this load. */
function weight(each: ClassAtCapacity): number {
  return each.share * (each.loopTime + each.databaseTime);
}

function cells(each: ClassAtCapacity, estimate: Estimate, voice: Voice): string[] {
  const purpose = estimate.purposes[each.id];
  return [
    `\`${each.id}\``,
    purpose === undefined ? '' : capital(voice.say(`report.purpose.${purpose}`)),
    voice.format.percent(each.share),
    seconds(each.loopTime, voice),
    seconds(each.databaseTime, voice),
    seconds(each.idlePercentile, voice) + (each.overWhenIdle ? ' *' : ''),
    seconds(each.percentile, voice),
    voice.say('report.per-second', { rate: about(each.alone, voice) }),
  ];
}
