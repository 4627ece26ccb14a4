import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../model/deployment.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
import type { Database, Route, Service, Stack } from '../../model/inventory.ts';
import type { CallStep, Cardinality, CpuStep, QueryStep, Step } from '../../model/program.ts';
import { exactly } from '../../model/range.ts';
import type { Column, Table } from '../../model/schema.ts';
import type { Location, Source } from '../../model/source.ts';
import { judge, type Reading } from './index.ts';

const DECLARED: Source = { provenance: 'declared' };
const ONE: Cardinality = { kind: 'exactly', count: 1 };

const line = (number: number, file = 'server/routes.ts'): Location => ({ file, line: number });
const sequence = (...steps: readonly Step[]): Step => ({ kind: 'sequence', steps });
const rarely = (body: Step): Step => ({
  kind: 'choice',
  at: line(30),
  branches: [{ likelihood: 'rare', leaves: false, body }],
});
const detached = (body: Step): Step => ({ kind: 'detached', at: line(31), body });
const transaction = (body: Step): Step => ({ kind: 'transaction', at: line(32), database: 'main', body });
const cpu = (work: CpuStep['work'], more: Partial<CpuStep> = {}): CpuStep => ({
  kind: 'cpu',
  work,
  at: line(20),
  ...more,
});
const call = (service: string): CallStep => ({ kind: 'call', service, endpoint: 'send', at: line(40) });
const query = (more: Partial<QueryStep> = {}): QueryStep => ({
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

const route = (id: string, program: Step, more: Partial<Route> = {}): Route => ({
  id,
  method: id.split(' ')[0] as Route['method'],
  path: id.split(' ')[1] ?? '/',
  at: line(10),
  handler: line(10),
  program,
  unknownCalls: [],
  ...more,
});
const join = route('POST /api/memberships', sequence(joining));

const service = (id: string, kind: Service['kind'], more: Partial<Service> = {}): Service => ({
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
const memberships: Table = {
  name: 'memberships',
  at: line(11, 'shared/schema.ts'),
  columns: [column('id', 12), column('account_id', 13, { table: 'accounts', column: 'id' })],
  indexes: [key],
};
const indexed: Table = {
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
const deployment: Deployment = {
  platform: 'replit',
  kind: 'fixed',
  why: { key: 'hosting.none', params: {} },
  others: [],
  machine: { cpu: exactly(1, DECLARED), memory: exactly(2 ** 30, DECLARED) },
  instances: { minimum: exactly(1, DECLARED), maximum: exactly(1, DECLARED) },
  limits: [],
};
const database: Database = {
  id: 'main',
  engine: 'postgresql',
  host: { value: 'neon', source: DECLARED },
  driver: 'pg',
  at: line(5, 'server/db.ts'),
  pool: { size: exactly(10, DECLARED), acquireTimeout: exactly(5, DECLARED) },
};

const sound: Reading = {
  routes: [join],
  tables: [indexed],
  databases: [database],
  services: [service('sendgrid', 'email'), service('stripe', 'payments'), service('connectors', 'platform')],
  background: [],
  stack,
  deployment,
  clientFeatures: [],
  authentication: line(7, 'server/auth.ts'),
  connectionLimits: { main: exactly(100, DECLARED) },
};

const serving = (...steps: readonly Step[]): Partial<Reading> => ({
  routes: [join, route('GET /api/members', sequence(...steps))],
});
const loop = (times: Cardinality, more: object = {}): Step => ({
  kind: 'repeat',
  at: line(60),
  times,
  mode: 'sequential',
  body: query(),
  ...more,
});
const without = (kind: string): Partial<Reading> => ({
  stack: { ...stack, protections: stack.protections.filter((each) => each.kind !== kind) },
});
const login = route('POST /api/login', sequence(cpu('hash', { library: 'bcryptjs', rounds: 12 })));
const hashedOnThreads = route(
  'POST /api/login',
  sequence({ kind: 'thread', work: 'hash', library: 'bcrypt', rounds: 12, at: line(20) }),
);
const sessions = (more: Partial<Stack['sessions']>): Stack => ({
  ...stack,
  sessions: { used: false, unusedPackages: [], ...more },
});
const { authentication: _authentication, ...anonymous } = sound;

interface Case {
  readonly kind: FindingKind;
  readonly claim: string;
  readonly faulty: Partial<Reading>;
  readonly expected: Partial<Finding>;
  /** Close to the fault, and not it. */
  readonly sound: readonly Partial<Reading>[];
  readonly base?: Reading;
}

const CASES: readonly Case[] = [
  {
    kind: 'blocking-hash',
    claim: 'a hash in JavaScript holds the event loop; a native one does not',
    faulty: { routes: [login] },
    expected: { subject: 'server/routes.ts:20', severity: 'critical', at: line(20), routes: ['POST /api/login'] },
    sound: [{ routes: [hashedOnThreads] }, serving(cpu('token-verify'))],
  },
  {
    kind: 'body-logging',
    claim: 'bodies written to the log by a middleware',
    faulty: serving(cpu('body-log', { at: line(97, 'server/index.ts') })),
    expected: { subject: 'server/index.ts:97', at: line(97, 'server/index.ts'), routes: ['GET /api/members'] },
    sound: [serving(cpu('log-line')), serving(cpu('json-stringify'))],
  },
  {
    kind: 'duplicate-route',
    claim: 'a second registration of the same path',
    faulty: {
      routes: [
        route('GET /api/plans', sequence()),
        route('GET /api/plans (2)', sequence(), { at: line(90), shadowedBy: line(10) }),
      ],
    },
    expected: { subject: 'GET /api/plans (2)', at: line(90), evidence: [line(10)], routes: ['GET /api/plans (2)'] },
    sound: [{ routes: [route('GET /api/plans', sequence()), route('POST /api/plans', sequence())] }],
  },
  {
    kind: 'unindexed-filter',
    claim: 'a filter that reads the whole of a growing table',
    faulty: { ...serving(query({ access: 'scan' }), query({ access: 'scan', at: line(70) })), tables: [memberships] },
    expected: {
      subject: 'memberships.account_id',
      severity: 'serious',
      at: line(13, 'shared/schema.ts'),
      evidence: [line(70), line(50, 'server/storage.ts')],
    },
    sound: [
      serving(query({ access: 'index' })),
      serving(query({ access: 'unknown' })),
      serving(query({ access: 'scan', filter: [] })),
      { routes: [route('GET /api/members', sequence(query({ access: 'scan', tables: ['opening_hours'] })))] },
      { routes: [join, route('GET /api/members', sequence(query({ access: 'scan' })), { shadowedBy: line(1) })] },
    ],
  },
  {
    kind: 'unindexed-foreign-keys',
    claim: 'tables that point to one another and not one secondary index',
    faulty: { tables: [memberships] },
    expected: { subject: 'shared/schema.ts', evidence: [line(13, 'shared/schema.ts')] },
    sound: [{ tables: [indexed] }, { tables: [] }, { tables: [memberships], routes: [] }],
  },
  {
    kind: 'query-in-loop',
    claim: 'a query for each row of another',
    faulty: serving(loop({ kind: 'table', table: 'memberships' }, { rowsFrom: line(55) })),
    expected: {
      subject: 'server/routes.ts:60',
      severity: 'serious',
      at: line(60),
      evidence: [line(55), line(50, 'server/storage.ts')],
    },
    sound: [
      serving(query(), query()),
      serving(loop({ kind: 'exactly', count: 3 })),
      serving(loop({ kind: 'exactly', count: 20 }, { body: query({ access: 'unique', rows: ONE }) })),
      serving(loop({ kind: 'unknown', hint: 'until a code is free' })),
      serving(loop({ kind: 'table', table: 'memberships' }, { body: cpu('computation') })),
    ],
  },
  {
    kind: 'unbounded-list',
    claim: 'every row of a growing table in one answer',
    faulty: serving(query({ filter: [], unbounded: true, rows: { kind: 'table', table: 'memberships' } })),
    expected: { subject: 'server/storage.ts:50', severity: 'serious', at: line(50, 'server/storage.ts') },
    sound: [
      serving(query({ limit: 50, unbounded: false })),
      serving(query({ operation: 'count', unbounded: true, rows: ONE })),
      serving(query({ access: 'unique', rows: ONE })),
      serving(
        query({ filter: ['id'], unbounded: true, rows: { kind: 'matching', table: 'memberships', columns: ['id'] } }),
      ),
      serving(query({ tables: ['plans'], unbounded: true, rows: { kind: 'table', table: 'plans' } })),
    ],
  },
  {
    kind: 'call-in-transaction',
    claim: 'a payment asked for between begin and commit',
    faulty: serving(transaction(sequence(query(), call('stripe')))),
    expected: { subject: 'server/routes.ts:32', severity: 'critical', at: line(40), evidence: [line(32)] },
    sound: [
      serving(transaction(query()), call('stripe')),
      serving(transaction(sequence(query(), detached(call('stripe'))))),
    ],
  },
  {
    kind: 'nested-acquisition',
    claim: 'a second connection taken while a transaction holds one',
    faulty: serving(transaction(query({ ownConnection: true }))),
    expected: { subject: 'server/storage.ts:50', severity: 'critical', evidence: [line(32)] },
    sound: [
      serving(transaction(query())),
      serving(transaction(query({ ownConnection: true, database: 'archive' }))),
      serving(transaction(query()), transaction(query())),
    ],
  },
  {
    kind: 'awaited-email',
    claim: 'the answer waits for the e-mail',
    faulty: serving(call('sendgrid')),
    expected: { subject: 'server/routes.ts:40', at: line(40), routes: ['GET /api/members'] },
    sound: [serving(detached(call('sendgrid'))), serving(call('stripe'))],
  },
  {
    kind: 'repeated-credentials',
    claim: 'credentials fetched at each request',
    faulty: serving(call('connectors')),
    expected: { subject: 'server/routes.ts:40', severity: 'serious' },
    sound: [serving(rarely(call('connectors'))), serving(call('stripe'))],
  },
  {
    kind: 'webhook-parsed-body',
    claim: 'a signature checked against a parsed body',
    faulty: serving(cpu('signature-verify', { checks: 'parsed-body', library: 'stripe' })),
    expected: { subject: 'server/routes.ts:20', severity: 'critical' },
    sound: [serving(cpu('signature-verify', { checks: 'raw-body' })), serving(cpu('signature-verify'))],
  },
  {
    kind: 'slow-webhook',
    claim: 'an e-mail sent before the webhook is answered',
    faulty: serving(cpu('signature-verify', { checks: 'raw-body' }), call('sendgrid')),
    expected: { subject: 'GET /api/members', at: line(40) },
    sound: [
      serving(cpu('signature-verify', { checks: 'raw-body' }), detached(call('sendgrid'))),
      serving(call('sendgrid')),
    ],
  },
  {
    kind: 'missing-pool-timeout',
    claim: 'a pool that waits for ever',
    faulty: { databases: [{ ...database, pool: { size: exactly(10, DECLARED) } }] },
    expected: { subject: 'main', at: line(5, 'server/db.ts') },
    sound: [
      { databases: [{ ...database, pool: { size: exactly(0, DECLARED) } }] },
      { databases: [{ ...database, engine: 'sqlite', pool: { size: exactly(1, DECLARED) } }] },
    ],
  },
  {
    kind: 'missing-call-timeout',
    claim: 'a service awaited without a limit',
    faulty: { ...serving(call('ollama')), services: [{ ...service('ollama', 'ai'), timeout: undefined } as never] },
    expected: { subject: 'ollama', at: line(3, 'server/mail.ts'), evidence: [line(40)] },
    sound: [serving(call('stripe')), { services: [{ ...service('ollama', 'ai'), timeout: undefined } as never] }],
  },
  {
    kind: 'missing-rate-limit',
    claim: 'passwords that can be tried without end',
    faulty: { ...without('rate-limit'), routes: [login] },
    expected: { subject: 'login', at: line(10), routes: ['POST /api/login'] },
    sound: [{ routes: [login] }, without('rate-limit')],
  },
  {
    kind: 'missing-compression',
    claim: 'nothing compresses the answers',
    faulty: without('compression'),
    expected: { subject: 'responses', severity: 'minor' },
    sound: [
      { ...without('compression'), deployment: { ...deployment, platform: 'vercel' } },
      { ...without('compression'), routes: [] },
    ],
  },
  {
    kind: 'missing-health-check',
    claim: 'no address says that the application works',
    faulty: { ...without('health-check'), routes: [join, route('GET /api/payments/status', sequence())] },
    expected: { subject: 'server' },
    sound: [{ ...without('health-check'), routes: [join, route('GET /api/healthz', sequence())] }],
  },
  {
    kind: 'memory-session',
    claim: 'sessions in memory with several instances',
    faulty: {
      stack: sessions({ used: true, store: 'memory', at: line(8) }),
      deployment: { ...deployment, kind: 'autoscale' },
    },
    expected: { subject: 'sessions', severity: 'serious', at: line(8) },
    sound: [{ stack: sessions({ used: true, store: 'redis' }) }, { stack: sessions({}) }],
  },
  {
    kind: 'missing-sessions',
    claim: 'passwords checked, and nobody recognised afterwards',
    base: anonymous,
    faulty: {
      routes: [login],
      stack: sessions({ unusedPackages: [{ name: 'express-session', at: line(43, 'package.json') }] }),
    },
    expected: { subject: 'server', severity: 'critical', evidence: [line(43, 'package.json')] },
    sound: [
      { routes: [login], stack: sessions({ used: true }) },
      { routes: [login], stack: sessions({}), authentication: line(7) },
      { stack: sessions({}) },
    ],
  },
  {
    kind: 'missing-sessions',
    claim: 'session packages that nothing imports',
    faulty: { stack: sessions({ unusedPackages: [{ name: 'passport', at: line(50, 'package.json') }] }) },
    expected: { subject: 'packages', severity: 'minor', at: line(50, 'package.json') },
    sound: [{ stack: sessions({ used: true, unusedPackages: [{ name: 'passport', at: line(50, 'package.json') }] }) }],
  },
  {
    kind: 'sync-file',
    claim: 'a file read synchronously in a request',
    faulty: serving(cpu('file-sync')),
    expected: { subject: 'server/routes.ts:20' },
    sound: [serving({ kind: 'thread', work: 'file', library: 'fs', at: line(20) })],
  },
  {
    kind: 'pool-over-limit',
    claim: 'instances that together open too many connections',
    faulty: {
      deployment: { ...deployment, instances: { ...deployment.instances, maximum: exactly(20, DECLARED) } },
    },
    expected: { subject: 'main', at: line(5, 'server/db.ts') },
    sound: [
      { deployment: { ...deployment, instances: { ...deployment.instances, maximum: exactly(10, DECLARED) } } },
      {
        deployment: { ...deployment, instances: { ...deployment.instances, maximum: exactly(20, DECLARED) } },
        connectionLimits: {},
      },
    ],
  },
  {
    kind: 'client-only-feature',
    claim: 'a scanning screen without a server',
    faulty: {
      clientFeatures: [
        {
          feature: 'check-in',
          at: line(7, 'client/src/pages/Scanner.tsx'),
          instead: { kind: 'timer', at: line(22, 'client/src/pages/Scanner.tsx') },
        },
      ],
    },
    expected: {
      subject: 'client/src/pages/Scanner.tsx',
      at: line(7, 'client/src/pages/Scanner.tsx'),
      evidence: [line(22, 'client/src/pages/Scanner.tsx')],
    },
    sound: [{}],
  },
];

describe.each(CASES)('$kind: $claim', ({ kind, faulty, expected, sound: near, base = sound }) => {
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

it('says nothing of a sound project', () => {
  expect(judge(sound)).toEqual([]);
});

it('puts the worst first, and the same order every time', () => {
  const reading = { ...sound, ...without('compression'), ...serving(call('sendgrid'), cpu('hash', { rounds: 12 })) };
  const kinds = judge(reading).map((finding) => finding.kind);
  expect(kinds).toEqual(['blocking-hash', 'awaited-email', 'missing-compression']);
  expect(judge(reading)).toEqual(judge(reading));
});
