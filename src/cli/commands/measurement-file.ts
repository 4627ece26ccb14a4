import { existsSync, readFileSync } from 'node:fs';
import type { Project } from '../../inspect/index.ts';
import { JaugeError } from '../../model/error.ts';
import { MEASUREMENT_FILE, type Measurement } from '../../model/measurement.ts';
import { message } from '../../model/message.ts';
import { parseMeasurement } from '../../settings/index.ts';

/** The measurement named on the command line, else the one in the folder; undefined when there is none. Throws a JaugeError that names the place of a fault. */
export function measurementFor(project: Project, named: string | undefined): Measurement | undefined {
  if (named === undefined) {
    const text = project.read(MEASUREMENT_FILE);
    return text === undefined ? undefined : parseMeasurement(MEASUREMENT_FILE, text);
  }
  if (!existsSync(named))
    throw new JaugeError('invalid-configuration', message('error.measurement-missing', { file: named }));
  return parseMeasurement(named, readFileSync(named, 'utf8'));
}
