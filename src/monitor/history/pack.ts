import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MinuteRecord, RouteFigures } from '../../model/minute.ts';
import { OTHER_LABELS } from '../../model/minute.ts';
import { addRecords, NO_REQUESTS } from '../add.ts';

/** A record as a few kilobytes, out of the heap. */
export function pack(record: MinuteRecord): Buffer {
  const packed = deflateRawSync(JSON.stringify(record), { level: 3 });
  // Zlib gives a slice of a chunk of its own, 64 kilobytes that a block of two would hold as long as it is kept.
  const block = Buffer.allocUnsafeSlow(packed.length);
  packed.copy(block);
  return block;
}

/** The record of a block, or undefined when it is not one: a store may hold what another version wrote. */
export function unpack(block: Uint8Array): MinuteRecord | undefined {
  try {
    const record = JSON.parse(inflateRawSync(block, { maxOutputLength: 16_000_000 }).toString()) as MinuteRecord;
    return record.version === 2 ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A record of at most so many routes: those with the most time, the others together. */
export function narrowed(record: MinuteRecord, most: number): MinuteRecord {
  const routes = Object.entries(record.routes);
  if (routes.length <= most) return record;
  const ranked = routes.toSorted(([, one], [, other]) => other.duration.sum - one.duration.sum);
  const kept = ranked.slice(0, most - 1).filter(([route]) => route !== OTHER_LABELS.overflow);
  const names = new Set(kept.map(([route]) => route));
  const rest = ranked.filter(([route]) => !names.has(route)).map(([, figures]) => alone(record, figures));
  const together = rest.reduce((sum, one) => addRecords(sum, one, 'times'));
  return {
    ...record,
    routes: {
      ...Object.fromEntries(kept),
      [OTHER_LABELS.overflow]: together.routes[OTHER_LABELS.overflow] as RouteFigures,
    },
  };
}

/** A record of one route and nothing else, so that adding many costs little. */
function alone(record: MinuteRecord, figures: RouteFigures): MinuteRecord {
  return {
    ...record,
    routes: { [OTHER_LABELS.overflow]: figures },
    total: NO_REQUESTS,
    background: { database: NO_REQUESTS.database, outbound: {} },
    pools: {},
    consumed: {},
    webhooks: {},
  };
}
