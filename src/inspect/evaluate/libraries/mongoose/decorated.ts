import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import { DATA, newArray, newObject } from '../../values/create.ts';
import type { ClassValue, ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { type Declared, declaring, decoratedProperties, decoratorsOf } from '../decorated/declarations.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { entityNamed } from '../entities/registry.ts';
import { MONGOOSE } from './plans.ts';
import { newModel, newSchema } from './schemas.ts';

const PACKAGE = '@nestjs/mongoose';

/** Calls of Nest's package for mongoose: schemas of classes, the models of a module. Undefined for the rest of it. */
export function callNestMongoose(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (target.path.at(-1)) {
    case 'createForClass':
      return args[0]?.kind === 'class' ? schemaOf(machine, args[0]) : undefined;
    case 'forRoot':
    case 'forRootAsync':
      registerClient(machine, MONGOOSE, [args[1] ?? newObject(true)], true, at, 'mongodb').orm = MONGOOSE;
      return undefined;
    case 'forFeature':
      for (const item of itemsOf(args[0])) {
        const fields = fieldsOf(item);
        const name = textOf(fields.get('name'));
        if (name !== undefined && entityNamed(machine, name) === undefined)
          newModel(machine, name, fields.get('schema'), at);
      }
      return undefined;
    default:
      return undefined;
  }
}

/** `SchemaFactory.createForClass(Visit)`: what `@Prop` says of each property. */
function schemaOf(machine: Machine, made: ClassValue): Value {
  return declaring(machine, () => {
    const definition = newObject(true);
    for (const { name, declared } of decoratedProperties(machine, made)) {
      const property = declared.find((one) => one.package === PACKAGE && one.name === 'Prop');
      if (property !== undefined) definition.fields.set(name, definitionOf(property));
    }
    const options = decoratorsOf(machine, made, made.node.decorators).find((one) => one.name === 'Schema')?.args[0];
    return newSchema(machine, [definition, ...(options === undefined ? [] : [options])]);
  });
}

/** `@Prop({ type: [{ type: ObjectId, ref: 'User' }] })`, `@Prop([String])`, `@Prop()`. Without a type, it is that of the property. */
function definitionOf({ args }: Declared): Value {
  const [given] = args;
  if (given?.kind !== 'object') return given ?? DATA;
  const type = given.fields.get('type');
  if (type?.kind === 'array') return newArray([type.items[0] ?? given]);
  return type === undefined ? newObject(true, [['type', DATA], ...given.fields]) : given;
}
