import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type Begin, type Studies, studiesOf } from '../plan/index.ts';

/** Where the work stands on the other core. */
export const STATE = { waiting: 0, underWay: 1, done: 2 } as const;

/** What the worker is started with: where it reads its input and leaves its results, and a cell that says where it stands. */
export interface Desk {
  readonly port: MessagePort;
  readonly state: Int32Array;
}

/** A worker that has not begun by then could not start; one that takes so long is taken for lost. */
const PATIENCE_MS = { toBegin: 5000, toEnd: 120_000 };

/**
 * A second core that carries out the studies of a plan while this one goes on; it loads while the project is being read. Undefined where there
 * is no second core, or no built worker at `entry`. What it could not do is done here; the results are those of one core, digit for digit.
 */
export function secondCore(entry = new URL('./studies-worker.js', import.meta.url)): Begin | undefined {
  if (availableParallelism() < 2 || !existsSync(entry)) return undefined;
  const { port1: here, port2: port } = new MessageChannel();
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = started(entry, { port, state });
  if (worker === undefined) return undefined;
  // Neither a worker that nobody needs any more nor one that failed may hold or end the command.
  worker.on('error', () => undefined).unref();
  here.unref();
  return (input) => {
    here.postMessage(input);
    return () => {
      Atomics.wait(state, 0, STATE.waiting, PATIENCE_MS.toBegin);
      Atomics.wait(state, 0, STATE.underWay, PATIENCE_MS.toEnd);
      const results = receiveMessageOnPort(here)?.message as Studies | undefined;
      void worker.terminate();
      return results ?? studiesOf(input);
    };
  };
}

/** Undefined where workers are not allowed: Node's permissions forbid them unless told. */
function started(entry: URL, desk: Desk): Worker | undefined {
  try {
    return new Worker(entry, { workerData: desk, transferList: [desk.port], execArgv: [] });
  } catch {
    return undefined;
  }
}
