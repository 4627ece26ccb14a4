/**
 * Everything Jauge knows that is not in the project. In: nothing. Out: platforms, databases, drivers, services, the runtime
 * and usage, as data. Must hold no function and compute nothing: all of it equals its own JSON round trip.
 */
export { otherPlatforms, platforms } from './platforms/index.ts';
