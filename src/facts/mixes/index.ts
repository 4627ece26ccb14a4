/**
 * What share of the requests goes to routes of each purpose, on a normal day and at a peak.
 * In: nothing. Out: data, read by `derive`. Assumptions: nobody publishes such shares; the project's own logs or configuration replace them.
 * Must hold no function.
 * The two columns follow the mixes with which the first application was measured (`docs/accuracy.md`).
 */
import type { Purpose, ScenarioName } from '../../model/scenario.ts';

/** Weights by purpose; those of the purposes a project has are brought to 1. */
export const mixes: Readonly<Record<ScenarioName, Readonly<Record<Purpose, number>>>> = {
  normal: {
    page: 8,
    read: 28,
    list: 42,
    dashboard: 4,
    write: 5,
    login: 1,
    register: 0.1,
    'check-in': 1,
    payment: 1,
    webhook: 1,
    upload: 0.2,
    ai: 0.1,
    email: 0.2,
    admin: 1.5,
    export: 0.1,
    health: 0,
    scheduled: 0,
  },
  peak: {
    page: 5,
    read: 12,
    list: 18,
    dashboard: 1,
    write: 3,
    login: 5,
    register: 0.5,
    'check-in': 38,
    payment: 7,
    webhook: 8,
    upload: 0.1,
    ai: 0.1,
    email: 0.1,
    admin: 0.5,
    export: 0,
    health: 0,
    scheduled: 0,
  },
};

/** Where the weight of a purpose goes in a project that has no route for it. */
export const standIns: Readonly<Partial<Record<Purpose, Purpose>>> = {
  'check-in': 'read',
  dashboard: 'list',
  list: 'read',
  read: 'list',
};
