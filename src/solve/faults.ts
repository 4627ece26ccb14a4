import type { Expression } from '../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import { checkReturns } from './load-faults.ts';
import { checkStation, MOST_SERVERS } from './station-faults.ts';

/** What makes a model unsolvable. `subject` is the class, station or parameter at fault. */
export interface ModelFault {
  readonly kind:
    | 'no-class'
    | 'no-instance'
    | 'duplicate-station'
    | 'duplicate-class'
    | 'duplicate-parameter'
    | 'bad-range'
    | 'bad-servers'
    | 'bad-slice'
    | 'bad-timeout'
    | 'bad-room'
    | 'bad-tokens'
    | 'bad-patience'
    | 'bad-return'
    | 'bad-processor'
    | 'unknown-station'
    | 'unknown-parameter'
    | 'wrong-station-type'
    | 'bad-variability'
    | 'bad-number'
    | 'bad-probabilities'
    | 'cycle'
    | 'empty-mix'
    | 'unknown-class'
    | 'bad-share';
  readonly subject: string;
  readonly detail: string;
}

/** Thrown by every solver when the model, the mix or the load makes no sense. `fault` says what and where. */
export class InvalidModelError extends RangeError {
  readonly fault: ModelFault;
  constructor(fault: ModelFault) {
    super(`${fault.kind} in ${fault.subject}: ${fault.detail}`);
    this.name = 'InvalidModelError';
    this.fault = fault;
  }
}

interface Inspection {
  readonly stations: ReadonlyMap<string, Station>;
  readonly parameters: ReadonlySet<string>;
  readonly faults: ModelFault[];
  readonly open: Set<object>;
}

/**
 * Every fault of a model, in reading order; empty when it can be solved. Signs of demands that depend on parameters are checked again at
 * compile time, where the values are known.
 */
export function checkModel(model: QueueingModel): readonly ModelFault[] {
  return [...checkFrame(model), ...model.classes.flatMap((requestClass) => checkClass(requestClass, model))];
}

/** Faults of a model, those inside its classes left aside. */
export function checkFrame(model: QueueingModel): readonly ModelFault[] {
  const inspection = inspectionOf(model);
  const { faults } = inspection;
  if (model.classes.length === 0) faults.push({ kind: 'no-class', subject: 'model', detail: 'no request class' });
  if (!(Number.isInteger(model.instances) && model.instances >= 1 && model.instances <= MOST_SERVERS)) {
    faults.push({ kind: 'no-instance', subject: 'model', detail: `instances: ${model.instances}` });
  }
  duplicates('duplicate-station', model.stations, faults);
  duplicates('duplicate-class', model.classes, faults);
  duplicates('duplicate-parameter', model.parameters, faults);
  for (const parameter of model.parameters) {
    const { low, typical, high } = parameter.range;
    if (!(Number.isFinite(low) && Number.isFinite(high) && low <= typical && typical <= high)) {
      faults.push({ kind: 'bad-range', subject: parameter.id, detail: `${low} ≤ ${typical} ≤ ${high}` });
    }
  }
  for (const station of model.stations) {
    checkStation(station, inspection.stations, faults);
    if (station.rateLimit !== undefined) checkExpression(station.rateLimit, station.id, inspection);
  }
  for (const requestClass of model.classes) checkReturns(requestClass, faults);
  return faults;
}

/** Faults inside a class of a model. */
export function checkClass({ id, activity }: RequestClass, model: QueueingModel): readonly ModelFault[] {
  const inspection = inspectionOf(model);
  checkActivity(activity, id, inspection);
  return inspection.faults;
}

const inspections = new WeakMap<QueueingModel, Pick<Inspection, 'stations' | 'parameters'>>();

function inspectionOf(model: QueueingModel): Inspection {
  const names = inspections.get(model) ?? {
    stations: new Map(model.stations.map((station) => [station.id, station])),
    parameters: new Set(model.parameters.map((parameter) => parameter.id)),
  };
  inspections.set(model, names);
  return { ...names, faults: [], open: new Set() };
}

/** Throws the first fault, if any. */
export function refuse(faults: readonly ModelFault[]): void {
  const first = faults[0];
  if (first !== undefined) throw new InvalidModelError(first);
}

/** Refuses a load that is not a positive finite number. */
export function requirePositive(subject: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) refuse([{ kind: 'bad-number', subject, detail: `${value}` }]);
}

/** Refuses users who are not a whole number above 0, or whose think time is no time. */
export function requireUsers(users: number, thinkTime: number): void {
  requirePositive('users', users);
  if (!Number.isInteger(users)) refuse([{ kind: 'bad-number', subject: 'users', detail: `${users}` }]);
  if (thinkTime !== 0) requirePositive('thinkTime', thinkTime);
}

function duplicates(kind: ModelFault['kind'], named: readonly { readonly id: string }[], faults: ModelFault[]): void {
  const seen = new Set<string>();
  for (const { id } of named) {
    if (seen.has(id)) faults.push({ kind, subject: id, detail: 'named twice' });
    seen.add(id);
  }
}

/** Beyond, one service in thousands takes all the time: there is no steady state to speak of. */
const MOST_VARIABLE = 1e4;

function checkActivity(activity: Activity, subject: string, inspection: Inspection): void {
  if (inspection.open.has(activity)) {
    inspection.faults.push({ kind: 'cycle', subject, detail: `a ${activity.kind} contains itself` });
    return;
  }
  inspection.open.add(activity);
  switch (activity.kind) {
    case 'serve':
      checkUse(activity.station, false, subject, inspection);
      checkExpression(activity.time, subject, inspection);
      if (!(activity.variability <= MOST_VARIABLE && activity.variability >= 0)) {
        inspection.faults.push({ kind: 'bad-variability', subject, detail: `${activity.variability}` });
      }
      break;
    case 'sequence':
    case 'parallel':
      for (const step of activity.steps) checkActivity(step, subject, inspection);
      break;
    case 'repeat':
      checkExpression(activity.times, subject, inspection);
      checkActivity(activity.body, subject, inspection);
      break;
    case 'choice':
      checkProbabilities(activity.branches, subject, inspection);
      for (const branch of activity.branches) checkActivity(branch.body, subject, inspection);
      break;
    case 'hold':
      checkUse(activity.pool, true, subject, inspection);
      checkTokens(activity.pool, activity.tokens ?? 1, subject, inspection);
      checkActivity(activity.body, subject, inspection);
      break;
    case 'detached':
      checkActivity(activity.body, subject, inspection);
  }
  inspection.open.delete(activity);
}

function checkUse(id: string, asPool: boolean, subject: string, { stations, faults }: Inspection): void {
  const station = stations.get(id);
  if (station === undefined) faults.push({ kind: 'unknown-station', subject, detail: id });
  else if ((station.type === 'pool') !== asPool) {
    faults.push({ kind: 'wrong-station-type', subject, detail: `${id} is a ${station.type}` });
  }
}

/** More tokens than there are would be waited for without end. */
function checkTokens(id: string, tokens: number, subject: string, { stations, faults }: Inspection): void {
  const most = stations.get(id)?.servers ?? Number.POSITIVE_INFINITY;
  if (!(Number.isInteger(tokens) && tokens > 0 && tokens <= most)) {
    faults.push({ kind: 'bad-tokens', subject, detail: `${tokens} of ${id}` });
  }
}

function checkProbabilities(branches: readonly { readonly probability: number }[], subject: string, at: Inspection) {
  const total = branches.reduce((sum, branch) => sum + branch.probability, 0);
  if (!branches.every(({ probability }) => probability >= 0) || Math.abs(total - 1) > 1e-6) {
    at.faults.push({ kind: 'bad-probabilities', subject, detail: `probabilities add up to ${total}` });
  }
}

function checkExpression(expression: Expression, subject: string, { parameters, faults }: Inspection): void {
  for (const term of expression.terms) {
    if (!Number.isFinite(term.coefficient)) {
      faults.push({ kind: 'bad-number', subject, detail: `coefficient ${term.coefficient}` });
    }
    for (const id of term.of) {
      if (!parameters.has(id)) faults.push({ kind: 'unknown-parameter', subject, detail: id });
    }
  }
  if (expression.terms.length > 0 && expression.terms.every((term) => term.of.length === 0 && term.coefficient < 0)) {
    faults.push({ kind: 'bad-number', subject, detail: 'a negative time or count' });
  }
}
