import type { Location } from '../../model/source.ts';
import type { Remedy } from '../../model/tier.ts';
import type { Voice } from '../voice.ts';

const PLACES_SHOWN = 4;

/** ` (server/auth.ts:88, server/auth.ts:131 et 3 autres)`; nothing when there is no line to change. */
export function remedyPlaces(remedy: Remedy, voice: Voice): string {
  return remedy.at.length === 0 ? '' : ` (${placeList(remedy.at, voice, PLACES_SHOWN)})`;
}

/** The first places, and how many more there are. */
export function placeList(places: readonly Location[], voice: Voice, most: number): string {
  const shown = places.slice(0, most).map(voice.place).join(', ');
  return places.length <= most ? shown : voice.say('report.places.more', { shown, count: places.length - most });
}
