import type { Capacity, Ceiling } from '../model/capacity.ts';
import type { Cost } from '../model/cost.ts';
import type { Derivation } from '../model/derivation.ts';
import type { TargetAnswer } from '../model/estimate.ts';
import type { Inventory } from '../model/inventory.ts';
import { message } from '../model/message.ts';
import type { Remedy } from '../model/tier.ts';
import { applied } from './applied.ts';
import { usersOf } from './ceilings.ts';
import { climb } from './climb.ts';
import { dearerBy, together } from './cost.ts';
import { around, exact } from './interval.ts';
import { infrastructureRemedies, lightRemedies } from './remedies/index.ts';
import { standingOf } from './standing.ts';

/** What is asked: so many daily users, or so many accounts. */
export interface Target {
  readonly dailyUsers?: number;
  readonly accounts?: number;
}

/** Whether the application holds a target, what gives way below it, and the cheapest set of changes found under which it holds. */
export function answerTarget(
  target: Target,
  capacities: readonly Capacity[],
  ceilings: readonly Ceiling[],
  inventory: Inventory,
  derivation: Derivation,
): TargetAnswer {
  const share = derivation.usage.dailyShareOfAccounts.typical;
  const users = target.dailyUsers ?? (target.accounts ?? 0) * share;
  const sized = grownTo(target.accounts ?? users / share, derivation);
  const givesWay = ceilings.filter((ceiling) => usersOf(ceiling, derivation) < users);
  const start = standingOf(sized.model, sized);
  const spread = capacities.find((capacity) => capacity.scenario === start.scenario.name) ?? capacities[0];
  const base = {
    ...(target.dailyUsers === undefined ? {} : { dailyUsers: target.dailyUsers }),
    ...(target.accounts === undefined ? {} : { accounts: target.accounts }),
  };
  const cost = together(derivation.offers.instanceCost, derivation.offers.databaseCost);
  if (spread === undefined)
    return { ...base, holds: false, givesWay, remedies: [], holdsAfter: false, monthlyCost: cost, after: exact(0) };
  const ground = { inventory, derivation: sized };
  const light = climb(start, lightRemedies, ground, users);
  const sturdy =
    light.standing.dailyUsers >= users
      ? { steps: [], standing: light.standing }
      : climb(light.standing, infrastructureRemedies, ground, users);
  const quotas = planRemedies(givesWay, derivation);
  const scale = { spread, anchor: 1 };
  const remedies = [...applied(light.steps, scale), ...applied(sturdy.steps, scale)].map((step) => step.remedy);
  const reached = sturdy.standing.dailyUsers;
  const holds = start.dailyUsers >= users && givesWay.length === 0;
  return {
    ...base,
    holds,
    givesWay,
    remedies: holds ? [] : [...remedies, ...quotas],
    holdsAfter: reached >= users,
    monthlyCost: [...remedies, ...quotas].reduce<Cost>((sum, remedy) => together(sum, remedy.monthlyCost), cost),
    after: around(reached, spread.dailyUsers),
  };
}

/** The same application with the data that so many accounts would have left. */
function grownTo(accounts: number, derivation: Derivation): Derivation {
  const range = { ...derivation.accountsToday, low: accounts, typical: accounts, high: accounts };
  const parameters = derivation.model.parameters.map((parameter) =>
    parameter.id === 'accounts' ? { ...parameter, range } : parameter,
  );
  return { ...derivation, model: { ...derivation.model, parameters } };
}

/** A plan whose allowance ends before the target is changed for the next one. */
function planRemedies(givesWay: readonly Ceiling[], derivation: Derivation): readonly Remedy[] {
  const services = new Set(givesWay.filter((ceiling) => ceiling.kind === 'quota').map((ceiling) => ceiling.subject));
  return [...services].map((service) => {
    const allowance = derivation.allowances.find((candidate) => candidate.service === service);
    const next = allowance?.nextPlan;
    return {
      id: `change-plan-${service}`,
      kind: 'plan',
      title: message('remedy.change-plan.title', { service, plan: next?.id ?? '' }),
      explanation: message('remedy.change-plan.why', {
        service,
        amount: allowance?.amount.typical ?? 0,
        unit: allowance?.unit ?? '',
        period: allowance?.period ?? 'month',
      }),
      at: [],
      effort: 'minutes',
      monthlyCost: dearerBy(next?.monthlyCost, exact(0)),
      changes: [],
    };
  });
}
