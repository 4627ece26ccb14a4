import { type Foreign, patchMethod } from '../patch.ts';
import { beginQuery, endQuery, following } from '../query.ts';

/** Prisma with its own engine (up to version 6; version 7 goes through `pg` and others). In: the generated client's module. */
export function watchPrisma(client: Foreign): void {
  const prototype = client?.PrismaClient?.prototype;
  if (typeof prototype?._request !== 'function') return;
  patchMethod(prototype, '_request', (original) => {
    return function _request(this: Foreign, ...words: Foreign[]): Foreign {
      const [{ model, action } = {} as Foreign] = words;
      const usesDriver = this?._engineConfig?.adapter !== undefined;
      const flight = usesDriver ? undefined : beginQuery(() => `${model ?? ''}.${action ?? ''}`);
      const result = original.apply(this, words);
      if (flight === undefined || typeof result?.then !== 'function') return result;
      return following(result, (error, rows) => endQuery(flight, rowsOf(rows), error !== undefined));
    };
  });
}

function rowsOf(result: unknown): number {
  if (Array.isArray(result)) return result.length;
  return result === null || result === undefined ? 0 : 1;
}
