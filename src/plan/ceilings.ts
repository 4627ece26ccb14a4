import type { Capacity, Ceiling } from '../model/capacity.ts';
import type { Allowance, Derivation } from '../model/derivation.ts';
import { message } from '../model/message.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { multiplied } from './interval.ts';
import { requestsPerUser } from './people.ts';

const DAYS_A_MONTH = 30;

/** Every limit on people, whatever its nature, the smallest first: machine, database, allowances of plans, storage. */
export function ceilingsOf(capacities: readonly Capacity[], derivation: Derivation): readonly Ceiling[] {
  const normal = derivation.scenarios.find((scenario) => scenario.name === 'normal');
  const all = [
    ...capacities.map(loadCeiling),
    ...(normal === undefined ? [] : allowanceCeilings(derivation, normal)),
    ...storageCeiling(derivation),
  ];
  return all.sort((a, b) => usersOf(a, derivation) - usersOf(b, derivation));
}

/** Daily users at which a ceiling is reached: accounts count for the share of them that come on a day. */
export function usersOf(ceiling: Ceiling, derivation: Derivation): number {
  if (ceiling.dailyUsers !== undefined) return ceiling.dailyUsers.typical;
  return (ceiling.accounts?.typical ?? Number.POSITIVE_INFINITY) * derivation.usage.dailyShareOfAccounts.typical;
}

function loadCeiling(capacity: Capacity): Ceiling {
  const { station } = capacity.bottleneck;
  const kind =
    station === 'database'
      ? 'database'
      : station === 'connections'
        ? 'connections'
        : station.startsWith('service:')
          ? 'rate-limit'
          : 'machine';
  return {
    kind,
    subject: station,
    dailyUsers: capacity.dailyUsers,
    message: message('ceiling.load', { scenario: capacity.scenario, station, rate: capacity.throughput.typical }),
  };
}

/** A day's or a month's allowance, divided by what one daily user consumes. */
function allowanceCeilings(derivation: Derivation, normal: Scenario): readonly Ceiling[] {
  return derivation.allowances.flatMap((allowance) => {
    const perRequest = consumedPerRequest(allowance, normal);
    if (perRequest <= 0) return [];
    return [
      {
        kind: 'quota',
        subject: allowance.service,
        dailyUsers: usersWithin(allowance, perRequest, derivation),
        message: quotaMessage(allowance),
      },
    ];
  });
}

function consumedPerRequest(allowance: Allowance, scenario: Scenario): number {
  return Object.entries(allowance.perRequest).reduce((sum, [id, units]) => sum + units * (scenario.mix[id] ?? 0), 0);
}

function usersWithin(allowance: Allowance, perRequest: number, derivation: Derivation): Interval {
  const days = allowance.period === 'month' ? DAYS_A_MONTH : 1;
  const perUser = perRequest * days;
  return multiplied([
    { of: allowance.amount, power: 1 },
    { of: requestsPerUser(derivation), power: -1 },
    { of: { low: perUser, typical: perUser, high: perUser }, power: -1 },
  ]);
}

function quotaMessage(allowance: Allowance): Ceiling['message'] {
  const { service, unit, period, plan } = allowance;
  return message('ceiling.quota', { service, unit, period, plan, amount: allowance.amount.typical });
}

function storageCeiling(derivation: Derivation): readonly Ceiling[] {
  if (derivation.storage === undefined) return [];
  const { limit, perAccount } = derivation.storage;
  const accounts = multiplied([
    { of: limit, power: 1 },
    { of: perAccount, power: -1 },
  ]);
  return [
    {
      kind: 'storage',
      subject: 'database',
      accounts,
      message: message('ceiling.storage', { limit: limit.typical, perAccount: perAccount.typical }),
    },
  ];
}
