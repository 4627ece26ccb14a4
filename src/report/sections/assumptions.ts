import { significant } from '../../i18n/index.ts';
import type { Assumption, Estimate } from '../../model/estimate.ts';
import { type Block, table } from '../document.ts';
import { sourced, type Write } from '../quantities.ts';
import { capital, type Voice } from '../voice.ts';

const SHOWN = 10;

/** What the answer rests on: the inputs that move it most, each with the action that settles it, then what could not be read. */
export function assumptions(estimate: Estimate, voice: Voice): Block[] {
  return [...heaviest(estimate.assumptions, voice), ...unknowns(estimate, voice)];
}

function heaviest(all: readonly Assumption[], voice: Voice): Block[] {
  if (all.length === 0) return [{ kind: 'paragraph', text: voice.say('report.assumptions.none') }];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.assumptions.heading') },
    { kind: 'paragraph', text: voice.say('report.assumptions.sentence') },
    table(
      [
        { title: voice.say('report.assumptions.what') },
        { title: voice.say('report.assumptions.value'), align: 'right' },
        { title: voice.say('report.assumptions.swing'), align: 'right' },
        { title: voice.say('report.assumptions.action') },
      ],
      all.map((each) => [
        capital(voice.text(each.message)) +
          (each.range.source.at === undefined ? '' : ` (${voice.place(each.range.source.at)})`),
        sourced(each.range, voice, inUnit(each, voice)),
        `×${voice.format.number(significant(each.swing, 2))}`,
        capital(voice.text(each.action)),
      ]),
      { rows: SHOWN, more: voice.say('report.more', { count: all.length - SHOWN }) },
    ),
  ];
}

function inUnit({ unit, range }: Assumption, voice: Voice): Write {
  const plain: Write = (value) => voice.format.number(significant(value, 2));
  switch (unit) {
    case 's':
      return voice.format.duration;
    case 'bytes':
      return voice.format.bytes;
    case 'ratio':
      // A ratio may also be a factor or a count per person.
      return range.high > 1 ? plain : voice.format.percent;
    case 'USD':
      return voice.format.money;
    default:
      return plain;
  }
}

function unknowns(estimate: Estimate, voice: Voice): Block[] {
  const all = estimate.inventory.unknowns;
  if (all.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.unknowns.heading') },
    { kind: 'paragraph', text: voice.say('report.unknowns.sentence') },
    {
      kind: 'list',
      items: all.map(
        (each) => capital(voice.text(each.message)) + (each.at === undefined ? '' : ` (${voice.place(each.at)})`),
      ),
    },
  ];
}
