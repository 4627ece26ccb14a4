import type { Function as FunctionNode } from 'oxc-parser';
import { callFunction, makeFunction } from '../interpret/functions.ts';
import { awaitValue } from '../interpret/promises.ts';
import type { Machine, Router } from '../machine.ts';
import { exportOf, loadModule } from '../modules/load.ts';
import type { Module } from '../modules/module.ts';
import { native, opaque, UNDEFINED } from '../values/create.ts';
import type { FunctionValue } from '../values/values.ts';
import { addLayer } from './routers.ts';

const DIRECTIVE = /['"]use server['"]/;

/**
 * Server actions of Next: functions that a page calls by a POST to its own address. Those of a file that begins with `'use server'` are its
 * exports; others begin with it themselves. The address is that of the folder of the file when it is under `app`, else the root.
 */
export function addServerActions(machine: Machine, router: Router, folder: string): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = machine.project.files.filter(
    (file) =>
      file.startsWith(prefix) &&
      /\.[cm]?[jt]sx?$/.test(file) &&
      !/\.(?:test|spec|d|stories)\.[cm]?[jt]sx?$/.test(file) &&
      DIRECTIVE.test(machine.project.read(file) ?? ''),
  );
  for (const file of files) {
    const module = loadModule(machine, file);
    for (const [name, action] of actionsOf(machine, module))
      register(machine, router, pathOf(file, prefix), name, action);
  }
}

function actionsOf(machine: Machine, module: Module): readonly (readonly [string, FunctionValue])[] {
  const { file } = module;
  if (file === undefined) return [];
  const whole = file.program.body.some((one) => one.type === 'ExpressionStatement' && one.directive === 'use server');
  if (!whole) return [...inlineIn(machine, module)];
  return [...module.exports.keys()].flatMap((name) => {
    const value = exportOf(machine, module, name);
    return value?.kind === 'function' ? [[name, value] as const] : [];
  });
}

/** Functions inside components that begin with the directive; what they take from around them is not known. */
function* inlineIn(machine: Machine, module: Module): Generator<readonly [string, FunctionValue]> {
  const { file } = module;
  if (file === undefined) return;
  for (const node of functionsIn(file.program)) {
    const first = node.body?.type === 'BlockStatement' ? node.body.body[0] : undefined;
    if (first?.type !== 'ExpressionStatement' || first.directive !== 'use server') continue;
    const saved = machine.frame;
    machine.frame = { ...saved, file, self: undefined, home: undefined };
    const value = makeFunction(machine, module.scope, node);
    machine.frame = saved;
    yield [node.id?.name ?? `line-${file.at(node.start).line}`, value];
  }
}

function* functionsIn(node: unknown): Generator<FunctionNode> {
  if (Array.isArray(node)) for (const item of node) yield* functionsIn(item);
  else if (typeof node === 'object' && node !== null) {
    const { type } = node as { readonly type?: string };
    if (type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression')
      yield node as FunctionNode;
    for (const value of Object.values(node)) yield* functionsIn(value);
  }
}

/** `src/app/(shop)/cart/actions.ts` is called from `/cart`. */
function pathOf(file: string, prefix: string): string {
  const under = /^(?:src\/)?app\/(.*)$/.exec(file.slice(prefix.length))?.[1] ?? '';
  const folders = under.split('/').slice(0, -1);
  const path = folders
    .filter((part) => !/^[(@_]/.test(part))
    .map((part) => part.replace(/^\[(?:\.\.\.)?(\w+)\]$/, ':$1'))
    .join('/');
  return `/${path}`;
}

function register(machine: Machine, router: Router, path: string, name: string, action: FunctionValue): void {
  const at = action.file.at(action.node.start);
  const handler = native(name, () => {
    const args = action.node.params.map(() => opaque('request', 'body'));
    awaitValue(machine, callFunction(machine, action, args, at, undefined, 'handler'), at);
    return UNDEFINED;
  });
  addLayer(machine, router, { kind: 'route', method: 'POST', paths: [`${path}#${name}`], handlers: [handler], at });
}
