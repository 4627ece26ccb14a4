/**
 * Queueing: a model and a load come in; throughput, utilizations, response times, the largest load within an objective and the effect of a
 * burst go out. Analytic where theory is exact or good, simulated where it is not: every `Solution` says which.
 * It must not read files, clocks or environment, draw unseeded numbers, nor import anything but `model`: it runs in browsers.
 */
export {
  type CapacityFound,
  type CapacityOptions,
  type CapacityPoint,
  capacityOf,
  capacityPoint,
  meets,
} from './capacity.ts';
export { saturationOf } from './capacity-search.ts';
export { applyChanges, touches } from './changes.ts';
export { type CompiledClass, type CompiledModel, type CompiledStation, compile, onlyClass } from './compile.ts';
export { type Demand, demands, demandsByTag, type TagDemand } from './demands.ts';
export { checkModel, InvalidModelError, type ModelFault } from './faults.ts';
export { checkMix } from './load-faults.ts';
export { responseTimeAt, solveOpen } from './open.ts';
export { type SampledCapacity, type SampleOptions, sampleCapacity, valuesTogether } from './sample.ts';
export { type Sensitivity, sensitivitiesOf } from './sensitivity.ts';
export { type BurstOptions, simulateBurst } from './simulation/burst.ts';
export { type CapacitySimulationOptions, capacityBySimulation, type SimulatedCapacity } from './simulation/capacity.ts';
export type { SimulationOptions } from './simulation/run.ts';
export type { Scaling } from './simulation/scaling.ts';
export { type SimulatedSolution, simulate } from './simulation/simulate.ts';
export { type SimulatedUsers, type UsersSimulationOptions, usersBySimulation } from './simulation/users-capacity.ts';
export * from './textbook/index.ts';
export { solveUsers } from './users.ts';
export { capacityInUsers, type UsersFound } from './users-capacity.ts';
