import type { Catalogue } from '../catalogue.ts';

/** Parts 3 and 4: tiers and monitoring. */
export const reportGrowth = {
  'report.tiers.none': () => 'No tier could be computed.',
  'report.tiers.heading': (p, f) =>
    `Tier ${f.count(p['number'])} — ${p['from'] === '' ? `up to ${p['to']}` : `from ${p['from']} to ${p['to']}`} active users a day: ${p['kind']}`,
  'report.tiers.steps': (p, f) =>
    `What must be done to get there (${f.count(p['count'])} ${f.plural(p['count'], 'change', 'changes')})`,
  'report.tiers.risks': (p) => `What appears when this tier ends, around ${p['to']} active users a day`,
  'report.tiers.same-risks': (p, f) =>
    f.plural(
      p['count'],
      'The risk of the tier before that remains',
      `The ${f.count(p['count'])} risks of the tier before that remain`,
    ),
  'report.tiers.ends': () => 'What ends it',
  'report.tiers.ends-value': (p, f) =>
    `${p['station']}${p['cause'] === '' ? '' : ` (${f.percent(p['share'])} of the time: ${p['cause']})`}`,
  'report.tiers.cost': () => 'Hosting, in all',
  'report.tiers.where': () => 'Where',
  'report.tiers.gain': () => 'Worth',
  'report.tiers.gain-value': (p) => `capacity ${p['gain']}, which brings it to ${p['daily']} active users a day`,
  'report.tiers.gain-none': (p) =>
    `lifts a ceiling without raising the throughput: still ${p['daily']} active users a day`,
  'report.tiers.gain-together': (p) =>
    `next to nothing by itself: it counts with the other changes of this tier, which bring it to ${p['daily']} active users a day`,
  'report.tiers.effort': () => 'Effort',
  'report.tiers.effort-value': (p) => `${p['effort']} (${p['kind']})`,
  'report.tiers.added-cost': () => 'Cost added',
  'report.tiers.others': () => 'Other improvements found, that no tier needs',
  'report.tiers.beyond': (p) =>
    `Beyond ${p['to']} active users a day, the model found no remedy among those it knows: time to measure, and to rethink the architecture with the figures in hand.`,

  'report.monitoring.none': () => 'No threshold could be computed.',
  'report.monitoring.thresholds': () => 'What to watch',
  'report.monitoring.sentence': () =>
    'Thresholds come from the capacity computed in part 2. “Watch”: look within the week. “Act”: prepare the next tier now.',
  'report.monitoring.signal': () => 'Signal',
  'report.monitoring.watch': () => 'Watch',
  'report.monitoring.act': () => 'Act',
  'report.monitoring.because': () => 'Why',
  'report.monitoring.insert': (p) => `Insert after ${p['at']}.`,
  'report.monitoring.create': (p) => `New file, ${p['file']}.`,
  'report.monitoring.remove': (p, f) =>
    Number(p['from']) === Number(p['to'])
      ? `Remove the line ${p['at']}.`
      : `Remove the lines ${f.count(p['from'])} to ${f.count(p['to'])}, from ${p['at']} on.`,
  'report.monitoring.replace': (p, f) =>
    Number(p['from']) === Number(p['to'])
      ? `Replaces the line ${p['at']}.`
      : `Replaces lines ${f.count(p['from'])} to ${f.count(p['to'])}, from ${p['at']} on.`,
} satisfies Catalogue;
