import type { DoWhileStatement, ForStatement, Statement, WhileStatement } from 'oxc-parser';
import type { ParsedFile } from '../syntax/parse.ts';

const ENDS = /\b(?:return|throw|break)\b|\bnext\(/;
const STARTS_OVER = /\bawait\b/;

/**
 * A loop without an end of its own, that only the success of what it tries may leave: `for (;;) { try { return await send(); } catch { await sleep(1000); } }`.
 * A clause that gives up, or another way out beside the attempt, is a budget.
 */
export function retriesForEver(file: ParsedFile, node: ForStatement | WhileStatement | DoWhileStatement): boolean {
  const { test, body } = node;
  const endless = test === null || (test.type === 'Literal' && Boolean(test.value));
  if (!endless || body.type !== 'BlockStatement') return false;
  const attempts = body.body.filter((statement) => statement.type === 'TryStatement');
  const [attempt] = attempts;
  if (attempt === undefined || attempts.length > 1 || attempt.handler === null) return false;
  const text = ({ start, end }: Pick<Statement, 'start' | 'end'>): string => file.text.slice(start, end);
  const others = body.body.filter((statement) => statement !== attempt).map(text);
  const tried = text(attempt.block);
  return (
    ENDS.test(tried) &&
    STARTS_OVER.test(tried) &&
    ![text(attempt.handler.body), ...others].some((each) => ENDS.test(each))
  );
}
