import { type EventLoopGauge, LOOK_MS } from './event-loop.ts';

export interface Looks {
  /** A request came while none was under way. */
  readonly stir: () => void;
  /** Call it every second. */
  readonly second: () => void;
  readonly stop: () => void;
}

/** Looks after the last request, and those of a second. */
const AFTER = 5;
const WHOLE_SECOND = 1000 / LOOK_MS;

/**
 * Looks at the loop often while a request is under way or the loop works by itself, and rests where nothing happens: fifty looks a second cost
 * an idle process six milliseconds of processor each second, nearly all of it to wake.
 */
export function followLoop(
  { begin, look, glance }: Omit<EventLoopGauge, 'read' | 'restart'>,
  isBusy: () => boolean,
): Looks {
  let left = AFTER;
  let isResting = false;
  let isOver = false;
  const timer = setTimeout(() => {
    look();
    left = isBusy() ? Math.max(left, AFTER) : left - 1;
    isResting = left <= 0;
    if (!isResting && !isOver) timer.refresh();
  }, LOOK_MS).unref();
  begin();
  const stir = (looks: number): void => {
    left = Math.max(left, looks);
    if (!isResting || isOver) return;
    isResting = false;
    begin();
    timer.refresh();
  };
  return {
    stir: () => stir(AFTER),
    second() {
      if (glance()) stir(WHOLE_SECOND);
    },
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
