/**
 * Queueing theory as the books have it, one algorithm per file, cited: numbers in, numbers out.
 * It must not know of request programs, parameters or objectives.
 */
export { type ApproximateSolution, bardSchweitzer, type Demands, linearizer } from './amva.ts';
export { type BlockingNetwork, blockingMva } from './blocking-network.ts';
export { asymptoticBounds, type BoundedNetwork, type Bounds, balancedJobBounds } from './bounds.ts';
export { type ClosedSolution, type ClosedStation, solveClosed } from './closed-network.ts';
export { erlangB, erlangC } from './erlang.ts';
export { flowEquivalent, type InsideStation, type PoolWait, poolWait } from './flow-equivalent.ts';
export { type SteadyState, steadyState, type Transition } from './markov-chain.ts';
export { exactMva, type SingleClassSolution } from './mva.ts';
export { mixedNetwork, type OpenNetworkSolution, openNetwork } from './open-network.ts';
export { fitScalability, type Scalability } from './scalability.ts';
export { type PooledSystem, shadowPool } from './shadow-pool.ts';
export { mg1, mg1Sharing, mmc, mmck, mmcPercentile, type StationMetrics } from './single-station.ts';
