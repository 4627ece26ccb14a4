import type { TaggedTemplateExpression } from 'oxc-parser';
import { sqlTemplate } from '../libraries/drizzle-conditions.ts';
import type { Machine } from '../machine.ts';
import { DATA, derived } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import type { Value } from '../values/values.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';

export function evaluateTagged(machine: Machine, scope: Scope, node: TaggedTemplateExpression): Value {
  const tag = evaluate(machine, scope, node.tag);
  const texts = node.quasi.quasis.map((quasi) => quasi.value.cooked ?? '');
  const values = node.quasi.expressions.map((expression) => evaluate(machine, scope, expression));
  const at = machine.frame.file.at(node.start);
  const query = sqlTemplate(machine, tag, texts, values, at);
  if (query !== undefined) return query;
  return tag.kind === 'function' ? callValue(machine, tag, [DATA, ...values], at) : derived(values);
}
