import type { Clock } from '../../src/load/index.ts';

/** A clock that jumps from event to event, so that minutes of load take a moment and always give the same. */
export interface VirtualClock extends Clock {
  /** Calls back at a time, milliseconds. */
  readonly at: (time: number, call: () => void) => void;
  /** Turns the clock until the promise settles. */
  readonly run: <T>(work: Promise<T>) => Promise<T>;
}

interface Event {
  readonly time: number;
  readonly order: number;
  readonly call: () => void;
}

/** `late`: milliseconds by which every pause overshoots, as on a machine that has no processor left. */
export function virtualClock(late = 0): VirtualClock {
  const heap: Event[] = [];
  let now = 0;
  let order = 0;
  const at = (time: number, call: () => void): void => push(heap, { time, order: order++, call });
  return {
    now: () => now,
    pause: (milliseconds) => new Promise((resolve) => at(now + Math.max(0.01, milliseconds) + late, resolve)),
    at,
    run: async (work) => {
      let isOver = false;
      const settled = work.finally(() => {
        isOver = true;
      });
      settled.catch(() => undefined);
      while (!isOver) {
        await new Promise((resolve) => setImmediate(resolve));
        const event = pop(heap);
        if (event === undefined) continue;
        now = Math.max(now, event.time);
        event.call();
      }
      return settled;
    },
  };
}

function before(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

function push(heap: Event[], event: Event): void {
  let at = heap.push(event) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Event;
    if (!before(event, above)) break;
    heap[at] = above;
    heap[parent] = event;
    at = parent;
  }
}

function pop(heap: Event[]): Event | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event)) child++;
    if (!before(heap[child] as Event, last)) break;
    heap[at] = heap[child] as Event;
    at = child;
  }
  heap[at] = last;
  return top;
}
