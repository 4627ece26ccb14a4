import type { Finding } from '../../src/model/finding.ts';
import type { Inventory, Method, Route } from '../../src/model/inventory.ts';
import { message } from '../../src/model/message.ts';
import { NOTHING } from '../../src/model/program.ts';
import { between, exactly } from '../../src/model/range.ts';
import type { Column, Table } from '../../src/model/schema.ts';
import type { Location, Source } from '../../src/model/source.ts';

const at = (file: string, line: number): Location => ({ file, line });
const ASSUMED: Source = { provenance: 'assumed', reason: 'sample.reason' };
const declared = (file: string, line: number): Source => ({ provenance: 'declared', at: at(file, line) });
const documented = (fact: string, url: string): Source => ({
  provenance: 'documented',
  fact,
  url,
  date: '2026-11-22',
  confidence: 'official',
});

const route = (id: string, file: string, line: number, shadowedBy?: Location): Route => {
  const [method = 'GET', path = '/'] = id.replace(/ \(\d+\)$/, '').split(' ');
  return {
    id,
    method: method as Method,
    path,
    at: at(file, line),
    handler: at(file, line),
    program: NOTHING,
    unknownCalls: [],
    ...(shadowedBy === undefined ? {} : { shadowedBy }),
  };
};

const ROUTES: readonly Route[] = [
  route('POST /api/auth/register', 'server/auth.ts', 61),
  route('POST /api/auth/login', 'server/auth.ts', 82),
  route('GET /api/me/memberships', 'server/routes/members.ts', 21),
  route('GET /api/orchestras/:id', 'server/routes/orchestras.ts', 19),
  route('GET /api/orchestras/:id/members', 'server/routes/members.ts', 34),
  route('GET /api/orchestras/:id/dashboard', 'server/routes/dashboard.ts', 44),
  route('GET /api/orchestras/:id/concerts', 'server/routes/concerts.ts', 12),
  route('GET /api/orchestras/:id/news', 'server/routes/news.ts', 15),
  route('POST /api/concerts/:id/check-in', 'server/routes/concerts.ts', 77),
  route('POST /api/messages', 'server/routes/messages.ts', 28),
  route('POST /api/payments/checkout', 'server/routes/payments.ts', 55),
  route('POST /api/webhooks/stripe', 'server/routes/payments.ts', 142),
  route('GET /api/plans', 'server/routes/payments.ts', 31),
  route('GET /api/plans (2)', 'server/routes/admin.ts', 18, at('server/routes/payments.ts', 31)),
  route('GET *', 'server/static.ts', 12),
];

function table(name: string, line: number, columns: number, references: readonly (readonly [string, string])[]): Table {
  const foreign = references.map(
    ([column, target], index): Column => ({
      name: column,
      type: 'uuid',
      at: at('shared/schema.ts', line + 2 + index),
      references: { table: target, column: 'id' },
    }),
  );
  const others = Array.from(
    { length: columns - foreign.length },
    (_, index): Column => ({
      name: index === 0 ? 'id' : `field_${index}`,
      type: 'text',
      at: at('shared/schema.ts', line + 1),
    }),
  );
  return {
    name,
    at: at('shared/schema.ts', line),
    columns: [...others, ...foreign],
    indexes: [
      { columns: ['id'], unique: true, primary: true, at: at('shared/schema.ts', line + 1) },
      ...(name === 'accounts'
        ? [{ columns: ['field_1'], unique: true, primary: false, at: at('shared/schema.ts', line + 3) }]
        : []),
    ],
  };
}

const TABLES: readonly Table[] = [
  table('accounts', 12, 9, []),
  table('orchestras', 31, 11, [['owner_id', 'accounts']]),
  table('memberships', 59, 12, [
    ['account_id', 'accounts'],
    ['orchestra_id', 'orchestras'],
  ]),
  table('concerts', 92, 10, [['orchestra_id', 'orchestras']]),
  table('payments', 119, 8, [['membership_id', 'memberships']]),
];

const filter = (subject: string, line: number, severity: Finding['severity'], ...routes: string[]): Finding => ({
  kind: 'unindexed-filter',
  subject,
  severity,
  at: at('shared/schema.ts', line),
  evidence: [],
  message: message('sample.finding.filter', { subject }),
  routes,
});

const FINDINGS: readonly Finding[] = [
  filter('orchestras.owner_id', 33, 'moderate', 'GET /api/orchestras/:id'),
  filter('memberships.account_id', 61, 'serious', 'GET /api/me/memberships', 'POST /api/payments/checkout'),
  filter(
    'memberships.orchestra_id',
    62,
    'serious',
    'GET /api/orchestras/:id/members',
    'GET /api/orchestras/:id/dashboard',
    'POST /api/concerts/:id/check-in',
  ),
  filter('concerts.orchestra_id', 94, 'moderate', 'GET /api/orchestras/:id/concerts'),
  filter('payments.membership_id', 121, 'serious', 'POST /api/webhooks/stripe'),
  {
    kind: 'blocking-hash',
    subject: 'server/auth.ts:88',
    severity: 'critical',
    at: at('server/auth.ts', 88),
    evidence: [at('server/auth.ts', 131)],
    message: message('sample.finding.hash', { rounds: 12 }),
    routes: ['POST /api/auth/login', 'POST /api/auth/register'],
  },
  {
    kind: 'call-in-transaction',
    subject: 'server/routes/payments.ts:64',
    severity: 'serious',
    at: at('server/routes/payments.ts', 64),
    evidence: [at('server/routes/payments.ts', 71)],
    message: message('sample.finding.transaction', { service: 'Stripe' }),
    routes: ['POST /api/payments/checkout'],
  },
  {
    kind: 'query-in-loop',
    subject: 'server/routes/dashboard.ts:58',
    severity: 'serious',
    at: at('server/routes/dashboard.ts', 58),
    evidence: [at('server/routes/dashboard.ts', 49)],
    message: message('sample.finding.loop', { rows: at('server/routes/dashboard.ts', 49) }),
    routes: ['GET /api/orchestras/:id/dashboard'],
  },
  {
    kind: 'body-logging',
    subject: 'server/index.ts',
    severity: 'moderate',
    at: at('server/index.ts', 33),
    evidence: [],
    message: message('sample.finding.log'),
    routes: ROUTES.slice(0, 13).map((each) => each.id),
  },
  {
    kind: 'duplicate-route',
    subject: 'GET /api/plans',
    severity: 'minor',
    at: at('server/routes/admin.ts', 18),
    evidence: [at('server/routes/payments.ts', 31)],
    message: message('sample.finding.duplicate', { route: 'GET /api/plans' }),
    routes: ['GET /api/plans (2)'],
  },
];

/** What inspection would find in Harmonie. */
export const INVENTORY: Inventory = {
  project: {
    name: 'Harmonie',
    manifest: at('package.json', 2),
    entry: at('server/index.ts', 1),
    filesSeen: 214,
    filesRead: 31,
  },
  deployment: {
    platform: 'replit',
    kind: 'autoscale',
    why: message('sample.why', { entry: at('server/index.ts', 1) }),
    chosen: {
      platform: 'replit',
      kind: 'autoscale',
      at: at('.replit', 14),
      plan: 'autoscale',
      serves: 'both',
      build: { command: 'npm run build', at: at('.replit', 15) },
      run: { command: 'npm run start', at: at('.replit', 16) },
      ports: [{ port: 5000, external: 80, at: at('.replit', 19) }],
      modules: [
        { name: 'nodejs-20', at: at('.replit', 1) },
        { name: 'postgresql-16', at: at('.replit', 1) },
      ],
      environment: ['DATABASE_URL', 'SENDGRID_API_KEY', 'STRIPE_SECRET_KEY'],
      databases: [{ engine: 'postgresql', at: at('.replit', 1) }],
      requestTimeout: between(60, 300, 300, ASSUMED),
    },
    others: [
      {
        platform: 'vercel',
        kind: 'static',
        at: at('vercel.json', 2),
        serves: 'front end',
        ports: [],
        modules: [],
        environment: [],
        databases: [],
      },
    ],
    machine: {
      cpu: between(0.5, 1, 4, ASSUMED),
      memory: between(1024 ** 3, 2 * 1024 ** 3, 8 * 1024 ** 3, ASSUMED),
    },
    instances: {
      minimum: exactly(0, documented('A007', 'https://docs.replit.com/cloud-services/deployments/autoscale-deployments')),
      maximum: between(1, 1, 3, ASSUMED),
    },
    limits: [
      {
        message: message('sample.limit.idle', { after: 900 }),
        source: documented('A011', 'https://docs.replit.com/cloud-services/deployments/autoscale-deployments'),
      },
      { message: message('sample.limit.size'), source: ASSUMED },
    ],
    host: {
      place: 'workspace',
      platform: 'replit',
      cpuQuota: 2,
      processors: 8,
      memoryLimit: 2 * 1024 ** 3,
      cgroup: 'v2',
      openFiles: 20000,
      nodeVersion: 'v20.20.0',
      heapLimit: 1024 ** 3,
      environment: ['REPL_ID', 'REPL_OWNER'],
    },
  },
  stack: {
    framework: { name: 'Express', version: '4.21', at: at('package.json', 38) },
    node: { value: 20, source: declared('.replit', 1) },
    language: 'typescript',
    run: { command: 'NODE_ENV=production node dist/index.js', at: at('package.json', 9) },
    build: { command: 'vite build && esbuild server/index.ts --bundle', at: at('package.json', 8) },
    middleware: [
      { name: 'express.json', at: at('server/index.ts', 17), program: NOTHING },
      { name: 'cors', at: at('server/index.ts', 18), program: NOTHING },
      { name: 'logResponses', at: at('server/index.ts', 22), path: '/api', program: NOTHING },
    ],
    sessions: {
      used: false,
      unusedPackages: [
        { name: 'express-session', at: at('package.json', 41) },
        { name: 'memorystore', at: at('package.json', 47) },
      ],
    },
    bodyLimit: { value: 102400, source: documented('C004', 'https://expressjs.com/en/4x/api.html#express.json') },
    requestTimeout: { value: 300, source: documented('C019', 'https://nodejs.org/api/http.html#serverrequesttimeout') },
    processes: { value: 1, source: { provenance: 'documented', fact: 'C020' } },
    threads: { value: 4, source: documented('C021', 'https://docs.libuv.org/en/v1.x/threadpool.html') },
    logging: { at: at('server/index.ts', 33), library: 'console.log', bodies: true, durations: true },
    protections: [
      { kind: 'cors', at: at('server/index.ts', 18) },
      { kind: 'rate-limit' },
      { kind: 'compression' },
      { kind: 'helmet' },
      { kind: 'health-check' },
      { kind: 'graceful-shutdown' },
    ],
  },
  databases: [
    {
      id: 'main',
      engine: 'postgresql',
      host: { value: 'neon', source: declared('server/db.ts', 3) },
      driver: '@neondatabase/serverless',
      orm: 'Drizzle',
      at: at('server/db.ts', 12),
      pool: {
        size: exactly(10, documented('D003', 'https://node-postgres.com/apis/pool')),
        idleTimeout: exactly(10, documented('D004', 'https://node-postgres.com/apis/pool')),
      },
      limits: [
        {
          message: message('sample.limit.storage', { bytes: 512 * 1024 ** 2 }),
          source: documented('B014', 'https://neon.com/pricing'),
        },
      ],
    },
  ],
  tables: TABLES,
  services: [
    {
      id: 'stripe',
      name: 'Stripe',
      kind: 'payments',
      at: at('server/stripe.ts', 8),
      sites: [
        { at: at('server/routes/payments.ts', 71), endpoint: 'checkout.sessions.create' },
        { at: at('server/routes/payments.ts', 96), endpoint: 'subscriptions.update' },
      ],
      routes: ['POST /api/payments/checkout', 'POST /api/webhooks/stripe'],
      limits: [
        {
          message: message('sample.limit.stripe', { rate: 100 }),
          source: documented('E002', 'https://docs.stripe.com/rate-limits'),
        },
      ],
    },
    {
      id: 'sendgrid',
      name: 'SendGrid',
      kind: 'email',
      at: at('server/email.ts', 5),
      sites: [{ at: at('server/email.ts', 31), endpoint: 'mail.send' }],
      routes: ['POST /api/auth/register', 'POST /api/messages', 'POST /api/webhooks/stripe', 'POST /api/payments/checkout'],
      timeout: { value: 10, source: declared('server/email.ts', 6) },
    },
  ],
  routes: ROUTES,
  background: [
    {
      name: 'remindLateMembers',
      at: at('server/jobs.ts', 14),
      trigger: 'interval',
      period: 3600,
      inProcess: true,
      program: NOTHING,
    },
  ],
  findings: FINDINGS,
  unknowns: [
    { message: message('sample.unknown.size') },
    { message: message('sample.unknown.call', { name: 'sync' }), at: at('server/routes/admin.ts', 74) },
  ],
};
