/**
 * Queueing theory as the books have it, one algorithm per file, cited: numbers in, numbers out.
 * It must not know of request programs, parameters or objectives.
 */
export { asymptoticBounds, type BoundedNetwork, type Bounds } from './asymptotic-bounds.ts';
export { balancedJobBounds } from './balanced-job-bounds.ts';
export { type ApproximateSolution, bardSchweitzer, type Demands } from './bard-schweitzer.ts';
export { type BlockingNetwork, blockingMva } from './blocking-network.ts';
export { type ClosedSolution, type ClosedStation, solveClosed } from './closed-network.ts';
export { erlangB, erlangC } from './erlang.ts';
export { flowEquivalent, type InsideStation, type PoolWait, poolWait } from './flow-equivalent.ts';
export { linearizer } from './linearizer.ts';
export { type SteadyState, steadyState, type Transition } from './markov-chain.ts';
export { mg1, mg1Sharing } from './mg1.ts';
export { mixedNetwork } from './mixed-network.ts';
export { mmc, mmcPercentile } from './mmc.ts';
export { mmck } from './mmck.ts';
export { exactMva, type SingleClassSolution } from './mva.ts';
export { type OpenNetworkSolution, openNetwork } from './open-network.ts';
export { type PercentileBracket, percentileBracket } from './percentile-bracket.ts';
export { fitScalability, type Scalability } from './scalability.ts';
export { type PooledSystem, shadowPool } from './shadow-pool.ts';
export type { StationMetrics } from './station-metrics.ts';
