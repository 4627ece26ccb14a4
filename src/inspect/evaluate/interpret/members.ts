import type { Expression, MemberExpression, PropertyKey } from 'oxc-parser';
import type { Location } from '../../../model/source.ts';
import { relationalReader } from '../libraries/drizzle-relations.ts';
import { memberOfInstance, memberOfModel, modelKept } from '../libraries/entities/members.ts';
import { injected } from '../libraries/injected.ts';
import { memberOfNature } from '../libraries/natures.ts';
import type { Machine } from '../machine.ts';
import type { Items } from '../values/cells.ts';
import { DATA, derived, literal, opaque, UNDEFINED } from '../values/create.ts';
import type { Scope } from '../values/scope.ts';
import { alternatives, present, union } from '../values/union.ts';
import type {
  ClassValue,
  ExternalValue,
  FunctionValue,
  ListValue,
  ObjectValue,
  Opaque,
  RowValue,
  Value,
} from '../values/values.ts';
import { findMethod, findStatic, readGetter } from './classes.ts';
import { evaluate } from './expressions.ts';
import { pieceAt } from './lists.ts';
import { isGlobal, readGlobal } from './variables.ts';

/** Name of a property, when the code says it. */
export function keyOf(machine: Machine, scope: Scope, key: PropertyKey, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!computed && key.type === 'Identifier') return key.name;
  const value = evaluate(machine, scope, key as Expression);
  if (value.kind === 'external') return value.path.at(-1);
  return value.kind === 'literal' ? String(value.value) : undefined;
}

export function evaluateMember(machine: Machine, scope: Scope, node: MemberExpression): Value {
  const target =
    node.object.type === 'Super' ? (superOf(machine) ?? DATA) : evaluate(machine, scope, node.object as Expression);
  if (node.optional && isNothing(target)) return UNDEFINED;
  const name = keyOf(machine, scope, node.property, node.computed);
  const at = machine.frame.file.at(node.property.start);
  return name === undefined ? anyMember(machine, target) : getMember(machine, target, name, at);
}

/** What `?.` stops at. */
export function isNothing(value: Value | undefined): boolean {
  return value?.kind === 'literal' && (value.value === undefined || value.value === null);
}

export function superOf(machine: Machine): Value | undefined {
  const parent = machine.frame.home?.parent;
  return parent?.kind === 'class' ? parent : undefined;
}

/** What a class of a package gives to the one that extends it, in a static method: `super.init(…)` of a model. */
export function inheritedStatic(machine: Machine, name: string | undefined): Value | undefined {
  const { self, home } = machine.frame;
  if (name === undefined || self?.kind !== 'class' || home?.parent?.kind === 'class') return undefined;
  return memberOfModel(machine, self, name);
}

/** A member whose name is only known at run time: any of them. */
export function anyMember(machine: Machine, target: Value): Value {
  switch (target.kind) {
    case 'object':
      return anyField(target);
    case 'array':
      return union(target.items.slice(0, 12));
    case 'list':
      return target.element;
    case 'union':
      return union(present(target).map((part) => anyMember(machine, part)));
    case 'opaque':
      return member(target, '*');
    default:
      return derived([target]);
  }
}

function anyField(target: ObjectValue): Value {
  const kept = target.spreads.filter(isKept);
  const named = [...target.fields.values()].slice(0, 12);
  if (kept.length > 0) return union([UNDEFINED, ...named, ...kept.slice(0, 12)]);
  return named.length === 0 ? derived(target.spreads) : union(named);
}

/** Set under a name only known at run time: what is spread from another object is taken apart when its fields are known. */
function isKept(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'function' || value.kind === 'native';
}

/** What a member of a value may be worth. Never fails: what is not known is opaque. */
export function getMember(machine: Machine, target: Value, name: string, at: Location): Value {
  switch (target.kind) {
    case 'object':
      return memberOfObject(machine, target, name, at);
    case 'class':
      return memberOfClass(machine, target, name);
    case 'external':
      return memberOfExternal(machine, target, name, at);
    case 'row':
      return memberOfRow(target, name);
    case 'opaque':
      return (isGlobal(target) ? readGlobal(machine, name) : undefined) ?? member(target, name);
    case 'union':
      return union(present(target).map((part) => getMember(machine, part, name, at)));
    case 'list':
      return memberOfList(target, name);
    case 'array':
      return memberOfArray(target.items, name);
    default:
      return memberOfOther(machine, target, name);
  }
}

function memberOfExternal(machine: Machine, target: ExternalValue, name: string, at: Location): Value {
  if (name === 'default') return target;
  const kept = target.path.at(-1) === 'models' ? modelKept(machine, target, name) : undefined;
  if (kept !== undefined) return kept;
  const given = target.path[0]?.startsWith('Inject') === true ? injected(machine, target) : undefined;
  return given === undefined
    ? { ...target, path: [...target.path, name], args: [] }
    : getMember(machine, given, name, at);
}

function memberOfOther(machine: Machine, target: Value, name: string): Value {
  switch (target.kind) {
    case 'function':
      return target.fields.get(name) ?? (name === 'name' ? literal(target.name) : opaque('unknown', name));
    case 'native':
      return opaque('unknown', `${target.name}.${name}`);
    case 'table': {
      const column = target.table.columns.get(name);
      if (column === undefined) return DATA;
      const { references } = column;
      return {
        kind: 'column',
        table: target.table,
        name: column.column.name,
        type: column.column.type,
        at: column.column.at,
        unique: false,
        primary: false,
        ...(references === undefined ? {} : { references }),
      };
    }
    case 'database':
      return name === 'query' ? relationalReader(machine, target) : DATA;
    case 'text':
      return addressPart(target, name);
    case 'cell':
      return derived([target]);
    case 'literal':
      return typeof target.value === 'string' && name === 'length' ? literal(target.value.length) : DATA;
    default:
      return DATA;
  }
}

/** The path of an address that is made from the one of the request is the request's. */
function addressPart(target: Value & { kind: 'text' }, name: string): Value {
  const parts = target.parts.flatMap((part) => alternatives(part));
  const url = parts.find((part) => part.kind === 'opaque' && part.origin === 'request' && part.name === 'url');
  if (url !== undefined && name === 'pathname') return url;
  return url !== undefined && name === 'searchParams' ? opaque('request', 'query') : derived([target]);
}

function memberOfObject(machine: Machine, target: ObjectValue, name: string, at: Location): Value {
  const field = target.fields.get(name);
  if (field !== undefined) return changeable(machine, target, name, field);
  const method =
    target.made === undefined
      ? undefined
      : (memberOfInstance(machine, target, name) ??
        findMethod(target.made, name, target) ??
        readGetter(machine, target, name, at));
  if (method !== undefined) return method;
  const known = target.nature === undefined ? undefined : memberOfNature(machine, target.nature, target, name);
  if (known !== undefined) return known;
  if (target.spreads.length > 0)
    return union(target.spreads.map((spread) => (isKept(spread) ? spread : getMember(machine, spread, name, at))));
  return target.made === undefined && target.nature === undefined ? UNDEFINED : opaque('unknown', name);
}

/** An empty field of an object that all requests share may have been filled by another request. */
function changeable(machine: Machine, target: ObjectValue, name: string, field: Value): Value {
  if (machine.phase === 'startup' || !target.shared || field.kind !== 'literal') return field;
  if (field.value !== null && field.value !== undefined) return field;
  const written = machine.trail.writes.some(
    (write) => write.kind === 'key' && write.map === target.fields && write.key === name,
  );
  return written ? field : opaque('state', name);
}

function memberOfClass(machine: Machine, target: ClassValue, name: string): Value {
  const found = findStatic(target, name);
  const known = found ?? memberOfModel(machine, target, name);
  if (known !== undefined) return known;
  const self = machine.frame.self;
  const inherited = self === undefined ? undefined : findMethod(target, name, self);
  return inherited ?? opaque('unknown', `${target.name}.${name}`);
}

function memberOfRow(target: RowValue, name: string): Value {
  return target.fields?.get(name) ?? target.member?.(name) ?? { kind: 'cell', query: target.query, name };
}

function memberOfList(target: ListValue, name: string): Value {
  if (name === 'length' || name === 'size') {
    const counted = derived([target]);
    return { ...counted, count: target.size };
  }
  if (name === '0') {
    if (target.query !== undefined) target.query.first = true;
    return target.element;
  }
  if (name === 'rows') return target;
  return /^\d+$/.test(name) ? target.element : derived([target]);
}

function memberOfArray(items: Items, name: string): Value {
  if (name === 'length')
    return items.unsure > 0 && items.length === items.unsure ? derived(items) : literal(items.length);
  if (/^\d+$/.test(name)) return items[Number(name)] ?? UNDEFINED;
  return DATA;
}

function member(target: Opaque, name: string): Value {
  if (target.name === 'process.env') return name === 'NODE_ENV' ? literal('production') : opaque('environment', name);
  if (target.origin === 'data') return target;
  if (target.origin === 'unknown' && /^global(This)?$/.test(target.name)) return opaque('state', name);
  if (target.origin === 'clock' || target.origin === 'duration') return DATA;
  const path = target.name === '' ? name : `${target.name}.${name}`;
  if (target.cut !== undefined && /^\d+$/.test(name)) return pieceAt(target, Number(name));
  return { ...target, name: path.split('.').slice(0, 4).join('.') };
}

/** A method with the object it is called on. */
export function bind(value: FunctionValue, self: Value): FunctionValue {
  return { ...value, self };
}
