import { JaugeError } from '../../model/error.ts';
import type { RouteTemplate } from '../../probe/index.ts';
import { agentFile } from '../agent/file.ts';
import { openWitness, type Witness } from '../agent/witness.ts';
import type { Application } from './application.ts';
import { openTarget, type TargetOptions } from './target.ts';

export interface Watched {
  readonly application: Application;
  /** Absent when the application was running before, when its Node does not take the agent, or when there is no place for its socket. */
  readonly witness?: Witness;
}

/** The application to drive, with the agent in it when Jauge starts it. Throws as `openTarget`. */
export async function openWatched(options: TargetOptions, routes: readonly RouteTemplate[]): Promise<Watched> {
  const witness = options.url === undefined ? await witnessOf(options, routes) : undefined;
  if (witness === undefined) return { application: await openTarget(options) };
  try {
    const environment = { ...options.environment, ...witness.environment };
    return { application: await openTarget({ ...options, environment }), witness };
  } catch (error) {
    witness.close();
    // A Node before 18.19 refuses the option.
    if (error instanceof JaugeError && error.problem.key === 'error.application-options')
      return { application: await openTarget(options) };
    throw error;
  }
}

async function witnessOf(
  { environment }: TargetOptions,
  routes: readonly RouteTemplate[],
): Promise<Witness | undefined> {
  const agent = agentFile();
  if (agent === undefined || process.platform === 'win32') return undefined;
  try {
    return await openWitness({ agent, routes, nodeOptions: environment['NODE_OPTIONS'] ?? '' });
  } catch {
    return undefined;
  }
}
