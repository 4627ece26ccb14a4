/**
 * The cost book. In: nothing. Out: CPU seconds of each kind of work on a named machine, measured with the real libraries
 * by `scripts/costs/`, as data. It must not compute, nor be fitted to the measurements of any application.
 *
 * How to read an entry: look up `work` with the library; failing that, `work` without library. Entries of the same work and
 * library in several units (`per`) add up; the first one matters most.
 * - `framework`: `express@4`, `express@5`, `fastify`, `koa`, `node:http`. `value`: per route that the router tries before.
 * - `query-client`, `row-decode`, `transaction-client`: by ORM, driver included (`drizzle-orm` is over pg,
 *   `drizzle-orm+neon-websocket` over Neon's driver), else by driver. `once` and `row` are for 10 columns; `value`: per column
 *   selected beyond ten, and per row and column decoded beyond ten. `query-client` includes the first row.
 * - `call-client`: by identifier of the service (`stripe`, `sendgrid`), connections kept alive. `tls-connection` is added when they
 *   are not, `stripe/constructor` when a client is built at each request.
 * - `hash` and `hash-thread`: for bcrypt and bcryptjs, seconds at 2^10 rounds; multiply by 2^(rounds − 10). Other libraries: one
 *   hash with their default parameters.
 * - `log-line`: `toLocaleTimeString` is added to a line that it stamps.
 * - `json-stringify`: the whole answer (stringify, ETag, socket); its library `JSON.stringify` is the bare call.
 * - `byNode`: multiply all three seconds by the factor of the major of Node that production runs; 20 is the reference.
 * Low and typical were measured on a saturated process; high also covers a lightly loaded one, where a request costs more.
 */
export { cpuCosts } from './cpu.ts';
export { databaseCosts } from './database.ts';
export { referenceMachine } from './machine.ts';
