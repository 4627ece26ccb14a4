import { describe, expect, it } from 'vitest';
import { judge, type Reading } from '../../src/inspect/findings/index.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import type { Finding, FindingKind } from '../../src/model/finding.ts';
import type { Database, Route, Service, Stack } from '../../src/model/inventory.ts';
import type { CallStep, Cardinality, CpuStep, QueryStep, Step } from '../../src/model/program.ts';
import { exactly } from '../../src/model/range.ts';
import type { Column, Table } from '../../src/model/schema.ts';
import type { Location, Source } from '../../src/model/source.ts';

export const DECLARED: Source = { provenance: 'declared' };
export const ONE: Cardinality = { kind: 'exactly', count: 1 };

export const line = (number: number, file = 'server/routes.ts'): Location => ({ file, line: number });
export const sequence = (...steps: readonly Step[]): Step => ({ kind: 'sequence', steps });
export const rarely = (body: Step): Step => ({
  kind: 'choice',
  at: line(30),
  branches: [{ likelihood: 'rare', leaves: false, body }],
});
export const detached = (body: Step): Step => ({ kind: 'detached', at: line(31), body });
export const transaction = (body: Step): Step => ({ kind: 'transaction', at: line(32), database: 'main', body });
export const cpu = (work: CpuStep['work'], more: Partial<CpuStep> = {}): CpuStep => ({
  kind: 'cpu',
  work,
  at: line(20),
  ...more,
});
export const call = (service: string): CallStep => ({ kind: 'call', service, endpoint: 'send', at: line(40) });
export const query = (more: Partial<QueryStep> = {}): QueryStep => ({
  kind: 'query',
  at: line(50, 'server/storage.ts'),
  database: 'main',
  operation: 'select',
  tables: ['memberships'],
  filter: ['account_id'],
  access: 'index',
  rows: { kind: 'matching', table: 'memberships', columns: ['account_id'] },
  scanned: { kind: 'matching', table: 'memberships', columns: ['account_id'] },
  unbounded: false,
  ...more,
});
/** What makes `memberships` a table that grows: somebody can join. */
const joining = query({
  operation: 'insert',
  filter: [],
  access: 'none',
  rows: ONE,
  at: line(51, 'server/storage.ts'),
});

export const route = (id: string, program: Step, more: Partial<Route> = {}): Route => ({
  id,
  method: id.split(' ')[0] as Route['method'],
  path: id.split(' ')[1] ?? '/',
  at: line(10),
  handler: line(10),
  program,
  unknownCalls: [],
  ...more,
});
export const join = route('POST /api/memberships', sequence(joining));

export const service = (id: string, kind: Service['kind'], more: Partial<Service> = {}): Service => ({
  id,
  name: id,
  kind,
  at: line(3, 'server/mail.ts'),
  sites: [],
  routes: [],
  timeout: { value: 10, source: DECLARED },
  ...more,
});

const column = (name: string, number: number, references?: Column['references']): Column => ({
  name,
  type: 'text',
  at: line(number, 'shared/schema.ts'),
  ...(references === undefined ? {} : { references }),
});
const key = { columns: ['id'], unique: true, primary: true, at: line(12, 'shared/schema.ts') };
export const memberships: Table = {
  name: 'memberships',
  at: line(11, 'shared/schema.ts'),
  columns: [column('id', 12), column('account_id', 13, { table: 'accounts', column: 'id' })],
  indexes: [key],
};
export const indexed: Table = {
  ...memberships,
  indexes: [key, { columns: ['account_id'], unique: false, primary: false, at: line(14, 'shared/schema.ts') }],
};

const stack: Stack = {
  framework: { name: 'express', at: line(1, 'server/index.ts') },
  node: { value: 22, source: DECLARED },
  language: 'typescript',
  middleware: [],
  sessions: { used: true, store: 'postgres', unusedPackages: [] },
  processes: { value: 1, source: DECLARED },
  threads: { value: 4, source: DECLARED },
  logging: { library: 'none', bodies: false, durations: false },
  protections: [
    { kind: 'rate-limit', at: line(2) },
    { kind: 'compression', at: line(3) },
    { kind: 'health-check', at: line(4) },
  ],
};
export const deployment: Deployment = {
  platform: 'replit',
  kind: 'fixed',
  why: { key: 'hosting.none', params: {} },
  others: [],
  machine: { cpu: exactly(1, DECLARED), memory: exactly(2 ** 30, DECLARED) },
  instances: { minimum: exactly(1, DECLARED), maximum: exactly(1, DECLARED) },
  limits: [],
};
export const database: Database = {
  id: 'main',
  engine: 'postgresql',
  host: { value: 'neon', source: DECLARED },
  driver: 'pg',
  at: line(5, 'server/db.ts'),
  pool: { size: exactly(10, DECLARED), acquireTimeout: exactly(5, DECLARED) },
};

export const sound: Reading = {
  routes: [join],
  tables: [indexed],
  databases: [database],
  services: [service('sendgrid', 'email'), service('stripe', 'payments'), service('connectors', 'platform')],
  background: [],
  stack,
  deployment,
  clientFeatures: [],
  stores: [],
  retries: [],
  authentication: line(7, 'server/auth.ts'),
  connectionLimits: { main: exactly(100, DECLARED) },
};

export const serving = (...steps: readonly Step[]): Partial<Reading> => ({
  routes: [join, route('GET /api/members', sequence(...steps))],
});
export const loop = (times: Cardinality, more: object = {}): Step => ({
  kind: 'repeat',
  at: line(60),
  times,
  mode: 'sequential',
  body: query(),
  ...more,
});
export const without = (kind: string): Partial<Reading> => ({
  stack: { ...stack, protections: stack.protections.filter((each) => each.kind !== kind) },
});
export const login = route('POST /api/login', sequence(cpu('hash', { library: 'bcryptjs', rounds: 12 })));
export const hashedOnThreads = route(
  'POST /api/login',
  sequence({ kind: 'thread', work: 'hash', library: 'bcrypt', rounds: 12, at: line(20) }),
);
export const sessions = (more: Partial<Stack['sessions']>): Stack => ({
  ...stack,
  sessions: { used: false, unusedPackages: [], ...more },
});
const { authentication: _authentication, ...withoutGuard } = sound;
/** Nothing tells who the caller is. */
export const anonymous: Reading = withoutGuard;

/** One claim about a rule. */
export interface Case {
  readonly kind: FindingKind;
  readonly claim: string;
  readonly faulty: Partial<Reading>;
  readonly expected: Partial<Finding>;
  /** Close to the fault, and not it. */
  readonly sound: readonly Partial<Reading>[];
  readonly base?: Reading;
}

/** Each case: the fault is found where it is, and what is close to it is not. */
export function check(cases: readonly Case[]): void {
  describe.each(cases)('$kind: $claim', ({ kind, faulty, expected, sound: near, base = sound }) => {
    it('is found', () => {
      const found = judge({ ...base, ...faulty }).filter((finding) => finding.kind === kind);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject(expected);
    });

    it('is silent without the fault', () => {
      for (const reading of near) {
        const found = judge({ ...base, ...reading }).filter((finding) => finding.kind === kind);
        expect(found).toEqual([]);
      }
    });
  });
}
