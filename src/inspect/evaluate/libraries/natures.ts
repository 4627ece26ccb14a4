import { callValue } from '../interpret/calls.ts';
import { asList } from '../interpret/lists.ts';
import type { Machine } from '../machine.ts';
import { DATA, derived, native, newArray, opaque, UNDEFINED } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import { union } from '../values/union.ts';
import type { ObjectValue, Value } from '../values/values.ts';
import { memberOfRepository } from './decorated/repositories.ts';
import { memberOfModel } from './entities/members.ts';
import { memberOfRequest, memberOfResponse } from './exchange.ts';
import { memberOfRouter } from './express.ts';
import { memberOfFramework } from './frameworks.ts';
import { noteCollection } from './memory.ts';
import { memberOfMikroRepository } from './mikro-orm/manager.ts';
import { memberOfDraft } from './mongoose/documents.ts';
import { memberOfServer } from './node-server.ts';

/** Members of objects whose meaning Jauge knows. Undefined when there is no such member. */
export function memberOfNature(machine: Machine, nature: string, target: Value, name: string): Value | undefined {
  if (target.kind !== 'object') return undefined;
  switch (nature) {
    case 'request':
      return memberOfRequest(machine, target, name);
    case 'response':
      return memberOfResponse(machine, target, name);
    case 'router':
      return memberOfRouter(machine, target, name);
    case 'repository':
      return memberOfRepository(target, name);
    case 'mikro-repository':
      return memberOfMikroRepository(target, name);
    case 'document':
      return memberOfDraft(target, name);
    case 'model':
      return memberOfModel(machine, target, name);
    case 'server':
      return memberOfServer(machine, target, name);
    case 'map':
    case 'set':
      noteCollection(machine, target, name);
      return memberOfCollection(machine, target, name);
    case 'error':
      return name === 'message' || name === 'stack' ? DATA : undefined;
    default:
      return memberOfFramework(machine, nature, target, name);
  }
}

/** Maps and sets: what was put in may come out. */
function memberOfCollection(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const items = target.fields.get('#items');
  const stored = target.fields.get('#stored');
  const listed = () => {
    const { query, ...rest } = asList(items ?? newArray());
    return query === undefined ? rest : { ...rest, query };
  };
  const held = () => {
    const { element } = listed();
    const pairs = target.nature === 'map' && element.kind === 'array' ? element.items[1] : element;
    return union([...(pairs === undefined ? [] : [pairs]), ...(stored === undefined ? [] : [stored])]);
  };
  const put = (added: Value | undefined): Value => {
    if (added !== undefined)
      writeKey(machine.trail, target.fields, '#stored', stored === undefined ? added : union([stored, added]));
    return target;
  };
  switch (name) {
    case 'set':
      return native('set', ({ args }) => put(args[1]));
    case 'add':
      return native('add', ({ args }) => put(args[0]));
    case 'get':
      return native('get', () =>
        target.shared && machine.phase === 'request'
          ? union([opaque('state', 'map'), held()])
          : union([UNDEFINED, held()]),
      );
    case 'has':
      return native('has', () => (target.shared ? opaque('state', 'map') : derived([held()])));
    case 'values':
      return native('values', () => ({ kind: 'list', ...listed(), element: held() }));
    case 'keys':
    case 'entries':
      return native(name, () => ({
        kind: 'list',
        ...listed(),
        element: name === 'keys' ? derived([held()]) : newArray([derived([held()]), held()]),
      }));
    case 'forEach':
      return native(name, ({ args, at }) =>
        args[0] === undefined ? DATA : callValue(machine, args[0], [held(), DATA], at),
      );
    case 'size':
      return { ...derived([held()]), count: listed().size };
    case 'delete':
    case 'clear':
      return native(name, () => DATA);
    default:
      return undefined;
  }
}
