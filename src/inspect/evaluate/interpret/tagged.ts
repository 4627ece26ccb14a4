import type { TaggedTemplateExpression } from 'oxc-parser';
import { sqlTemplate } from '../libraries/drizzle-conditions.ts';
import type { Machine } from '../machine.ts';
import { DATA, derived, literal } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';

export function evaluateTagged(machine: Machine, scope: Scope, node: TaggedTemplateExpression): Value {
  const tag = evaluate(machine, scope, node.tag);
  const texts = node.quasi.quasis.map((quasi) => quasi.value.cooked ?? '');
  const values = node.quasi.expressions.map((expression) => evaluate(machine, scope, expression));
  const at = machine.frame.file.at(node.start);
  const query = sqlTemplate(machine, tag, texts, values, at);
  if (query !== undefined) return query;
  if (tag.kind === 'external' && isDocument(tag)) return literal(texts.join(' '));
  return tag.kind === 'function' ? callValue(machine, tag, [DATA, ...values], at) : derived(values);
}

/** The tag of a document of GraphQL, which is read as its text. */
function isDocument({ package: name, path }: ExternalValue): boolean {
  return path.at(-1) === 'gql' || (name === 'graphql-tag' && path.length === 0);
}
