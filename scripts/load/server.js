// @ts-check
// Servers whose behaviour arithmetic knows, over real HTTP: one that freezes, and queues whose service times are drawn. Started by the bench.
import { createServer } from 'node:http';

/** @typedef {{ kind: 'freeze', seconds: number, from: number } | { kind: 'queue', servers: number, mean: number, law: 'exponential' | 'constant' }} Behaviour */

const behaviour = /** @type {Behaviour} */ (JSON.parse(process.argv[2] ?? '{}'));

/** @param {Extract<Behaviour, { kind: 'queue' }>} queue */
function queueing({ servers, mean, law }) {
  const free = Array.from({ length: servers }, () => 0);
  return () => {
    const at = free.indexOf(Math.min(...free));
    const service = law === 'constant' ? mean : -mean * Math.log(1 - Math.random());
    const now = performance.now() / 1000;
    free[at] = Math.max(now, free[at] ?? 0) + service;
    return ((free[at] ?? 0) - now) * 1000;
  };
}

/** Nothing is answered for so many seconds: the loop itself is held, as by a long computation. */
function freezing() {
  let isFrozen = false;
  return () => {
    if (!isFrozen && behaviour.kind === 'freeze') {
      isFrozen = true;
      setTimeout(() => {
        const end = performance.now() + behaviour.seconds * 1000;
        // Sleeps rather than spins: the bench shares its processor.
        for (let left = end - performance.now(); left > 0; left = end - performance.now())
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.min(50, left));
      }, behaviour.from * 1000);
    }
    return 5;
  };
}

const delay = behaviour.kind === 'queue' ? queueing(behaviour) : freezing();
const server = createServer((_, response) => {
  setTimeout(() => response.end('ok'), delay());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
