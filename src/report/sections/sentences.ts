import type { Bottleneck } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { Interval } from '../../model/range.ts';
import { between, people } from '../quantities.ts';
import { inSentence, type Voice } from '../voice.ts';
import { causes, stationPhrase } from './stations.ts';

/** A sentence names so many changes; the tier tells the others. */
const STEPS_NAMED = 3;

interface Present {
  readonly dailyUsers: Interval;
  readonly activeUsers: Interval;
}

/** The application as it stands: its first tier, or its normal capacity when there is no tier. */
function present(estimate: Estimate): Present | undefined {
  return estimate.tiers[0] ?? estimate.capacities[0];
}

/** The whole report in one sentence: how many people, and what gives way first. */
export function answerSentence(estimate: Estimate, voice: Voice): string {
  const now = present(estimate);
  const bottleneck = estimate.tiers[0]?.bottleneck ?? estimate.capacities[0]?.bottleneck;
  const name = estimate.inventory.project.name;
  if (now === undefined || bottleneck === undefined) return voice.say('report.answer.none', { name });
  if (isNobody(now)) return nobodySentence(estimate, voice);
  const [first] = isBusy(bottleneck) ? causes(bottleneck, estimate.inventory, voice) : [];
  const daily = people(now.dailyUsers.typical, voice);
  const bounds = between(now.dailyUsers, voice, (value) => people(value, voice));
  return voice.say('report.answer', {
    name,
    daily,
    bounds: bounds === daily ? '' : bounds,
    grown: isOfGrowth(estimate, bottleneck),
    station: stationPhrase(bottleneck.station, estimate.inventory, voice),
    cause: first?.phrase ?? '',
    share: first?.share ?? 0,
  });
}

/** No rate, however low, meets the objective. */
function isNobody({ dailyUsers }: Present): boolean {
  return dailyUsers.typical === 0;
}

function nobodySentence({ capacities, inventory }: Estimate, voice: Voice): string {
  const { station = 'event-loop', routes = [] } = capacities[0]?.bottleneck ?? {};
  return voice.say('report.answer.nobody', {
    name: inventory.project.name,
    station: stationPhrase(station, inventory, voice),
    route: routes[0]?.id ?? '',
  });
}

/** So many people leave so much data that something else gives way than with the data of today. */
function isOfGrowth({ tiers, capacities }: Estimate, { station }: Bottleneck): boolean {
  return (
    tiers.length > 0 && capacities.length > 0 && capacities.every(({ bottleneck }) => bottleneck.station !== station)
  );
}

/** What it spends its time on says something of a station of ours; a limit set by others has no such cause. */
function isBusy({ station, reason }: Bottleneck): boolean {
  return !station.startsWith('service:') && (reason === 'utilization' || reason === 'percentile' || reason === 'pool');
}

/** « Dans l’état actuel… » */
export function currentSentence(estimate: Estimate, voice: Voice): string {
  const now = present(estimate);
  const name = estimate.inventory.project.name;
  if (now === undefined) return voice.say('report.answer.none', { name });
  if (isNobody(now)) return voice.say('report.decision.nobody', { name });
  return voice.say('report.decision.now', {
    name,
    active: people(now.activeUsers.typical, voice),
    daily: people(now.dailyUsers.typical, voice),
  });
}

/** « À partir de… » */
export function nextSentence(estimate: Estimate, voice: Voice): string {
  const now = present(estimate);
  const steps = estimate.tiers[1]?.steps ?? [];
  const daily = now === undefined || isNobody(now) ? '' : people(now.dailyUsers.typical, voice);
  if (steps.length === 0) return voice.say('report.decision.none', { daily });
  const titles = steps.slice(0, STEPS_NAMED).map((step) => inSentence(voice.text(step.remedy.title)));
  return voice.say('report.decision.next', {
    daily,
    titles,
    count: steps.length,
    others: steps.length - titles.length,
  });
}
