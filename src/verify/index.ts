/**
 * Verification. In: requests with their weights, an open client, the limits and what the estimate predicts. Out: what the application took, how
 * busy its resources were, and what ended the load. It must not decide whether an address may be loaded, print, nor keep what was answered.
 */
export { capacityAsJudged } from './judged.ts';
export { type MixedRequests, weighed } from './mix.ts';
export { measureCapacity } from './search.ts';
