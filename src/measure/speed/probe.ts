import type { Reading } from '../../model/measurement.ts';
import { readingOf } from '../readings.ts';
import { integers, objects, type Work } from './work.ts';

/**
 * CPU seconds of each work on the machine of the cost book (2 vCPU AMD EPYC, `docs/costs.md`) when nothing disturbs it, by major of Node; and how
 * much of a request is of each kind.
 */
const WORKS: readonly {
  readonly work: Work;
  readonly weight: number;
  readonly reference: Readonly<Record<number, number>>;
}[] = [
  { work: objects, weight: 0.75, reference: { 20: 0.003, 22: 0.00235, 24: 0.00228, 26: 0.00209 } },
  { work: integers, weight: 0.25, reference: { 20: 0.00136, 22: 0.00147, 24: 0.00145, 26: 0.00133 } },
];

/** A process that compiled the works already; `sample` takes a few hundredths of a second and blocks meanwhile. */
export interface SpeedProbe {
  /** CPU seconds here over those of the reference machine: 1 alike, 2 twice as slow. */
  sample(): number;
}

/** Prepares the probe: half a second. */
export function openSpeedProbe(node = Number(process.versions.node.split('.')[0])): SpeedProbe {
  for (let turn = 0; turn < WARM_UP; turn++) for (const { work } of WORKS) work();
  return { sample: () => sample(node) };
}

const WARM_UP = 60;
/** Runs of each work in one sample; the median counts. */
const RUNS = 5;
/** Samples of about a second. */
const SAMPLES = 20;

/** The speed of this machine, in about a second and a half: the median, between the quartiles of its moments. */
export function measureSpeed(): Reading {
  const probe = openSpeedProbe();
  return readingOf(
    Array.from({ length: SAMPLES }, () => probe.sample()),
    'drive',
  );
}

function sample(node: number): number {
  let logarithm = 0;
  for (const { work, weight, reference } of WORKS) {
    const times = Array.from({ length: RUNS }, () => cpuOf(work)).sort((a, b) => a - b);
    logarithm += weight * Math.log((times[(RUNS - 1) / 2] as number) / referenceFor(reference, node));
  }
  return Math.exp(logarithm);
}

/** CPU seconds of this process, garbage collection included. */
function cpuOf(work: Work): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

/** A major that was not measured takes the figure of the nearest older one. */
function referenceFor(reference: Readonly<Record<number, number>>, node: number): number {
  const majors = Object.keys(reference).map(Number);
  const known = majors.filter((major) => major <= node);
  return reference[Math.max(...(known.length > 0 ? known : [Math.min(...majors)]))] as number;
}
