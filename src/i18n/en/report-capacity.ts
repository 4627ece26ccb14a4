import type { Catalogue } from '../catalogue.ts';

/** Part 2: orders of magnitude, what gives way, routes, accounts, events. */
export const reportCapacity = {
  'report.capacity.heading': () => 'Orders of magnitude',
  'report.capacity.throughput': () => 'Requests per second',
  'report.capacity.active': () => 'Active users at once',
  'report.capacity.connected': () => 'Connected users at once',
  'report.capacity.daily': () => 'Active users a day',
  'report.capacity.saturation': () => 'Requests/s, saturated',
  'report.capacity.per-instance': () => 'Requests/s, one instance',
  'report.capacity.words': () =>
    'Each cell: the most likely value, then the range. “Active”: sends requests, with pauses to read. “Connected”: has the application open, not all of them click at once. “Saturated”: everything passes, but too slowly.',

  'report.gives-way.heading': (p) => `What gives way first under ${p['scenario']}`,
  'report.gives-way.sentence': (p) => `${p['station']}: ${p['why']}`,
  'report.gives-way.causes': () => 'What fills it',
  'report.gives-way.routes': () => 'The routes that fill it',
  'report.gives-way.chance': (p, f) => `${p['name']} (${f.percent(p['chance'])})`,
  'report.gives-way.chances': (p) =>
    `Over the ranges of the inputs, the chances of giving way first: ${p['list']}. Method: ${p['method']}.`,
  'report.reason.utilization': (p, f) =>
    `it is ${f.percent(p['share'])} busy at the limit; beyond, the queue grows without end.`,
  'report.reason.percentile': (p, f) =>
    `it is only ${f.percent(p['share'])} busy at the limit, yet long uninterrupted work already makes everybody wait more than ${f.duration(p['limit'])}. The limit is reached well before saturation.`,
  'report.reason.pool': (p, f) =>
    `${f.percent(p['share'])} of its tokens are held at the limit; beyond, requests wait for one to be given back.`,
  'report.reason.rate-limit': () => 'beyond that rate it refuses requests.',
  'report.reason.memory': (p, f) =>
    `it is ${f.percent(p['share'])} full at the limit; beyond, the process is killed and restarts.`,
  'report.reason.quota': () => 'the allowance of the plan is used up before the machine is.',

  'report.accounts.heading': () => 'Accounts',
  'report.accounts.total': (p) =>
    `The architecture will have to change ${p['low'] === p['high'] ? `around **${p['typical']} accounts**` : `somewhere between ${p['low']} and ${p['high']} accounts, most likely around **${p['typical']}**`}. ${p['because']} The capacities above hold for ${p['today']} accounts.`,
  'report.accounts.growth': () => 'What becomes of the normal capacity as accounts grow:',
  'report.accounts.accounts': () => 'Accounts',
  'report.accounts.throughput': () => 'Requests/s',
  'report.accounts.daily': () => 'Active users a day',
  'report.ceilings.heading': () => 'Every ceiling, the lowest first',
  'report.ceilings.sentence': () =>
    'The allowance of a plan is a limit like any other. The first line is the real ceiling.',
  'report.ceilings.name': (p) => `${p['kind']}: ${p['subject']}`,
  'report.ceilings.kind': () => 'Ceiling',
  'report.ceilings.what': () => 'What it is',

  'report.route-table.heading': (p) => `Route by route, under ${p['scenario']} (${p['throughput']} requests/s)`,
  'report.route-table.words': (p, f) =>
    `Processor, Database: time that one request takes. p${f.number(p['percentile'])}: the duration that ${f.number(p['percentile'])}% of requests stay under, on an idle server then at the limit. Alone: what the server would take if only this route were called.`,
  'report.route-table.certainty': (p, f) =>
    `Nine times in ten, what a route really takes lies between the table’s figure divided by ${f.number(p['below'])} and multiplied by ${f.number(p['above'])}.`,
  'report.route-table.route': () => 'Route',
  'report.route-table.purpose': () => 'Use',
  'report.route-table.share': () => 'Share',
  'report.route-table.loop': () => 'Processor',
  'report.route-table.database': () => 'Database',
  'report.route-table.idle': (p, f) => `p${f.number(p['percentile'])} idle`,
  'report.route-table.loaded': (p, f) => `p${f.number(p['percentile'])} limit`,
  'report.route-table.alone': () => 'Alone',
  'report.route-table.more': (p, f) =>
    `… and ${f.count(p['count'])} lighter ${f.plural(p['count'], 'route', 'routes')}: the Markdown report lists them all (--format markdown).`,
  'report.route-table.over': (p, f) =>
    `* Over the objective even when idle (${f.count(p['count'])} ${f.plural(p['count'], 'route', 'routes')}): ${f.plural(p['count'], 'it is', 'they are')} judged against twice ${f.plural(p['count'], 'its', 'their')} idle time, so that the capacity is not zero.`,

  'report.events.heading': () => 'Peaks as events',
  'report.events.sentence': () =>
    'Each one is simulated request by request: this is what the people who wait would see.',
  'report.events.title': (p, f) =>
    `${p['name']}: ${f.count(p['people'])} people in ${f.duration(p['duration'])} — ${p['holds'] === true ? 'holds' : 'does not hold'}`,
  'report.events.route': (p) => `Most of them reach ${p['route']} (${p['at']}).`,
  'report.events.queue': () => 'Longest queue',
  'report.events.queue-value': (p, f) => `${p['words']} ${f.plural(p['count'], 'request', 'requests')}`,
  'report.events.p95': () => 'Worst response time (p95)',
  'report.events.worst': () => 'Worst single request',
  'report.events.errors': () => 'Requests in error',
  'report.events.recovery': () => 'Back to normal',
  'report.events.at-once': () => 'as soon as the rush ends',
  'report.events.after': (p) => `after ${p['time']}`,
  'report.events.bearable': () => 'What would hold',
  'report.events.bearable-value': (p, f) => `${p['people']} people in ${f.duration(p['duration'])}`,
  'report.events.over-time': () => 'Requests in the system as time goes by:',
  'report.events.at': (p, f) => f.duration(p['time']),
} satisfies Catalogue;
