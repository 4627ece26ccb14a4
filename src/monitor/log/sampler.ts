import type { EndedRequest } from '../../probe/index.ts';

export interface SamplerOptions {
  /** Seconds from which a request is told. */
  readonly slow: number;
  /** Share of the other requests that are told: 0 for none, 1 for all. */
  readonly sample: number;
  /** Lines a minute for each route, so that a failing route does not fill the disk. */
  readonly most: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Says which requests are worth a line: those that fail, those that are slow, and a regular sample of the rest. */
export function createSampler({ slow, sample, most, now }: SamplerOptions): (request: EndedRequest) => boolean {
  let minute = 0;
  let told = new Map<string, number>();
  let owed = 0;
  const isWorth = ({ status, seconds, aborted }: EndedRequest): boolean => {
    if (status >= 500 || seconds >= slow || aborted) return true;
    owed += sample;
    // A tenth, ten times, is a little less than one.
    if (owed < 1 - 1e-9) return false;
    owed -= 1;
    return true;
  };
  return (request) => {
    if (!isWorth(request)) return false;
    const current = Math.floor(now() / 60_000);
    if (current !== minute) {
      minute = current;
      told = new Map();
    }
    const count = (told.get(request.route) ?? 0) + 1;
    told.set(request.route, count);
    return count <= most;
  };
}
