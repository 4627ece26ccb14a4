import type { Change } from '../model/change.ts';
import { type Expression, scale } from '../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';

/** The model after the changes, in order. Pure. A change whose tag, station or parameter does not occur changes nothing: see `touches`. */
export function applyChanges(model: QueueingModel, changes: readonly Change[]): QueueingModel {
  return changes.reduce(applyChange, model);
}

/** Whether the change alters something in this model: its tag, station or parameter occurs. */
export function touches(model: QueueingModel, change: Change): boolean {
  switch (change.kind) {
    case 'set-instances':
      return model.instances !== change.instances;
    case 'set-servers':
    case 'set-acquire-timeout':
      return model.stations.some((station) => station.id === change.station);
    case 'set-processors':
      return model.stations.some((station) => station.processor?.id === change.processor);
    case 'set-parameter':
      return model.parameters.some((parameter) => parameter.id === change.parameter);
    default:
      return model.classes.some((requestClass) => concerns(requestClass.activity, change));
  }
}

type TagChange = Extract<Change, { readonly tag: string }>;

function applyChange(model: QueueingModel, change: Change): QueueingModel {
  switch (change.kind) {
    case 'set-instances':
      return { ...model, instances: change.instances };
    case 'set-servers':
      return withStation(model, change.station, (station) => ({ ...station, servers: change.servers }));
    case 'set-acquire-timeout':
      return withStation(model, change.station, (station) => ({ ...station, acquireTimeout: change.seconds }));
    case 'set-processors':
      return withProcessors(model, change);
    case 'set-parameter':
      return withParameter(model, change);
    default: {
      const key = JSON.stringify(change);
      return { ...model, classes: model.classes.map((requestClass) => rewritten(requestClass, change, key)) };
    }
  }
}

// Remedies are tried one after the other, alone and in pairs: the same change of the same program comes back, and all that was worked out for it.
const rewrites = new WeakMap<RequestClass, Map<string, RequestClass>>();

function rewritten(requestClass: RequestClass, change: TagChange, key: string): RequestClass {
  if (!tagsIn(requestClass.activity).has(change.tag)) return requestClass;
  const known = rewrites.get(requestClass) ?? new Map<string, RequestClass>();
  rewrites.set(requestClass, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const activity = rewrite(requestClass.activity, change);
  const after = activity === requestClass.activity ? requestClass : { ...requestClass, activity };
  known.set(key, after);
  return after;
}

function withStation(model: QueueingModel, id: string, edit: (station: Station) => Station): QueueingModel {
  return { ...model, stations: model.stations.map((station) => (station.id === id ? edit(station) : station)) };
}

function withProcessors(model: QueueingModel, change: Extract<Change, { kind: 'set-processors' }>): QueueingModel {
  const { processor: id, cpus } = change;
  const stations = model.stations.map((station) =>
    station.processor?.id === id ? { ...station, processor: { ...station.processor, cpus } } : station,
  );
  return { ...model, stations };
}

function withParameter(model: QueueingModel, change: Extract<Change, { kind: 'set-parameter' }>): QueueingModel {
  const { low, typical, high } = change;
  return {
    ...model,
    parameters: model.parameters.map((parameter) =>
      parameter.id === change.parameter
        ? { ...parameter, range: { ...parameter.range, low, typical, high } }
        : parameter,
    ),
  };
}

/** Whether this very step, not what it contains, is what the change is about. */
function isTarget(activity: Activity, change: TagChange): boolean {
  if (!('tags' in activity) || !activity.tags.includes(change.tag)) return false;
  switch (change.kind) {
    case 'rework':
      return activity.kind === 'serve';
    case 'set-times':
      return activity.kind === 'repeat';
    case 'release-early':
      return activity.kind === 'hold';
    case 'detach':
      return activity.kind !== 'detached';
    case 'remove':
      return true;
  }
}

// Activities are immutable: their tags are gathered once, however many changes are tried on them.
const tags = new WeakMap<Activity, ReadonlySet<string>>();

function tagsIn(activity: Activity): ReadonlySet<string> {
  const known = tags.get(activity);
  if (known !== undefined) return known;
  const own = 'tags' in activity ? activity.tags : [];
  const found = new Set([...own, ...children(activity).flatMap((child) => [...tagsIn(child)])]);
  tags.set(activity, found);
  return found;
}

function concerns(activity: Activity, change: TagChange): boolean {
  if (!tagsIn(activity).has(change.tag)) return false;
  return isTarget(activity, change) || children(activity).some((child) => concerns(child, change));
}

function children(activity: Activity): readonly Activity[] {
  switch (activity.kind) {
    case 'serve':
      return [];
    case 'sequence':
    case 'parallel':
      return activity.steps;
    case 'choice':
      return activity.branches.map((branch) => branch.body);
    default:
      return [activity.body];
  }
}

const NOTHING: Activity = { kind: 'sequence', steps: [] };

/** The activity after the change; the same object when nothing in it is concerned. */
function rewrite(activity: Activity, change: TagChange): Activity {
  if (!tagsIn(activity).has(change.tag)) return activity;
  if (!isTarget(activity, change)) return mapChildren(activity, (child) => rewrite(child, change));
  switch (change.kind) {
    case 'remove':
      return NOTHING;
    case 'detach':
      return { kind: 'detached', body: activity, tags: [change.tag] };
    case 'rework':
      return activity.kind === 'serve' ? rework(activity, change) : activity;
    case 'set-times':
      return activity.kind === 'repeat'
        ? { ...activity, times: change.times, body: rewrite(activity.body, change) }
        : activity;
    case 'release-early':
      return activity.kind === 'hold' ? holdEachVisit(rewrite(activity.body, change), activity) : activity;
  }
}

type Serve = Extract<Activity, { kind: 'serve' }>;
type Hold = Extract<Activity, { kind: 'hold' }>;

function rework(serve: Serve, change: Extract<Change, { kind: 'rework' }>): Serve {
  const time: Expression = change.time ?? serve.time;
  return {
    ...serve,
    station: change.station ?? serve.station,
    time: change.factor === undefined ? time : scale(time, change.factor),
  };
}

/** Pushes a hold down to the visits of shared stations it covered: only those need the token. */
function holdEachVisit(activity: Activity, hold: Hold): Activity {
  if (activity.kind === 'hold' && activity.pool === hold.pool) return activity;
  if (activity.kind !== 'serve') return mapChildren(activity, (child) => holdEachVisit(child, hold));
  return needsToken(activity, hold) ? { kind: 'hold', pool: hold.pool, body: activity, tags: hold.tags } : activity;
}

/** Work of the process itself, and calls to outside services, need no connection. */
function needsToken(serve: Serve, hold: Hold): boolean {
  return serve.tags.includes(hold.pool) || (!serve.station.startsWith('service:') && serve.station !== 'event-loop');
}

/** The activity with its children edited; the same object when none changes. */
function mapChildren(activity: Activity, edit: (child: Activity) => Activity): Activity {
  const before = children(activity);
  const after = before.map(edit);
  if (after.every((child, i) => child === before[i])) return activity;
  switch (activity.kind) {
    case 'serve':
      return activity;
    case 'sequence':
    case 'parallel':
      return { ...activity, steps: after };
    case 'choice':
      return {
        ...activity,
        branches: activity.branches.map((branch, i) => ({ ...branch, body: after[i] ?? branch.body })),
      };
    default:
      return { ...activity, body: after[0] ?? activity.body };
  }
}
