import { readHost } from '../../host/index.ts';
import { describeMachine, measureSpeed } from '../../measure/index.ts';
import { message } from '../../model/message.ts';
import type { Measuring } from './measure.ts';
import { keep } from './measure-file.ts';

/** The application is in production where this command runs: said so, or in a deployment of a known platform. */
export function servesHere({ call }: Measuring): boolean {
  return call.values.production === true || readHost().place === 'deployment';
}

/** The speed of this machine, in about a second. */
export function measureMachine(measuring: Measuring): void {
  const slowness = measureSpeed();
  const machine = describeMachine(slowness, process.versions.node, servesHere(measuring));
  const way = {
    way: 'drive',
    date: new Date().toISOString().slice(0, 10),
    of: machine.processor,
    complete: true,
  } as const;
  keep(measuring, { ways: [way], machine }, [message('cli.measure.machine', { slowness: slowness.typical })]);
}
