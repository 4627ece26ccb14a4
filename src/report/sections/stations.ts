import type { Bottleneck, Ceiling } from '../../model/capacity.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { StationId } from '../../model/station.ts';
import { capital, type Voice } from '../voice.ts';

const SERVICE = 'service:';

/** Name of a station, for a table or a bar. */
export function stationName(id: StationId, inventory: Inventory, voice: Voice): string {
  return id.startsWith(SERVICE) ? serviceName(id.slice(SERVICE.length), inventory) : voice.name('report.station.', id);
}

/** A station with its article and what it is, for a sentence. */
export function stationPhrase(id: StationId, inventory: Inventory, voice: Voice): string {
  if (id.startsWith(SERVICE)) {
    return voice.say('report.gives-way.service', { name: serviceName(id.slice(SERVICE.length), inventory) });
  }
  return voice.name('report.gives-way.', id);
}

function serviceName(id: string, inventory: Inventory): string {
  return inventory.services.find((service) => service.id === id)?.name ?? id;
}

/** Which limit a ceiling is, and of what: `Machine : boucle d’événements`, `Quota : SendGrid`. */
export function ceilingName(ceiling: Ceiling, inventory: Inventory, voice: Voice): string {
  const kind = voice.say(`report.ceiling.${ceiling.kind}`);
  const service = serviceName(ceiling.subject, inventory);
  const subject = service === ceiling.subject ? stationName(ceiling.subject, inventory, voice) : service;
  return capital(subject === kind ? kind : voice.say('report.ceilings.name', { kind, subject }));
}

/** A cause of load, with its article: a kind of work, a fault found, a table or a service. */
function causePhrase(tag: string, inventory: Inventory, voice: Voice): string {
  const colon = tag.indexOf(':');
  const prefix = colon < 0 ? tag : tag.slice(0, colon);
  const subject = colon < 0 ? '' : tag.slice(colon + 1);
  if (prefix === 'work') return voice.name('report.cause.work.', subject);
  if (prefix === 'table') return voice.say('report.cause.table', { name: subject });
  if (prefix === 'service') return voice.say('report.cause.service', { name: serviceName(subject, inventory) });
  const cause = voice.name('report.cause.', prefix);
  if (cause !== prefix) return cause;
  const fault = voice.name('report.finding.', prefix);
  return fault === prefix ? tag : fault;
}

/** Causes of a bottleneck in words, the largest first; those that read alike (one fault in several places) added up. */
export function causes(
  bottleneck: Bottleneck,
  inventory: Inventory,
  voice: Voice,
): readonly { readonly phrase: string; readonly share: number }[] {
  const shares = new Map<string, number>();
  for (const { tag, share } of bottleneck.causes) {
    const phrase = causePhrase(tag, inventory, voice);
    shares.set(phrase, Math.min(1, (shares.get(phrase) ?? 0) + share));
  }
  return [...shares]
    .map(([phrase, share]) => ({ phrase, share }))
    .sort((a, b) => b.share - a.share || (a.phrase < b.phrase ? -1 : 1));
}
