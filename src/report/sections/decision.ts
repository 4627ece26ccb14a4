import type { Estimate } from '../../model/estimate.ts';
import type { Block } from '../document.ts';
import { capital, type Voice } from '../voice.ts';
import { currentSentence, nextSentence } from './sentences.ts';
import { unread } from './unread.ts';

/** The summary for the decision, which ends with the two sentences of the product. */
export function decision(estimate: Estimate, voice: Voice): Block[] {
  const sentences = estimate.summary.map((message) => capital(voice.text(message))).filter((text) => text !== '');
  return [
    ...sentences.map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'answer', tone: 'good', sentences: [currentSentence(estimate, voice), nextSentence(estimate, voice)] },
    ...unread(estimate, voice),
  ];
}
