import type { PlatformKnowledge } from '../../model/knowledge.ts';

export const docker: PlatformKnowledge = {
  id: 'docker',
  name: 'Docker',
  figures: [
    {
      id: 'A180',
      subject: 'Docker (generic)',
      property: 'identification',
      value: 'Dockerfile / docker-compose.yml deploy.resources.limits.{cpus,memory}, deploy.replicas',
      source: 'https://docs.docker.com/reference/compose-file/deploy/',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  machines: [],
  defaultMachine: {
    cpu: { low: 1, typical: 1, high: 4, facts: ['A180'], reason: 'reason.container-host' },
    memory: {
      low: 536_870_912,
      typical: 1_073_741_824,
      high: 8_589_934_592,
      facts: ['A180'],
      reason: 'reason.container-host',
    },
  },
  defaultInstances: {
    minimum: { low: 1, typical: 1, high: 1, facts: [], reason: 'reason.one-instance' },
    maximum: { low: 1, typical: 1, high: 1, facts: [], reason: 'reason.one-instance' },
  },
  requestTimeout: null,
  concurrency: null,
  coldStart: null,
  highlights: [],
};
