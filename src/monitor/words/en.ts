import type { Text } from './catalogue.ts';

const scenarios: Readonly<Record<string, string>> = { normal: 'normal-day', peak: 'peak' };
const tiers: Readonly<Record<string, string>> = {
  'as-is': 'the application as it stands',
  light: 'with light optimisations',
  infrastructure: 'with a sturdier infrastructure',
};

export const ENGLISH = {
  'resource.capacity': () => 'request rate',
  'resource.event-loop': () => 'event loop',
  'resource.blocked': () => 'blocks of the event loop',
  'resource.cpu': () => 'processor',
  'resource.throttling': () => 'processor throttled by the host',
  'resource.memory': () => 'memory',
  'resource.heap': () => 'JavaScript heap',
  'resource.pool': () => 'database connections',
  'resource.database': () => 'database',
  'resource.response-time': () => 'response time',
  'resource.errors': () => 'errors',
  'resource.outbound': (p) => `calls to ${p['subject']}`,
  'resource.quota': (p) => `allowance of ${p['subject']}`,
  'resource.webhook': (p) => `webhook ${p['subject']}`,
  'resource.tier': () => 'growth tier',
  'resource.threads': () => 'worker threads',
  'resource.disk': () => 'disk',
  'resource.network': () => 'network',

  'alert.capacity': (p, f) =>
    `The traffic of the moment, which resembles ${scenarios[String(p['scenario'])] ?? ''} traffic, takes ${f.percent(p['value'])} of the capacity (${f.about(p['rate'])} requests/s out of ${f.about(p['capacity'])})`,
  'alert.event-loop': (p, f) =>
    `The event loop is busy ${f.percent(p['value'])} of the time (threshold: ${f.percent(p['limit'])})`,
  'alert.blocked': (p, f) =>
    `Long computations block the event loop ${f.percent(p['value'])} of the time, while nobody is served (threshold: ${f.percent(p['limit'])})`,
  'alert.cpu': (p, f) => `The granted processor is ${f.percent(p['value'])} used (threshold: ${f.percent(p['limit'])})`,
  'alert.throttling': (p, f) =>
    `The host throttles the processor ${f.percent(p['value'])} of the time (threshold: ${f.percent(p['limit'])})`,
  'alert.memory': (p, f) =>
    `Memory has reached ${f.percent(p['value'])} of its limit (threshold: ${f.percent(p['limit'])}): beyond it, the host stops the process`,
  'alert.heap': (p, f) =>
    `The JavaScript heap has reached ${f.percent(p['value'])} of its limit (threshold: ${f.percent(p['limit'])}): beyond it, Node.js stops`,
  'alert.pool': (p, f) =>
    `One request in twenty waits at least ${f.duration(p['value'])} for a database connection (“${p['subject']}”${p['size'] === 0 ? '' : `, ${f.count(p['size'])} connections`}): all are taken`,
  'alert.database': (p, f) =>
    `The database is busy at ${f.percent(p['value'])} of what it can take (threshold: ${f.percent(p['limit'])})`,
  'alert.response-time': (p, f) =>
    `Response time (95th percentile) has reached ${f.duration(p['value'])} (threshold: ${f.duration(p['limit'])})`,
  'alert.errors-fast': (p, f) =>
    `Many errors right now: ${f.percent(p['share'])} of the requests of the last hour, ${f.about(p['value'])} times what the objective allows`,
  'alert.errors-slow': (p, f) =>
    `Too many errors for several hours: ${f.percent(p['share'])} of the requests over 6 h, ${f.about(p['value'])} times what the objective allows`,
  'alert.slowness-fast': (p, f) =>
    `Many slow requests right now: ${f.percent(p['share'])} of those of the last hour take more than ${f.duration(p['objective'])}`,
  'alert.slowness-slow': (p, f) =>
    `Too many slow requests for several hours: ${f.percent(p['share'])} take more than ${f.duration(p['objective'])} over 6 h`,
  'alert.refused': (p, f) =>
    `${p['subject']} refuses our calls, too many of them (answer 429): ${f.count(p['value'])} in the minute`,
  'alert.unanswered': (p, f) =>
    `${p['subject']} no longer answers: ${f.percent(p['value'])} of the calls fail (threshold: ${f.percent(p['limit'])})`,
  'alert.quota': (p, f) =>
    `${f.percent(p['value'])} of the allowance of ${p['subject']} is used (threshold: ${f.percent(p['limit'])})`,
  'alert.webhook-lag': (p, f) =>
    `Webhooks of ${p['subject']} are handled ${f.duration(p['value'])} late (threshold: ${f.duration(p['limit'])})`,
  'alert.webhook-failures': (p, f) =>
    `${f.percent(p['value'])} of the webhooks of ${p['subject']} fail (threshold: ${f.percent(p['limit'])})`,
  'alert.tier': (p, f) =>
    `At the present growth, tier ${f.count(p['tier'])} ends in ${f.count(p['days'])} ${f.plural(p['days'], 'day', 'days')}`,

  'notice.routes': (p, f) => `Routes behind it: ${f.list(p['routes'])}.`,
  'notice.remedy': (p) => `To do: ${p['remedy']}${p['at'] === '' ? '' : ` (${p['at']})`}.`,
  'notice.watch': () => 'To watch',
  'notice.act': () => 'Action needed',
  'notice.over': (p, f) => `It is over after ${f.duration(p['duration'])}`,
  'notice.subject': (p) => `${p['application']}: ${p['what']}`,
  'notice.page': (p) => `Details: ${p['address']}`,
  'notice.several': (p, f) => `${f.count(p['count'])} messages of the monitor`,

  'route.share': (p, f) => `${p['route']} (${f.percent(p['share'])})`,

  'remedy.hash-off-the-loop': () => 'hash passwords off the event loop (bcrypt instead of bcryptjs)',
  'remedy.add-indexes': () => 'add the missing indexes',
  'remedy.stop-logging-bodies': () => 'stop writing whole answers to the log',
  'remedy.batch-queries': () => 'replace queries in a loop by one query each',
  'remedy.send-email-after-answering': () => 'answer first, send the e-mail afterwards',
  'remedy.call-outside-transaction': () => 'call the outside service before or after the transaction, not inside',
  'remedy.keep-credentials': () => 'keep credentials in memory',
  'remedy.read-files-once': () => 'read files once at start, or without blocking',
  'remedy.paginate-lists': () => 'return lists by pages',
  'remedy.raise-pool-size': () => 'raise the number of database connections',
  'remedy.upgrade-node': () => 'move to the recommended version of Node.js',
  'remedy.add-instances': () => 'allow several instances',
  'remedy.take-a-whole-core': () => 'take a machine with a whole core',
  'remedy.enlarge-database': () => 'take a more powerful database',
  'remedy.add-read-replica': () => 'add a read replica of the database',
  'remedy.change-plan': () => 'change plan at this service',
  'remedy.follow-the-report': () => 'follow part 3 of the report of Jauge (npx jauge)',
  'remedy.look-at-the-route': () => 'look at the slowest route of the dashboard, then run npx jauge',
  'remedy.look-at-the-log': () => 'read the last errors in the log of the application',
  'remedy.look-for-a-leak': () =>
    'look for what stays in memory (caches without bound, whole lists), or take a larger machine',
  'remedy.slow-the-calls': () => 'space these calls, group them, or ask for a higher limit',
  'remedy.bound-the-calls': () =>
    'give these calls a longest delay, and answer without waiting for this service where possible',
  'remedy.hasten-the-webhook': () => 'answer the webhook at once, and handle the event afterwards',
  'remedy.prepare-the-tier': (p) => `prepare the next tier${p['next'] === '' ? '' : `: ${p['next']}`}`,

  'page.title': (p) => `${p['application']}: monitor`,
  'page.headline.ok': (p, f) => `All is well: the traffic of the moment takes ${f.percent(p['used'])} of the capacity.`,
  'page.headline.ok-plain': () => 'All is well: no signal is beyond its threshold.',
  'page.headline.quiet': (p, f) => `No request for ${f.duration(p['since'])}.`,
  'page.headline.starting': () => 'The monitor has just started: first figures in a minute.',
  'page.headline.watch': (p) => `To watch: ${p['what']}.`,
  'page.headline.used': (p, f) => `${p['name']} at ${f.percent(p['used'])} of the limit`,
  'page.headline.act': (p) => `Action needed: ${p['what']}.`,
  'page.easing': (p) => `Easing: ${p['what']}`,
  'page.easing.from': (p) => `Easing: ${p['what']}, ${p['value']} (threshold: ${p['limit']})`,
  'page.easing.times': (p, f) => `${f.about(p['value'])} times what the objective allows`,
  'page.capacity': (p, f) =>
    `As it stands, this application can serve about ${f.about(p['typical'])} requests per second (between ${f.about(p['low'])} and ${f.about(p['high'])}) with ${scenarios[String(p['scenario'])] ?? ''} traffic.`,
  'page.no-estimate': () =>
    'The monitor does not know the capacity of this application yet: run npx jauge -o jauge.json and deploy again.',
  'page.trend.short': (p, f) =>
    `Not enough history yet to say when the tier ends: it takes ${f.count(p['needed'])} days, there are ${f.count(p['days'])}.`,
  'page.trend.flat': () => 'Traffic is not growing: no end of the tier in sight.',
  'page.trend.far': (p, f) =>
    `At the pace of the last ${f.count(p['days'])} days, tier ${f.count(p['tier'])} holds for more than two years.`,
  'page.trend.date': (p, f) =>
    `At the pace of the last ${f.count(p['days'])} days, tier ${f.count(p['tier'])} (${tiers[String(p['kind'])] ?? ''}) ends around ${f.date(p['date'])}${
      p['latest'] === ''
        ? `, ${f.date(p['earliest'])} at the earliest`
        : ` (between ${f.date(p['earliest'])} and ${f.date(p['latest'])})`
    }.`,
  'page.trend.passed': (p, f) =>
    `The busiest hour is already beyond what tier ${f.count(p['tier'])} can take: ${p['remedy']}.`,
  'page.headroom': () => 'Headroom',
  'page.headroom.note': () => 'Share used of what each resource can take before the objective is missed.',
  'page.of': (p) => `${p['value']} of ${p['limit']}`,
  'page.moment': () => 'Capacity for the traffic of the moment',
  'page.scenario': (p) => `${p['scenario'] === 'peak' ? 'Peak' : 'Normal-day'} capacity`,
  'page.rate-of': (p, f) => `${f.about(p['rate'])} requests/s of ${f.about(p['capacity'])}`,
  'page.busy-of': (p, f) => `busy at ${f.percent(p['value'])}; threshold ${f.percent(p['limit'])}`,
  'page.bytes-of': (p, f) => `${f.bytes(p['value'])} of ${f.bytes(p['limit'])}`,
  'page.pool-of': (p, f) =>
    `${f.number(p['value'])} taken of ${f.count(p['limit'])} at most, ${f.count(p['waiting'])} waiting`,
  'page.quota-of': (p, f) => `${f.count(p['value'])} of ${f.count(p['limit'])}`,
  'page.modelled': () => 'worked out from the routes called',
  'page.measured': () => 'measured',
  'page.charts': () => 'Over time',
  'page.chart.rate': () => 'Requests per second',
  'page.chart.errors': () => 'Errors per minute',
  'page.chart.p95': () => 'Response time (95th percentile)',
  'page.chart.loop': () => 'Event loop busy share',
  'page.chart.memory': () => 'Memory',
  'page.limit': () => 'limit:',
  'page.series.server-errors': () => 'server errors (5xx)',
  'page.series.client-errors': () => 'refusals (4xx)',
  'page.series.aborted': () => 'aborted',
  'page.series.p50': () => 'median',
  'page.series.p95': () => '95th percentile',
  'page.span.hour': () => '1 h',
  'page.span.day': () => '24 h',
  'page.span.month': () => '30 days',
  'page.routes': () => 'Slowest routes',
  'page.routes.route': () => 'Route',
  'page.routes.count': () => 'Requests',
  'page.routes.p95': () => '95th percentile',
  'page.routes.errors': () => 'Errors',
  'page.routes.cpu': () => 'Processor',
  'page.routes.database': () => 'Database',
  'page.routes.outbound': () => 'Services',
  'page.routes.none': () => 'No request in this period.',
  'page.alerts': () => 'Last alerts',
  'page.alerts.none': () => 'No alert.',
  'page.alerts.open': () => 'going on',
  'page.alerts.from': (p) => `since ${p['time']}`,
  'page.live': () => 'live',
  'page.stale': () => 'no news from the server',
  'page.instances': (p, f) => `${f.count(p['count'])} ${f.plural(p['count'], 'instance', 'instances')}`,
  'page.store.memory': () => 'history in memory, lost at every restart',
  'page.store.postgres': () => 'history in PostgreSQL',
  'page.store.lost': (p, f) =>
    `${f.count(p['lost'])} ${f.plural(p['lost'], 'minute', 'minutes')} lost while the database did not answer`,
  'page.minute': () => 'last minute',
  'page.rpm': () => 'requests per minute',
  'page.rph': () => 'requests in the hour',
  'page.error-rate': () => 'errors',
  'page.in-flight': () => 'in flight',
  'page.language': () => 'Français',

  'login.title': () => 'Monitor',
  'login.label': () => 'Access token',
  'login.button': () => 'Open',
  'login.hint': () => 'It is the value of the variable JAUGE_TOKEN of this application.',
  'login.wrong': () => 'This is not the right token.',
  'login.later': () => 'Too many attempts: try again in a minute.',
  'closed.title': () => 'This dashboard is closed',
  'closed.why': () =>
    'In production it only opens with a token. Give the environment variable JAUGE_TOKEN a secret value of at least 16 characters, then restart the application.',

  'log.webhook-invalid': () =>
    'The address of the webhook is not a valid http(s) address: alerts will not leave that way.',
  'log.webhook-refused': (p, f) =>
    `The webhook ${p['host']} refuses our messages (answer ${f.count(p['status'])}): check its address.`,
  'log.webhook-silent': (p) => `The webhook ${p['host']} does not answer: message given up after several attempts.`,
  'log.email-failed': (p) => `Sending the alert by e-mail failed: ${p['reason']}`,
  'log.token-short': () => 'JAUGE_TOKEN has fewer than 16 characters: the dashboard stays closed.',
  'log.estimate-unreadable': (p) =>
    `${p['file']} is not a readable report of Jauge (${p['reason']}): default thresholds apply.`,
  'log.store-away': (p) => `The PostgreSQL history cannot be reached (${p['reason']}): the monitor goes on in memory.`,
  'log.store-nowhere': () => 'The variable DATABASE_URL is empty: the history stays in memory.',
  'log.store-back': (p, f) =>
    `The PostgreSQL history answers again; ${f.count(p['lost'])} ${f.plural(p['lost'], 'minute', 'minutes')} could not be kept.`,
} as const satisfies Readonly<Record<string, Text>>;

/** Every text that the monitor says. */
export type Key = keyof typeof ENGLISH;
