import type { Node } from './source.ts';

/** Name of a key, an identifier or a literal. */
export function nameOf(node: Node): string {
  return String(node?.name ?? node?.value ?? '');
}

export function numberIn(node: Node): number | undefined {
  if (typeof node?.value === 'number') return node.value;
  return node?.type === 'UnaryExpression' && node.operator === '-' && typeof node.argument.value === 'number'
    ? -node.argument.value
    : undefined;
}

/** Values of an array literal, `as const` or not; undefined when one of them is not plain. */
export function valuesIn(node: Node): readonly (string | number | boolean)[] | undefined {
  const list = unwrapped(node);
  if (list?.type === 'ArrayExpression') return plain(list.elements.map((each: Node) => unwrapped(each)?.value));
  if (list?.type === 'TSEnumDeclaration')
    return plain((list.body?.members ?? list.members).map((each: Node) => each.initializer?.value ?? nameOf(each.id)));
  if (list?.type === 'ObjectExpression')
    return plain(list.properties.map((each: Node) => unwrapped(each.value)?.value));
  return undefined;
}

function plain(values: readonly unknown[]): readonly (string | number | boolean)[] | undefined {
  const fine = values.every((each) => ['string', 'number', 'boolean'].includes(typeof each));
  return fine && values.length > 0 ? (values as readonly (string | number | boolean)[]) : undefined;
}

/** Without what TypeScript adds around a value. */
export function unwrapped(node: Node): Node {
  const around = [
    'TSAsExpression',
    'TSSatisfiesExpression',
    'TSNonNullExpression',
    'ParenthesizedExpression',
    'AwaitExpression',
  ];
  return around.includes(node?.type) ? unwrapped(node.expression ?? node.argument) : node;
}

/** Properties of an object literal by name. */
export function propertiesOf(node: Node): ReadonlyMap<string, Node> {
  const object = unwrapped(node);
  if (object?.type !== 'ObjectExpression') return new Map();
  return new Map(
    object.properties.flatMap((each: Node) =>
      each.type === 'Property' && !each.computed ? [[nameOf(each.key), each.value] as const] : [],
    ),
  );
}

/** One link of `z.string().email()`: what is called, with which arguments; undefined arguments when it is only named. */
export interface Link {
  readonly name: string;
  readonly words: readonly Node[] | undefined;
}

/** `z.string().min(3)` as its first name and what follows; undefined when it does not begin with a name. */
export function chainOf(node: Node): { readonly head: string; readonly links: readonly Link[] } | undefined {
  const links: Link[] = [];
  let at = unwrapped(node);
  for (;;) {
    if (at?.type === 'Identifier') return { head: at.name, links: links.reverse() };
    if (at?.type === 'CallExpression') {
      const { callee } = at;
      if (callee.type === 'Identifier')
        return { head: callee.name, links: [{ name: '', words: at.arguments }, ...links.reverse()] };
      if (callee.type !== 'MemberExpression') return undefined;
      links.push({ name: nameOf(callee.property), words: at.arguments });
      at = unwrapped(callee.object);
    } else if (at?.type === 'MemberExpression') {
      links.push({ name: nameOf(at.property), words: undefined });
      at = unwrapped(at.object);
    } else return undefined;
  }
}
