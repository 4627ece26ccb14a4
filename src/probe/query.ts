import { currentContext, type RequestContext, runFor, state, tellWork, workOf } from './context.ts';

/** A query under way. */
export interface QueryFlight {
  readonly context: RequestContext | undefined;
  readonly started: number;
  /** The text, for observers that ask for statements. */
  readonly text: string | undefined;
}

/** Begins a query in the name of the request that asks for it; undefined when nobody watches. */
export function beginQuery(text: () => string | undefined): QueryFlight | undefined {
  if (state.observers.length === 0) return undefined;
  const context = currentContext();
  if (context === null) return undefined;
  const isRead = state.observers.some(({ stated }) => stated !== undefined);
  return { context, started: state.clock.steady(), text: isRead ? text() : undefined };
}

/** Ends it. `rows` returned or changed, when the driver says. */
export function endQuery({ context, started, text }: QueryFlight, rows: number, failed: boolean): void {
  const seconds = state.clock.steady() - started;
  const work = workOf(context);
  work.calls += 1;
  work.seconds += seconds;
  work.rows += rows;
  if (failed) work.errors += 1;
  tellWork(context, work);
  if (text === undefined) return;
  for (const observer of state.observers) observer.stated?.(context, text, seconds, rows);
}

/** A connection was asked of a pool so long ago, and is there. */
export function endWait({ context, started }: QueryFlight, pool: string): void {
  const seconds = state.clock.steady() - started;
  const work = workOf(context);
  work.acquisitions += 1;
  work.waitSeconds += seconds;
  tellWork(context, work);
  for (const observer of state.observers) observer.waited(pool, seconds);
}

const BOUND: unique symbol = Symbol('bound');
interface Callback {
  (this: unknown, error: unknown, ...rest: unknown[]): unknown;
  [BOUND]?: true;
}

/** The callback, run in the name of its request after something is told. A driver calls back in the name of whoever's data came last. */
export function bound(
  flight: QueryFlight,
  callback: Callback,
  tell: (error: unknown, result: unknown) => void,
): Callback {
  const run: Callback = function (error, ...rest) {
    quietly(() => tell(error, rest[0]));
    return runFor(flight.context, () => callback.call(this, error, ...rest));
  };
  run[BOUND] = true;
  return run;
}

/** The callback already runs in the name of its request. */
export function isBound(callback: unknown): boolean {
  return typeof callback === 'function' && (callback as Callback)[BOUND] === true;
}

/** The same promise, with something told before those who wait for it: what nobody handles stays unhandled. */
export function following<T>(promise: Promise<T>, tell: (error: unknown, result: T | undefined) => void): Promise<T> {
  return promise.then(
    (result) => {
      quietly(() => tell(undefined, result));
      return result;
    },
    (error) => {
      quietly(() => tell(error ?? new Error('rejected'), undefined));
      throw error;
    },
  );
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // Whatever happens here must not reach the application.
  }
}
