/**
 * From requests to people. In: nothing. Out: ratios of usage as ranges, for a usual day, a peak day and an entrance.
 * Must hold data only: no functions, nothing computed. All of it gives way to the project's own logs or configuration.
 */
import type { Figure, Known } from '../../model/knowledge.ts';
import type { UsageSettings } from '../../model/settings.ts';
import { figures } from './figures.ts';

/** The figures that the ratios rest on. */
export const usageFigures: readonly Figure[] = figures;

/** A usual day of a community or a SaaS. */
export const usage: Readonly<Record<keyof UsageSettings, Known>> = {
  thinkTime: { low: 5, typical: 10, high: 30, facts: [], reason: 'reason.think-time' },
  requestsPerAction: { low: 1, typical: 2, high: 4, facts: ['F024'], reason: 'reason.requests-per-action' },
  activeShare: { low: 0.1, typical: 0.25, high: 0.5, facts: [], reason: 'reason.active-share' },
  sessionsPerDay: { low: 1, typical: 1.6, high: 3, facts: ['F019', 'F020', 'F033'], reason: 'reason.sessions-per-day' },
  requestsPerSession: {
    low: 4,
    typical: 15,
    high: 60,
    facts: ['F016', 'F017', 'F033'],
    reason: 'reason.requests-per-session',
  },
  peakHourShare: {
    low: 0.1,
    typical: 0.18,
    high: 0.2,
    facts: ['F019', 'F021', 'F032'],
    reason: 'reason.peak-hour-share',
  },
  burst: { low: 1.15, typical: 1.25, high: 1.6, facts: ['F019', 'F020', 'F021'], reason: 'reason.burst' },
  dailyShareOfAccounts: {
    low: 0.03,
    typical: 0.12,
    high: 0.2,
    facts: ['F008', 'F019', 'F020', 'F022'],
    reason: 'reason.daily-share',
  },
};

/** A day with an event: a sale, a registration that opens, an entrance. */
export const peakUsage: { readonly peakHourShare: Known; readonly burst: Known } = {
  peakHourShare: { low: 0.18, typical: 0.28, high: 0.4, facts: ['F019', 'F020'], reason: 'reason.peak-day' },
  burst: { low: 1.25, typical: 1.6, high: 4, facts: ['F019', 'F020', 'F032'], reason: 'reason.peak-day' },
};

/** People scanned at the door. */
export const checkIn: {
  /** Scans per second of one lane. */
  readonly perLane: Known;
  /** Share of the people who arrive in the last half hour before the start. */
  readonly lastHalfHour: Known;
} = {
  perLane: { low: 0.07, typical: 0.1, high: 0.5, facts: ['F026', 'F029', 'F030', 'F031'], reason: 'reason.check-in' },
  lastHalfHour: { low: 0.6, typical: 0.65, high: 0.7, facts: ['F028'] },
};

/**
 * Statements of a route of which nothing could be read: what the 1,148 routes read of 16 public back ends make on their usual paths
 * (`jauge routes --format json`), from the 5th to the 90th percentile; half make more than 3.5.
 */
export const unreadStatements: Known = {
  low: 0.5,
  typical: 3.5,
  high: 7.5,
  facts: [],
  reason: 'reason.unread-statements',
};
