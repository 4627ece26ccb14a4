import type { Capacity, ClassAtCapacity } from '../../src/model/capacity.ts';
import type { Estimate } from '../../src/model/estimate.ts';
import { message } from '../../src/model/message.ts';
import { DEFAULT_OBJECTIVE } from '../../src/model/objective.ts';
import { between, exactly, type Interval } from '../../src/model/range.ts';
import type { Purpose } from '../../src/model/scenario.ts';
import type { TransientStep } from '../../src/model/solution.ts';
import type { Source } from '../../src/model/source.ts';
import type { Remedy, AppliedRemedy } from '../../src/model/tier.ts';
import { INVENTORY } from './inventory.ts';

const ASSUMED: Source = { provenance: 'assumed', reason: 'sample.reason' };
const interval = (low: number, typical: number, high: number): Interval => ({ low, typical, high });

/** Routes of the invented project: what each is for, its share of the two mixes, and milliseconds of loop, of database, idle and at the limit. */
const ROUTES: readonly (readonly [string, Purpose, number, number, number, number, number, number])[] = [
  ['POST /api/auth/login', 'login', 0.01, 0.05, 302, 1.1, 360, 980],
  ['GET /api/orchestras/:id/members', 'list', 0.05, 0.03, 8.9, 6.2, 32, 410],
  ['GET /api/orchestras/:id/dashboard', 'dashboard', 0.06, 0.02, 5.7, 7.9, 41, 430],
  ['GET /api/me/memberships', 'list', 0.16, 0.14, 1.9, 5.9, 24, 320],
  ['GET /api/orchestras/:id/concerts', 'list', 0.18, 0.09, 1.2, 0.9, 11, 290],
  ['GET /api/orchestras/:id/news', 'list', 0.2, 0.06, 1.05, 0.7, 9, 280],
  ['POST /api/concerts/:id/check-in', 'check-in', 0.02, 0.34, 1.1, 0.8, 12, 300],
  ['POST /api/payments/checkout', 'payment', 0.01, 0.08, 3.9, 6.1, 720, 1010],
  ['POST /api/webhooks/stripe', 'webhook', 0.01, 0.08, 2.3, 3.8, 19, 330],
  ['GET /api/orchestras/:id', 'read', 0.1, 0.05, 0.7, 0.2, 6, 260],
  ['POST /api/messages', 'write', 0.04, 0.01, 0.64, 0.31, 7, 265],
  ['GET /api/plans', 'read', 0.06, 0.01, 0.65, 0.17, 5, 255],
  ['POST /api/auth/register', 'register', 0.002, 0.01, 314, 1.6, 1180, 2100],
  ['GET *', 'page', 0.098, 0.03, 0.4, 0, 2, 240],
];

function classes(scenario: 'normal' | 'peak'): ClassAtCapacity[] {
  return ROUTES.map(([id, , normal, peak, loop, database, idle, loaded]) => ({
    id,
    share: scenario === 'normal' ? normal : peak,
    idle: idle / 2000,
    idlePercentile: idle / 1000,
    percentile: (scenario === 'normal' ? loaded : loaded * 1.02) / 1000,
    overWhenIdle: idle > 1000,
    loopTime: loop / 1000,
    databaseTime: database / 1000,
    busyTime: interval((loop + database) / 2100, (loop + database) / 1000, (loop + database) / 420),
    alone: Math.min(0.93 / (loop / 1000), database === 0 ? Number.POSITIVE_INFINITY : 0.93 / (database / 1000)),
  }));
}

const NORMAL: Capacity = {
  scenario: 'normal',
  throughput: interval(61.3, 94.7, 141.2),
  saturation: interval(118, 168, 221),
  perInstance: interval(61.3, 94.7, 141.2),
  bottleneck: {
    station: 'event-loop',
    utilization: 0.648,
    routes: [
      { id: 'POST /api/auth/login', share: 0.617 },
      { id: 'GET /api/orchestras/:id/members', share: 0.091 },
      { id: 'GET /api/orchestras/:id/dashboard', share: 0.07 },
      { id: 'GET /api/me/memberships', share: 0.062 },
      { id: 'GET /api/orchestras/:id/concerts', share: 0.044 },
    ],
    causes: [
      { tag: 'work:hash', share: 0.617 },
      { tag: 'work:json-stringify', share: 0.118 },
      { tag: 'work:body-log', share: 0.09 },
      { tag: 'work:framework', share: 0.072 },
      { tag: 'work:query', share: 0.061 },
    ],
    reason: 'percentile',
  },
  firstToGiveWay: [
    { station: 'event-loop', probability: 0.88 },
    { station: 'database', probability: 0.12 },
  ],
  utilization: { 'event-loop': 0.648, database: 0.31, connections: 0.14, threads: 0.003, 'service:stripe': 0.02 },
  activeUsers: interval(190, 314, 470),
  connectedUsers: interval(620, 1050, 1600),
  dailyUsers: interval(1410, 2620, 4130),
  method: 'simulation',
  classes: classes('normal'),
};

const PEAK: Capacity = {
  scenario: 'peak',
  throughput: interval(22.4, 31.2, 40.3),
  saturation: interval(44, 59, 71),
  perInstance: interval(22.4, 31.2, 40.3),
  bottleneck: {
    station: 'event-loop',
    utilization: 0.596,
    routes: [
      { id: 'POST /api/auth/login', share: 0.868 },
      { id: 'POST /api/concerts/:id/check-in', share: 0.022 },
    ],
    causes: [
      { tag: 'work:hash', share: 0.884 },
      { tag: 'work:json-stringify', share: 0.031 },
    ],
    reason: 'percentile',
  },
  firstToGiveWay: [{ station: 'event-loop', probability: 1 }],
  utilization: { 'event-loop': 0.596, database: 0.09, connections: 0.06, threads: 0.002, 'service:stripe': 0.03 },
  activeUsers: interval(66, 94, 128),
  connectedUsers: interval(220, 310, 430),
  dailyUsers: interval(980, 1740, 2650),
  method: 'simulation',
  classes: classes('peak'),
};

const HASH: Remedy = {
  id: 'hash-off-the-loop',
  kind: 'code',
  title: message('sample.remedy.hash'),
  explanation: message('sample.remedy.hash.why'),
  at: [
    { file: 'server/auth.ts', line: 88 },
    { file: 'server/auth.ts', line: 131 },
  ],
  effort: 'hours',
  monthlyCost: interval(0, 0, 0),
  changes: [{ kind: 'rework', tag: 'work:hash', station: 'threads' }],
};

const INDEX: Remedy = {
  id: 'add-indexes',
  kind: 'code',
  title: message('sample.remedy.index', { count: 4 }),
  explanation: message('sample.remedy.index.why'),
  at: [
    { file: 'shared/schema.ts', line: 61 },
    { file: 'shared/schema.ts', line: 62 },
    { file: 'shared/schema.ts', line: 94 },
    { file: 'shared/schema.ts', line: 121 },
  ],
  effort: 'hours',
  monthlyCost: interval(0, 0, 0),
  changes: [{ kind: 'set-times', tag: 'unindexed-filter:memberships.account_id', times: { terms: [] } }],
};

const EMAIL: Remedy = {
  id: 'raise-email-plan',
  kind: 'plan',
  title: message('sample.remedy.email'),
  explanation: message('sample.remedy.email.why'),
  at: [],
  effort: 'minutes',
  monthlyCost: interval(19.95, 19.95, 19.95),
  changes: [],
};

const INSTANCES: Remedy = {
  id: 'add-instances',
  kind: 'infrastructure',
  title: message('sample.remedy.instances', { count: 3 }),
  explanation: message('sample.remedy.instances.why'),
  at: [{ file: '.replit', line: 14 }],
  effort: 'days',
  monthlyCost: interval(20, 40, 90),
  changes: [{ kind: 'set-instances', instances: 3 }],
};

const COMPRESS: Remedy = {
  id: 'compress-answers',
  kind: 'code',
  title: message('sample.remedy.compress'),
  explanation: message('sample.remedy.compress.why'),
  at: [{ file: 'server/index.ts', line: 17 }],
  effort: 'minutes',
  monthlyCost: interval(0, 0, 0),
  changes: [],
};

const steps: readonly AppliedRemedy[] = [
  {
    relieves: PEAK.bottleneck,
    remedy: HASH,
    gain: interval(2.6, 3.4, 4.4),
    dailyUsers: interval(3300, 5900, 8800),
    activeUsers: interval(230, 320, 450),
    throughput: interval(80, 107, 141),
  },
  {
    relieves: NORMAL.bottleneck,
    remedy: INDEX,
    gain: interval(1.2, 1.44, 1.8),
    dailyUsers: interval(4800, 8500, 13200),
    activeUsers: interval(330, 460, 640),
    throughput: interval(110, 154, 212),
  },
];

/** Arrivals at a concert: 300 members' cards in ten minutes, every tenth person logging in at the door. */
const ENTRANCE: readonly TransientStep[] = [2, 4, 9, 22, 41, 63, 88, 112, 131, 147, 86, 31, 3].map((inSystem, index) => ({
  time: index * 60,
  arrivals: index < 10 ? 30 : 0,
  completions: index < 10 ? 20 : 60,
  inSystem,
  worst: 0.4 + inSystem * 0.031,
  p95: 0.3 + inSystem * 0.024,
  errors: 0,
}));

/** A complete, hand-written estimate of an invented project: Harmonie, a SaaS for amateur orchestras born on Replit. */
export const ESTIMATE: Estimate = {
  schemaVersion: 1,
  tool: { name: 'jauge', version: '0.1.0', factsDate: '2026-11-22' },
  inventory: INVENTORY,
  objective: DEFAULT_OBJECTIVE,
  purposes: Object.fromEntries(ROUTES.map(([id, purpose]) => [id, purpose])),
  capacities: [NORMAL, PEAK],
  accounts: {
    total: interval(21000, 38000, 74000),
    because: message('sample.accounts.because'),
    today: between(500, 2000, 10000, ASSUMED),
    growth: [
      { accounts: 2000, throughput: 94.7, dailyUsers: 2620 },
      { accounts: 10000, throughput: 91.2, dailyUsers: 2520 },
      { accounts: 50000, throughput: 71, dailyUsers: 1960 },
      { accounts: 200000, throughput: 22.5, dailyUsers: 620 },
    ],
  },
  ceilings: [
    {
      kind: 'machine',
      subject: 'event-loop',
      dailyUsers: interval(980, 1740, 2650),
      accounts: interval(4900, 8700, 13000),
      message: message('sample.ceiling.machine'),
    },
    {
      kind: 'quota',
      subject: 'sendgrid',
      dailyUsers: interval(1500, 3100, 6200),
      message: message('sample.ceiling.email', { amount: 100, plan: 'free' }),
    },
    {
      kind: 'data-growth',
      subject: 'memberships',
      accounts: interval(21000, 38000, 74000),
      message: message('sample.ceiling.data', { table: 'memberships' }),
    },
    {
      kind: 'rate-limit',
      subject: 'stripe',
      dailyUsers: interval(41000, 90000, Number.POSITIVE_INFINITY),
      message: message('sample.ceiling.stripe', { rate: 100 }),
    },
  ],
  tiers: [
    {
      number: 1,
      kind: 'as-is',
      steps: [],
      dailyUsers: interval(980, 1740, 2650),
      activeUsers: interval(66, 94, 128),
      accounts: interval(4900, 8700, 13000),
      throughput: interval(22.4, 31.2, 40.3),
      monthlyCost: interval(8, 15, 30),
      bottleneck: PEAK.bottleneck,
      risks: [
        { message: message('sample.risk.login'), at: { file: 'server/auth.ts', line: 88 } },
        { message: message('sample.risk.everyone') },
        { message: message('sample.risk.webhook'), at: { file: 'server/routes/payments.ts', line: 142 } },
      ],
    },
    {
      number: 2,
      kind: 'light',
      steps,
      dailyUsers: interval(4800, 8500, 13200),
      activeUsers: interval(330, 460, 640),
      accounts: interval(24000, 42000, 66000),
      throughput: interval(110, 154, 212),
      monthlyCost: interval(8, 18, 40),
      bottleneck: {
        station: 'database',
        utilization: 0.91,
        routes: [
          { id: 'GET /api/orchestras/:id/dashboard', share: 0.44 },
          { id: 'GET /api/orchestras/:id/members', share: 0.31 },
        ],
        causes: [
          { tag: 'query-in-loop:server/routes/dashboard.ts:58', share: 0.4 },
          { tag: 'table:memberships', share: 0.33 },
        ],
        reason: 'utilization',
      },
      risks: [
        { message: message('sample.risk.dashboard'), at: { file: 'server/routes/dashboard.ts', line: 58 } },
        { message: message('sample.risk.email') },
      ],
    },
    {
      number: 3,
      kind: 'infrastructure',
      steps: [
        {
          relieves: NORMAL.bottleneck,
          remedy: EMAIL,
          gain: interval(1, 1, 1),
          dailyUsers: interval(4800, 8500, 13200),
          activeUsers: interval(330, 460, 640),
          throughput: interval(110, 154, 212),
        },
        {
          relieves: NORMAL.bottleneck,
          remedy: INSTANCES,
          gain: interval(1.9, 2.5, 2.9),
          dailyUsers: interval(9900, 21300, 36000),
          activeUsers: interval(700, 1150, 1800),
          throughput: interval(230, 385, 610),
        },
      ],
      dailyUsers: interval(9900, 21300, 36000),
      activeUsers: interval(700, 1150, 1800),
      accounts: interval(50000, 106000, 180000),
      throughput: interval(230, 385, 610),
      monthlyCost: interval(48, 78, 150),
      bottleneck: {
        station: 'connections',
        utilization: 0.97,
        routes: [{ id: 'POST /api/payments/checkout', share: 0.72 }],
        causes: [{ tag: 'call-in-transaction:server/routes/payments.ts:64', share: 0.7 }],
        reason: 'pool',
      },
      risks: [{ message: message('sample.risk.pool'), at: { file: 'server/routes/payments.ts', line: 64 } }],
    },
  ],
  otherRemedies: [COMPRESS],
  events: [
    {
      name: 'entrance',
      people: 300,
      duration: 600,
      route: 'POST /api/concerts/:id/check-in',
      at: { file: 'server/routes/concerts.ts', line: 77 },
      outcome: {
        steps: ENTRANCE,
        worstQueue: 147,
        worstP95: 3.83,
        worstResponseTime: 4.96,
        errors: 0.014,
        recovery: 118,
      },
      bearable: 118,
    },
    {
      name: 'renewal',
      people: 400,
      duration: 120,
      route: 'POST /api/webhooks/stripe',
      at: { file: 'server/routes/payments.ts', line: 142 },
      outcome: { steps: [], worstQueue: 1, worstP95: 0.34, worstResponseTime: 0.61, errors: 0, recovery: 0 },
      bearable: 4200,
    },
  ],
  monitoring: {
    thresholds: [
      { signal: 'requests-per-minute', unit: 'requests', watch: 1120, act: 1500, because: message('sample.watch.requests') },
      { signal: 'requests-per-hour', unit: 'requests', watch: 34000, act: 45000, because: message('sample.watch.hour') },
      { signal: 'response-time-p95', unit: 's', watch: 0.7, act: 1, because: message('sample.watch.p95') },
      { signal: 'error-rate', unit: 'ratio', watch: 0.005, act: 0.01, because: message('sample.watch.errors') },
      { signal: 'event-loop-utilization', unit: 'ratio', watch: 0.45, act: 0.6, because: message('sample.watch.loop') },
      { signal: 'memory', unit: 'bytes', watch: 1.2e9, act: 1.6e9, because: message('sample.watch.memory') },
      { signal: 'logins-per-minute', unit: 'logins', watch: 60, act: 93, because: message('sample.watch.logins') },
      { signal: 'emails-per-day', unit: 'emails', watch: 70, act: 90, because: message('sample.watch.emails') },
      { signal: 'accounts', unit: 'accounts', watch: 15000, act: 21000, because: message('sample.watch.accounts') },
    ],
    insertions: [
      {
        title: message('sample.insert.monitor'),
        file: 'server/index.ts',
        after: 21,
        replaces: { from: 22, to: 41 },
        why: message('sample.insert.monitor.why'),
        code: [
          "app.use('/api', (request, response, next) => {",
          '  const started = performance.now();',
          "  response.on('finish', () => {",
          '    const milliseconds = Math.round(performance.now() - started);',
          "    console.log(`${request.method} ${request.route?.path ?? '(none)'} ${response.statusCode} ${milliseconds}ms`);",
          '  });',
          '  next();',
          '});',
          '',
        ].join('\n'),
      },
      {
        title: message('sample.insert.health'),
        file: 'server/index.ts',
        after: 44,
        why: message('sample.insert.health.why'),
        code: "app.get('/health', (_request, response) => response.send('ok'));",
      },
    ],
  },
  assumptions: [
    {
      parameter: 'machine.cpu',
      range: between(0.5, 1, 4, { provenance: 'assumed', reason: 'sample.reason' }),
      unit: 'vCPU',
      swing: 2.7,
      message: message('sample.assumption.cpu'),
      action: message('sample.assumption.cpu.action'),
    },
    {
      parameter: 'usage.thinkTime',
      range: between(5, 10, 30, ASSUMED),
      unit: 's',
      swing: 2.3,
      message: message('sample.assumption.think'),
      action: message('sample.assumption.think.action'),
    },
    {
      parameter: 'share.login',
      range: between(0.005, 0.01, 0.03, ASSUMED),
      unit: 'ratio',
      swing: 2.1,
      message: message('sample.assumption.login'),
      action: message('sample.assumption.login.action'),
    },
    {
      parameter: 'cost.hash',
      range: between(0.24, 0.302, 0.34, {
        provenance: 'documented',
        fact: 'H012',
        url: 'https://www.npmjs.com/package/bcryptjs',
        date: '2026-11-20',
      }),
      unit: 's',
      swing: 1.4,
      message: message('sample.assumption.hash'),
      action: message('sample.assumption.hash.action'),
    },
    {
      parameter: 'data.accounts',
      range: exactly(2000, { provenance: 'declared', at: { file: 'jauge.config.json', line: 3 } }),
      unit: 'accounts',
      swing: 1.1,
      message: message('sample.assumption.accounts'),
      action: message('sample.assumption.accounts.action'),
    },
  ],
  summary: [message('sample.summary.present'), message('sample.summary.cause'), message('sample.summary.first')],
};

/** The same project asked whether 5,000 daily active users hold. */
export const ESTIMATE_WITH_TARGET: Estimate = {
  ...ESTIMATE,
  target: {
    dailyUsers: 5000,
    holds: false,
    givesWay: ESTIMATE.ceilings.slice(0, 2),
    remedies: [HASH, INDEX, EMAIL],
    holdsAfter: true,
    monthlyCost: interval(28, 38, 60),
    after: interval(4800, 8500, 13200),
  },
};
