import type { Message } from './message.ts';

/** What went wrong, for the exit code. `cli/errors.ts` holds the table of codes. */
export type ErrorCode = 'usage' | 'unreadable-project' | 'invalid-configuration' | 'measurement' | 'void' | 'internal';

/** The only error that Jauge throws on purpose: what went wrong and the way out, both translatable. */
export class JaugeError extends Error {
  readonly code: ErrorCode;
  readonly problem: Message;
  readonly hint: Message | undefined;

  constructor(code: ErrorCode, problem: Message, hint?: Message) {
    super(problem.key);
    this.name = 'JaugeError';
    this.code = code;
    this.problem = problem;
    this.hint = hint;
  }
}
