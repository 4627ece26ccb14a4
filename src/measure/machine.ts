import { availableParallelism, cpus, totalmem } from 'node:os';
import type { MeasuredMachine, Reading } from '../model/measurement.ts';

/** This machine, named. `node`: full version that runs the application. `serves`: it is the one of production. */
export function describeMachine(slowness: Reading, node: string, serves: boolean): MeasuredMachine {
  const model =
    cpus()[0]
      ?.model.replace(/\s+/g, ' ')
      .replace(/\((?:R|TM)\)/gi, '')
      .trim() ?? '';
  return {
    processor: model === '' ? 'unknown' : model,
    cores: availableParallelism(),
    memory: totalmem(),
    node,
    slowness,
    serves,
  };
}
