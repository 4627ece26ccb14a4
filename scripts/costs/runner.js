// @ts-check
// Child process: runs one suite on the Node that started it, and sends the blocks to its parent.
import { interleave } from './blocks.js';

const [suite, rounds, only] = process.argv.slice(2);
const { open } = await import(`./suites/${suite}.js`);
const { cases, close } = await open();
const wanted = only ? cases.filter((/** @type {{ id: string }} */ one) => one.id.match(only)) : cases;
const blocks = await interleave(wanted, { rounds: Number(rounds) });
await close?.();
if (process.send) {
  await new Promise((done) => process.send?.({ suite, node: process.versions.node, blocks }, done));
} else {
  const { summary } = await import('./blocks.js');
  for (const [id, values] of Object.entries(blocks)) {
    const { low, typical, high } = summary(values);
    console.error(`${id.padEnd(34)} ${[low, typical, high].map((v) => (v * 1e6).toFixed(2).padStart(12)).join('')} µs`);
  }
}
process.exit(0);
