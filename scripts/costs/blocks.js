// @ts-check
// Blocks: short runs of one case, interleaved with the other cases, counted in CPU seconds (user + system) of this process.

/** CPU seconds this process has used, all threads. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** @param {readonly number[]} values @param {number} q */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * Adds blocks to those of a case.
 * @param {Record<string, number[]>} results @param {string} id @param {readonly number[]} blocks
 */
export function collect(results, id, blocks) {
  results[id] = [...(results[id] ?? []), ...blocks];
}

/**
 * Adds the cases of one run to those of a group.
 * @param {Record<string, Record<string, number[]>>} groups @param {string} group @param {Record<string, number[]>} cases
 */
export function collectGroup(groups, group, cases) {
  const results = groups[group] ?? {};
  for (const [id, blocks] of Object.entries(cases)) collect(results, id, blocks);
  groups[group] = results;
}

/**
 * Best decile, median and 90th percentile of the blocks.
 * @param {readonly number[]} values
 */
export function summary(values) {
  return {
    low: quantile(values, 0.1),
    typical: quantile(values, 0.5),
    high: quantile(values, 0.9),
    blocks: values.length,
  };
}

/**
 * Runs cases in turn. Each block repeats a case often enough to take about `blockSeconds` of CPU.
 * @param {readonly { id: string, run: (times: number) => unknown }[]} cases
 * @param {{ rounds: number, blockSeconds?: number, progress?: (line: string) => void }} options
 * @returns {Promise<Record<string, number[]>>} CPU seconds of one repetition, block by block
 */
export async function interleave(cases, { rounds, blockSeconds = 0.03 }) {
  /** @type {Record<string, number[]>} */
  const results = {};
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const one of cases) {
    results[one.id] = [];
    times.set(one.id, await calibrate(one, blockSeconds));
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      const repetitions = times.get(one.id) ?? 1;
      const before = cpuSeconds();
      await one.run(repetitions);
      results[one.id].push((cpuSeconds() - before) / repetitions);
    }
  }
  return results;
}

/**
 * Warms a case up and finds how many repetitions fill a block.
 * @param {{ run: (times: number) => unknown }} one
 * @param {number} blockSeconds
 */
async function calibrate(one, blockSeconds) {
  let repetitions = 1;
  for (;;) {
    const before = cpuSeconds();
    await one.run(repetitions);
    const spent = cpuSeconds() - before;
    if (spent >= blockSeconds) {
      const wanted = Math.max(1, Math.round((repetitions * blockSeconds) / spent));
      if (spent < 0.5) for (let again = 0; again < 3; again++) await one.run(wanted);
      return wanted;
    }
    repetitions = Math.ceil(repetitions * Math.min(8, Math.max(2, blockSeconds / Math.max(spent, 1e-4))));
  }
}
