import type { Location } from '../../../../model/source.ts';
import { withinSteps } from '../../budget.ts';
import { callValue } from '../../interpret/calls.ts';
import { instance } from '../../interpret/types.ts';
import type { Machine, Router } from '../../machine.ts';
import { DATA, literal, native, newArray, newObject, settled } from '../../values/create.ts';
import { union } from '../../values/union.ts';
import type { CallInput, ClassValue, ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { bodyParser } from '../express.ts';
import { markOnce } from '../marks.ts';
import { newServer } from '../node-server.ts';
import { addLayer, flatten, newRouter } from '../routers.ts';
import { decoratorNamed, decoratorsOf } from './decorators.ts';
import { type Modules, visitModule } from './modules.ts';
import { resolveToken } from './providers.ts';
import { registerControllers } from './registration.ts';
import { registerResolvers } from './resolvers.ts';

/** An application of Nest: its root module, and what applies to every route. */
export interface Application {
  readonly router: Router;
  readonly root: Value;
  readonly guards: Value[];
  readonly interceptors: Value[];
  readonly pipes: Value[];
  prefix: Value | undefined;
  excluded: Value | undefined;
  versioning: ObjectValue | undefined;
}

const applications = new WeakMap<Machine, Map<Value, Application>>();

/** Configurations registered by name, which the configuration service reads. */
const configurations = new WeakMap<Machine, Map<string, Value>>();

/** What the packages of Nest give: applications, decorators, small helpers. Undefined for anything else. */
export function callNest(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.join('.');
  switch (name) {
    case 'NestFactory.create':
    case 'NestFactory.createApplicationContext':
      return name === 'NestFactory.create' ? settled(createApplication(machine, args, at)) : undefined;
    case 'forwardRef':
      return args[0] === undefined ? DATA : callValue(machine, args[0], [], at);
    case 'createParamDecorator':
      return paramDecorator(args[0] ?? DATA);
    case 'registerAs':
      return remember(machine, args);
    case 'SwaggerModule.createDocument':
    case 'SwaggerModule.setup':
      return DATA;
    default:
      return callOther(machine, target, args, at);
  }
}

function callOther(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value | undefined {
  if (/^(?:ConfigService)\.new\(\)\.(?:get|getOrThrow)$/.test(target.path.join('.')))
    return configured(machine, args, at);
  const decorator = target.path.length === 1 && /^[A-Z]|^applyDecorators$|^mixin$/.test(target.path[0] ?? '');
  if (target.path[0] === 'mixin') return args[0];
  return decorator ? { ...target, path: [`${target.path[0]}()`], args, at } : undefined;
}

function paramDecorator(factory: Value): Value {
  return native('parameter', ({ args }) =>
    newObject(
      true,
      [
        ['factory', factory],
        ['data', args[0] ?? DATA],
      ],
      'parameter',
    ),
  );
}

function remember(machine: Machine, [name, make]: readonly Value[]): Value {
  const known = configurations.get(machine) ?? new Map<string, Value>();
  configurations.set(machine, known);
  if (name?.kind === 'literal' && make !== undefined) known.set(String(name.value), make);
  return make ?? DATA;
}

/** `configService.get('app.port')`: a value of the configuration registered under that name. */
function configured(machine: Machine, [key]: readonly Value[], at: Location): Value {
  const [name = '', ...rest] = key?.kind === 'literal' ? String(key.value).split('.') : [];
  const make = configurations.get(machine)?.get(name);
  if (make === undefined) return { kind: 'opaque', origin: 'environment', name: [name, ...rest].join('.') };
  let value = callValue(machine, make, [], at);
  for (const part of rest) value = value.kind === 'object' ? (value.fields.get(part) ?? DATA) : DATA;
  return value;
}

function createApplication(machine: Machine, args: readonly Value[], at: Location): Value {
  markOnce(machine, 'framework', at, literal('@nestjs/core'));
  const router = newRouter(machine, 'express', at, true, 'nest');
  const options = args.find((arg, index) => index > 0 && arg.kind === 'object');
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const parses = fields.get('bodyParser');
  if (!(parses?.kind === 'literal' && parses.value === false)) {
    const handlers = [bodyParser(machine, 'json', [], 'nest')];
    addLayer(machine, router, { kind: 'use', method: 'ALL', paths: [''], handlers, at });
  }
  if (fields.has('cors')) markOnce(machine, 'cors', at);
  const known = applications.get(machine) ?? new Map<Value, Application>();
  applications.set(machine, known);
  known.set(router.value, {
    router,
    root: args[0] ?? DATA,
    guards: [],
    interceptors: [],
    pipes: [],
    prefix: undefined,
    excluded: undefined,
    versioning: undefined,
  });
  return router.value;
}

type Member = (machine: Machine, application: Application, input: CallInput) => Value;

const MEMBERS: Readonly<Record<string, Member>> = {
  setGlobalPrefix: (_machine, application, { args }) => {
    application.prefix = args[0];
    application.excluded = args[1]?.kind === 'object' ? args[1].fields.get('exclude') : undefined;
    return application.router.value;
  },
  enableVersioning: (_machine, application, { args }) => {
    application.versioning = args[0]?.kind === 'object' ? args[0] : newObject(true);
    return application.router.value;
  },
  useGlobalGuards: (_machine, application, { args }) => added(application, application.guards, args),
  useGlobalInterceptors: (_machine, application, { args }) => added(application, application.interceptors, args),
  useGlobalPipes: (_machine, application, { args }) => added(application, application.pipes, args),
  enableCors: (machine, application, { at }) => marked(machine, application, 'cors', at),
  enableShutdownHooks: (machine, application, { at }) => marked(machine, application, 'graceful-shutdown', at),
  get: (machine, _application, { args }) => resolveToken(machine, args[0] ?? DATA),
  resolve: (machine, _application, { args }) => resolveToken(machine, args[0] ?? DATA),
  use: (machine, application, { args, at }) => {
    const pathed = args[0]?.kind === 'literal';
    const paths = pathed && args[0]?.kind === 'literal' ? [String(args[0].value)] : [''];
    const handlers = flatten(pathed ? args.slice(1) : args);
    addLayer(machine, application.router, { kind: 'use', method: 'ALL', paths, handlers, at });
    return application.router.value;
  },
  listen: (machine, _application, { args, at }) => {
    const callback = args.at(-1);
    if (callback?.kind === 'function') callValue(machine, callback, [], at);
    return newServer(machine, at);
  },
};

function added(application: Application, list: Value[], args: readonly Value[]): Value {
  list.push(...args);
  return application.router.value;
}

function marked(machine: Machine, application: Application, name: string, at: Location): Value {
  markOnce(machine, name, at);
  return application.router.value;
}

/** What an application offers. Other members give it back. */
export function memberOfNest(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const application = applications.get(machine)?.get(target);
  if (application === undefined) return undefined;
  const member = MEMBERS[name];
  return native(name, (input) => (member === undefined ? target : member(machine, application, input)));
}

/** Without an application, the controllers that were reached are those of one that the code creates elsewhere. */
function adopt(machine: Machine): void {
  const controllers = machine.routers.length > 0 ? [] : machine.classes.filter((made) => isController(machine, made));
  const first = controllers[0];
  if (first === undefined) return;
  const root = newObject(true, [['controllers', newArray(controllers)]]);
  createApplication(machine, [root], first.file.at(first.node.start));
}

function isController(machine: Machine, made: ClassValue): boolean {
  return decoratorNamed(decoratorsOf(machine, made, made.node.decorators), 'Controller') !== undefined;
}

/** Registers the routes of the applications that were created, once the start is over and everything about them is known. */
export function finishNest(machine: Machine): void {
  adopt(machine);
  for (const application of applications.get(machine)?.values() ?? []) {
    const modules: Modules = {
      controllers: [],
      configured: [],
      global: [],
      seen: new Set(),
      prefixes: new Map(),
      alternative: false,
    };
    withinSteps(machine, () => visitModule(machine, modules, application.root), STEPS_FOR_MODULES);
    const make = (value: Value): Value => (value.kind === 'class' ? instance(machine, value) : value);
    const chosen = (token: string): Value[] =>
      modules.global.filter((one) => one.token === token).map(({ value }) => union([make(value)]));
    application.guards.push(...chosen('APP_GUARD'));
    application.interceptors.push(...chosen('APP_INTERCEPTOR'));
    application.pipes.push(...chosen('APP_PIPE'));
    withinSteps(machine, () => registerControllers(machine, application, modules), STEPS_FOR_MODULES);
    withinSteps(machine, () => registerResolvers(machine, application), STEPS_FOR_MODULES);
  }
}

const STEPS_FOR_MODULES = 400_000;
