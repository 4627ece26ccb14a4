import { setFlagsFromString } from 'node:v8';

/**
 * Up to Node 21 there is no compiler between the first and the last: two seconds of work are too short to optimise as eagerly as a server's.
 * Once the command is loaded: what runs only once, such as the texts of both languages, is better left uncompiled.
 */
export function optimiseLess(): void {
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  for (const flag of ['--always-sparkplug', '--interrupt-budget=250000', '--max-inlined-bytecode-size-cumulative=200'])
    setFlagsFromString(flag);
}
