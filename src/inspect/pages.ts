import type { Middleware, Route } from '../model/inventory.ts';
import { type Step, walk } from '../model/program.ts';

/**
 * The files of the site: what answers when no route does. Only the first such function answers a request for a file, after the functions
 * that every request crosses.
 */
export function pagesOf(all: readonly Middleware[], crossed: readonly Middleware[]): readonly Route[] {
  const server = all.find((each) => servesFiles(each.program));
  if (server === undefined) return [];
  const before = crossed.filter((each) => each !== server && each.path === undefined);
  const steps: readonly Step[] = [
    { kind: 'cpu', work: 'framework', at: server.at },
    ...before.map((each) => each.program),
    server.program,
  ];
  return [
    {
      id: 'GET *',
      method: 'GET',
      path: '*',
      at: server.at,
      handler: server.at,
      program: { kind: 'sequence', steps },
      unknownCalls: [],
    },
  ];
}

function servesFiles(program: Step): boolean {
  return [...walk(program)].some((step) => step.kind === 'cpu' && step.work === 'static-file');
}
