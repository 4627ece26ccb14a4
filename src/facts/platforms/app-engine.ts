import type { PlatformKnowledge } from '../../model/knowledge.ts';

export const appEngine: PlatformKnowledge = {
  id: 'app-engine',
  name: 'Google App Engine',
  figures: [
    {
      id: 'A153',
      subject: 'Google App Engine',
      property: 'config file',
      value: 'app.yaml (instance_class, automatic_scaling.max_instances, min_instances, max_concurrent_requests)',
      source: 'general knowledge',
      date: '2026-11-22',
      confidence: 'inferred',
    },
  ],
  machines: [
    {
      id: 'F1',
      kind: 'autoscale',
      cpu: 0.25,
      memory: 402_653_184,
      monthlyCost: null,
      facts: [],
      reason: 'reason.size-not-sourced',
    },
    {
      id: 'F2',
      kind: 'autoscale',
      cpu: 0.5,
      memory: 805_306_368,
      monthlyCost: null,
      facts: [],
      reason: 'reason.size-not-sourced',
    },
    {
      id: 'F4',
      kind: 'autoscale',
      cpu: 1,
      memory: 1_610_612_736,
      monthlyCost: null,
      facts: [],
      reason: 'reason.size-not-sourced',
    },
    {
      id: 'F4_1G',
      kind: 'autoscale',
      cpu: 1,
      memory: 3_221_225_472,
      monthlyCost: null,
      facts: [],
      reason: 'reason.size-not-sourced',
    },
  ],
  defaultMachine: {
    cpu: { low: 0.25, typical: 0.25, high: 1, facts: [], reason: 'reason.app-engine-machine' },
    memory: {
      low: 402_653_184,
      typical: 402_653_184,
      high: 1_610_612_736,
      facts: [],
      reason: 'reason.app-engine-machine',
    },
  },
  defaultInstances: {
    minimum: { low: 0, typical: 0, high: 1, facts: [], reason: 'reason.scale-to-zero' },
    maximum: { low: 1, typical: 5, high: 20, facts: ['A153'], reason: 'reason.app-engine-instances' },
  },
  requestTimeout: null,
  concurrency: null,
  coldStart: null,
  highlights: [],
};
