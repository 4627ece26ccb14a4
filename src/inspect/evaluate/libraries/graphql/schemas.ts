import type { Machine } from '../../machine.ts';
import { DATA, newObject, settled } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ObjectValue, Value } from '../../values/values.ts';
import { fieldsOf } from '../entities/options.ts';
import { flatten } from '../routers.ts';
import { decoratedResolvers } from './decorated.ts';
import { type Resolver, type Resolvers, ROOTS, readResolvers } from './resolvers.ts';
import { schemaText, typesIn } from './schema.ts';

const schemas = new WeakMap<ObjectValue, Resolvers>();

/** A schema that can be executed, made of type definitions and resolvers. */
export function newSchema(machine: Machine, options: Value | undefined): ObjectValue {
  const fields = fieldsOf(options);
  const types = typesIn(schemaText(machine, fields.get('typeDefs') ?? fields.get('schema')));
  const value = newObject(true, [], 'graphql-schema');
  schemas.set(
    value,
    readResolvers(fields.get('resolvers'), (type, field) => types.get(type)?.get(field)),
  );
  return value;
}

/** `buildSchema({ resolvers })` of `type-graphql`: a schema made of classes. */
export function decoratedSchema(machine: Machine, options: Value | undefined): Value {
  const classes = flatten([fieldsOf(options).get('resolvers') ?? DATA]).flatMap((one) =>
    one.kind === 'class' ? [one] : [],
  );
  const value = newObject(true, [], 'graphql-schema');
  schemas.set(value, decoratedResolvers(machine, classes, []));
  return settled(value);
}

/** The resolvers of the options of a server: of its schema, or given beside the type definitions. */
export function resolversIn(machine: Machine, options: Value | undefined): Resolvers {
  const fields = fieldsOf(options);
  for (const part of alternatives(fields.get('schema') ?? DATA)) {
    const known = part.kind === 'object' ? schemas.get(part) : undefined;
    if (known !== undefined) return known;
  }
  const root = fields.get('rootValue') ?? fields.get('root');
  if (root === undefined) return schemas.get(newSchema(machine, options)) ?? new Map();
  return rooted(machine, fields.get('schema'), root);
}

/** `rootValue`: one object holds the functions of queries and mutations; they take the arguments first. */
function rooted(machine: Machine, definitions: Value | undefined, root: Value): Resolvers {
  const types = typesIn(schemaText(machine, definitions));
  const all =
    readResolvers(newObject(true, [['Root', root]]), () => undefined).get('Root') ?? new Map<string, Resolver>();
  return new Map(
    ROOTS.map((type) => [
      type,
      new Map(
        [...all].flatMap(([name, one]) => {
          const returns = types.get(type)?.get(name);
          return returns === undefined ? [] : [[name, { ...one, returns }] as const];
        }),
      ),
    ]),
  );
}
