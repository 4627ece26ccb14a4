import type { Machine } from '../../machine.ts';
import { alternatives } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';
import { flatten } from '../routers.ts';

/** What a field of a type gives. */
export interface FieldType {
  readonly type: string;
  readonly many: boolean;
}

export type Types = ReadonlyMap<string, ReadonlyMap<string, FieldType>>;

/** The object types of a schema, from its text in GraphQL's own language; descriptions and arguments are left out. */
export function typesIn(text: string): Types {
  const bare = text
    .replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, ' ')
    .replace(/\((?:[^()]|\([^()]*\))*\)/g, ' ')
    .replace(/@\w+/g, ' ');
  const types = new Map<string, Map<string, FieldType>>();
  for (const [, name = '', body = ''] of bare.matchAll(/\b(?:type|interface)\s+(\w+)[^{}]*\{([^{}]*)\}/g)) {
    const fields = types.get(name) ?? new Map<string, FieldType>();
    for (const [, field = '', given = ''] of body.matchAll(/(\w+)\s*:\s*([[\]!\w\s]+?)(?=\s+\w+\s*:|\s*$)/g))
      fields.set(field, { type: given.replace(/[[\]!\s]/g, ''), many: given.includes('[') });
    types.set(name, fields);
  }
  return types;
}

/** The text of type definitions: given as texts or documents, alone or in a list; else that of the schema files of the project. */
export function schemaText(machine: Machine, definitions: Value | undefined): string {
  const given = definitions === undefined ? [] : flatten([definitions]).flatMap((part) => alternatives(part));
  const texts = given.flatMap((part) =>
    part.kind === 'literal' && typeof part.value === 'string' ? [part.value] : [],
  );
  if (texts.length > 0) return texts.join('\n');
  return machine.project.files
    .filter((file) => /\.(?:graphqls?|gql)$/.test(file))
    .map((file) => machine.project.read(file) ?? '')
    .join('\n');
}
