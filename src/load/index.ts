/**
 * The load engine. In: requests (templates filled from pools, or ready ones), the address of an application, a rate or a concurrency. Out: what
 * every request class went through, how the generator itself did, and the largest rate within an objective. Must not decide whether an
 * address may be loaded nor whether a request may be sent: its callers do, before.
 */
export { type Client, type ClientOptions, openClient } from './client.ts';
export { type Clock, machineClock } from './clock.ts';
export { type ClosedLoadOptions, closedLoad } from './closed-load.ts';
export { filler, fillRequests, placeholdersOf, unfilled } from './fill.ts';
export { emptyHistogram, type Histogram, mean, merge, quantile, record, shareOver } from './histogram.ts';
export { JUDGED_FROM, judge, type Limits, type Verdict } from './judge.ts';
export { type OpenLoadOptions, openLoad } from './open-load.ts';
export {
  type ClassOutcome,
  errorShare,
  isFailure,
  isSuccess,
  type LoadOutcome,
  refusalsOf,
  type StopReason,
  timesOf,
} from './outcome.ts';
export { drawFrom, type Random, seeded } from './random.ts';
export {
  type Answer,
  isSafe,
  type JsonValue,
  type Outgoing,
  type PoolItem,
  type RequestSet,
  type RequestSource,
  type RequestTemplate,
} from './request.ts';
export {
  beginSearch,
  nextStep,
  type Observation,
  observe,
  type SearchPlan,
  type SearchResult,
  type SearchState,
  type SearchStep,
} from './search.ts';
export { type Found, seekCapacity } from './seek.ts';
export type { Watch } from './watch.ts';
