import { COLUMNS, type Point } from './point.ts';

/** The last so many points, in one block of memory that never grows. */
export interface Columns {
  /** Adds a point; one that comes late, for an instant that is there already, is added to it. */
  readonly push: (point: Point) => void;
  /** Puts in place of a point that is there the one of all that is known of its time. */
  readonly amend: (point: Point) => void;
  /** Points from an instant (seconds since 1970) on, the oldest first. */
  readonly since: (start: number) => readonly Point[];
}

/** How far back a late point is looked for. */
const LATE = 20;

export function createColumns(capacity: number): Columns {
  const width = COLUMNS.length;
  const values = new Float64Array(capacity * width);
  let next = 0;
  let size = 0;
  const slotOf = (back: number): number => (next - back + capacity) % capacity;
  const startAt = (slot: number): number => values[slot * width] ?? 0;
  // A month is read each minute: pairs for each number would be megabytes thrown away.
  const read = (slot: number): Point => {
    const point: Partial<Record<keyof Point, number>> = {};
    for (let index = 0; index < width; index += 1)
      point[COLUMNS[index] as keyof Point] = values[slot * width + index] ?? 0;
    return point as Point;
  };
  const write = (slot: number, point: Point): void => {
    for (const [index, column] of COLUMNS.entries()) values[slot * width + index] = point[column];
  };
  const slots = (most: number): readonly number[] =>
    Array.from({ length: Math.min(size, most) }, (_, index) => slotOf(index + 1));

  const found = (start: number): number | undefined => slots(LATE).find((slot) => startAt(slot) === start);

  return {
    amend: (point) => {
      const slot = found(point.start);
      if (slot === undefined) return;
      const known = read(slot);
      // Who was quiet is not in the store: less than what is known is not all.
      if (point.requests < known.requests) return;
      write(slot, { ...point, instances: Math.max(known.instances, point.instances) });
    },
    push: (point) => {
      const known = found(point.start);
      if (known !== undefined) return write(known, together(read(known), point));
      write(next, point);
      next = (next + 1) % capacity;
      size = Math.min(size + 1, capacity);
    },
    since: (start) =>
      slots(capacity)
        .filter((slot) => startAt(slot) >= start)
        .toReversed()
        .map(read),
  };
}

/** Two points of the same time: what is counted adds up; times are those of the one that has more requests, until `amend` knows better. */
function together(one: Point, other: Point): Point {
  const [more, less] = one.requests >= other.requests ? [one, other] : [other, one];
  const sum = (column: keyof Point): number => one[column] + other[column];
  return {
    ...more,
    instances: sum('instances'),
    requests: sum('requests'),
    clientErrors: sum('clientErrors'),
    serverErrors: sum('serverErrors'),
    aborted: sum('aborted'),
    slow: sum('slow'),
    busiestRate: more.busiestRate + less.busiestRate,
  };
}
