import type { Location } from '../../../../model/source.ts';

export interface PrismaModel {
  readonly name: string;
  /** Name of the table, or of the collection. */
  readonly table: string;
  readonly at: Location;
  readonly fields: readonly PrismaField[];
  readonly keys: readonly {
    readonly kind: 'primary' | 'unique' | 'index';
    readonly fields: readonly string[];
    readonly at: Location;
  }[];
}

export interface PrismaField {
  readonly name: string;
  readonly column: string;
  readonly type: string;
  readonly many: boolean;
  /** Of another model, rather than a column. */
  readonly isModel: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  /** Name of the relation. */
  readonly relation?: string;
  /** Properties that reference, and those that are referenced. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly at: Location;
}

export interface PrismaFile {
  readonly models: readonly PrismaModel[];
  readonly engine?: string;
  readonly outputs: readonly string[];
}

const SCALARS = /^(String|Boolean|Int|BigInt|Float|Decimal|DateTime|Json|Bytes|Unsupported)\b/;

/** Reads a schema file of Prisma: blocks of one line per field. What is not understood is left out. */
export function parsePrisma(text: string, file: string): PrismaFile {
  const models: PrismaModel[] = [];
  const enums = new Set([...text.matchAll(/^\s*(?:enum|type)\s+(\w+)/gm)].map((found) => found[1] ?? ''));
  let engine: string | undefined;
  const outputs: string[] = [];
  for (const block of text.matchAll(/^[ \t]*(model|view|datasource|generator)\s+(\w+)\s*\{([\s\S]*?)^[ \t]*\}/gm)) {
    const [, kind, name = '', body = ''] = block;
    const line = text.slice(0, block.index).split('\n').length;
    if (kind === 'datasource') engine = /^\s*provider\s*=\s*"([^"]+)"/m.exec(body)?.[1];
    else if (kind === 'generator') outputs.push(...outputIn(body, file));
    else models.push(modelOf(name, body, { file, line }, enums));
  }
  return { models, outputs, ...(engine === undefined ? {} : { engine }) };
}

/** Where the client is generated, as a path from the root of the project. */
function outputIn(body: string, file: string): readonly string[] {
  const output = /^\s*output\s*=\s*"([^"]+)"/m.exec(body)?.[1];
  if (output === undefined || output.includes('node_modules')) return [];
  const parts: string[] = [];
  for (const part of [...file.split('/').slice(0, -1), ...output.split('/')]) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return [parts.join('/')];
}

function modelOf(name: string, body: string, at: Location, enums: ReadonlySet<string>): PrismaModel {
  const lines = body.split('\n').map((raw, index) => ({
    text: raw.replace(/\/\/.*$/, '').trim(),
    at: { file: at.file, line: at.line + index },
  }));
  const blocks = lines.flatMap((line) => {
    const [, kind, content = ''] = /^@@(id|unique|index|map)\s*\((.*)\)/.exec(line.text) ?? [];
    return kind === undefined ? [] : [{ kind, content, at: line.at }];
  });
  const mapped = blocks.find(({ kind }) => kind === 'map')?.content;
  return {
    name,
    table: /"([^"]+)"/.exec(mapped ?? '')?.[1] ?? name,
    at,
    fields: lines.flatMap((line) => fieldOf(line.text, line.at, enums) ?? []),
    keys: blocks
      .filter(({ kind }) => kind !== 'map')
      .map(({ kind, content, at: place }) => ({ kind: KEYS[kind] ?? 'index', fields: namesIn(content), at: place })),
  };
}

const KEYS: Readonly<Record<string, PrismaModel['keys'][number]['kind']>> = { id: 'primary', unique: 'unique' };

/** Names of a list: `[userId, createdAt(sort: Desc)]`. */
function namesIn(text: string): readonly string[] {
  const list = /\[([^\]]*)\]/.exec(text)?.[1] ?? text;
  return list
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((name) => name.trim().split(/\W/)[0] ?? '')
    .filter((name) => name !== '');
}

function fieldOf(line: string, at: Location, enums: ReadonlySet<string>): PrismaField | undefined {
  const found = /^(\w+)\s+(\w+)(\([^)]*\))?(\[\])?(\?)?\s*(.*)$/.exec(line);
  if (found === null || line.startsWith('@@')) return undefined;
  const [, name = '', type = '', , list, , attributes = ''] = found;
  const relation = /@relation\s*\(([\s\S]*)\)/.exec(attributes)?.[1];
  const label = relation === undefined ? undefined : /(?:^|name:\s*)\s*"([^"]+)"/.exec(relation)?.[1];
  return {
    name,
    type,
    at,
    column: /@map\s*\(\s*(?:name:\s*)?"([^"]+)"/.exec(attributes)?.[1] ?? name,
    many: list !== undefined,
    isModel: !SCALARS.test(type) && !enums.has(type),
    primary: /@id\b/.test(attributes),
    unique: /@unique\b/.test(attributes),
    ...(label === undefined ? {} : { relation: label }),
    from: named(relation, 'fields'),
    to: named(relation, 'references'),
  };
}

function named(relation: string | undefined, word: string): readonly string[] {
  const list = new RegExp(`${word}:\\s*(\\[[^\\]]*\\])`).exec(relation ?? '')?.[1];
  return list === undefined ? [] : namesIn(list);
}
