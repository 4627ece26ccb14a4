import type { DriverKnowledge } from '../../model/knowledge.ts';

/** Its idle timeout is in seconds, the others in milliseconds. */
export const mariadb: DriverKnowledge = {
  id: 'mariadb',
  package: 'mariadb',
  engine: 'mysql',
  figures: [
    {
      id: 'C027',
      subject: 'mariadb',
      property: 'connectionLimit',
      value: 10,
      unit: 'connections',
      plan: 'default',
      source: 'npm package mariadb 3.5.4',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C028',
      subject: 'mariadb',
      property: 'acquireTimeout / idleTimeout / connectTimeout',
      value: '10 s / 1800 s / 1 s',
      plan: 'default',
      source: 'npm package mariadb 3.5.4',
      date: '2026-11-22',
      confidence: 'official',
      note: 'minimumIdle equals connectionLimit: the pool opens every connection at the start',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C027'] },
  acquireTimeout: { low: 10, typical: 10, high: 10, facts: ['C028'] },
  idleTimeout: { low: 1800, typical: 1800, high: 1800, facts: ['C028'] },
  options: {
    size: ['connectionLimit'],
    acquireTimeout: ['acquireTimeout'],
    idleTimeout: ['idleTimeout'],
    statementTimeout: ['queryTimeout'],
  },
  optionUnit: 0.001,
};
