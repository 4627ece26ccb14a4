import type { DatabaseKnowledge } from '../../model/knowledge.ts';

export const railwayPostgres: DatabaseKnowledge = {
  id: 'railway',
  name: 'Railway Postgres',
  engine: 'postgresql',
  hosts: [
    { pattern: '\\.railway\\.internal$', example: 'postgres.railway.internal' },
    { pattern: '\\.proxy\\.rlwy\\.net$', example: 'monorail.proxy.rlwy.net' },
  ],
  figures: [
    {
      id: 'A100',
      subject: 'Railway',
      property: 'Postgres add-on PgBouncer defaults',
      value: 'DEFAULT_POOL_SIZE 20, MAX_CLIENT_CONN 1000 per replica, transaction mode',
      source: 'https://github.com/railwayapp/docs/blob/c2a634f/content/docs/databases/postgresql-pgbouncer.md',
      date: '2026-08-21',
      confidence: 'official',
    },
    {
      id: 'B050',
      subject: 'Railway Postgres',
      property: 'max_connections',
      value: 100,
      unit: 'connections',
      plan: 'stock PostgreSQL image',
      source: 'https://www.postgresql.org/docs/current/runtime-config-connection.html',
      date: '2026-11-22',
      confidence: 'inferred',
      note: 'Railway publishes no own figure; PostgreSQL default is 100',
    },
    {
      id: 'B051',
      subject: 'Railway Postgres',
      property: 'hostname pattern',
      value: '*.railway.internal (private) ; *.proxy.rlwy.net:<port> (public TCP proxy)',
      source: 'https://github.com/railwayapp/docs, public code',
      date: '2026-11-22',
      confidence: 'third party',
    },
  ],
  plans: [
    {
      id: 'stock',
      name: 'PostgreSQL image',
      maxConnections: 100,
      cpu: null,
      memory: null,
      storage: null,
      monthlyCost: null,
      facts: ['B050'],
    },
  ],
  defaultPlan: 'stock',
  roundTrip: { low: 0.0005, typical: 0.001, high: 0.003, facts: [], reason: 'reason.round-trip-same-region' },
  highlights: ['B050', 'A100'],
};
