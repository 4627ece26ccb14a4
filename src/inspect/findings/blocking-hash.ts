import type { Finding } from '../../model/finding.ts';
import { type Message, message } from '../../model/message.ts';
import type { CpuStep } from '../../model/program.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, routeParams, routesOf } from './groups.ts';
import type { Site } from './sites.ts';

/** From this cost on, one hash holds the event loop for tens of milliseconds. */
const HEAVY_ROUNDS = 10;

/** A password hash, or the key of a cipher derived as one, computed on the event loop: JavaScript libraries, or the synchronous call of a native one. */
export function blockingHash(evidence: Evidence): readonly Finding[] {
  const hashes = evidence.sites.cpu.filter((site) => site.step.work === 'hash');
  return [...byPlace(hashes)].map(([subject, sites]) => finding(subject, sites));
}

function finding(subject: string, sites: readonly [Site<CpuStep>, ...Site<CpuStep>[]]): Finding {
  const { step } = sites[0];
  const routes = routesOf(sites);
  const rounds = Math.max(...sites.map((site) => site.step.rounds ?? 0));
  const from = Math.min(...sites.map((site) => site.step.roundsFrom ?? site.step.rounds ?? 0));
  const params = { library: step.library ?? '', ...routeParams(routes) };
  return {
    kind: 'blocking-hash',
    subject,
    severity: rounds === 0 || rounds >= HEAVY_ROUNDS ? 'critical' : 'serious',
    at: step.at,
    evidence: distinctPlaces(
      sites.flatMap((site) => site.step.via?.slice(-1) ?? []),
      [step.at],
    ),
    message: messageOf(step, { rounds, from }, params),
    routes,
  };
}

function messageOf(
  step: CpuStep,
  { rounds, from }: { readonly rounds: number; readonly from: number },
  params: Message['params'],
): Message {
  if (step.derives === 'key') return message('finding.blocking-key', params);
  if (rounds === 0) return message('finding.blocking-hash-unknown-cost', params);
  const cost = { rounds, iterations: 2 ** rounds };
  if (from === 0 || from === rounds) return message('finding.blocking-hash', { ...params, ...cost });
  return message('finding.blocking-hash-several-costs', {
    ...params,
    ...cost,
    roundsFrom: from,
    iterationsFrom: 2 ** from,
  });
}
