/**
 * Node.js, libuv, V8 and the usual middleware. In: nothing. Out: what they do when nobody sets it, and figures about them.
 * Must hold data only: no functions, nothing computed. What work costs is elsewhere, in the book of costs.
 */
import type { RuntimeKnowledge } from '../../model/knowledge.ts';
import { figures } from './figures.ts';

export const runtime: RuntimeKnowledge = {
  figures,
  threads: { low: 4, typical: 4, high: 4, facts: ['E008'] },
  requestTimeout: { low: 300, typical: 300, high: 300, facts: ['E001'] },
  headersTimeout: { low: 60, typical: 60, high: 60, facts: ['E002'] },
  keepAliveTimeout: { low: 5, typical: 5, high: 6, facts: ['E003'] },
  backlog: { low: 511, typical: 511, high: 511, facts: ['E007'] },
  bodyLimit: { low: 102_400, typical: 102_400, high: 102_400, facts: ['E024'] },
  heapShare: { low: 0.5, typical: 0.5, high: 0.5, facts: ['E011'] },
  heapCap: { low: 2_147_483_648, typical: 2_147_483_648, high: 4_294_967_296, facts: ['E010', 'E011', 'E012'] },
  openFiles: { low: 1024, typical: 1024, high: 1024, facts: ['E026'] },
  bcryptRounds: { low: 10, typical: 10, high: 10, facts: ['E023'] },
  highlights: ['E027', 'E008', 'E003', 'E011', 'E024', 'E025', 'E026', 'E001'],
};
