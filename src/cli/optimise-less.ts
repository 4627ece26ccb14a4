import { setFlagsFromString } from 'node:v8';

/** From Node 22 on there is a compiler between the first and the last. */
const NODE_WITH_A_MIDDLE_COMPILER = 22;
/** Two seconds of work are too short to optimise as eagerly as a server's. */
const LESS_EAGER = ['--always-sparkplug', '--interrupt-budget=1000000', '--max-inlined-bytecode-size-cumulative=200'];
/**
 * Both processors are taken: threads of the collector would wait for one. A second heap begins with the room (MiB) that it would grow to, and the
 * first grows to it sooner.
 */
const FEWER_COLLECTIONS = ['--no-parallel-scavenge', '--min-semi-space-size=16', '--semi-space-growth-factor=8'];

/**
 * Settings of the virtual machine for a command of seconds, once the command is loaded: what runs only once, such as the texts of both languages, is
 * better left uncompiled.
 */
export function optimiseLess(): void {
  const major = Number.parseInt(process.versions.node, 10);
  for (const flag of FEWER_COLLECTIONS) setFlagsFromString(flag);
  if (major < NODE_WITH_A_MIDDLE_COMPILER) for (const flag of LESS_EAGER) setFlagsFromString(flag);
}
