/**
 * The bodies that routes accept. In: the files of a project and its routes. Out: the shape of the body of each route whose validation is
 * understood: zod, valibot, joi, yup, JSON Schema, drizzle-zod, express-validator, class-validator. Must not run them, nor read anything else.
 */
import type { BodyShape } from '../../model/body.ts';
import type { Route } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import { createResolver } from '../evaluate/modules/resolver.ts';
import type { Project } from '../project.ts';
import { acceptedBy } from './accepted.ts';
import { queryRead } from './fields-read.ts';
import { nameOf } from './literals.ts';
import { type Node, openSources, type Place, type Sources, walkNodes } from './source.ts';

const WRITING = new Set(['POST', 'PUT', 'PATCH', 'DELETE', 'ALL']);

/** Shapes by identifier of the route; a route whose validation is not understood is absent. */
export function readBodies(project: Project, routes: readonly Route[]): ReadonlyMap<string, BodyShape> {
  const sources = openSources(project, createResolver(project));
  return new Map(
    routes.flatMap((route) => {
      if (!WRITING.has(route.method)) return [];
      const shape = acceptedBy(placesOf(route, sources), sources);
      return shape === undefined ? [] : [[route.id, shape] as const];
    }),
  );
}

/** Words of the address that the handlers of the routes that read take from it, by identifier of the route. */
export function readQueries(project: Project, routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const sources = openSources(project, createResolver(project));
  return new Map(
    routes.filter(({ method }) => method === 'GET').map((route) => [route.id, queryRead(placesOf(route, sources))]),
  );
}

/** Where the validation of a route may be: the call that registers it, then its handler. */
function placesOf({ at, handler, method }: Route, sources: Sources): readonly Place[] {
  return [...registration(at, method, sources), ...functionAt(handler, sources)];
}

function registration(at: Location, method: string, sources: Sources): readonly Place[] {
  const file = sources.open(at.file);
  if (file === undefined) return [];
  const calls: Node[] = [];
  walkNodes(file.parsed.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const named = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
    if ([node.start, named.start].some((offset) => file.parsed.at(offset).line === at.line)) calls.push(node);
  });
  const verb = calls.find(({ callee }) => nameOf(callee.property).toUpperCase() === method);
  const call = verb ?? calls[0];
  return call === undefined ? [] : [{ node: call, file }];
}

const FUNCTION = /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression|MethodDefinition)$/;

function functionAt(at: Location, sources: Sources): readonly Place[] {
  const file = sources.open(at.file);
  if (file === undefined) return [];
  let found: Node;
  walkNodes(file.parsed.program, (node) => {
    if (found !== undefined || !FUNCTION.test(node.type)) return;
    // A method begins at its decorators, and is known by its name.
    const starts = [node.start, node.key?.start ?? node.start, node.id?.start ?? node.start];
    const lines = starts.map((offset) => file.parsed.at(offset).line);
    const declared = file.parsed.at(node.start).line - 1;
    if (lines.includes(at.line) || (node.type === 'FunctionDeclaration' && declared === at.line)) found = node;
  });
  return found === undefined ? [] : [{ node: found, file }];
}
