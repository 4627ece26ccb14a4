/** Pending events, the earliest first: a 4-ary heap in flat arrays. Ties leave in an order that depends only on what was pushed. */
export interface EventList {
  times: Float64Array;
  events: Int32Array;
  size: number;
}

/** An empty list. */
export function eventList(room = 1024): EventList {
  return { times: new Float64Array(room), events: new Int32Array(room), size: 0 };
}

/** Adds an event. */
export function push(list: EventList, time: number, event: number): void {
  if (list.size === list.times.length) grow(list);
  const { times, events } = list;
  let at = list.size++;
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

/** Removes the earliest event; read it first at index 0. */
export function pop(list: EventList): void {
  const { times, events } = list;
  const size = --list.size;
  const time = times[size] as number;
  const event = events[size] as number;
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
