import type { Catalogue } from '../catalogue.ts';

/** What to change, and why it helps. */
export const planRemedies = {
  'remedy.hash-off-the-loop.title': () => 'hash passwords off the event loop (`bcrypt` in place of `bcryptjs`)',
  'remedy.hash-off-the-loop.why': () =>
    'the native package has the same functions and reads the hashes already stored; it works on auxiliary threads, so that everybody else keeps being served during a login',
  'remedy.add-indexes.title': (p, f) =>
    `add the ${f.count(p['count'])} missing ${f.plural(p['count'], 'index', 'indexes')}`,
  'remedy.add-indexes.why': () => `one migration; each query then reads only the rows it returns`,
  'remedy.stop-logging-bodies.title': () => 'stop writing whole answers to the log',
  'remedy.stop-logging-bodies.why': () =>
    'each answer is turned into text a second time for nobody; the method, path, status and duration are enough',
  'remedy.batch-queries.title': (p, f) =>
    `replace ${f.plural(p['count'], 'the query in a loop', `the ${f.count(p['count'])} queries in loops`)} by one query each`,
  'remedy.batch-queries.why': () => 'a join, or `where id in (…)`, reads in one go what is now read row by row',
  'remedy.send-email-after-answering.title': () => 'answer first, send the e-mail afterwards',
  'remedy.send-email-after-answering.why': () =>
    'the person no longer waits for the e-mail service, and its failures no longer become ours',
  'remedy.call-outside-transaction.title': () => 'call the outside service before or after the transaction, not inside',
  'remedy.call-outside-transaction.why': () => 'the connection is no longer held while a third party answers',
  'remedy.keep-credentials.title': () => 'keep the credentials in memory in place of fetching them for each request',
  'remedy.keep-credentials.why': () => 'one HTTP call less on each of these requests; renew them every few minutes',
  'remedy.read-files-once.title': () => 'read files once at startup, or without blocking',
  'remedy.read-files-once.why': () => 'a synchronous read stops every other request',
  'remedy.paginate-lists.title': (p, f) =>
    `return lists by pages (${f.count(p['count'])} ${f.plural(p['count'], 'list', 'lists')})`,
  'remedy.paginate-lists.why': (p, f) =>
    `${f.count(p['page'])} rows are what a screen shows; the rest is read, converted and sent for nothing, and grows with the data`,
  'remedy.raise-pool-size.title': (p, f) =>
    `raise the connection pool from ${f.count(p['from'])} to ${f.count(p['to'])}`,
  'remedy.raise-pool-size.why': (p, f) =>
    `requests wait for a connection while the database has time left; it accepts ${f.count(p['limit'])}`,
  'remedy.upgrade-node.title': (p, f) => `move from Node.js ${f.count(p['from'])} to Node.js ${f.count(p['to'])}`,
  'remedy.upgrade-node.why': (p, f) =>
    `the same code costs less per request on Node.js ${f.count(p['to'])} (measured: see the cost book), and Node.js 20 no longer gets security fixes`,
  'remedy.add-instances.title': (p, f) => `allow ${f.count(p['to'])} instances (${f.count(p['from'])} until then)`,
  'remedy.add-instances.why': () => 'each instance has its own event loop; the database and its connections are shared',
  'remedy.add-instances.why-sessions': () =>
    'each instance has its own event loop; sessions kept in memory must move to the database first, or people will be signed out at random',
  'remedy.take-a-whole-core.title': (p, f) =>
    `take a machine with a whole core (${p['machine']}: ${f.number(p['cpu'])} vCPU, ${f.bytes(p['memory'])})`,
  'remedy.take-a-whole-core.why': (p, f) =>
    `the present one lends ${f.percent(p['share'])} of a core, and Node.js works on one core`,
  'remedy.enlarge-database.title': (p, f) => `move the database to ${p['plan']} (${f.number(p['cpu'])} vCPU)`,
  'remedy.enlarge-database.why': () => 'its processor is what binds; the queries stay as they are',
  'remedy.add-read-replica.title': () => 'add a read replica of the database',
  'remedy.add-read-replica.why': () =>
    'lists and pages are read from the copy; writes stay on the original; it is taken to cost what the original costs',
  'remedy.change-plan.title': (p) => `change the ${p['service']} plan${p['plan'] === '' ? '' : ` for “${p['plan']}”`}`,
  'remedy.change-plan.why': (p, f) =>
    `its allowance ends at ${f.number(p['amount'])} a ${p['period'] === 'day' ? 'day' : 'month'}`,
} satisfies Catalogue;
