import type { Bottleneck, Capacity } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { Interval } from '../../model/range.ts';
import { type Block, table } from '../document.ts';
import { about, crowd, spread } from '../quantities.ts';
import { capital, type Voice } from '../voice.ts';
import { causes, stationName, stationPhrase } from './stations.ts';

const SHOWN = 5;
/** Shares under this are noise. */
const WORTH_TELLING = 0.01;

/** The orders of magnitude asked for, under a normal and a peak load, then what gives way first and why. */
export function capacity(estimate: Estimate, voice: Voice): Block[] {
  return [...orders(estimate, voice), ...estimate.capacities.flatMap((each) => givesWay(each, estimate, voice))];
}

function orders(estimate: Estimate, voice: Voice): Block[] {
  const { capacities } = estimate;
  const lines: readonly (readonly [
    string,
    (capacity: Capacity) => Interval,
    (interval: Interval, voice: Voice) => string,
  ])[] = [
    [voice.say('report.capacity.throughput'), (each) => each.throughput, spread],
    [voice.say('report.capacity.active'), (each) => each.activeUsers, crowd],
    [voice.say('report.capacity.connected'), (each) => each.connectedUsers, crowd],
    [voice.say('report.capacity.daily'), (each) => each.dailyUsers, crowd],
    [voice.say('report.capacity.saturation'), (each) => each.saturation, spread],
  ];
  const several = capacities.some((each) => each.perInstance.typical !== each.throughput.typical);
  const all = several
    ? [...lines, [voice.say('report.capacity.per-instance'), (each: Capacity) => each.perInstance, spread] as const]
    : lines;
  const rows = all.map(([name, of, write]) => [name, ...capacities.map((each) => write(of(each), voice))]);
  return [
    { kind: 'heading', level: 3, text: voice.say('report.capacity.heading') },
    table(
      [
        { title: '' },
        ...capacities.map((each) => ({
          title: capital(voice.say(`report.scenario.${each.scenario}`)),
          align: 'right' as const,
        })),
      ],
      rows,
    ),
    { kind: 'paragraph', text: voice.say('report.capacity.words'), tone: 'quiet' },
  ];
}

function givesWay(capacity: Capacity, estimate: Estimate, voice: Voice): Block[] {
  const { bottleneck } = capacity;
  const scenario = voice.say(`report.scenario.${capacity.scenario}`);
  return [
    { kind: 'heading', level: 3, text: voice.say('report.gives-way.heading', { scenario }) },
    { kind: 'paragraph', text: explanation(bottleneck, estimate, voice) },
    ...shares(
      voice.say('report.gives-way.causes'),
      causes(bottleneck, estimate.inventory, voice).map((each) => [capital(each.phrase), each.share]),
      voice,
    ),
    ...shares(
      voice.say('report.gives-way.routes'),
      bottleneck.routes.map((each) => [`\`${each.id}\``, each.share]),
      voice,
    ),
    ...confidence(capacity, estimate, voice),
  ];
}

function explanation(bottleneck: Bottleneck, estimate: Estimate, voice: Voice): string {
  const station = capital(stationPhrase(bottleneck.station, estimate.inventory, voice));
  const why = voice.say(`report.reason.${bottleneck.reason}`, {
    share: bottleneck.utilization,
    limit: estimate.objective.responseTime,
  });
  return voice.say('report.gives-way.sentence', { station, why });
}

function shares(heading: string, all: readonly (readonly [string, number])[], voice: Voice): Block[] {
  const rows = all
    .filter(([, share]) => share >= WORTH_TELLING)
    .slice(0, SHOWN)
    .map(([label, share]) => ({ label, share, value: voice.format.percent(share) }));
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 4, text: heading },
    { kind: 'bars', rows },
  ];
}

/** How sure it is that this station is the first, over the ranges of the inputs. */
function confidence(capacity: Capacity, estimate: Estimate, voice: Voice): Block[] {
  const told = capacity.firstToGiveWay.filter((each) => each.probability >= WORTH_TELLING);
  if (told.length < 2) return [];
  const parts = told.map((each) =>
    voice.say('report.gives-way.chance', {
      name: stationName(each.station, estimate.inventory, voice),
      chance: each.probability,
    }),
  );
  const text = voice.say('report.gives-way.chances', {
    list: voice.format.list(parts),
    method: voice.say(`report.method.${capacity.method}`),
    typical: about(capacity.throughput.typical, voice),
  });
  return [{ kind: 'paragraph', text, tone: 'quiet' }];
}
