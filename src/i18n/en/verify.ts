import type { Catalogue } from '../catalogue.ts';

export const verify = {
  'verify.title': () => 'The estimate against the running application',
  'verify.subtitle': () => 'Loaded until it gives way; response times counted from the moment each request was due',
  'verify.outcome.complete': () => 'The largest load within the objective was found.',
  'verify.outcome.bounded': () =>
    'The search stopped at the rate, the time or the number of requests allowed: the figure is the best known by then.',
  'verify.outcome.void': () =>
    'No figure: this machine was too busy to send the requests on time, so the response times would be its own. Close what runs beside, or load from another machine.',
  'verify.outcome.interrupted': () => 'Interrupted: what was measured by then.',
  'verify.outcome.gone': () => 'The application stopped answering (connection refused): what was measured before.',
  'verify.outcome.rate-limited': () =>
    'The application refuses its caller (429): a limit by address or by account is met before any resource gives way. Lift it for this address, or let it read another header, and start again.',
  'verify.outcome.failing': () =>
    'More than half of the requests fail at every rate: the requests or the application are at fault, not the load.',
  'verify.capacity': (p, f) =>
    `Measured: **${f.number(p['measured'])} requests/s**. Predicted: ${f.number(p['typical'])} (${f.number(p['low'])} to ${f.number(p['high'])}).`,
  'verify.inside': () => 'The measurement lies inside the predicted interval.',
  'verify.outside': () => 'The measurement lies outside the predicted interval: the estimate is wrong here.',
  'verify.bottleneck': (p) => `What gives way: ${p['measured']} (predicted: ${p['predicted']}).`,
  'verify.elsewhere': () => 'something that requests wait for (a pool, a service outside, a lock)',
  'verify.heading.mix': () => 'The whole traffic',
  'verify.heading.routes': (p, f) => `Route by route, at ${f.number(p['rate'])} requests/s`,
  'verify.heading.windows': () => 'Every rate tried',
  'verify.heading.refusals': () => 'Answers that are not a success',
  'verify.pairs': () => 'Predicted / measured.',
  'verify.row.capacity': () => 'Requests/s within the objective',
  'verify.row.busy': (p) => `Busy at that rate: ${p['station']}`,
  'verify.row.time': (p, f) => `${p['which']} at ${f.number(p['rate'])} requests/s`,
  'verify.column.predicted': () => 'Predicted',
  'verify.column.measured': () => 'Measured',
  'verify.column.route': () => 'Route',
  'verify.column.share': () => 'Share',
  'verify.column.requests': () => 'Requests',
  'verify.column.p50': () => 'p50',
  'verify.column.p95': () => 'p95',
  'verify.column.failed': () => 'Failed',
  'verify.column.rate': () => 'Requests/s',
  'verify.column.verdict': () => 'Verdict',
  'verify.column.errors': () => 'Errors',
  'verify.column.loop': () => 'Event loop',
  'verify.column.database': () => 'Database (processors)',
  'verify.column.lag': () => 'Delay of the generator',
  'verify.verdict.void': () => 'void: generator late',
  'verify.verdict.passed': () => 'holds',
  'verify.verdict.errors': () => 'too many errors',
  'verify.verdict.late': () => 'too slow',
  'verify.verdict.backlog': () => 'the queue grows',
  'verify.note.judged': (p, f) =>
    `Prediction and measurement are judged alike: all requests together, and alone the ${f.count(p['alone'])} of ${f.count(p['routes'])} routes with a hundred requests in a window. The estimate itself judges every route: ${f.number(p['every'])} requests/s.`,
  'verify.note.session': (p, f) =>
    `Not sent, since the other requests use the same session, which it would end: ${f.list(p['routes'])}.`,
  'verify.note.left-out': (p) => `Not loaded: \`${p['route']}\`, which answers ${p['answer']}.`,
  'verify.note.writes': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'request that writes was', 'requests that write were')} left out (--allow-writes sends them).`,
  'verify.note.unfilled': (p, f) => `Not loaded, for want of values: ${f.list(p['routes'])}.`,
  'verify.note.unknown': (p, f) => `Without a prediction: ${f.list(p['routes'])}.`,
  'verify.note.accounts': () =>
    'The processor time of the application cannot be read from here: what gives way is not told.',
  'verify.note.local': (p, f) =>
    `Predicted for this machine (${f.count(p['processors'])} ${f.plural(p['processors'], 'processor', 'processors')}, one instance, the database beside it), not for where it is hosted.`,
  'cli.summary.verify': () => 'loads the running application, and prints predicted beside measured',
  'cli.help.verify': () => `Usage: jauge verify [folder] --url http://127.0.0.1:PORT [options]
       jauge verify [folder] [options] -- npm start

Loopback only, and only requests that read, unless you say otherwise.

  --url ADDRESS              the running application
  --requests FILE            requests (.http, .har or .json); jauge measure --draft FILE writes a first version
  --scenario normal|peak     weights, when the file gives none (normal unless you say so)
  --objective p95:TIME       what “it still works” means: p95:800ms (1 s unless you say so)
  --allow-writes             send the requests that write, too
  --allow-host NAME          load another machine than this one, which is yours
  --header 'NAME: VALUE'     sent with every request: a session, a token; several times for several sessions
  --seconds N                time at most (150 unless you say so)
  --most-requests N          requests at most (100,000 unless you say so)
  --most-rate N              requests per second at most (5,000 unless you say so)
  --database-port N          port of PostgreSQL on this machine, to read its processor time
  --config FILE              configuration file
  --measurement FILE         what was measured (jauge.measurement.json in the folder)
  --format terminal|markdown|json

Exit codes of verify: 0 the measurement is inside the prediction · 1 outside · 5 it could not be made · 6 void: the generator was starved`,
  'cli.verify.starting': () => 'Starting or reaching the application…',
  'cli.verify.estimating': () => 'Estimating…',
  'cli.verify.trying': () => 'Trying each request once…',
  'cli.verify.progress': (p, f) => `${p['bar']} ${f.percent(p['share'])}  ${f.number(p['rate'])} requests/s`,
  'cli.summary.export': () => 'the load for k6 or Artillery, the thresholds for Grafana or Prometheus',
  'cli.help.export': () => `Usage: jauge export k6|artillery [folder] [options]
       jauge export grafana|prometheus [folder]

grafana: a dashboard to import; prometheus: alerting rules; their metrics come from /jauge/metrics.

  --requests FILE            requests (.http, .har or .json; jauge.requests.json in the folder)
  --scenario normal|peak     weights, when the file gives none (normal unless you say so)
  --url ADDRESS              address of the application in the script
  --rate N                   requests per second of the last step (the predicted capacity unless you say so)
  --step N                   seconds of each step (60 unless you say so)
  --objective p95:TIME       the thresholds: p95:800ms (1 s unless you say so)
  --allow-writes             the requests that write, too
  --config FILE, --measurement FILE`,
  'cli.export.left-out': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'request', 'requests')} left out: they write (--allow-writes), or lack values (--requests).`,
  'error.export-engine': (p, f) => `Which engine? jauge export ${f.list(p['known'])}`,
  'error.verify-target': () =>
    'Which application? Name its address (--url http://127.0.0.1:5000) or the command that starts it (-- npm start).',
  'error.verify-nothing': () => 'There is nothing to load: no request that may be sent was found.',
  'error.verify-nothing-hint': () =>
    'jauge measure --draft jauge.requests.json writes requests for every route, to be completed; --allow-writes sends those that write.',
} satisfies Catalogue;
