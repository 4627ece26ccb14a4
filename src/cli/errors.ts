import type { Translation } from '../i18n/index.ts';
import { type ErrorCode, JaugeError } from '../model/error.ts';
import { message } from '../model/message.ts';

/** The only table of exit codes; `docs/` and `--help` show it. 1 is for a target that does not hold. */
const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  'unreadable-project': 3,
  'invalid-configuration': 4,
  measurement: 5,
  void: 6,
  internal: 70,
};
export const EXIT_TARGET_MISSED = 1;
/** A measurement that contradicts the estimate. */
export const EXIT_OUTSIDE = 1;
export const EXIT_NOT_MEASURED = EXIT_CODES.measurement;
export const EXIT_VOID = EXIT_CODES.void;

/** What to print on the error output, and the exit code. */
export function describeError(
  error: unknown,
  translation: Translation,
): { readonly text: string; readonly exitCode: number } {
  if (error instanceof JaugeError) {
    const hint = error.hint === undefined ? '' : `${translation.text(error.hint)}\n`;
    return { text: `${translation.text(error.problem)}\n${hint}`, exitCode: EXIT_CODES[error.code] };
  }
  const failure = systemFailure(error);
  if (failure !== undefined) return { text: `${translation.text(failure)}\n`, exitCode: EXIT_CODES.usage };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { text: `${translation.text(message('error.internal', { detail }))}\n`, exitCode: EXIT_CODES.internal };
}

/** A file that the report cannot be written to is the caller's to mend, not ours. */
function systemFailure(error: unknown): ReturnType<typeof message> | undefined {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return undefined;
  return message('error.output', { path, reason: code });
}

/** A command line that cannot be obeyed. */
export function usage(key: string, params: Parameters<typeof message>[1]): JaugeError {
  return new JaugeError('usage', message(key, params), message('error.usage-hint'));
}
