// @ts-check
// The part of docs/accuracy.md about an application whose code is not here: compared when its code was at hand, not recomputed by the test.

/**
 * @typedef {{ application: number, database: number }} Times
 * @typedef {{ application: string, commit: string, about: string, caution: string,
 *   mixes: { name: string, size: string, predicted: { low: number, typical: number, high: number }, measured: number[], binds: string[], busy: { application: number[], database: number[] } }[],
 *   routes: { route: string, size: string, low: Times, typical: Times, high: Times, applicationCpu: number, databaseCpu: number }[] }} PublicComparison
 */

const ms = (/** @type {number} */ seconds) => Number((seconds * 1000).toPrecision(3));
const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`;

/** @param {PublicComparison} result */
export function publicSection({ application, commit, about, caution, mixes, routes }) {
  const far = (/** @type {number} */ ratio) => Math.max(ratio, 1 / ratio);
  const ratioOf = (/** @type {PublicComparison['mixes'][number]} */ mix) =>
    mix.predicted.typical / (mix.measured[1] ?? Number.NaN);
  const mixLines = [...mixes]
    .sort((a, b) => far(ratioOf(b)) - far(ratioOf(a)))
    .map((mix) => {
      const { predicted, measured, binds, busy } = mix;
      const inside = (measured[1] ?? 0) >= predicted.low && (measured[1] ?? 0) <= predicted.high;
      return `| ${mix.name}, ${mix.size} | ${predicted.low} – **${predicted.typical}** – ${predicted.high} | **${measured[1]}** (${measured[0]}–${measured[2]}) | ×${ratioOf(mix).toFixed(2)} | ${inside ? 'yes' : '**no**'} | ${binds.join(' / ')} | ${busy.application.map(percent).join(' / ')} | ${busy.database.map(percent).join(' / ')} |`;
    });
  const routeLines = routes.map((route) => {
    const { low, typical, high } = route;
    const side = (/** @type {keyof Times} */ of, /** @type {number} */ measured) =>
      `${ms(low[of])} – **${ms(typical[of])}** – ${ms(high[of])} | ${ms(measured)} | ×${(typical[of] / measured).toFixed(2)}`;
    return `| \`${route.route}\` | ${route.size} | ${side('application', route.applicationCpu)} | ${side('database', route.databaseCpu)} |`;
  });
  return [
    `## Outside: ${application} at ${commit}`,
    `${about} ${caution} The test does not recompute this part, for want of the code: \`node scripts/accuracy/public.js --checkout DIR --keep\` does.`,
    `| Mix | Predicted (requests/s) | Measured (min–max) | Ratio | Inside | Gives way: predicted / measured | Event loop busy: predicted / measured | Database busy |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n${mixLines.join('\n')}`,
    `Milliseconds of CPU per request:\n\n| Route | Size | Application, predicted | measured | ratio | Database, predicted | measured | ratio |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n${routeLines.join('\n')}`,
  ].join('\n\n');
}
