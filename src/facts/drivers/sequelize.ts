import type { DriverKnowledge } from '../../model/knowledge.ts';

export const sequelize: DriverKnowledge = {
  id: 'sequelize',
  package: 'sequelize',
  engine: 'any',
  figures: [
    {
      id: 'C019',
      subject: 'Sequelize',
      property: 'pool.max',
      value: 5,
      unit: 'connections',
      plan: 'default',
      source: 'npm package sequelize 6.37.8',
      date: '2026-11-22',
      confidence: 'official',
    },
    {
      id: 'C020',
      subject: 'Sequelize',
      property: 'pool.min / idle / acquire / evict',
      value: '0 / 10 s / 60 s / 1 s',
      plan: 'default',
      source: 'npm package sequelize 6.37.8',
      date: '2026-11-22',
      confidence: 'official',
    },
  ],
  poolSize: { low: 5, typical: 5, high: 5, facts: ['C019'] },
  acquireTimeout: { low: 60, typical: 60, high: 60, facts: ['C020'] },
  idleTimeout: { low: 10, typical: 10, high: 10, facts: ['C020'] },
  options: {
    size: ['pool.max'],
    acquireTimeout: ['pool.acquire'],
    idleTimeout: ['pool.idle'],
    statementTimeout: ['dialectOptions.statement_timeout'],
  },
  optionUnit: 0.001,
};
