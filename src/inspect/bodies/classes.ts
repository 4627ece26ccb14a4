import type { BodyField, BodyShape } from '../../model/body.ts';
import { chainOf, nameOf, numberIn, valuesIn } from './literals.ts';
import type { Node, Place, SourceFile, Sources } from './source.ts';

const ANYTHING: BodyShape = { kind: 'anything' };
const DEEPEST = 6;

/** What a class of class-validator accepts: a field for each decorated property, with those of the class it extends. */
export function classShape({ node, file }: Place, sources: Sources, depth = 0): BodyShape | undefined {
  if (node?.type !== 'ClassDeclaration' || depth > DEEPEST) return undefined;
  const own = node.body.body.flatMap((each: Node) =>
    each.type === 'PropertyDefinition' && !each.static ? [fieldOf(each, file, sources, depth)] : [],
  ) as readonly BodyField[];
  const names = new Set(own.map(({ name }) => name));
  const above = inherited(node.superClass, file, sources, depth).filter(({ name }) => !names.has(name));
  return { kind: 'object', fields: [...above, ...own] };
}

/** `extends Base`, `extends PartialType(Base)`, `extends PickType(Base, ['a'] as const)`. */
function inherited(parent: Node, file: SourceFile, sources: Sources, depth: number): readonly BodyField[] {
  const call = parent?.type === 'CallExpression' ? parent : undefined;
  const fields = named(call === undefined ? parent : call.arguments[0], file, sources, depth);
  const keys = new Set((valuesIn(call?.arguments[1]) ?? []).map(String));
  switch (call?.callee.name) {
    case 'PartialType':
      return fields.map((field) => ({ ...field, optional: true }));
    case 'PickType':
      return fields.filter(({ name }) => keys.has(name));
    case 'OmitType':
      return fields.filter(({ name }) => !keys.has(name));
    case 'IntersectionType':
      return [...fields, ...named(call.arguments[1], file, sources, depth)];
    default:
      return fields;
  }
}

function named(node: Node, file: SourceFile, sources: Sources, depth: number): readonly BodyField[] {
  const found = node?.type === 'Identifier' ? sources.find(node.name, file) : undefined;
  const shape = found !== undefined && 'node' in found ? classShape(found, sources, depth + 1) : undefined;
  return shape?.kind === 'object' ? shape.fields : [];
}

interface Decorator {
  readonly name: string;
  readonly words: readonly Node[];
}

function fieldOf(property: Node, file: SourceFile, sources: Sources, depth: number): BodyField {
  const decorators = (property.decorators ?? []).flatMap(({ expression }: Node): readonly Decorator[] => {
    const chain = chainOf(expression);
    return chain === undefined ? [] : [{ name: chain.head, words: chain.links[0]?.words ?? [] }];
  });
  const has = (name: string): boolean => decorators.some((each: Decorator) => each.name === name);
  const one = decorators.reduce(decorated, typeShape(property.typeAnnotation?.typeAnnotation, file, sources, depth));
  const nested = decorators.find((each: Decorator) => each.name === 'Type')?.words[0]?.body;
  const inside = nested === undefined ? undefined : named(nested, file, sources, depth);
  const shape: BodyShape = inside !== undefined && inside.length > 0 ? { kind: 'object', fields: inside } : one;
  const list =
    has('IsArray') || has('ArrayNotEmpty') || property.typeAnnotation?.typeAnnotation?.type === 'TSArrayType';
  const many: BodyShape = {
    kind: 'array',
    of: shape.kind === 'array' ? shape.of : shape,
    least: has('ArrayNotEmpty') ? 1 : 0,
  };
  return {
    name: nameOf(property.key),
    shape: list ? many : shape,
    optional: property.optional === true || has('IsOptional'),
  };
}

const KINDS: Readonly<Record<string, BodyShape>> = {
  IsString: { kind: 'string' },
  IsNotEmpty: { kind: 'string', least: 1 },
  IsEmail: { kind: 'string', format: 'email' },
  IsUrl: { kind: 'string', format: 'url' },
  IsUUID: { kind: 'string', format: 'uuid' },
  IsDateString: { kind: 'string', format: 'date-time' },
  IsISO8601: { kind: 'string', format: 'date-time' },
  IsDate: { kind: 'string', format: 'date-time' },
  IsInt: { kind: 'number', integer: true },
  IsNumber: { kind: 'number', integer: false },
  IsPositive: { kind: 'number', integer: false, least: 1 },
  IsBoolean: { kind: 'boolean' },
};

function decorated(shape: BodyShape, { name, words }: Decorator): BodyShape {
  const values = name === 'IsIn' || name === 'IsEnum' ? valuesIn(words[0]) : undefined;
  if (values !== undefined) return { kind: 'one-of', values };
  const kind = KINDS[name];
  if (kind !== undefined)
    return kind.kind === shape.kind ? ({ ...shape, ...kind, ...bounds(shape) } as BodyShape) : kind;
  return bounded(shape, name, words.map(numberIn));
}

const LEAST = new Set(['Min', 'MinLength', 'Length']);
const MOST = new Set(['Max', 'MaxLength']);

function bounded(shape: BodyShape, name: string, [first, second]: readonly (number | undefined)[]): BodyShape {
  if (shape.kind !== 'string' && shape.kind !== 'number') return shape;
  const most = MOST.has(name) ? first : name === 'Length' ? second : undefined;
  return {
    ...shape,
    ...(LEAST.has(name) && first !== undefined ? { least: first } : {}),
    ...(most === undefined ? {} : { most }),
  };
}

function bounds(shape: BodyShape): { readonly least?: number; readonly most?: number } {
  if (shape.kind !== 'string' && shape.kind !== 'number') return {};
  return {
    ...(shape.least === undefined ? {} : { least: shape.least }),
    ...(shape.most === undefined ? {} : { most: shape.most }),
  };
}

/** What the type written says, where the decorators say nothing. */
function typeShape(type: Node, file: SourceFile, sources: Sources, depth: number): BodyShape {
  switch (type?.type) {
    case 'TSStringKeyword':
      return { kind: 'string' };
    case 'TSNumberKeyword':
      return { kind: 'number', integer: false };
    case 'TSBooleanKeyword':
      return { kind: 'boolean' };
    case 'TSArrayType':
      return typeShape(type.elementType, file, sources, depth);
    case 'TSTypeReference': {
      const found = sources.find(nameOf(type.typeName), file);
      if (found === undefined || 'package' in found)
        return nameOf(type.typeName) === 'Date' ? { kind: 'string', format: 'date-time' } : ANYTHING;
      const values = valuesIn(found.node);
      return values === undefined ? (classShape(found, sources, depth + 1) ?? ANYTHING) : { kind: 'one-of', values };
    }
    default:
      return ANYTHING;
  }
}
