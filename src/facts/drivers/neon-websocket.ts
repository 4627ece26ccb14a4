import type { DriverKnowledge } from '../../model/knowledge.ts';

/** `Pool` and `Client` of the package: the protocol of PostgreSQL over a WebSocket, with the pool of pg. */
export const neonWebsocket: DriverKnowledge = {
  id: 'neon-websocket',
  package: '@neondatabase/serverless',
  engine: 'postgresql',
  figures: [
    {
      id: 'C006',
      subject: '@neondatabase/serverless Pool',
      property: 'max',
      value: 10,
      unit: 'connections (WebSocket)',
      plan: 'default',
      source: 'npm package @neondatabase/serverless 1.2.0 (bundles pg)',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C037',
      subject: '@neondatabase/serverless Pool',
      property: 'idleTimeoutMillis',
      value: 10000,
      unit: 'ms',
      plan: 'default',
      source: 'npm package @neondatabase/serverless 1.2.0, read at run time',
      date: '2026-11-22',
      confidence: 'official',
      note: 'connectionTimeoutMillis undefined = wait forever',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C006'] },
  acquireTimeout: null,
  idleTimeout: { low: 10, typical: 10, high: 10, facts: ['C037'] },
  options: {
    size: ['max', 'poolSize'],
    acquireTimeout: ['connectionTimeoutMillis'],
    idleTimeout: ['idleTimeoutMillis'],
    statementTimeout: ['statement_timeout', 'query_timeout'],
  },
  optionUnit: 0.001,
};
