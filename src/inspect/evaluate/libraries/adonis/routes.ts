import type { Method } from '../../../../model/inventory.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import type { Machine, Router } from '../../machine.ts';
import { DATA, native, newObject } from '../../values/create.ts';
import type { CallInput, ObjectValue, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { addLayer, flatten, methodNamed, pathsOf } from '../routers.ts';
import { controllerLink, middlewareLink } from './links.ts';
import { singular } from './words.ts';

/** A route that the routes file registers: what is called after it may still change it. */
interface Draft {
  readonly method: Method;
  readonly at: Location;
  readonly handler: Value;
  readonly conditional: boolean;
  path: string;
  /** Action of a resource: `index`, `show`… */
  readonly action?: string;
  middleware: readonly Value[];
  kept: boolean;
}

const registered = new WeakMap<Machine, Draft[]>();

const VERBS: Readonly<Record<string, readonly Method[]>> = {
  get: ['GET'],
  post: ['POST'],
  put: ['PUT'],
  patch: ['PATCH'],
  delete: ['DELETE'],
  del: ['DELETE'],
  any: ['ALL'],
};

/** A call on the router of the routes file: `router.get(path, handler)`, `router.resource(name, Controller)`, `router.group(callback)`. */
export function callRouter(machine: Machine, name: string, { args, at }: Pick<CallInput, 'args' | 'at'>): Value {
  const drafts = draftsOf(machine);
  const verb = VERBS[name];
  if (verb !== undefined) return chained(add(machine, verb, args[0], args[1] ?? DATA, at));
  switch (name) {
    case 'route': {
      const methods = itemsOf(args[1]).flatMap((item) => methodNamed(textOf(item) ?? '') ?? []);
      return chained(add(machine, methods, args[0], args[2] ?? DATA, at));
    }
    case 'on':
      return brisk(machine, args[0], at);
    case 'resource':
    case 'shallowResource':
      return chained(resource(machine, args, at));
    case 'group': {
      const before = drafts.length;
      if (args[0] !== undefined) callValue(machine, args[0], [], at);
      return chained(drafts.slice(before));
    }
    default:
      return DATA;
  }
}

function draftsOf(machine: Machine): Draft[] {
  const known = registered.get(machine) ?? [];
  registered.set(machine, known);
  return known;
}

function add(
  machine: Machine,
  methods: readonly Method[],
  path: Value | undefined,
  handler: Value,
  at: Location,
  action?: string,
): Draft[] {
  const made = pathsOf(path).flatMap((one) =>
    methods.map(
      (method): Draft => ({
        method,
        at,
        handler,
        conditional: machine.undecided > 0 || machine.frame.nested,
        path: one,
        middleware: [],
        kept: true,
        ...(action === undefined ? {} : { action }),
      }),
    ),
  );
  draftsOf(machine).push(...made);
  return made;
}

/** `router.on('/').render('home')`: a page or a redirection without a handler. */
function brisk(machine: Machine, path: Value | undefined, at: Location): ObjectValue {
  const drafts = (): Value => chained(add(machine, ['GET'], path, DATA, at));
  return newObject(
    true,
    ['render', 'renderInertia', 'redirect', 'redirectToPath', 'redirectToRoute'].map(
      (name) => [name, native(name, drafts)] as const,
    ),
  );
}

const ACTIONS: readonly (readonly [string, readonly Method[], string])[] = [
  ['index', ['GET'], ''],
  ['create', ['GET'], '/create'],
  ['store', ['POST'], ''],
  ['show', ['GET'], '/:id'],
  ['edit', ['GET'], '/:id/edit'],
  ['update', ['PUT', 'PATCH'], '/:id'],
  ['destroy', ['DELETE'], '/:id'],
];

/** `router.resource('posts.comments', Controller)`: the seven actions of a resource. */
function resource(machine: Machine, [name, controller = DATA]: readonly Value[], at: Location): Draft[] {
  const parts = (textOf(name) ?? '').split('.');
  const base = parts
    .map((part, index) => (index < parts.length - 1 ? `${part}/:${singular(part)}_id` : part))
    .join('/');
  return ACTIONS.flatMap(([action, methods, rest]) => {
    const path = newObject(true, [['path', { kind: 'literal', value: `/${base}${rest}` }]]).fields.get('path');
    return add(machine, methods, path, controller, at, action);
  });
}

/** What may be called after a registration; each gives it back. */
function chained(drafts: readonly Draft[]): ObjectValue {
  const made = newObject(true);
  const does = (name: string, change: (args: readonly Value[]) => void): void => {
    made.fields.set(
      name,
      native(name, ({ args }) => {
        change(args);
        return made;
      }),
    );
  };
  const keep = (wanted: (draft: Draft) => boolean): void => {
    for (const draft of drafts) if (draft.action !== undefined && !wanted(draft)) draft.kept = false;
  };
  const names = (args: readonly Value[]): readonly string[] => itemsOf(args[0]).flatMap((item) => textOf(item) ?? []);
  does('prefix', ([prefix]) => {
    for (const draft of drafts) draft.path = `${pathsOf(prefix)[0] ?? ''}/${draft.path}`;
  });
  for (const name of ['use', 'middleware'])
    does(name, (args) => {
      for (const draft of drafts) draft.middleware = [...middlewareIn(args, draft.action), ...draft.middleware];
    });
  does('apiOnly', () => keep(({ action }) => action !== 'create' && action !== 'edit'));
  does('only', (args) => keep(({ action }) => names(args).includes(action ?? '')));
  does('except', (args) => keep(({ action }) => !names(args).includes(action ?? '')));
  for (const name of ['as', 'where', 'domain', 'params', 'namespace', 'setHandler', 'meta'])
    does(name, () => undefined);
  return made;
}

/** `use(middleware)`, `use([a, b])`, `use('*', a)`, `use(['store'], a)`, `middleware({ store: [a] })`. */
function middlewareIn(args: readonly Value[], action: string | undefined): readonly Value[] {
  const last = args.at(-1);
  if (last === undefined) return [];
  if (args.length > 1) {
    const named = itemsOf(args[0]).flatMap((item) => textOf(item) ?? []);
    return named.includes('*') || named.includes(action ?? '') ? flatten([last]) : [];
  }
  if (last.kind !== 'object' || last.nature !== undefined || !fieldsOf(last).has(action ?? '*')) return flatten([last]);
  return flatten([fieldsOf(last).get(action ?? '*') ?? DATA]);
}

/** Registers what the routes file declared, once all of it has run. */
export function finishRoutes(machine: Machine, router: Router): void {
  for (const draft of draftsOf(machine)) {
    if (!draft.kept) continue;
    const path = `/${draft.path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    const handlers = [
      ...draft.middleware.flatMap((value) => middlewareLink(machine, value) ?? []),
      controllerLink(machine, draft.handler, draft.action),
    ];
    if (draft.conditional) machine.undecided += 1;
    addLayer(machine, router, { kind: 'route', method: draft.method, paths: [path], handlers, at: draft.at });
    if (draft.conditional) machine.undecided -= 1;
  }
}
