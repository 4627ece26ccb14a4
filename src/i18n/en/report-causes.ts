import type { Catalogue } from '../catalogue.ts';

/** What fills a station: kinds of work, then faults found, with an article, so that a sentence can hold them. */
export const reportCauses = {
  'report.cause.work.framework': () => 'the routing of requests',
  'report.cause.work.middleware': () => 'middleware',
  'report.cause.work.body-parse': () => 'reading the bodies received',
  'report.cause.work.json-stringify': () => 'writing answers as JSON',
  'report.cause.work.body-log': () => 'writing whole answers to the log',
  'report.cause.work.log-line': () => 'writing the log',
  'report.cause.work.validation': () => 'checking the data received',
  'report.cause.work.hash': () => 'password hashing',
  'report.cause.work.token-sign': () => 'signing tokens',
  'report.cause.work.token-verify': () => 'verifying tokens',
  'report.cause.work.signature-verify': () => 'verifying webhook signatures',
  'report.cause.work.template': () => 'rendering pages',
  'report.cause.work.compression': () => 'compressing answers',
  'report.cause.work.qr-code': () => 'drawing QR codes',
  'report.cause.work.image': () => 'processing images',
  'report.cause.work.pdf': () => 'producing PDF files',
  'report.cause.work.spreadsheet': () => 'producing spreadsheets',
  'report.cause.work.file-sync': () => 'blocking file access',
  'report.cause.work.static-file': () => 'sending static files',
  'report.cause.work.computation': () => 'computing over rows',
  'report.cause.work.query': () => 'database queries',
  'report.cause.work.file': () => 'file access',
  'report.cause.work.crypto': () => 'cryptography',
  'report.cause.work.dns': () => 'name resolution',
  'report.cause.work.runtime': () => 'the work of the runtime itself',
  'report.cause.work.other': () => 'everything else',
  'report.cause.blocking-hash': () => 'password hashing',
  'report.cause.table': (p) => `queries on the \`${p['name']}\` table`,
  'report.cause.service': (p) => `calls to ${p['name']}`,

  'report.finding.blocking-hash': () => 'password hashing, which stops the whole server',
  'report.finding.body-logging': () => 'every answer written whole to the log',
  'report.finding.duplicate-route': () => 'a route registered twice',
  'report.finding.unindexed-filter': () => 'filters on columns without an index',
  'report.finding.unindexed-foreign-keys': () => 'no index at all but the keys',
  'report.finding.slow-webhook': () => 'a webhook that calls others before answering',
  'report.finding.query-in-loop': () => 'queries in a loop (N+1)',
  'report.finding.unbounded-list': () => 'lists without pagination',
  'report.finding.call-in-transaction': () => 'an outside call inside a transaction',
  'report.finding.nested-acquisition': () => 'a second connection taken while the first is held',
  'report.finding.awaited-email': () => 'e-mails sent before the answer',
  'report.finding.repeated-credentials': () => 'credentials asked for again at every request',
  'report.finding.webhook-parsed-body': () => 'a webhook signature checked against a parsed body',
  'report.finding.missing-pool-timeout': () => 'no limit on the wait for a connection',
  'report.finding.missing-call-timeout': () => 'outside calls without a time limit',
  'report.finding.missing-rate-limit': () => 'no rate limit',
  'report.finding.missing-compression': () => 'answers sent uncompressed',
  'report.finding.missing-health-check': () => 'no health check',
  'report.finding.memory-session': () => 'sessions kept in memory',
  'report.finding.memory-store': () => 'shared values kept in the memory of one process',
  'report.finding.endless-retry': () => 'attempts without a limit',
  'report.finding.missing-sessions': () => 'no session',
  'report.finding.client-only-feature': () => 'a feature that exists on screen only',
  'report.finding.sync-file': () => 'blocking file access',
  'report.finding.pool-over-limit': () => 'more connections than the database accepts',

  'report.why.blocking-hash': () =>
    'While a password is hashed, the server does nothing else: everyone waits, whatever they asked for.',
  'report.why.body-logging': () =>
    'Each answer is turned into text a second time and written by the only thread; personal data end up in the log.',
  'report.why.duplicate-route': () =>
    'Only the first registration answers; the second is dead code that one believes is alive.',
  'report.why.unindexed-filter': () =>
    'Without an index the database reads the whole table at every request: the cost grows with the number of accounts.',
  'report.why.unindexed-foreign-keys': () =>
    'Everything looked up by another column is found by reading the whole table: cheap today, expensive at ten thousand accounts.',
  'report.why.slow-webhook': () =>
    'When it takes too long, the sender gives up and sends the event again, just when the load is highest.',
  'report.why.query-in-loop': () =>
    'One page sends as many queries as it shows rows: response times grow with the list.',
  'report.why.unbounded-list': () =>
    'The answer holds every row: the more the project succeeds, the heavier its pages.',
  'report.why.call-in-transaction': () =>
    'A database connection is held for as long as the outside service takes to answer.',
  'report.why.nested-acquisition': () =>
    'When every connection is held by requests that wait for a second one, nothing moves any more.',
  'report.why.awaited-email': () => 'The user waits for the mail provider, and gets an error when it fails.',
  'report.why.repeated-credentials': () =>
    'Each payment pays for a network round trip that one request an hour would be enough for.',
  'report.why.webhook-parsed-body': () =>
    'The signature is computed on the bytes received: genuine events are refused.',
  'report.why.missing-pool-timeout': () => 'When connections run out, requests wait for ever instead of failing fast.',
  'report.why.missing-call-timeout': () => 'If the service hangs, the requests that call it hang with it.',
  'report.why.missing-rate-limit': () =>
    'One client alone, or a robot that tries passwords, can take the whole server.',
  'report.why.missing-compression': () => 'Long lists travel five to ten times bigger than they need to.',
  'report.why.missing-health-check': () => 'The platform cannot tell a server that is stuck from one that works.',
  'report.why.memory-session': () =>
    'Everyone is logged out at each restart, and a second instance does not know the sessions of the first.',
  'report.why.memory-store': () =>
    'With several instances, each has its own values: answers depend on which one is reached.',
  'report.why.endless-retry': () =>
    'A service that is down for a minute holds every request that needs it for as long.',
  'report.why.missing-sessions': () => 'Nothing proves to the server who is asking.',
  'report.why.client-only-feature': () =>
    'The screen exists, the server behind it does not: its load cannot be counted.',
  'report.why.sync-file': () => 'The only thread waits for the disk, and everybody with it.',
  'report.why.pool-over-limit': () =>
    'Beyond the database’s limit, new connections are refused: errors instead of slowness.',
} satisfies Catalogue;
