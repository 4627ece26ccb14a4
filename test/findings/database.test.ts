import { exactly } from '../../src/model/range.ts';
import type { Table } from '../../src/model/schema.ts';
import {
  call,
  check,
  cpu,
  DECLARED,
  database,
  deployment,
  detached,
  indexed,
  join,
  line,
  loop,
  memberships,
  ONE,
  query,
  route,
  sequence,
  serving,
  transaction,
} from './materials.ts';

const softlyDeleted: Table = {
  ...memberships,
  columns: [...memberships.columns, { name: 'deleted', type: 'boolean', at: line(14, 'shared/schema.ts') }],
};

check([
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
      { ...serving(query({ access: 'scan', filter: ['deleted'] })), tables: [softlyDeleted] },
      { routes: [route('GET /api/members', sequence(query({ access: 'scan', tables: ['opening_hours'] })))] },
      { routes: [join, route('GET /api/members', sequence(query({ access: 'scan' })), { shadowedBy: line(1) })] },
    ],
  },
  {
    kind: 'unindexed-foreign-keys',
    claim: 'tables that point to one another and not one secondary index',
    faulty: { tables: [memberships] },
    expected: { subject: 'shared/schema.ts', evidence: [line(13, 'shared/schema.ts')] },
    sound: [
      { tables: [indexed] },
      { tables: [] },
      { tables: [memberships], routes: [] },
      { tables: [{ ...memberships, indexes: [] }] },
    ],
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
]);
