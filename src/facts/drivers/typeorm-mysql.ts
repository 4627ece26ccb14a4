import type { DriverKnowledge } from '../../model/knowledge.ts';

export const typeormMysql: DriverKnowledge = {
  id: 'typeorm-mysql',
  package: 'typeorm',
  engine: 'mysql',
  figures: [
    {
      id: 'C018',
      subject: 'TypeORM (mysql)',
      property: 'poolSize',
      value: 'undefined -> mysql2 default 10',
      unit: 'connections',
      plan: 'default',
      source: 'npm package typeorm 1.1.1 MysqlDriver.js',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 10, typical: 10, high: 10, facts: ['C018'] },
  acquireTimeout: null,
  idleTimeout: { low: 60, typical: 60, high: 60, facts: ['C026'] },
  options: {
    size: ['poolSize', 'extra.connectionLimit'],
    acquireTimeout: [],
    idleTimeout: ['extra.idleTimeout'],
    statementTimeout: [],
  },
  optionUnit: 0.001,
};
