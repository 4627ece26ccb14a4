import type { NewExpression } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';
import { callBuiltin } from '../libraries/builtins.ts';
import { constructExternal } from '../libraries/externals.ts';
import { constructModel } from '../libraries/mongoose/connection.ts';
import type { Machine } from '../machine.ts';
import { DATA, newObject, opaque } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import { present, union } from '../values/union.ts';
import type { Value } from '../values/values.ts';
import { unwrap } from './calls.ts';
import { construct } from './classes.ts';
import { evaluate, evaluateArguments } from './expressions.ts';
import { callFunction } from './functions.ts';

export function evaluateNew(machine: Machine, scope: Scope, node: NewExpression): Value {
  const callee = evaluate(machine, scope, unwrap(node.callee));
  const args = evaluateArguments(machine, scope, node.arguments);
  return constructValue(machine, callee, args, machine.frame.file.at(node.start));
}

function constructValue(machine: Machine, callee: Value, args: readonly Value[], at: Location): Value {
  switch (callee.kind) {
    case 'class':
      return construct(machine, callee, args, at);
    case 'external':
      return constructExternal(machine, callee, args, at);
    case 'native':
      return callee.call({ args, self: undefined, at, construct: true });
    case 'function': {
      const object = newObject(machine.phase === 'startup');
      callFunction(machine, callee, args, at, object);
      return object;
    }
    case 'object':
      return constructModel(machine, callee, args) ?? DATA;
    case 'union':
      return union(present(callee).map((part) => constructValue(machine, part, args, at)));
    case 'opaque':
      return callBuiltin(machine, 'new', callee.name, args, at) ?? opaque('data', '');
    default:
      return DATA;
  }
}
