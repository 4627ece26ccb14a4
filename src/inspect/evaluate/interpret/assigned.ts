const cache = new WeakMap<object, ReadonlySet<string>>();

/** Names of the variables assigned anywhere inside a node. */
export function assignedNames(node: object): ReadonlySet<string> {
  const known = cache.get(node);
  if (known !== undefined) return known;
  const names = new Set<string>();
  visit(node, names);
  cache.set(node, names);
  return names;
}

type Loose = { readonly type?: unknown; readonly [key: string]: unknown };

function visit(node: object, names: Set<string>): void {
  const { type, left, argument } = node as Loose;
  if (type === 'AssignmentExpression') addName(left, names);
  else if (type === 'UpdateExpression') addName(argument, names);
  for (const value of Object.values(node)) {
    if (typeof value === 'object' && value !== null) visit(value, names);
  }
}

function addName(target: unknown, names: Set<string>): void {
  const { type, name } = (target ?? {}) as Loose;
  if (type === 'Identifier' && typeof name === 'string') names.add(name);
}
