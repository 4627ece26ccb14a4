// biome-ignore lint/suspicious/noExplicitAny: the tree is walked by its `type` fields, whatever the parser's version.
export type Node = any;

/** The function `up`, exported one way or another; the whole file when there is none. */
export function upOf(program: Node): Node {
  for (const node of walk(program)) {
    if (node.type === 'FunctionDeclaration' && node.id?.name === 'up') return node.body;
    if (node.type === 'VariableDeclarator' && node.id?.name === 'up') return node.init;
    if (/^(?:MethodDefinition|Property)$/.test(node.type) && node.key?.name === 'up') return node.value;
    if (node.type === 'AssignmentExpression' && node.left?.property?.name === 'up') return node.right;
  }
  return undefined;
}

/** The texts of a list, or a text that stands alone. */
export function namesOf(node: Node): readonly string[] {
  if (node?.type === 'ArrayExpression') return node.elements.flatMap((each: Node) => textOf(each) ?? []);
  const text = textOf(node);
  return text === undefined ? [] : [text];
}

/** A text that the code tells. */
export function textOf(node: Node): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Every node of a tree, in the order written. */
export function* walk(node: Node): Generator<Node> {
  const pending = [node];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (typeof next.type === 'string') yield next;
    const below = Array.isArray(next) ? next : Object.values(next);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index]);
  }
}
