import type { Derivation } from '../model/derivation.ts';
import type { Interval } from '../model/range.ts';
import type { ScenarioName } from '../model/scenario.ts';
import { exact, multiplied } from './interval.ts';

/** People that a rate of requests stands for. */
export interface People {
  readonly activeUsers: Interval;
  readonly connectedUsers: Interval;
  readonly dailyUsers: Interval;
}

const SECONDS_PER_HOUR = 3600;

/**
 * From requests per second to people.
 * Active: N = X (R + Z), the interactive response time law, with `requestsPerAction` requests for each action (Denning and Buzen 1978).
 * Daily: X × 3600 = users × sessions × requests per session × share of the busiest hour × burst.
 */
export function peopleAt(
  throughput: Interval,
  responseTime: number,
  scenario: ScenarioName,
  derivation: Derivation,
): People {
  const { usage, peakUsage } = derivation;
  const hour = scenario === 'peak' ? peakUsage : usage;
  const cycle = {
    ...usage.thinkTime,
    low: usage.thinkTime.low + responseTime,
    typical: usage.thinkTime.typical + responseTime,
    high: usage.thinkTime.high + responseTime,
  };
  const activeUsers = multiplied([
    { of: throughput, power: 1 },
    { of: cycle, power: 1 },
    { of: usage.requestsPerAction, power: -1 },
  ]);
  return {
    activeUsers,
    connectedUsers: multiplied([
      { of: activeUsers, power: 1 },
      { of: usage.activeShare, power: -1 },
    ]),
    dailyUsers: multiplied([
      { of: throughput, power: 1 },
      { of: exact(SECONDS_PER_HOUR), power: 1 },
      { of: usage.sessionsPerDay, power: -1 },
      { of: usage.requestsPerSession, power: -1 },
      { of: hour.peakHourShare, power: -1 },
      { of: hour.burst, power: -1 },
    ]),
  };
}

/** Requests that one daily user sends in a day. */
export function requestsPerUser(derivation: Derivation): Interval {
  return multiplied([
    { of: derivation.usage.sessionsPerDay, power: 1 },
    { of: derivation.usage.requestsPerSession, power: 1 },
  ]);
}
