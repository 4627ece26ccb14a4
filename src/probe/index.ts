/**
 * The probe, inside the application. In: the events of Node and of the drivers. Out: every request that ended, with its route, its own CPU
 * time, its database and outbound work, told to an observer. It must not throw into the application, keep it alive, or hold what it sees.
 */
export { type Clock, systemClock } from './clock.ts';
export { unobserved } from './context.ts';
export { watchExpress } from './frameworks/express.ts';
export { type EndedRequest, noWork, type Observer, type OutboundCall, type Work } from './observation.ts';
export { readPools } from './pools.ts';
export { contextOf, disregard } from './requests.ts';
export type { RouteTemplate } from './route-table.ts';
export { compileRoutes, pathOf } from './route-table.ts';
export { type Probe, startProbe } from './start.ts';
