/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * One kind of request. `{{pool}}`, `{{pool.field}}`, `{{$serial}}`, `{{$uuid}}` and `{{$timestamp}}` in the path, the headers and the body are
 * replaced for every request; the same pool gives the same item everywhere in one request.
 */
export interface RequestTemplate {
  /** Request class: the route as the estimate names it, `GET /api/events/:id`. Several templates may share one. */
  readonly class: string;
  readonly method: string;
  /** Path and query, from the first `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is; anything else as JSON. */
  readonly body?: JsonValue;
  /** Share of the traffic, relative to the others. 1 unless said. */
  readonly weight?: number;
  /** Statuses that are this request's rightful answer, besides 2xx and 3xx: 404 for what another request deleted. */
  readonly expect?: readonly number[];
}

/** The requests of a load, and the values that fill them: what a request file holds. */
export interface RequestSet {
  readonly requests: readonly RequestTemplate[];
  /** By name; an item is a value, or a record whose fields go together (an address and its password). */
  readonly pools?: Readonly<Record<string, readonly PoolItem[]>>;
  /** Sent with every request, unless it says otherwise. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type PoolItem = string | number | boolean | Readonly<Record<string, string | number | boolean>>;

/** A request ready to leave. */
export interface Outgoing {
  readonly class: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly expect?: readonly number[];
}

/** Methods that change nothing (RFC 9110, 9.2.1). */
export function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method.toUpperCase());
}

/** What came back. `status` 0: no answer, and `error` says why (`ECONNREFUSED`, `timeout`…). */
export interface Answer {
  readonly status: number;
  /** Of the body, as received. */
  readonly bytes: number;
  readonly error?: string;
  /** Seconds that the application asks to wait (`Retry-After`), when it refuses. */
  readonly retryAfter?: number;
}

/** Gives the next request, or undefined when there is none left. */
export type RequestSource = () => Outgoing | undefined;
