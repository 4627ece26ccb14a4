import type { QueueingModel, RequestClass } from '../model/queueing-model.ts';
import type { Mix } from '../model/workload.ts';
import type { ModelFault } from './faults.ts';

/** Faults of a mix on a model: no class, an unknown class, a negative or NaN share, shares that do not add up to 1 (within 0.1 %). */
export function checkMix(model: QueueingModel, mix: Mix): readonly ModelFault[] {
  const faults: ModelFault[] = [];
  const known = new Set(model.classes.map((requestClass) => requestClass.id));
  const shares = Object.entries(mix);
  if (shares.length === 0) faults.push({ kind: 'empty-mix', subject: 'mix', detail: 'no class has a share' });
  let total = 0;
  for (const [id, share] of shares) {
    if (!known.has(id)) faults.push({ kind: 'unknown-class', subject: id, detail: 'in the mix, not in the model' });
    if (!(Number.isFinite(share) && share >= 0))
      faults.push({ kind: 'bad-share', subject: id, detail: `share ${share}` });
    total += share;
  }
  if (shares.length > 0 && faults.length === 0 && Math.abs(total - 1) > 1e-3) {
    faults.push({ kind: 'bad-share', subject: 'mix', detail: `shares add up to ${total}` });
  }
  return faults;
}

/** Patience is positive; attempts are counted, and their delays are times. */
export function checkReturns({ id, patience, comesBack }: RequestClass, faults: ModelFault[]): void {
  if (patience !== undefined && !(patience > 0)) {
    faults.push({ kind: 'bad-patience', subject: id, detail: `${patience} s` });
  }
  if (comesBack === undefined) return;
  const { times, after, factor, variability } = comesBack;
  if (!(times >= 0 && after >= 0 && factor > 0 && variability >= 0 && Number.isFinite(after * factor * variability))) {
    faults.push({ kind: 'bad-return', subject: id, detail: `${times} times, after ${after} s, ×${factor}` });
  }
}
