import { significant } from '../../i18n/index.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { WayTaken } from '../../model/measurement.ts';
import type { MeasurementUse, Replacement } from '../../model/measurement-use.ts';
import type { Interval } from '../../model/range.ts';
import { type Block, table } from '../document.ts';
import { sourced, spread, type Write } from '../quantities.ts';
import { capital, type Voice } from '../voice.ts';

const SHOWN = 12;

/** What was measured, how the capacities moved, and each input before and after; nothing when nothing was measured. */
export function measurement({ measurement: use }: Estimate, voice: Voice): Block[] {
  if (use === undefined) return [];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.measurement.heading') },
    { kind: 'list', items: [...use.ways.map((way) => wayOf(way, voice)), ...machineOf(use, voice)] },
    capacities(use, voice),
    ...inputs(use.replaced, voice),
  ];
}

function wayOf({ way, date, of, complete, requests = 0 }: WayTaken, voice: Voice): string {
  const text = voice.say(`report.measurement.way.${way}`, { date, of, requests });
  return complete ? text : voice.say('report.measurement.incomplete', { text });
}

function machineOf({ machine, routesMeasured, routes }: MeasurementUse, voice: Voice): string[] {
  const counted =
    routesMeasured === 0 ? [] : [voice.say('report.measurement.routes', { measured: routesMeasured, routes })];
  if (machine === undefined) return counted;
  const { processor, node, slowness, serves } = machine;
  return [
    ...counted,
    voice.say('report.measurement.machine', { processor, node, slowness: significant(slowness.typical, 2), serves }),
  ];
}

function capacities({ capacities: all }: MeasurementUse, voice: Voice): Block {
  return table(
    [
      { title: voice.say('report.measurement.capacity') },
      { title: voice.say('report.measurement.before'), align: 'right' },
      { title: voice.say('report.measurement.after'), align: 'right' },
      { title: voice.say('report.measurement.narrowed'), align: 'right' },
    ],
    all.map(({ scenario, before, after }) => [
      capital(voice.say(`report.scenario.${scenario}`)),
      spread(before, voice),
      spread(after, voice),
      narrowed(before, after, voice),
    ]),
  );
}

function inputs(replaced: readonly Replacement[], voice: Voice): Block[] {
  if (replaced.length === 0) return [];
  return [
    table(
      [
        { title: voice.say('report.measurement.input') },
        { title: voice.say('report.measurement.before'), align: 'right' },
        { title: voice.say('report.measurement.after'), align: 'right' },
        { title: voice.say('report.measurement.narrowed'), align: 'right' },
      ],
      replaced.map((each) => [
        capital(voice.text(each.message)),
        spread(each.before, voice, inUnit(each, voice)),
        sourced(each.after, voice, inUnit(each, voice)),
        narrowed(each.before, each.after, voice),
      ]),
      { rows: SHOWN, more: voice.say('report.more', { count: replaced.length - SHOWN }) },
    ),
  ];
}

/** How many times narrower a range became, in ratio of its bounds; empty when it did not. */
function narrowed(before: Interval, after: Interval, voice: Voice): string {
  const width = ({ low, high }: Interval): number => (low > 0 ? high / low : Number.POSITIVE_INFINITY);
  const factor = width(before) / width(after);
  return Number.isFinite(factor) && factor >= 1.1
    ? voice.say('report.measurement.times-narrower', { factor: significant(factor, 2) })
    : '';
}

function inUnit({ unit }: Replacement, voice: Voice): Write {
  if (unit === 's') return voice.format.duration;
  if (unit === 'share') return voice.format.percent;
  return (value) => voice.format.number(significant(value, 2));
}
