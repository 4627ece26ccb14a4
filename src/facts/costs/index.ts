/**
 * The cost book. In: nothing. Out: CPU seconds of each kind of work on a named machine, measured with the real libraries
 * by `scripts/costs/`, as data. It must not compute, nor be fitted to the measurements of any application.
 *
 * How to read an entry: look up `work` with the library (an npm package, sometimes with a major, `express@4`, or a variant,
 * `qrcode/svg`); failing that, `work` without library. Entries `once` and `byte` (or `row`) of the same work add up.
 * - `hash` and `hash-thread`: for bcrypt and bcryptjs, seconds at 2^10 rounds; multiply by 2^(rounds − 10). Other libraries: one
 *   hash with their default parameters.
 * - `query-client`, `row-decode`, `transaction-client`: an ORM's entry (`drizzle-orm`) is added to its driver's.
 * - `call-client`: `tls-connection` is added when connections are not kept alive, `stripe/constructor` when a client is built at
 *   each request.
 * - `log-line`: `toLocaleTimeString` is added to a line that it stamps.
 * - `byNode`: multiply all three seconds by the factor of the major of Node that production runs; 20 is the reference.
 * Low and typical were measured on a saturated process; high also covers a lightly loaded one, where a request costs more.
 */
export { cpuCosts } from './cpu.ts';
export { databaseCosts } from './database.ts';
export { referenceMachine } from './machine.ts';
