import { workerData } from 'node:worker_threads';
import { type StudyInput, studiesOf } from '../plan/index.ts';
import { type Desk, STATE } from './second-core.ts';
import { warmUp } from './warm-up.ts';

const { port, state } = workerData as Desk;
const pieces = warmUp();

function now(step: number): void {
  Atomics.store(state, 0, step);
  Atomics.notify(state, 0);
}

/** One piece at a time while there is nothing to do: the input is looked for in between. */
function warmUpMeanwhile(): void {
  if (Atomics.load(state, 0) === STATE.waiting && !pieces.next().done) setImmediate(warmUpMeanwhile);
}

port.on('message', (input: StudyInput) => {
  now(STATE.underWay);
  try {
    port.postMessage(studiesOf(input));
  } finally {
    // Whatever happened, nobody waits any longer: an error comes again, and is told, where the work is done a second time.
    now(STATE.done);
  }
});
setImmediate(warmUpMeanwhile);
