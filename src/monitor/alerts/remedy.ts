import type { Notice } from '../deliver/notice.ts';
import type { Limits, RemedyPlace } from '../limits/limits.ts';
import { ENGLISH } from '../words/en.ts';
import type { Key } from '../words/index.ts';

/** What relieves a station according to the estimate, else the advice that suits any application. */
export function remedyFor(station: string, limits: Limits, otherwise: Key): Notice['remedy'] {
  const found = limits.remedies[station];
  return found === undefined ? { key: otherwise, at: '' } : placed(found);
}

/** The text of a remedy of the estimate, and where it applies. */
export function placed({ id, at }: RemedyPlace): Notice['remedy'] {
  const key = `remedy.${id}`;
  return {
    key: Object.hasOwn(ENGLISH, key) ? (key as Key) : 'remedy.follow-the-report',
    at: at === undefined ? '' : `${at.file}:${at.line}`,
  };
}
