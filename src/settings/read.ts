import * as v from 'valibot';
import { JaugeError } from '../model/error.ts';
import { type Message, message } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import { type Literal, readLiteral } from './literal.ts';
import { nearest } from './nearest.ts';
import { settingsSchema } from './schema.ts';

/** Reads a configuration file. Throws a JaugeError('invalid-configuration') that names the line, the key and the nearest valid one. */
export function parseSettings(file: string, text: string): Settings {
  const literal = readLiteral(file, text);
  if (Array.isArray(literal.value)) throw notAnObject(file);
  const result = v.safeParse(settingsSchema, literal.value);
  if (result.success) return result.output as Settings;
  throw new JaugeError(
    'invalid-configuration',
    problemOf(result.issues[0], literal, file),
    message('error.config-hint'),
  );
}

function notAnObject(file: string): JaugeError {
  const at = { file, line: 1 };
  const problem = message('error.config-value', { at, key: 'default', expected: 'Object', received: 'Array' });
  return new JaugeError('invalid-configuration', problem, message('error.config-hint'));
}

type Issue = v.InferIssue<typeof settingsSchema>;

function problemOf(issue: Issue, literal: Literal, file: string): Message {
  const keys = (issue.path ?? []).map((item) => String((item as { key?: unknown }).key));
  const path = keys.join('.');
  const at = { file, line: literal.lines.get(path) ?? literal.lines.get(keys.slice(0, -1).join('.')) ?? 1 };
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(keys, at);
  return message('error.config-value', {
    at,
    key: path,
    expected: expectation(issue),
    received: String(issue.received),
  });
}

function unknownKey(keys: readonly string[], at: { file: string; line: number }): Message {
  const known = entriesAt(keys.slice(0, -1));
  const key = keys.join('.');
  const near = nearest(keys.at(-1) ?? '', known);
  if (near === undefined) return message('error.config-unknown-key', { at, key, known });
  return message('error.config-unknown-key-near', { at, key, near: [...keys.slice(0, -1), near].join('.') });
}

/** Keys of the object at a path of the schema. */
function entriesAt(path: readonly string[]): readonly string[] {
  let schema: unknown = settingsSchema;
  for (const key of path) schema = unwrap((unwrap(schema) as { entries?: Record<string, unknown> }).entries?.[key]);
  return Object.keys((unwrap(schema) as { entries?: Record<string, unknown> }).entries ?? {});
}

function unwrap(schema: unknown): unknown {
  return (schema as { wrapped?: unknown } | undefined)?.wrapped ?? schema ?? {};
}

function expectation(issue: Issue): string {
  const requirement = (issue as { requirement?: unknown }).requirement;
  const bound = typeof requirement === 'number' ? ` ${requirement}` : '';
  return issue.expected ?? `${issue.type}${bound}`;
}
