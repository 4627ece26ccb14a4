import type { Param } from '../../model/message.ts';
import type { Catalogue } from '../catalogue.ts';

const joined = (items: Param | undefined): string => (Array.isArray(items) ? items.join('; ') : String(items));

/** Frame of the report: its top, its parts, the target, and the words that every section shares. */
export const report = {
  'report.title': (p) => `${p['name']} — capacity report`,
  'report.subtitle': (p, f) =>
    `Jauge ${p['version']} · read from the code, without running it · published figures as of ${f.date(p['date'])} · objective: ${f.percent(p['percentile'])} of ${p['each'] === true ? 'each route’s requests' : 'requests'} under ${f.duration(p['limit'])}, fewer than ${f.percent(p['errors'])} errors`,
  'report.part.state': () => '1. Current state of the project',
  'report.part.capacity': () => '2. Capacity estimate',
  'report.part.tiers': () => '3. Tiers of growth',
  'report.part.monitoring': () => '4. Minimal monitoring plan',
  'report.part.decision': () => '5. Summary for the decision',
  'report.part.basis': () => 'What this estimate rests on',

  'report.beyond': () => 'beyond what the model explores',
  'report.endless': () => 'growing without end',
  'report.reasons': (p) => `Assumed: ${joined(p['list'])}.`,
  'report.unknown': () => 'not known',
  'report.default': () => 'default value',
  'report.less-than': (p, f) => `less than ${f.number(p['value'])}`,
  'report.at-least': (p) => `at least ${p['low']}`,
  'report.between': (p) => `${p['low']} to ${p['high']}`,
  'report.spread': (p) => `${p['typical']} (${p['bounds']})`,
  'report.per-second': (p) => `${p['rate']}/s`,
  'report.cost.none': () => 'nothing to pay',
  'report.cost.unknown': () => 'price unknown',
  'report.cost.part-known': (p) => `at least ${p['cost']} a month, the price of the rest being unknown`,
  'report.cost.monthly': (p) => `${p['cost']} a month`,
  'report.places.more': (p, f) => `${p['shown']} and ${f.count(p['count'])} more`,
  'report.more': (p, f) => `… and ${f.count(p['count'])} more: the Markdown report lists them all (--format markdown).`,
  'report.column.place': () => 'Place',

  'report.answer': (p, f) =>
    `${p['name']} can take about ${p['daily']} daily active users today${p['bounds'] === '' ? '' : ` (range: ${p['bounds']})`}; what gives way first${p['grown'] === true ? ', once tables have grown as much,' : ''} is ${p['station']}${p['cause'] === '' ? '' : `, ${f.percent(p['share'])} of whose time goes to ${p['cause']}`}.`,
  'report.unread': (p, f) =>
    `**Incomplete reading.** In ${Number(p['count']) === Number(p['total']) ? f.plural(p['total'], 'the only route', `all ${f.count(p['total'])} routes`) : `${f.count(p['count'])} of the ${f.count(p['total'])} routes`}, calls could not be followed and no access to the database was seen: what an ordinary route does is assumed there, a few queries. The figures of this report are worth what that assumption is worth. \`jauge routes\` shows these calls; \`jauge measure\` replaces the assumption by a measurement.`,
  'report.unreached': (p, f) =>
    `**Incomplete reading.** ${f.count(p['count'])} ${f.plural(p['count'], 'route is', 'routes are')} written in the project with nothing that leads there from the entry point (${p['at']}${Number(p['count']) > 1 ? '…' : ''}), and only the ${f.count(p['total'])} found ${f.plural(p['total'], 'is', 'are')} counted: if the others are in use, the capacity is lower. \`jauge routes\` lists them.`,
  'report.answer.nobody': (p) =>
    `${p['name']} meets its objective for nobody today: however few they are, ${p['station']} keeps them waiting longer than it allows${p['route'] === '' ? '' : `, first of all because of ${p['route']}`}.`,
  'report.answer.none': (p) =>
    `The capacity of ${p['name']} could not be estimated: the last section says what could not be read.`,
  'report.decision.now': (p) =>
    `As it stands, ${p['name']} can reasonably support about **${p['active']} simultaneous users** and **${p['daily']} active users a day**.`,
  'report.decision.nobody': (p) =>
    `As it stands, ${p['name']} can reasonably support **no user** within its objective.`,
  'report.decision.next': (p, f) =>
    `${p['daily'] === '' ? '**From now on**' : `From **${p['daily']} active users a day** on`}, the following ${Number(p['count']) > 1 ? 'changes' : 'change'} will be needed: ${joined(p['titles'])}${Number(p['others']) > 0 ? `; and ${f.count(p['others'])} more, detailed in tier 2` : ''}.`,
  'report.decision.none': (p) =>
    p['daily'] === ''
      ? 'Jauge found no simple change that would cure it.'
      : `Beyond **${p['daily']} active users a day**, Jauge found no simple change that would raise this limit.`,

  'report.opening.busy': (p) => `What is busy at the limit: ${p['scenario']}, ${p['throughput']} requests/s`,
  'report.opening.first': () => '◄ gives way first',
  'report.opening.ladder': () => 'How far each tier leads, in daily active users',
  'report.opening.rung': (p, f) => `Tier ${f.count(p['number'])}`,
  'report.opening.rung-note': (p) => `${p['kind']}, ${p['cost']}`,
  'report.opening.spreads': (p) =>
    `orders of magnitude: low, most likely ●, high${p['logarithmic'] === true ? ' (logarithmic scale)' : ''}`,
  'report.opening.one-sided': () =>
    'A point ● at the right end of its line: what is assumed can hardly be more favourable; if the estimate is wrong, the truth is lower.',
  'report.opening.narrow': (p) => `To bring these bounds closer, start with this point: ${p['what']} (${p['action']}).`,
  'report.opening.critical': (p, f) =>
    `**${f.count(p['count'])} critical ${f.plural(p['count'], 'finding', 'findings')}**, told in part 1: ${joined(p['list'])}.`,
  'report.opening.rate': () => 'Requests/s',
  'report.opening.active': () => 'Active at once',
  'report.opening.daily': () => 'Active a day',

  'report.target.heading': (p) => `Your question: ${p['goal']}`,
  'report.target.daily': (p, f) => `${f.count(p['count'])} daily active users`,
  'report.target.accounts': (p, f) => `${f.count(p['count'])} accounts`,
  'report.target.holds': (p) => `**Yes.** As it stands, the application holds ${p['goal']}.`,
  'report.target.holds-after': (p) =>
    `**Not as it stands, but yes with the changes below.** They would bring the application to ${p['after']} daily active users (wanted: ${p['goal']}). Hosting: ${p['cost']}.`,
  'report.target.fails': (p) =>
    Number(p['changes']) > 0
      ? `**No.** Even with the changes below, the application stops at ${p['after']} daily active users (wanted: ${p['goal']}).`
      : `**No.** The application does not hold ${p['goal']}, and no set of changes was found under which it would.`,
  'report.target.gives-way': () => 'What gives way before, in this order:',
  'report.target.at-daily': (p) => `${p['daily']} active users a day`,
  'report.target.at-accounts': (p) => `${p['accounts']} accounts`,
  'report.target.remedies': () => 'The cheapest set of changes found:',

  'report.assumptions.heading': () => 'Assumptions that weigh most',
  'report.assumptions.none': () => 'No assumption moves the answer noticeably.',
  'report.assumptions.sentence': () =>
    'Each of these values moves the answer. “Weight” is the capacity at one end of the range over the capacity at the other; the last column says how to settle it.',
  'report.assumptions.what': () => 'Assumption',
  'report.assumptions.value': () => 'Value (range)',
  'report.assumptions.swing': () => 'Weight',
  'report.assumptions.action': () => 'To settle it',
  'report.unknowns.heading': () => 'What could not be read',
  'report.unknowns.sentence': () => 'Nothing is skipped silently: what follows widens the ranges above.',
  'report.sources.heading': () => 'Sources of the figures',
  'report.sources.legend': (p) => `Signs after numbers: ${p['list']}.`,
  'report.sources.page': (p, f) =>
    `${p['url']}${p['fact'] === '' ? '' : ` — fact ${p['fact']}`}${p['date'] === '' ? '' : `, read on ${f.date(p['date'])}`}`,
  'report.sources.facts': (p) =>
    `Other facts cited, with their page and date in docs/facts.md: ${(p['list'] as readonly string[]).join(', ')}.`,
  'report.sources.read': (p, f) =>
    `${f.count(p['seen'])} ${f.plural(p['seen'], 'file', 'files')} seen in the project, ${f.count(p['read'])} that the server reaches read in full. Nothing was run, changed or sent.`,
} satisfies Catalogue;
