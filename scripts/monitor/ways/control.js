// Loaded first in every process that is measured: tells its memory, twice. It ends with who asks.
import { readFileSync } from 'node:fs';

/** Milliseconds in which V8 gives back what it holds. */
const GIVING_BACK = 500;

/** Bytes of its pages, shared ones divided by those who share them: Linux. */
const resident = () => Number(/^Pss:\s*(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1]) * 1024;

process.on('message', (word) => {
  if (word !== 'memory') return;
  globalThis.gc?.();
  globalThis.gc?.();
  const collected = resident();
  // What a process in want of memory does: all that V8 holds in store, by chance tens of megabytes, is given back.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  setTimeout(() => process.send?.({ collected, released: resident() }), GIVING_BACK);
});
process.once('disconnect', () => process.exit());
process.channel?.unref();
