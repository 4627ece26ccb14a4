import type { BodyField, BodyShape } from '../../model/body.ts';
import { nameOf, unwrapped } from './literals.ts';
import { type Node, type Place, walkNodes } from './source.ts';

/** The fields that a handler reads of its body, where nothing checks them: `const { title, note = '' } = req.body`, `req.body.title`. */
export function fieldsRead(places: readonly Place[]): BodyShape | undefined {
  const fields = fieldsOf(places, isBody);
  return fields.length === 0 ? undefined : { kind: 'object', fields };
}

/** The words of the address that a handler reads: `req.query.communityId`, `const { page } = req.query`. */
export function queryRead(places: readonly Place[]): readonly string[] {
  return fieldsOf(places, isQuery).map(({ name }) => name);
}

function fieldsOf(places: readonly Place[], isHolder: (node: Node) => boolean): readonly BodyField[] {
  const fields = new Map<string, BodyField>();
  const add = (name: string, optional: boolean): void => {
    if (name !== '' && !fields.has(name)) fields.set(name, { name, shape: { kind: 'anything' }, optional });
  };
  for (const { node } of places)
    walkNodes(node, (each) => {
      if (each.type === 'VariableDeclarator' && each.id.type === 'ObjectPattern' && isHolder(each.init))
        destructured(each.id, add);
      if (each.type === 'MemberExpression' && !each.computed && isHolder(each.object))
        add(nameOf(each.property), false);
    });
  return [...fields.values()];
}

/** `req.query`, `request.query`, `ctx.query`, `ctx.request.query`, `(req.query ?? {})`. */
function isQuery(node: Node): boolean {
  const value = unwrapped(node);
  if (value?.type === 'LogicalExpression') return isQuery(value.left);
  return (
    value?.type === 'MemberExpression' &&
    nameOf(value.property) === 'query' &&
    /^(?:req|ctx)/.test(holder(value.object))
  );
}

/** `req.body`, `request.body`, `ctx.request.body`, `(req.body ?? {})`, `await c.req.json()`. */
function isBody(node: Node): boolean {
  const value = unwrapped(node);
  if (value?.type === 'LogicalExpression') return isBody(value.left);
  if (value?.type === 'CallExpression')
    return nameOf(value.callee.property) === 'json' && /^req/.test(nameOf(value.callee.object?.property));
  return value?.type === 'MemberExpression' && nameOf(value.property) === 'body' && /^req/.test(holder(value.object));
}

function holder(node: Node): string {
  return nameOf(node?.type === 'MemberExpression' ? node.property : node);
}

function destructured(pattern: Node, add: (name: string, optional: boolean) => void): void {
  for (const { key, value } of pattern.properties)
    if (key !== undefined) add(nameOf(key), value?.type === 'AssignmentPattern');
}
