import type { Layer, Router } from '../evaluate/index.ts';
import type { Link } from './routes.ts';

/** When the hooks of a request run, and what the framework itself does before some of them. */
const BEFORE = ['#log', 'onRequest', 'preParsing', '#parse', 'preValidation', '#validate', 'preHandler'] as const;
const AFTER = ['preSerialization', 'onSend'] as const;
const FINISHED = ['onResponse'] as const;

/** A hook of one parameter of the path: `param club`. */
const LOADER = 'param ';

/** The loaders of the parameters that a path of this router has. */
export function loadersOf(router: Router, path: string, full: string): readonly Link[] {
  return router.layers.flatMap(({ phase, handlers, at, conditional }) =>
    phase?.startsWith(LOADER) === true && path.match(/:\w+/g)?.includes(`:${phase.slice(LOADER.length)}`) === true
      ? handlers.map(
          (value): Link => ({ value, at, path: full, convention: 'express', role: 'middleware', conditional }),
        )
      : [],
  );
}

/** The hooks of a router: they apply to all its routes and to those of the routers inside it, wherever they are registered. */
export function hooksOf(router: Router, path: string): readonly Link[] {
  return router.layers.flatMap((layer) =>
    layer.kind !== 'hook' || layer.phase?.startsWith(LOADER) === true
      ? []
      : layer.handlers.map(
          (value): Link => ({
            value,
            at: layer.at,
            path,
            convention: router.convention,
            role: roleOf(layer.phase ?? ''),
            self: router.value,
            phase: layer.phase ?? 'onRequest',
            conditional: layer.conditional,
          }),
        ),
  );
}

function roleOf(phase: string): Link['role'] {
  if (phase.startsWith('#')) return 'own';
  if ((AFTER as readonly string[]).includes(phase)) return 'after';
  return (FINISHED as readonly string[]).includes(phase) ? 'finished' : 'middleware';
}

/** The chain of a route of a framework with hooks: those of the routers around it, then its own, phase after phase. */
export function withHooks(router: Router, layer: Layer, around: readonly Link[], handlers: readonly Link[]): Link[] {
  const own = [...(layer.hooks ?? [])].flatMap(([phase, values]) =>
    values.map(
      (value): Link => ({
        value,
        at: layer.at,
        path: '',
        convention: phase.startsWith('#') ? 'express' : router.convention,
        role: roleOf(phase),
        self: router.value,
        phase,
        conditional: false,
      }),
    ),
  );
  const all = [...around, ...own];
  const during = (phase: string): readonly Link[] => all.filter((link) => (link.phase ?? 'onRequest') === phase);
  return [...BEFORE.flatMap(during), ...handlers, ...AFTER.flatMap(during), ...FINISHED.flatMap(during)];
}
