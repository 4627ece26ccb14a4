/**
 * Pending events, the earliest first: a 4-ary heap in flat arrays. Ties leave in an order that depends only on what was pushed. Most events end by
 * scheduling another, so that the place of the one just taken stays open for it: one pass over the heap instead of two.
 */
export interface EventList {
  times: Float64Array;
  events: Int32Array;
  /** Places in use, the open one included. */
  size: number;
  /** The first place is open: its event was taken, and nothing has been added since. */
  open: boolean;
}

/** An empty list. */
export function eventList(room = 1024): EventList {
  return { times: new Float64Array(room), events: new Int32Array(room), size: 0, open: false };
}

/** Adds an event. Times travel through the arrays, not through calls, which would box them. */
export function push(list: EventList, time: number, event: number): void {
  if (list.open) {
    list.open = false;
    list.times[0] = time;
    list.events[0] = event;
    sink(list);
    return;
  }
  const at = list.size;
  if (at === list.times.length) grow(list);
  list.times[at] = time;
  list.events[at] = event;
  list.size = at + 1;
  rise(list, at);
}

/** Takes the earliest event out; read it first at index 0. Its place stays open until something is added, or `close`. */
export function take(list: EventList): void {
  list.open = true;
}

/** Closes the open place; needed before the earliest event is read. */
export function close(list: EventList): void {
  if (!list.open) return;
  list.open = false;
  const size = --list.size;
  list.times[0] = list.times[size] as number;
  list.events[0] = list.events[size] as number;
  sink(list);
}

/** Takes the earliest event out, and closes its place at once. */
export function pop(list: EventList): void {
  take(list);
  close(list);
}

/** Lets the last event rise to where it belongs. */
function rise({ times, events }: EventList, from: number): void {
  const time = times[from] as number;
  const event = events[from] as number;
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 2;
    if ((times[parent] as number) <= time) break;
    times[at] = times[parent] as number;
    events[at] = events[parent] as number;
    at = parent;
  }
  times[at] = time;
  events[at] = event;
}

/** Lets the first event sink to where it belongs. */
function sink({ times, events, size }: EventList): void {
  const time = times[0] as number;
  const event = events[0] as number;
  let at = 0;
  for (;;) {
    const child = (at << 2) + 1;
    if (child >= size) break;
    let least = child;
    let leastTime = times[child] as number;
    const end = Math.min(child + 4, size);
    for (let c = child + 1; c < end; c++) {
      const t = times[c] as number;
      if (t < leastTime) {
        leastTime = t;
        least = c;
      }
    }
    if (leastTime >= time) break;
    times[at] = leastTime;
    events[at] = events[least] as number;
    at = least;
  }
  times[at] = time;
  events[at] = event;
}

function grow(list: EventList): void {
  const times = new Float64Array(list.times.length * 2);
  times.set(list.times);
  list.times = times;
  const events = new Int32Array(list.events.length * 2);
  events.set(list.events);
  list.events = events;
}
