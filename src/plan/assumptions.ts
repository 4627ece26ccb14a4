import type { Derivation } from '../model/derivation.ts';
import type { Assumption } from '../model/estimate.ts';
import type { Parameter } from '../model/expression.ts';
import { message } from '../model/message.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Scenario } from '../model/scenario.ts';
import { sensitivitiesOf } from '../solve/index.ts';

const SHOWN = 8;

/** The inputs that move the answer most, in the scenario that binds, and the ratios from requests to people, the heaviest first. */
export function assumptionsOf(binding: Scenario, derivation: Derivation): readonly Assumption[] {
  const sensitivities = sensitivitiesOf(derivation.model, binding.mix, derivation.objective);
  const swings = new Map(sensitivities.map(({ parameter, swing }) => [parameter, swing]));
  const parameters = [...parametersOf(derivation.model), ...usageParameters(derivation)];
  for (const parameter of usageParameters(derivation))
    swings.set(parameter.id, parameter.range.high / parameter.range.low);
  const ranked = parameters
    .filter((parameter) => (swings.get(parameter.id) ?? 1) > 1.05)
    .sort((a, b) => (swings.get(b.id) ?? 1) - (swings.get(a.id) ?? 1) || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, SHOWN).map((parameter) => assumption(parameter, swings.get(parameter.id) ?? 1));
}

function parametersOf(model: QueueingModel): readonly Parameter[] {
  return model.parameters.filter((parameter) => parameter.range.low < parameter.range.high);
}

/** Ratios scale the number of people directly: their swing is their own width. */
function usageParameters(derivation: Derivation): readonly Parameter[] {
  const { usage } = derivation;
  const keys = [
    'thinkTime',
    'sessionsPerDay',
    'requestsPerSession',
    'peakHourShare',
    'activeShare',
    'dailyShareOfAccounts',
  ] as const;
  return keys
    .map((key) => ({ id: `usage.${key}`, range: usage[key], unit: key === 'thinkTime' ? 's' : 'ratio' }))
    .filter(({ range }) => range.low < range.high);
}

function assumption(parameter: Parameter, swing: number): Assumption {
  const family = familyOf(parameter.id);
  const subject = parameter.id.split('.').slice(1).join('.');
  return {
    parameter: parameter.id,
    range: parameter.range,
    unit: parameter.unit,
    swing,
    message: message(`assumption.${family}`, { subject }),
    action: message(`assumption.${family}.action`, { subject }),
  };
}

/** Parameters of one family are explained and settled alike. */
function familyOf(id: string): string {
  const [head = '', second = ''] = id.split('.');
  if (head === 'machine' || head === 'usage') return `${head}.${second}`;
  if (head === 'database')
    return second === 'share' || second === 'round-trip' || second === 'slowness'
      ? `database.${second}`
      : 'database.cost';
  return head;
}
