import type { MinuteRecord, RouteFigures } from '../model/minute.ts';

/** Holds one record, or none. */
export interface Slate {
  readonly write: (record: MinuteRecord) => void;
  readonly read: () => MinuteRecord | undefined;
  readonly wipe: () => void;
}

const ROOM = 16_384;

/**
 * A record kept from a minute to the next, out of the heap and in the same bytes each time. As an object it would be old when the next one
 * replaces it, and wait for a whole collection: a quarter of a megabyte a minute of two hundred routes, which a long life adds up to ten.
 */
export function createSlate(): Slate {
  let bytes = Buffer.allocUnsafeSlow(ROOM);
  let written = 0;
  return {
    write(record) {
      const text = linesOf(record);
      const needed = Buffer.byteLength(text);
      if (needed > bytes.length) bytes = Buffer.allocUnsafeSlow(2 * needed);
      written = bytes.write(text);
    },
    read: () => (written === 0 ? undefined : recordOf(bytes.toString('utf8', 0, written))),
    wipe() {
      written = 0;
    },
  };
}

/** A line for the record, then one for each route: V8 makes old objects at once of a text of a hundred kilobytes. */
function linesOf({ routes, ...rest }: MinuteRecord): string {
  return [rest, ...Object.entries(routes)].map((line) => JSON.stringify(line)).join('\n');
}

function recordOf(text: string): MinuteRecord {
  const [rest = '', ...lines] = text.split('\n');
  const routes = lines.map((line) => JSON.parse(line) as [string, RouteFigures]);
  return { ...(JSON.parse(rest) as Omit<MinuteRecord, 'routes'>), routes: Object.fromEntries(routes) };
}
