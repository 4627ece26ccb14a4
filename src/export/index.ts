/**
 * Scenarios for other load engines. In: requests with their weights, the predicted capacity and the objective. Out: the text of a script for k6
 * or for Artillery, thresholds included. It must not run anything, read files, nor know where the requests came from.
 */
export { artilleryScript } from './artillery.ts';
export { k6Script } from './k6.ts';
export type { ExportedScenario } from './scenario.ts';
