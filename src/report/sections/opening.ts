import type { Capacity } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { Interval } from '../../model/range.ts';
import type { Bar, Block, Whisker } from '../document.ts';
import { about, crowd, likelyCost, people, spread } from '../quantities.ts';
import { capital, inSentence, type Voice } from '../voice.ts';
import { answerSentence, currentSentence, nextSentence } from './sentences.ts';
import { stationName } from './stations.ts';
import { target } from './target.ts';
import { unread } from './unread.ts';

/** Stations that are busy less than this at capacity are not drawn. */
const WORTH_DRAWING = 0.02;
const STATIONS_DRAWN = 5;
const WIDE = 30;

/** What a reader in a hurry sees: the answer, the two sentences of the decision, and pictures. */
export function opening(estimate: Estimate, voice: Voice): Block[] {
  const { project } = estimate.inventory;
  const { objective, tool } = estimate;
  return [
    {
      kind: 'title',
      text: voice.say('report.title', { name: project.name }),
      subtitle: voice.say('report.subtitle', {
        version: tool.version,
        date: tool.factsDate,
        percentile: objective.percentile,
        limit: objective.responseTime,
        errors: objective.errors,
        each: objective.judges === 'each class',
      }),
    },
    {
      kind: 'answer',
      tone: 'good',
      lead: true,
      sentences: [answerSentence(estimate, voice), currentSentence(estimate, voice), nextSentence(estimate, voice)],
    },
    ...unread(estimate, voice),
    ...target(estimate, voice),
    ...critical(estimate, voice),
    ...busyShares(estimate, voice),
    ...ladder(estimate, voice),
    ...spreads(estimate, voice),
  ];
}

function busyShares(estimate: Estimate, voice: Voice): Block[] {
  return estimate.capacities.flatMap((capacity): Block[] => {
    const rows = busiest(capacity).map(([id, share]): Bar => {
      const first = id === capacity.bottleneck.station;
      return {
        label: stationName(id, estimate.inventory, voice),
        share,
        value: voice.format.percent(share),
        tone: first ? 'bad' : 'plain',
        ...(first ? { note: voice.say('report.opening.first') } : {}),
      };
    });
    if (rows.length === 0) return [];
    const heading = voice.say('report.opening.busy', {
      scenario: voice.say(`report.scenario.${capacity.scenario}`),
      throughput: about(capacity.throughput.typical, voice),
    });
    return [
      { kind: 'heading', level: 4, text: heading },
      { kind: 'bars', rows },
    ];
  });
}

/** Busiest stations first; the one that gives way is always among them, on top. */
function busiest(capacity: Capacity): readonly (readonly [string, number])[] {
  const first = capacity.bottleneck.station;
  return Object.entries(capacity.utilization)
    .filter(([id, share]) => id === first || share >= WORTH_DRAWING)
    .sort(([a, one], [b, other]) => Number(b === first) - Number(a === first) || other - one || (a < b ? -1 : 1))
    .slice(0, STATIONS_DRAWN);
}

function ladder(estimate: Estimate, voice: Voice): Block[] {
  const highest = Math.max(0, ...estimate.tiers.map((tier) => finite(tier.dailyUsers.typical)));
  if (estimate.tiers.length === 0 || highest === 0) return [];
  const rows = estimate.tiers.map((tier): Bar => {
    const cost = likelyCost(tier.monthlyCost, voice);
    return {
      label: voice.say('report.opening.rung', { number: tier.number }),
      share: finite(tier.dailyUsers.typical) / highest,
      value: people(tier.dailyUsers.typical, voice),
      note: voice.say('report.opening.rung-note', { kind: voice.say(`report.tier.${tier.kind}`), cost }),
      tone: tier.kind === 'as-is' ? 'good' : 'plain',
    };
  });
  return [
    { kind: 'heading', level: 4, text: voice.say('report.opening.ladder') },
    { kind: 'bars', rows },
  ];
}

function spreads(estimate: Estimate, voice: Voice): Block[] {
  const measures: readonly (readonly [string, (capacity: Capacity) => Interval, typeof spread])[] = [
    [voice.say('report.opening.rate'), (capacity) => capacity.throughput, spread],
    [voice.say('report.opening.active'), (capacity) => capacity.activeUsers, crowd],
    [voice.say('report.opening.daily'), (capacity) => capacity.dailyUsers, crowd],
  ];
  const logarithmic = measures.some(([, of]) => estimate.capacities.some((capacity) => wide(of(capacity))));
  const rows = measures.flatMap(([label, of, write]): Whisker[] => {
    const bounds = estimate.capacities.map(of);
    const scale = Math.max(0, ...bounds.map(({ high, typical }) => finite(high) || finite(typical)));
    const from = Math.min(scale, ...bounds.map(({ low }) => low).filter((low) => low > 0));
    return estimate.capacities.map((capacity) => ({
      label: `${label}, ${voice.say(`report.scenario.short.${capacity.scenario}`)}`,
      interval: of(capacity),
      scale,
      ...(logarithmic && from < scale ? { from } : {}),
      value: write(of(capacity), voice),
    }));
  });
  if (rows.length === 0) return [];
  const heading = voice.say('report.opening.spreads', { logarithmic });
  return [
    { kind: 'heading', level: 4, text: capital(heading) },
    { kind: 'whiskers', rows },
    ...oneSided(rows, voice),
    ...narrowing(estimate, voice),
  ];
}

/** A likely value within so much of the highest one is drawn at the end of its line. */
const AT_THE_END = 0.97;

/** Why a likely value is at the end of its line, where one is. */
function oneSided(rows: readonly Whisker[], voice: Voice): Block[] {
  const atTheEnd = rows.some(({ interval: { low, typical, high } }) => low < typical && typical > AT_THE_END * high);
  return atTheEnd ? [{ kind: 'paragraph', text: voice.say('report.opening.one-sided') }] : [];
}

/** The one thing to settle first to bring the bounds closer. */
function narrowing(estimate: Estimate, voice: Voice): Block[] {
  const [first] = estimate.assumptions;
  if (first === undefined) return [];
  const text = voice.say('report.opening.narrow', {
    what: inSentence(voice.text(first.message)),
    action: inSentence(voice.text(first.action)),
  });
  return [{ kind: 'paragraph', text }];
}

/** Faults that cannot wait for growth, named at once and told in part 1. */
function critical(estimate: Estimate, voice: Voice): Block[] {
  const found = estimate.inventory.findings.filter((finding) => finding.severity === 'critical');
  if (found.length === 0) return [];
  const kinds = [...new Set(found.map((finding) => finding.kind))].map((kind) => voice.say(`report.finding.${kind}`));
  const text = voice.say('report.opening.critical', { count: found.length, list: kinds });
  return [{ kind: 'paragraph', text }];
}

/** Bounds so far apart that the low ones would all be drawn on the left edge. */
function wide({ low, high }: Interval): boolean {
  return low > 0 && Number.isFinite(high) && high / low > WIDE;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
