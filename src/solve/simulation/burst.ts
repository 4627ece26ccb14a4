import type { TransientSolution, TransientStep } from '../../model/solution.ts';
import type { Burst } from '../../model/workload.ts';
import type { CompiledModel } from '../compile.ts';
import { refuse, requirePositive } from '../faults.ts';
import { solveOpen } from '../open.ts';
import { randomStream } from '../random.ts';
import { push } from './event-list.ts';
import { admit } from './events.ts';
import { countOver, type Histogram, quantile } from './histogram.ts';
import { classPicker, runUntil, type Source } from './run.ts';
import { fleetOf, type Scaling } from './scaling.ts';
import { ARRIVAL, type Simulation, simulation } from './state.ts';

export interface BurstOptions {
  readonly seed: number;
  /** Seconds after which a user has given up: slower answers count as errors, though they are still served. By default nobody gives up. */
  readonly timeoutSeconds?: number;
  /** Instances that come and go with the load; by default all of the model's serve throughout. */
  readonly scaling?: Scaling;
  /** Stop rule; 20 million unless told. */
  readonly maximumEvents?: number;
}

/** After the last arrivals, at most so many times the length of the burst are simulated. */
const LONGEST_RECOVERY = 20;
/** The number of requests in the system is looked at so many times per step. */
const LOOKS = 10;

/**
 * What arrivals that change with time do: for each step, the requests that arrived in it and what they went through, then the time to recover.
 * Arrivals stop after the last step. The burst ends with the last step above the lowest rate; the system has recovered when it holds no more
 * requests than usual at the lowest rate (mean and two deviations), Infinity when that does not happen within 20 times the length.
 */
export function simulateBurst(compiled: CompiledModel, burst: Burst, options: BurstOptions): TransientSolution {
  checkBurst(burst);
  const steps = burst.rates.length;
  const sim = simulation(compiled, steps);
  const source = arrivalsOf(sim, compiled, burst, options);
  const limits = { events: options.maximumEvents ?? 20_000_000, inSystem: 1_000_000 };
  const lowest = Math.min(...burst.rates);
  const end = (burst.rates.findLastIndex((rate) => rate > lowest) + 1 || steps) * burst.step;
  const usual = usualInSystem(compiled, lowest);
  const inSystem: number[] = [];
  let worstQueue = 0;
  let recovered = Number.POSITIVE_INFINITY;
  for (let look = 1; look <= steps * LOOKS * LONGEST_RECOVERY; look++) {
    const time = (look * burst.step) / LOOKS;
    const finished = runUntil(sim, time, source, limits);
    worstQueue = Math.max(worstQueue, sim.inSystem);
    if (look % LOOKS === 0 && inSystem.length < steps) inSystem.push(sim.inSystem);
    if (time >= end && recovered === Number.POSITIVE_INFINITY && sim.inSystem <= usual) recovered = time - end;
    if (!finished || (sim.inSystem === 0 && look >= steps * LOOKS)) break;
  }
  return describe(sim, burst, inSystem, {
    worstQueue,
    recovery: recovered,
    patience: options.timeoutSeconds ?? Number.POSITIVE_INFINITY,
  });
}

function checkBurst({ step, rates }: Burst): void {
  requirePositive('step', step);
  if (rates.length === 0) refuse([{ kind: 'bad-number', subject: 'rates', detail: 'no step' }]);
  for (const rate of rates) {
    if (!(Number.isFinite(rate) && rate >= 0)) {
      refuse([{ kind: 'bad-number', subject: 'rates', detail: `${rate} requests per second` }]);
    }
  }
  requirePositive('rates', Math.max(...rates));
}

function usualInSystem(compiled: CompiledModel, rate: number): number {
  if (rate === 0) return 0;
  const { stable, responseTime } = solveOpen(compiled, rate, 0.95);
  if (!stable) return 0;
  const mean = rate * responseTime;
  return Math.ceil(mean + 2 * Math.sqrt(mean));
}

/** Poisson arrivals of changing rate: unit exponentials laid along the accumulated rate. */
function arrivalsOf(sim: Simulation, compiled: CompiledModel, burst: Burst, { seed, scaling }: BurstOptions): Source {
  const [arrivals, classes, instances] = [1, 2, 3].map((purpose) => randomStream(seed, purpose));
  const pickClass = classPicker(compiled, burst.mix, classes as () => number);
  const station = compiled.stations.findIndex(({ id }) => id === scaling?.station);
  const fleet = scaling === undefined ? undefined : fleetOf(sim, station, compiled.instances, scaling);
  sim.balance = () => Math.floor((instances as () => number)() * (fleet?.alive() ?? compiled.instances));
  let step = 0;
  const next = () => {
    let left = -Math.log((arrivals as () => number)());
    let from = sim.now;
    while (step < burst.rates.length) {
      const until = (step + 1) * burst.step;
      const rate = burst.rates[step] as number;
      if (left <= rate * (until - from)) return push(sim.list, from + left / rate, ARRIVAL);
      left -= rate * (until - from);
      from = until;
      step++;
    }
  };
  next();
  return {
    arrive: (event) => {
      if (fleet?.carryOut(event)) return;
      const group = Math.min(burst.rates.length - 1, Math.floor(sim.now / burst.step));
      admit(sim, pickClass(), group, sim.balance(), seed);
      next();
    },
  };
}

interface Outcome {
  readonly worstQueue: number;
  readonly recovery: number;
  readonly patience: number;
}

function describe(
  sim: Simulation,
  burst: Burst,
  inSystem: readonly number[],
  { worstQueue, recovery, patience }: Outcome,
): TransientSolution {
  let errors = 0;
  let arrived = 0;
  const steps = burst.rates.map((_, i): TransientStep => {
    const times = sim.histograms[i] as Histogram;
    const arrivals = sim.arrivals[i] as number;
    const unfinished = arrivals - times.count - (sim.errors[i] as number);
    const failed = (sim.errors[i] as number) + unfinished + countOver(times, patience);
    errors += failed;
    arrived += arrivals;
    return {
      time: i * burst.step,
      arrivals,
      completions: times.count,
      inSystem: inSystem[i] ?? sim.inSystem,
      worst: unfinished > 0 ? Math.max(times.most, sim.now - (i + 1) * burst.step) : times.most,
      p95: times.count > 0 ? quantile(times, 0.95) : 0,
      errors: arrivals > 0 ? failed / arrivals : 0,
    };
  });
  return {
    steps,
    worstQueue,
    worstP95: Math.max(...steps.map((step) => step.p95)),
    worstResponseTime: Math.max(...steps.map((step) => step.worst)),
    errors: arrived > 0 ? errors / arrived : 0,
    recovery,
  };
}
