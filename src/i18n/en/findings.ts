import type { Param } from '../../model/message.ts';
import type { Catalogue, Format } from '../catalogue.ts';

type Params = Readonly<Record<string, Param>>;

/** Names the first routes concerned and counts the others. */
function concerned(params: Params, format: Format): string {
  const examples = (params['examples'] as readonly string[] | undefined) ?? [];
  const others = Number(params['others'] ?? 0);
  if (examples.length === 0) return '';
  const named =
    others > 0 ? [...examples, `${format.count(others)} ${format.plural(others, 'other', 'others')}`] : examples;
  return ` Concerns ${format.list(named)}.`;
}

export const findings = {
  'finding.blocking-hash': (p, f) =>
    `${p['library']} computes the password hash on the one thread that serves every request (cost ${f.count(p['rounds'])}, that is ${f.count(p['iterations'])} rounds): meanwhile no other moves, whatever its route.${concerned(p, f)}`,
  'finding.blocking-hash-several-costs': (p, f) =>
    `${p['library']} checks the password on the one thread that serves every request (cost ${f.count(p['roundsFrom'])} or ${f.count(p['rounds'])} after the line of code that made the hash, that is ${f.count(p['iterationsFrom'])} to ${f.count(p['iterations'])} rounds): meanwhile no other moves, whatever its route.${concerned(p, f)}`,
  'finding.blocking-hash-unknown-cost': (p, f) =>
    `${p['library']} computes the password hash on the one thread that serves every request, at a cost that the code does not state: meanwhile no other moves, whatever its route.${concerned(p, f)}`,
  'finding.blocking-key': (p, f) =>
    `${p['library']} derives an encryption key synchronously, with a function made to be slow, on the one thread that serves every request: derived once when the server starts, it would cost nothing afterwards.${concerned(p, f)}`,
  'finding.body-logging': (p, f) =>
    `every JSON answer is serialised a second time and written whole to the log: the largest lists cost their processor time twice, and users’ personal data ends up in the log${Number(p['routes']) > 0 ? ` (${f.count(p['routes'])} ${f.plural(p['routes'], 'route', 'routes')})` : ''}.`,
  'finding.duplicate-route': (p, f) =>
    `${p['route']} is registered here although ${f.place(p['first'])} already answers it: this code never runs.`,
  'finding.unindexed-filter': (p, f) =>
    `no index on ${p['table']} (${f.list(p['columns'])}): the database reads the whole table each time ${f.plural(p['queries'], 'the query that filters on it runs', `one of the ${f.count(p['queries'])} queries that filter on it runs`)}, for longer and longer as the table grows.${concerned(p, f)}`,
  'finding.unindexed-foreign-keys': (p, f) =>
    `the schema declares ${f.count(p['tables'])} ${f.plural(p['tables'], 'table', 'tables')}, ${f.count(p['primary'])} primary ${f.plural(p['primary'], 'key', 'keys')} and ${f.count(p['unique'])} unique ${f.plural(p['unique'], 'constraint', 'constraints')}, but no other index: ${f.plural(p['pointers'], 'the only column that refers to another table cannot be searched', `none of the ${f.count(p['pointers'])} columns that refer to another table, by a declared key or by their name, can be searched`)} without reading the whole table.`,
  'finding.query-in-loop': (p, f) =>
    `${f.count(p['perTurn'])} ${f.plural(p['perTurn'], 'query', 'queries')} at each turn of this loop (${f.list(p['tables'])}): the number of queries grows with the length of the list.${concerned(p, f)}`,
  'finding.query-in-loop-confirmed': (p, f) =>
    `for each row read at ${f.place(p['rowsFrom'])}, one after the other, ${f.count(p['perTurn'])} more ${f.plural(p['perTurn'], 'query', 'queries')} (${f.list(p['tables'])}): N + 1 queries where one or two would do.${concerned(p, f)}`,
  'finding.query-in-loop-parallel': (p, f) =>
    `for each row read at ${f.place(p['rowsFrom'])}, all at once, ${f.count(p['perTurn'])} more ${f.plural(p['perTurn'], 'query', 'queries')} (${f.list(p['tables'])}): one request alone can fill the connection pool.${concerned(p, f)}`,
  'finding.unbounded-list': (p, f) =>
    `every row of ${p['table']} that a filter on ${f.list(p['columns'])} keeps is returned, without a limit: the answer grows with the data.${concerned(p, f)}`,
  'finding.unbounded-list-table': (p, f) =>
    `the whole table ${p['table']} is read, without a limit: the work, and usually the answer, grow with the data.${concerned(p, f)}`,
  'finding.call-in-transaction': (p, f) =>
    `a call to ${f.list(p['services'])} inside the transaction begun at ${f.place(p['begin'])}: a connection of the pool stays held until the service answers, and a slow service blocks the whole database access.${concerned(p, f)}`,
  'finding.nested-acquisition': (p, f) =>
    `a second connection is taken from the pool while the transaction begun at ${f.place(p['begin'])} already holds one: when all are held this way, every request waits for another for ever.${concerned(p, f)}`,
  'finding.awaited-email': (p, f) =>
    `the user waits until ${p['service']} has accepted the e-mail: its latency adds to the answer, and its outages become ours.${concerned(p, f)}`,
  'finding.repeated-credentials': (p, f) =>
    `credentials are fetched over HTTP (${p['endpoint']}) at every request, although they do not change from one to the next: one more round trip each time, and one more outage to suffer.${concerned(p, f)}`,
  'finding.webhook-parsed-body': (p) =>
    `the webhook’s signature is checked against a body that has already been parsed: the signed bytes are gone, so that genuine events are refused (${p['route']}).`,
  'finding.slow-webhook': (p, f) =>
    `${p['route']} calls ${f.list(p['services'])} before it answers: if that takes too long, the sender gives up and sends the event again, just when load is at its highest.`,
  'finding.missing-pool-timeout': (p, f) =>
    `nothing limits the wait for one of the ${f.count(p['size'])} connections (${p['driver']}): under overload, requests pile up for ever instead of failing quickly.`,
  'finding.missing-call-timeout': (p, f) =>
    `no time limit is set on calls to ${p['service']}: if it hangs, the requests that wait for it hang too.${concerned(p, f)}`,
  'finding.missing-rate-limit': (p, f) =>
    `no rate limit on the routes that check or create a password: a few attempts a second, malicious or not, are enough to keep the server busy.${concerned(p, f)}`,
  'finding.missing-compression': () =>
    'no compression of the answers was found: lists travel at their full size, over mobile networks too.',
  'finding.missing-health-check': () =>
    'no health-check route: neither the platform nor the monitoring can tell a server that works from one that no longer answers.',
  'finding.memory-session': () =>
    'sessions are kept in the memory of the process: every restart signs everybody out, and a second instance is out of the question.',
  'finding.memory-session-several': () =>
    'sessions are kept in the memory of one process, although the hosting starts several instances: a user is signed out whenever another instance answers.',
  'finding.memory-store': (p, f) =>
    `what is kept here is in the memory of one process, although the hosting starts several instances: what one request changes, a request answered by another instance does not see.${concerned(p, f)}`,
  'finding.endless-retry': (p, f) =>
    `what fails here is tried again for ever: while it stays down, requests pile up and none ends.${concerned(p, f)}`,
  'finding.long-retry': (p, f) =>
    `what fails here is tried again for up to ${f.duration(p['seconds'])}, far longer than anybody waits for an answer: while it stays down, requests pile up.${concerned(p, f)}`,
  'finding.missing-authentication': () =>
    'passwords are checked, but no session, token or guard was found on the server: nothing proves afterwards who sends a request.',
  'finding.missing-authentication-packages': (p, f) =>
    `${f.count(p['count'])} session ${f.plural(p['count'], 'package is', 'packages are')} installed (${f.list(p['packages'])}) and none is imported by the server; nor was any token or guard found: nothing proves, after the login, who sends a request.`,
  'finding.unused-session-packages': (p, f) =>
    `${f.count(p['count'])} session ${f.plural(p['count'], 'package is', 'packages are')} installed (${f.list(p['packages'])}) and none is imported by the server: there is no session store to size.`,
  'finding.client-only-check-in': (p, f) =>
    `the scanning screen ${f.place(p['screen'])} sends no request and the server has no route for it: entrance checks do not exist yet, and their capacity cannot be estimated.`,
  'finding.client-only-check-in-timer': (p, f) =>
    `the scanning screen ${f.place(p['screen'])} sends no request and the server has no route for it: a timer shows a fixed result (${f.place(p['instead'])}). Entrance checks do not exist yet: their capacity cannot be estimated.`,
  'finding.client-only-check-in-constant': (p, f) =>
    `the scanning screen ${f.place(p['screen'])} sends no request and the server has no route for it: it shows a fixed result (${f.place(p['instead'])}). Entrance checks do not exist yet: their capacity cannot be estimated.`,
  'finding.sync-file': (p, f) =>
    `a file is read or written synchronously inside a request: all the others wait for the disk.${concerned(p, f)}`,
  'finding.pool-over-limit': (p, f) =>
    `${f.count(p['size'])} connections × ${f.count(p['processes'])} ${f.plural(p['processes'], 'process', 'processes')} × ${f.count(p['instances'])} ${f.plural(p['instances'], 'instance', 'instances')} = ${f.count(p['wanted'])}, and the database accepts ${f.count(p['limit'])}: instances added under load would be refused.`,
  'finding.entry-configured': (p) => `the configuration names ${p['file']}`,
  'reason.configured': () => 'written in the configuration of Jauge',
  'reason.database-host-unknown': () => 'no file of the project tells who runs the database',
  'reason.cluster': () => 'the code starts one process per processor',
  'reason.single-process': () => 'Node.js runs one process unless it is told otherwise',
} satisfies Catalogue;
