import type { Project } from '../project.ts';
import { finishAdonis } from './libraries/adonis/application.ts';
import { finishControllers } from './libraries/controllers/application.ts';
import { serveFiles } from './libraries/files.ts';
import { finishGraphql } from './libraries/graphql/servers.ts';
import { finishNest } from './libraries/nest/application.ts';
import { finishPromiseRouters } from './libraries/promise-router.ts';
import { finishTrpc } from './libraries/trpc/adapters.ts';
import type { Machine } from './machine.ts';
import { loadModule } from './modules/load.ts';
import { createResolver } from './modules/resolver.ts';
import { emptyRecording } from './program/recording.ts';
import { parseFile } from './syntax/parse.ts';
import { newCells } from './values/cells.ts';
import { newTrail } from './values/trail.ts';

/** Evaluates the module graph from the entry point, as the start of the server would, and returns the state it leaves. */
export function startServer(project: Project, entry: string): Machine {
  const nowhere = parseFile('', '');
  if ('problem' in nowhere) throw new RangeError(nowhere.problem);
  const machine: Machine = {
    project,
    resolver: createResolver(project),
    modules: new Map(),
    unknowns: [],
    routers: [],
    tables: [],
    clients: [],
    services: new Map(),
    background: [],
    classes: [],
    instances: new Map(),
    globals: newCells(),
    imported: new Map(),
    harmless: { builtin: new Map(), data: new Map() },
    marks: new Map(),
    hashRounds: new Map(),
    trail: newTrail(),
    recording: emptyRecording(),
    frame: { kind: 'module', file: nowhere, self: undefined, home: undefined, returns: [], nested: false },
    phase: 'startup',
    request: undefined,
    undecided: 0,
    stack: [],
    given: [],
    tries: [],
    steps: 0,
    stepLimit: Number.POSITIVE_INFINITY,
  };
  loadModule(machine, entry);
  finishNest(machine);
  finishPromiseRouters(machine);
  serveFiles(machine, entry);
  finishTrpc(machine);
  finishAdonis(machine);
  finishControllers(machine);
  finishGraphql(machine);
  machine.trail = newTrail();
  return machine;
}
