import type { Estimate } from '../../model/estimate.ts';
import type { AppliedRemedy, Tier } from '../../model/tier.ts';
import type { Block } from '../document.ts';
import { crowd, monthly, people, spread, times } from '../quantities.ts';
import { capital, sentence, type Voice } from '../voice.ts';
import { placeList, remedyPlaces } from './remedies.ts';
import { causes, stationName } from './stations.ts';

const PLACES_SHOWN = 6;

/** The tiers of growth: how far each leads, what ends it, what to do to reach it, what that is worth and costs. */
export function tiers(estimate: Estimate, voice: Voice): Block[] {
  if (estimate.tiers.length === 0) return [{ kind: 'paragraph', text: voice.say('report.tiers.none') }];
  return [
    ...estimate.tiers.flatMap((tier, index) =>
      oneTier(tier, estimate.tiers[index - 1], index === estimate.tiers.length - 1, estimate, voice),
    ),
    ...otherRemedies(estimate, voice),
  ];
}

function oneTier(tier: Tier, previous: Tier | undefined, last: boolean, estimate: Estimate, voice: Voice): Block[] {
  const to = people(tier.dailyUsers.typical, voice);
  const kind = voice.say(`report.tier.${tier.kind}`);
  const from = previous === undefined ? '' : people(previous.dailyUsers.typical, voice);
  const blocks: Block[] = [
    { kind: 'heading', level: 3, text: voice.say('report.tiers.heading', { number: tier.number, from, to, kind }) },
    { kind: 'facts', rows: factsOf(tier, estimate, voice) },
  ];
  if (tier.steps.length > 0) {
    blocks.push({ kind: 'heading', level: 4, text: voice.say('report.tiers.steps', { count: tier.steps.length }) });
    blocks.push(...tier.steps.flatMap((step, index) => stepBlocks(step, index + 1, voice)));
  }
  const risks = newRisks(tier, previous, voice);
  if (risks.length > 0) {
    blocks.push({ kind: 'heading', level: 4, text: voice.say('report.tiers.risks', { to }) });
    blocks.push({
      kind: 'list',
      items: risks,
    });
  }
  return last
    ? [...blocks, { kind: 'paragraph', text: voice.say('report.tiers.beyond', { to }), tone: 'quiet' }]
    : blocks;
}

/** Risks that the tier before did not have; those it had are told again in one line. */
function newRisks(tier: Tier, previous: Tier | undefined, voice: Voice): string[] {
  const told = (each: Tier): string[] =>
    each.risks.map(
      (risk) => capital(voice.text(risk.message)) + (risk.at === undefined ? '' : ` (${voice.place(risk.at)})`),
    );
  const before = new Set(previous === undefined ? [] : told(previous));
  const all = told(tier);
  const fresh = all.filter((text) => !before.has(text));
  return fresh.length === all.length
    ? fresh
    : [...fresh, voice.say('report.tiers.same-risks', { count: all.length - fresh.length })];
}

function factsOf(tier: Tier, estimate: Estimate, voice: Voice): { name: string; value: string }[] {
  const [first] = causes(tier.bottleneck, estimate.inventory, voice);
  return [
    { name: voice.say('report.capacity.daily'), value: crowd(tier.dailyUsers, voice) },
    { name: voice.say('report.capacity.active'), value: crowd(tier.activeUsers, voice) },
    { name: voice.say('report.accounts.accounts'), value: crowd(tier.accounts, voice) },
    { name: voice.say('report.capacity.throughput'), value: spread(tier.throughput, voice) },
    {
      name: voice.say('report.tiers.ends'),
      value: capital(
        voice.say('report.tiers.ends-value', {
          station: stationName(tier.bottleneck.station, estimate.inventory, voice),
          cause: first?.phrase ?? '',
          share: first?.share ?? 0,
        }),
      ),
    },
    { name: voice.say('report.tiers.cost'), value: monthly(tier.monthlyCost, voice) },
  ];
}

function stepBlocks(step: AppliedRemedy, number: number, voice: Voice): Block[] {
  const { remedy } = step;
  const rows = [
    {
      name: voice.say('report.tiers.where'),
      value: remedy.at.length === 0 ? '' : placeList(remedy.at, voice, PLACES_SHOWN),
    },
    {
      name: voice.say('report.tiers.gain'),
      value: gainOf(step, voice),
    },
    {
      name: voice.say('report.tiers.effort'),
      value: capital(
        voice.say('report.tiers.effort-value', {
          effort: voice.say(`report.effort.${remedy.effort}`),
          kind: voice.say(`report.remedy.${remedy.kind}`),
        }),
      ),
    },
    { name: voice.say('report.tiers.added-cost'), value: monthly(remedy.monthlyCost, voice) },
  ];
  return [
    {
      kind: 'paragraph',
      text: `**${number}. ${capital(voice.text(remedy.title))}.** ${sentence(voice.text(remedy.explanation))}`,
    },
    { kind: 'facts', rows: rows.filter((row) => row.value !== '') },
  ];
}

/** A remedy that lifts an allowance leaves the throughput as it was. */
const NO_GAIN = 1.01;
/** One that gains less by itself was taken for what it gains with another. */
const GAIN_ALONE = 1.03;

function gainOf(step: AppliedRemedy, voice: Voice): string {
  const daily = crowd(step.dailyUsers, voice);
  if (step.gain.high < NO_GAIN && step.remedy.kind === 'plan') return voice.say('report.tiers.gain-none', { daily });
  if (step.gain.typical < GAIN_ALONE) return voice.say('report.tiers.gain-together', { daily });
  return voice.say('report.tiers.gain-value', { gain: times(step.gain, voice), daily });
}

function otherRemedies(estimate: Estimate, voice: Voice): Block[] {
  if (estimate.otherRemedies.length === 0) return [];
  const items = estimate.otherRemedies.map((remedy) => {
    const effort = voice.say(`report.effort.${remedy.effort}`);
    const cost = remedy.monthlyCost.high === 0 ? '' : `, ${monthly(remedy.monthlyCost, voice)}`;
    return `**${capital(voice.text(remedy.title))}**${remedyPlaces(remedy, voice)}, ${effort}${cost}. ${sentence(voice.text(remedy.explanation))}`;
  });
  return [
    { kind: 'heading', level: 3, text: voice.say('report.tiers.others') },
    { kind: 'list', items },
  ];
}
