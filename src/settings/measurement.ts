import * as v from 'valibot';
import { JaugeError } from '../model/error.ts';
import type { Measurement } from '../model/measurement.ts';
import { type Message, message } from '../model/message.ts';
import { measurementSchema } from './measurement-schema.ts';

/**
 * Reads a measurement file. `file`: its name, for the messages. Throws a JaugeError('invalid-configuration') that names the place in it:
 * `routes.GET /api/news.cpu.low`.
 */
export function parseMeasurement(file: string, text: string): Measurement {
  const value = parsed(file, text);
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === 'number' && version > 1)
    throw refusal(message('error.measurement-version', { file, version }));
  const result = v.safeParse(measurementSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const key = (issue.path ?? []).map((item) => String((item as { key?: unknown }).key)).join('.');
  throw refusal(
    message('error.measurement-value', {
      file,
      key,
      expected: issue.type === 'check' ? issue.message : (issue.expected ?? issue.type),
      received: issue.received.slice(0, 80),
    }),
  );
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(message('error.measurement-syntax', { file }));
  }
}

function refusal(problem: Message): JaugeError {
  return new JaugeError('invalid-configuration', problem, message('error.measurement-hint'));
}
