import type { Step } from './layout.ts';

/** Operations of a flat program; each is followed by the address after its end, then its operands, then what it contains. */
export const SERVE = 0; // station, slot of the time, constant: variability
export const SEQUENCE = 1;
export const PARALLEL = 2; // branches
export const REPEAT = 3; // slot of the turns, 1 when in parallel
export const CHOICE = 4; // then of each branch: its end, constant: probability, 1 when it leaves
export const HOLD = 5; // pool
export const DETACHED = 6;

/** An activity as integers in reading order, with a table of numbers: walked without following pointers. */
export interface FlatProgram {
  readonly code: Int32Array;
  readonly constants: Float64Array;
}

interface Draft {
  readonly code: number[];
  readonly constants: number[];
}

/** Lays a step out flat. */
export function flatProgram(root: Step): FlatProgram {
  const draft: Draft = { code: [], constants: [] };
  emit(root, draft);
  return { code: Int32Array.from(draft.code), constants: Float64Array.from(draft.constants) };
}

function emit(step: Step, draft: Draft): void {
  const { code, constants } = draft;
  const start = code.length;
  switch (step.kind) {
    case 'serve':
      code.push(SERVE, 0, step.station, step.time, constants.push(step.variability) - 1);
      break;
    case 'sequence':
      code.push(SEQUENCE, 0);
      for (const child of step.steps) emit(child, draft);
      break;
    case 'parallel':
      code.push(PARALLEL, 0, step.steps.length);
      for (const child of step.steps) emit(child, draft);
      break;
    case 'repeat':
      code.push(REPEAT, 0, step.times, step.parallel ? 1 : 0);
      emit(step.body, draft);
      break;
    case 'choice':
      code.push(CHOICE, 0);
      for (const { probability, leaves, body } of step.branches) {
        const branch = code.push(0, constants.push(probability) - 1, leaves ? 1 : 0) - 3;
        emit(body, draft);
        code[branch] = code.length;
      }
      break;
    case 'hold':
      code.push(HOLD, 0, step.pool);
      emit(step.body, draft);
      break;
    case 'detached':
      code.push(DETACHED, 0);
      emit(step.body, draft);
  }
  code[start + 1] = code.length;
}
