import {
  anonymous,
  call,
  check,
  cpu,
  deployment,
  hashedOnThreads,
  join,
  line,
  login,
  route,
  sequence,
  serving,
  sessions,
  without,
} from './materials.ts';

check([
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
    kind: 'missing-rate-limit',
    claim: 'passwords that can be tried without end',
    faulty: { ...without('rate-limit'), routes: [login] },
    expected: { subject: 'login', at: line(10), routes: ['POST /api/login'] },
    sound: [
      { routes: [login] },
      without('rate-limit'),
      {
        ...without('rate-limit'),
        routes: [
          { ...login, program: sequence({ ...call('redis'), at: line(4, 'server/rate-limit.ts') }, login.program) },
        ],
      },
    ],
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
    kind: 'memory-store',
    claim: 'values in memory that some requests change and others look at, with several instances',
    faulty: {
      deployment: { ...deployment, kind: 'autoscale' },
      stores: [{ at: line(6), lookups: ['GET /b'], listings: [], changes: ['POST /a'] }],
    },
    expected: { subject: 'server/routes.ts:6', severity: 'serious', at: line(6) },
    sound: [
      { stores: [{ at: line(6), lookups: ['GET /b'], listings: [], changes: ['POST /a'] }] },
      {
        deployment: { ...deployment, kind: 'autoscale' },
        stores: [
          { at: line(6), lookups: ['GET /a', 'GET /b'], listings: [], changes: ['GET /a', 'GET /b'] },
          { at: line(7), lookups: ['GET /b'], listings: ['GET /c'], changes: [] },
          { at: line(8), lookups: [], listings: [], changes: ['POST /a'] },
        ],
      },
    ],
  },
  {
    kind: 'endless-retry',
    claim: 'attempts that nothing ends',
    faulty: { retries: [{ at: line(6), routes: ['POST /a'] }] },
    expected: { subject: 'server/routes.ts:6', severity: 'serious', at: line(6) },
    sound: [{ retries: [{ at: line(6), seconds: 7, routes: ['POST /a'] }] }, { retries: [] }],
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
]);
