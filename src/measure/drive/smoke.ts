import { type Client, isSuccess, type Outgoing, type RequestSource } from '../../load/index.ts';

/** A route that is not driven, and why: what it answered. */
export interface LeftOut {
  readonly route: string;
  /** Status, or the code of a transport error. */
  readonly answer: string;
}

export interface Smoked {
  readonly sources: Readonly<Record<string, RequestSource>>;
  readonly leftOut: readonly LeftOut[];
}

/** Tries of one route: pools may hold a value that this route does not take. */
const TRIES = 3;
/** Pause before a second try of what was refused for coming too often, milliseconds. */
const PAUSE = 300;

/** One to three requests of each route: those that never succeed are left out, since the cost of a refusal is not that of the route. */
export async function smoke(sources: Readonly<Record<string, RequestSource>>, send: Client['send']): Promise<Smoked> {
  const kept: Record<string, RequestSource> = {};
  const leftOut: LeftOut[] = [];
  for (const [route, next] of Object.entries(sources)) {
    const answer = await tried(next, send);
    if (answer === undefined) kept[route] = next;
    else leftOut.push({ route, answer });
  }
  return { sources: kept, leftOut };
}

async function tried(next: RequestSource, send: Client['send']): Promise<string | undefined> {
  let last = 'exhausted';
  for (let turn = 0; turn < TRIES; turn++) {
    const request = next();
    if (request === undefined) return last;
    const answer = await send(request as Outgoing);
    if (isSuccess(answer, request)) return undefined;
    last = answer.error ?? String(answer.status);
    if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return last;
}
