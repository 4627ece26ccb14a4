/**
 * Everything Jauge knows that is not in the project. In: nothing. Out: platforms, databases, drivers, services, the runtime
 * and usage, as data. Must hold no function and compute nothing: all of it equals its own JSON round trip.
 */
export { databases } from './databases/index.ts';
export { drivers } from './drivers/index.ts';
export { otherPlatforms, platforms } from './platforms/index.ts';
export { runtime } from './runtime/index.ts';
export { services } from './services/index.ts';
export { checkIn, peakUsage, usage, usageFigures } from './usage/index.ts';

/** Day of the last reading of the sources: no figure is more recent. */
export const factsDate = '2026-11-27';
