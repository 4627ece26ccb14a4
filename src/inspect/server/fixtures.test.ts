import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Cardinality, Step } from '../../model/program.ts';
import type { Location } from '../../model/source.ts';
import { memoryProject } from '../project.ts';
import { readServer, type ServerReading } from './index.ts';

const ROOT = fileURLToPath(new URL('../../../fixtures/inspect', import.meta.url));

/** What a fixture claims: the parts of the reading that it names must be exactly so. */
interface Expected {
  readonly claim: string;
  readonly entry: string;
  readonly [part: string]: unknown;
}

function filesOf(folder: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(join(folder, prefix))) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) Object.assign(files, filesOf(folder, path));
    else if (path !== 'expected.json') files[path] = readFileSync(join(folder, path), 'utf8');
  }
  return files;
}

function count(size: Cardinality): string {
  switch (size.kind) {
    case 'exactly':
      return String(size.count);
    case 'table':
      return `all ${size.table}`;
    case 'matching':
      return `${size.table} by ${size.columns.join('+')}`;
    case 'at-most':
      return `at most ${size.limit}`;
    case 'product':
      return size.of.map(count).join(' × ');
    case 'request':
      return `request ${size.name}`;
    default:
      return 'unknown';
  }
}

function place(at: Location): string {
  return `@${at.file}:${at.line}`;
}

/** One line per step, indented by the shape; dispatch and the crossing of middleware are left out unless asked. */
function outline(step: Step, indent = ''): string[] {
  switch (step.kind) {
    case 'sequence':
      return step.steps.flatMap((inner) => outline(inner, indent));
    case 'parallel':
      return [`${indent}parallel`, ...step.steps.flatMap((inner) => branch(inner, indent))];
    case 'repeat':
      return [
        `${indent}repeat ${step.mode} × ${count(step.times)}${step.rowsFrom === undefined ? '' : ` rows from ${place(step.rowsFrom)}`}`,
        ...outline(step.body, `${indent}  `),
      ];
    case 'choice':
      return [
        `${indent}choice`,
        ...step.branches.flatMap((one) => [
          `${indent}  ${one.likelihood}${one.leaves ? ', leaves' : ''}`,
          ...outline(one.body, `${indent}    `),
        ]),
      ];
    case 'transaction':
    case 'detached':
      return [`${indent}${step.kind}`, ...outline(step.body, `${indent}  `)];
    case 'query':
      return [
        `${indent}${step.operation} ${step.tables.join('+')}(${step.filter.join(',')}) ${step.access} → ${count(step.rows)}${step.unbounded ? ', unbounded' : ''}${step.ownConnection === true ? ', own connection' : ''}`,
      ];
    case 'call':
      return [
        `${indent}call ${step.service} ${step.endpoint}${step.on === undefined ? '' : ` on ${step.on}(${(step.filter ?? []).join(',')})`}`,
      ];
    case 'thread':
      return [`${indent}thread ${step.work} ${step.library}${rounds(step)}`];
    default:
      return step.work === 'framework' || step.work === 'middleware' ? [] : [`${indent}${cpu(step)}`];
  }
}

function branch(step: Step, indent: string): string[] {
  const lines = outline(step, `${indent}    `);
  return [`${indent}  together`, ...lines];
}

function cpu(step: Step & { kind: 'cpu' }): string {
  const of = step.rowsOf === undefined ? '' : ` of ${step.rowsOf}`;
  const amount = step.amount === undefined ? '' : ` ${count(step.amount)}${of}`;
  const variant = step.library?.startsWith('qrcode/') === true ? ` as ${step.library}` : '';
  const hash = step.rounds === undefined ? '' : ` ${step.library}${rounds(step)}`;
  return `${step.work}${variant}${amount}${hash}${step.derives === undefined ? '' : ` to a ${step.derives}`}${step.checks === undefined ? '' : ` ${step.checks}`}`;
}

function rounds({ rounds, roundsFrom, roundsAt }: Step & { kind: 'cpu' | 'thread' }): string {
  if (rounds === undefined) return '';
  const least = roundsFrom === undefined ? '' : `${roundsFrom} to `;
  return ` ${least}${rounds}${roundsAt === undefined ? '' : ` as in ${place(roundsAt)}`}`;
}

/** The parts of a reading in a form that a person can check against the source. */
function summarise(reading: ServerReading): Record<string, unknown> {
  return {
    framework: reading.framework?.name,
    routes: Object.fromEntries(reading.routes.map((route) => [route.id, outline(route.program)])),
    paths: reading.routes.map((route) => `${route.id} ${place(route.at)}`),
    unreached: reading.unreachedRoutes.map(({ method, path, at }) => `${method} ${path} ${place(at)}`),
    shadowed: reading.routes.filter((route) => route.shadowedBy !== undefined).map((route) => route.id),
    crossed: Object.fromEntries(reading.routes.map((route) => [route.id, crossings(route.program)])),
    middleware: reading.middleware.map((one) => `${one.name}${one.path === undefined ? '' : ` on ${one.path}`}`),
    tables: Object.fromEntries(
      reading.tables.map((table) => [
        table.name,
        [
          ...table.columns.map(
            (column) =>
              `${column.name}${column.references === undefined ? '' : ` → ${column.references.table}.${column.references.column}`}`,
          ),
          ...table.indexes.map(
            (index) =>
              `${index.primary ? 'primary' : index.unique ? 'unique' : 'index'} ${index.columns.join('+')}${index.partial === undefined ? '' : ` where ${index.partial.join('+')}`}`,
          ),
        ],
      ]),
    ),
    databases: reading.databases.map(
      (database) =>
        `${database.id} ${database.driver} pool ${database.pool.size.low}–${database.pool.size.typical}${database.pool.acquireTimeout === undefined ? '' : ` acquire ${database.pool.acquireTimeout.typical}`}`,
    ),
    services: Object.fromEntries(reading.services.map((service) => [service.id, service.routes])),
    background: reading.background.map(
      (work) => `${work.trigger} ${work.name} ${work.period ?? ''}: ${outline(work.program).join('; ')}`,
    ),
    logging: { bodies: reading.logging.bodies, durations: reading.logging.durations, library: reading.logging.library },
    sessions: reading.sessions.used ? reading.sessions.store : undefined,
    protections: reading.protections.filter((one) => one.at !== undefined).map((one) => one.kind),
    bodyLimit: reading.bodyLimit?.value,
    settings: { requestTimeout: reading.requestTimeout?.value, threads: reading.threads?.value },
    clustering: reading.clustering !== undefined,
    unknowns: reading.unknowns.map((unknown) => unknown.message.key),
    unknownCalls: Object.fromEntries(
      reading.routes.map((route) => [route.id, route.unknownCalls.map((call) => call.name)]),
    ),
    filesRead: reading.filesRead,
  };
}

function crossings(step: Step): number {
  if (step.kind === 'cpu') return step.work === 'middleware' ? 1 : 0;
  return step.kind === 'sequence' ? step.steps.reduce((sum, inner) => sum + crossings(inner), 0) : 0;
}

const cases = readdirSync(ROOT).sort();

describe('readServer', () => {
  for (const name of cases) {
    const folder = join(ROOT, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    it(`${name}: ${expected.claim}`, () => {
      const summary = summarise(readServer(memoryProject(filesOf(folder)), expected.entry));
      const { claim, entry, ...parts } = expected;
      const found = Object.fromEntries(Object.keys(parts).map((part) => [part, summary[part]]));
      expect(found).toEqual(parts);
    });
  }

  it('has a fixture for each claim', () => {
    expect(cases.length).toBeGreaterThanOrEqual(25);
  });
});
