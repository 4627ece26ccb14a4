import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { type Entry, newTask, type Recording } from './recording.ts';

const at = (line: number) => ({ file: 'a.js', line });
const unknown = fc
  .integer({ min: 1, max: 9 })
  .map((line): Entry => ({ kind: 'unknown-call', name: `f${line}`, at: at(line), why: 'package' }));

/** Entries that become no step, nested in every way. */
const silent = fc.letrec<{ recording: Recording; entry: Entry }>((tie) => ({
  recording: fc.array(tie('entry'), { maxLength: 3 }).map((entries) => ({ entries })),
  entry: fc.oneof(
    { maxDepth: 4 },
    unknown,
    tie('recording').map((recording): Entry => ({ kind: 'call', at: at(20), recording })),
    tie('recording').map((recording): Entry => ({ kind: 'detached', at: at(21), recording })),
    tie('recording').map((recording): Entry => ({ kind: 'spawn', task: { ...newTask(at(22)), recording } })),
    tie('recording').map(
      (recording): Entry => ({
        kind: 'choice',
        at: at(23),
        branches: [
          { likelihood: 'even', leaves: false, recording },
          { likelihood: 'even', leaves: false, recording: { entries: [] } },
        ],
      }),
    ),
  ),
}));

function namesIn(recording: Recording): readonly string[] {
  return [...JSON.stringify(recording).matchAll(/"name":"(f\d)"/g)].map(([, name]) => name ?? '');
}

const NO_HASHES = { roundsIn: () => [], elsewhere: () => [], isKey: () => false };

describe('a recording without steps', () => {
  it('becomes nothing but the calls that were not followed, each once', () => {
    fc.assert(
      fc.property(silent.recording, (recording) => {
        const names = new Set(namesIn(recording));
        const { program, unknownCalls } = assemble(recording, [], NO_HASHES);
        expect(program).toEqual({ kind: 'sequence', steps: [] });
        expect(new Set(unknownCalls.map(({ name }) => name))).toEqual(names);
        expect(unknownCalls).toHaveLength(names.size);
      }),
    );
  });

  it('keeps its steps as soon as there is one', () => {
    fc.assert(
      fc.property(silent.recording, (recording) => {
        const leaf: Entry = { kind: 'leaf', step: { kind: 'cpu', work: 'log-line', at: at(30) } };
        const around: Recording = {
          entries: [{ kind: 'call', at: at(31), recording: { entries: [leaf] } }, ...recording.entries],
        };
        expect(JSON.stringify(assemble(around, [], NO_HASHES).program)).toContain('log-line');
      }),
    );
  });
});
