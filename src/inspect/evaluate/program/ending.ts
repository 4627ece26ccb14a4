import { contentsOf } from './contents.ts';
import { type Entry, inner, type Recording } from './recording.ts';

/** How a recording ends every request that goes through it: with an answer, with a failure. Neither when some of them go on. */
export interface Ending {
  readonly answers: boolean;
  readonly fails: boolean;
}

const GOES_ON: Ending = { answers: false, fails: false };

/** What is certain, unlike what a recording merely holds: middleware that may refuse, and otherwise lets the request go on, ends nothing. */
export function endingOf(recording: Recording): Ending {
  if (!contentsOf(recording).answers) return GOES_ON;
  const endings = recording.entries.map(ofEntry);
  return { answers: endings.some(({ answers }) => answers), fails: endings.some(({ fails }) => fails) };
}

function ofEntry(entry: Entry): Ending {
  switch (entry.kind) {
    case 'respond':
      return { answers: true, fails: entry.failure };
    case 'choice': {
      const branches = entry.branches.map(({ leaves, recording }) => {
        const own = endingOf(recording);
        const thrown = leaves && !contentsOf(recording).answers;
        return { answers: leaves || own.answers, fails: thrown || own.fails };
      });
      return { answers: branches.every(({ answers }) => answers), fails: branches.every(({ fails }) => fails) };
    }
    case 'repeat':
      return GOES_ON;
    default: {
      const insides = inner(entry).map(endingOf);
      return { answers: insides.some(({ answers }) => answers), fails: insides.some(({ fails }) => fails) };
    }
  }
}
