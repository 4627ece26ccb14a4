import type { Catalogue } from '../catalogue.ts';

/** Ceilings, risks, decision, thresholds and code to place. */
export const plan = {
  'ceiling.load': (p, f) =>
    `${p['scenario'] === 'peak' ? 'at a peak' : 'on a normal day'}, ${f.about(p['rate'])} requests/s`,
  'ceiling.quota': (p, f) =>
    `if you are on its “${p['plan']}” plan: ${f.number(p['amount'])} ${p['unit'] === 'email' ? 'e-mails' : 'calls'} a ${p['period'] === 'day' ? 'day' : 'month'}`,
  'ceiling.storage': (p, f) =>
    `the plan holds ${f.bytes(p['limit'])}, and an account leaves about ${f.bytes(p['perAccount'])}`,
  'accounts.load': (p, f) =>
    `Beyond, the ${f.percent(p['share'])} of them who come on a day exceed what the application takes, its tables having grown as much.`,
  'risk.event-loop': (p, f) =>
    `answers take more than ${f.duration(p['limit'])} for everybody at once, then time out: there is only one thread, and it is busy`,
  'risk.threads': (p, f) => `logins queue for more than ${f.duration(p['limit'])} while other pages still answer`,
  'risk.connections': () =>
    'requests wait for a database connection, first slowly, then without end: pages load and never finish',
  'risk.database': () => 'the database is saturated: every list slows down, then timeouts and 500 errors',
  'risk.service': (p) => `${p['service']} refuses calls beyond its rate limit (429): payments or e-mails fail`,
  'risk.network': () => 'answers are dominated by the time spent on the network',
  'risk.disk': () => 'writes wait for the disk of the database',
  'risk.call-in-transaction': () =>
    'a slow payment service holds database connections: an outage there becomes an outage here',
  'risk.missing-pool-timeout': () =>
    'when the database is overloaded, requests pile up for ever in place of failing fast: memory grows until the process restarts',
  'risk.webhook-parsed-body': () =>
    'webhooks are refused and sent again and again: payments are recorded late or never',
  'risk.memory-session': () => 'with a second instance, people are signed out at random',
  'risk.missing-rate-limit': () => 'someone who tries passwords, even slowly, takes the whole capacity',
  'risk.pool-over-limit': () =>
    'with all the instances running, the database refuses connections: 500 errors at the worst moment',
  'risk.missing-call-timeout': () =>
    'a service that stops answering blocks the requests that wait for it, without limit',
  'summary.binds.event-loop': (p, f) =>
    `What limits is neither the number of connections nor the database, but the only thread that runs the code: it is full, or held too long at a stretch, at ${f.about(p['rate'])} requests/s ${p['peak'] === true ? 'at a peak' : 'on a normal day'}.`,
  'summary.binds.database': (p, f) =>
    `What limits is the processor of the database, full at ${f.about(p['rate'])} requests/s ${p['peak'] === true ? 'at a peak' : 'on a normal day'}: it reads far more rows than it returns.`,
  'summary.binds.connections': (p, f) =>
    `What limits is the number of connections to the database, all taken at ${f.about(p['rate'])} requests/s ${p['peak'] === true ? 'at a peak' : 'on a normal day'}.`,
  'summary.binds.threads': (p, f) =>
    `What limits are the auxiliary threads that hash passwords, full at ${f.about(p['rate'])} requests/s ${p['peak'] === true ? 'at a peak' : 'on a normal day'}.`,
  'summary.binds.service': (p, f) =>
    `What limits is outside: ${p['service']} refuses calls beyond ${f.about(p['rate'])} requests/s of ours ${p['peak'] === true ? 'at a peak' : 'on a normal day'}.`,
  'summary.peak': (p, f) =>
    `On a crowded day (check-ins, payments and logins all at once), count on ${f.about(p['rate'])} requests/s and ${f.about(p['active'])} people active at the same time; on a normal day, on ${f.about(p['normalRate'])} requests/s and ${f.about(p['normalActive'])} people.`,
  'summary.quota': (p, f) =>
    `Before the machine, an allowance gives way: that of ${p['service']}, at about ${f.about(p['users'])} users a day if you are on the plan assumed.`,
  'summary.accounts': (p, f) =>
    `About ${f.about(p['typical'])} accounts can be created before the architecture must change (between ${f.about(p['low'])} and ${f.about(p['high'])}).`,
  'threshold.traffic': (p, f) =>
    `${f.percent(p['watch'])} and ${f.percent(p['act'])} of the ${f.about(p['rate'])} requests/s of a normal day`,
  'threshold.response-time': (p, f) =>
    `what the model gives at half and at four fifths of the capacity; the objective is ${f.duration(p['limit'])}`,
  'threshold.errors': (p, f) => `half of the objective, then the objective (${f.percent(p['limit'])})`,
  'threshold.event-loop': (p, f) =>
    `${p['binds'] === true ? 'what gives way first: ' : ''}it is ${f.percent(p['utilization'])} busy when the objective is no longer met`,
  'threshold.memory': (p, f) =>
    `70% and 85% of ${f.bytes(p['limit'])}${p['assumed'] === true ? ' (assumed: set your machine)' : ''}`,
  'threshold.pool': (p, f) => `any wait means that the ${f.count(p['size'])} connections are all taken`,
  'threshold.connections': (p, f) =>
    `the database accepts ${f.count(p['limit'])}: ${f.count(p['instances'])} ${f.plural(p['instances'], 'instance', 'instances')} of ${f.count(p['size'])}`,
  'threshold.logins': (p, f) => `the peak that the application takes holds ${f.about(p['perMinute'])} logins a minute`,
  'threshold.emails': (p, f) =>
    `allowance of ${p['service']}, plan “${p['plan']}”: ${f.number(p['amount'])} a ${p['period'] === 'day' ? 'day' : 'month'}`,
  'threshold.accounts': (p, f) =>
    `half and four fifths of the ${f.about(p['total'])} accounts at which the architecture must change`,
  'insertion.monitor.title': () => 'Install the monitor of Jauge: two lines',
  'insertion.monitor.why': (p, f) =>
    `after \`npm install jauge\`. It counts requests per minute and per hour, errors and response times of each route, compares the load with the capacity of this report (\`npx jauge -o jauge.json\` gives it, at each deployment) and warns before users do. Page: \`/jauge\`, opened by the secret \`JAUGE_TOKEN\` (at least 16 characters); for the host: \`/jauge/health\`. Right after the application is made (${f.place(p['at'])}), it sees the time of every other middleware too`,
  'insertion.monitor.why-postgres': (p, f) =>
    `after \`npm install jauge\`. It counts requests per minute and per hour, errors and response times of each route, compares the load with the capacity of this report (\`npx jauge -o jauge.json\` gives it, at each deployment) and warns before users do. Page: \`/jauge\`, opened by the secret \`JAUGE_TOKEN\` (at least 16 characters); for the host: \`/jauge/health\`. Right after the application is made (${f.place(p['at'])}), it sees the time of every other middleware too; the history goes to your PostgreSQL, in a schema of its own, and survives deployments`,
  'insertion.log.title': () => 'Stop writing whole answers to the log',
  'insertion.log.why': (p, f) =>
    `the log keeps its line for each request, without the body of the answer (${f.place(p['at'])}): no personal data, no second pass through JSON`,
} satisfies Catalogue;
