import type { Estimate } from '../../model/estimate.ts';
import { type Block, table } from '../document.ts';
import { about, crowd, people, sourced } from '../quantities.ts';
import { capital, sentence, type Voice } from '../voice.ts';
import { ceilingName } from './stations.ts';

/** How many accounts before the architecture must change, and every other limit on people beside it. */
export function accounts(estimate: Estimate, voice: Voice): Block[] {
  const { accounts: found } = estimate;
  const today = sourced(found.today, voice, (value) => people(value, voice));
  return [
    { kind: 'heading', level: 3, text: voice.say('report.accounts.heading') },
    {
      kind: 'paragraph',
      text: voice.say('report.accounts.total', {
        low: people(found.total.low, voice),
        typical: people(found.total.typical, voice),
        high: people(found.total.high, voice),
        because: sentence(voice.text(found.because)),
        today,
      }),
    },
    ...growth(estimate, voice),
    ...ceilings(estimate, voice),
  ];
}

function growth(estimate: Estimate, voice: Voice): Block[] {
  if (estimate.accounts.growth.length < 2) return [];
  const right = { align: 'right' as const };
  return [
    { kind: 'paragraph', text: voice.say('report.accounts.growth') },
    table(
      [
        { title: voice.say('report.accounts.accounts'), ...right },
        { title: voice.say('report.accounts.throughput'), ...right },
        { title: voice.say('report.accounts.daily'), ...right },
      ],
      estimate.accounts.growth.map((each) => [
        people(each.accounts, voice),
        about(each.throughput, voice),
        people(each.dailyUsers, voice),
      ]),
    ),
  ];
}

/** Limits of every nature side by side; the smallest is the ceiling. */
function ceilings(estimate: Estimate, voice: Voice): Block[] {
  if (estimate.ceilings.length === 0) return [];
  const rows = estimate.ceilings.map((ceiling, index) => [
    `${index + 1}. ${ceilingName(ceiling, estimate.inventory, voice)}`,
    capital(voice.text(ceiling.message)),
    ceiling.dailyUsers === undefined ? '' : crowd(ceiling.dailyUsers, voice),
    ceiling.accounts === undefined ? '' : crowd(ceiling.accounts, voice),
  ]);
  return [
    { kind: 'heading', level: 3, text: voice.say('report.ceilings.heading') },
    { kind: 'paragraph', text: voice.say('report.ceilings.sentence') },
    table(
      [
        { title: voice.say('report.ceilings.kind') },
        { title: voice.say('report.ceilings.what') },
        { title: voice.say('report.accounts.daily'), align: 'right' },
        { title: voice.say('report.accounts.accounts'), align: 'right' },
      ],
      rows,
    ),
  ];
}
