import type { Reading } from '../../model/measurement.ts';
import type { Range } from '../../model/range.ts';

/** A reading as an input of the model. `divisor`: by what it is divided, for instance the slowness of the machine that gave it. */
export function measuredRange(reading: Reading, divisor = 1): Range {
  return {
    low: reading.low / divisor,
    typical: reading.typical / divisor,
    high: reading.high / divisor,
    source: { provenance: 'measured', reason: `reason.measured-${reading.way}` },
  };
}
