import type { Ceiling } from '../../model/capacity.ts';
import type { Estimate, TargetAnswer } from '../../model/estimate.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Block } from '../document.ts';
import { crowd, monthly } from '../quantities.ts';
import { capital, inSentence, type Voice } from '../voice.ts';
import { remedyPlaces } from './remedies.ts';
import { ceilingName } from './stations.ts';

/** Whether the number of people asked for holds, what gives way before it, and what it takes. */
export function target(estimate: Estimate, voice: Voice): Block[] {
  const answer = estimate.target;
  if (answer === undefined) return [];
  const goal = goalOf(answer, voice);
  const blocks: Block[] = [
    { kind: 'heading', level: 3, text: voice.say('report.target.heading', { goal }) },
    { kind: 'paragraph', text: verdict(answer, goal, voice), tone: answer.holds ? 'good' : 'plain' },
  ];
  if (answer.givesWay.length > 0) {
    blocks.push(
      { kind: 'paragraph', text: voice.say('report.target.gives-way') },
      {
        kind: 'list',
        ordered: true,
        items: answer.givesWay.map((ceiling) => ceilingItem(ceiling, estimate.inventory, voice)),
      },
    );
  }
  if (answer.remedies.length > 0) {
    blocks.push(
      { kind: 'paragraph', text: voice.say('report.target.remedies') },
      {
        kind: 'list',
        items: answer.remedies.map((remedy) => `${capital(voice.text(remedy.title))}${remedyPlaces(remedy, voice)}`),
      },
    );
  }
  return blocks;
}

function ceilingItem(ceiling: Ceiling, inventory: Inventory, voice: Voice): string {
  const daily =
    ceiling.dailyUsers === undefined
      ? []
      : [voice.say('report.target.at-daily', { daily: crowd(ceiling.dailyUsers, voice) })];
  const accounts =
    ceiling.accounts === undefined
      ? []
      : [voice.say('report.target.at-accounts', { accounts: crowd(ceiling.accounts, voice) })];
  return [`**${ceilingName(ceiling, inventory, voice)}**`, voice.text(ceiling.message), ...daily, ...accounts].join(
    ' — ',
  );
}

function goalOf(answer: TargetAnswer, voice: Voice): string {
  const goals = [
    ...(answer.dailyUsers === undefined ? [] : [voice.say('report.target.daily', { count: answer.dailyUsers })]),
    ...(answer.accounts === undefined ? [] : [voice.say('report.target.accounts', { count: answer.accounts })]),
  ];
  return inSentence(voice.format.list(goals));
}

function verdict(answer: TargetAnswer, goal: string, voice: Voice): string {
  if (answer.holds) return voice.say('report.target.holds', { goal });
  const after = crowd(answer.after, voice);
  if (answer.holdsAfter) {
    return voice.say('report.target.holds-after', { goal, after, cost: monthly(answer.monthlyCost, voice) });
  }
  return voice.say('report.target.fails', { goal, after, changes: answer.remedies.length });
}
