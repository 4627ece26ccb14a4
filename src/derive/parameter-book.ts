import type { Parameter } from '../model/expression.ts';
import type { Known } from '../model/knowledge.ts';
import type { Range } from '../model/range.ts';
import type { Source } from '../model/source.ts';

/** The parameters used so far. A derivation writes each demand with identifiers it gets from here, so that only what is used is listed. */
export interface ParameterBook {
  /** Registers a parameter (the first registration of an identifier wins) and returns its identifier. */
  use(id: string, range: Range, unit: string): string;
  range(id: string): Range | undefined;
  list(): readonly Parameter[];
}

/** An empty book. */
export function parameterBook(): ParameterBook {
  const parameters = new Map<string, Parameter>();
  return {
    use(id, range, unit) {
      if (!parameters.has(id)) parameters.set(id, { id, range, unit });
      return id;
    },
    range: (id) => parameters.get(id)?.range,
    list: () => [...parameters.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** A known figure as a range: documented when figures back it, assumed with its reason otherwise. */
export function knownRange(known: Known): Range {
  return { low: known.low, typical: known.typical, high: known.high, source: knownSource(known) };
}

function knownSource(known: Known): Source {
  const fact = known.facts[0];
  const reason = known.reason === undefined ? {} : { reason: known.reason };
  if (fact === undefined) return { provenance: 'assumed', ...reason };
  return { provenance: 'documented', fact, ...reason };
}
