/** Share of each request class, by identifier; adds up to 1. */
export type Mix = Readonly<Record<string, number>>;

/** Intensity and mix. `open`: arrivals that do not wait for answers; `closed`: users who do, and think in between. */
export type Workload =
  | { readonly kind: 'open'; readonly rate: number; readonly mix: Mix }
  | { readonly kind: 'closed'; readonly users: number; readonly thinkTime: number; readonly mix: Mix };

/** Arrivals that change with time: `rates[i]` requests per second from `i × step` seconds on. */
export interface Burst {
  readonly step: number;
  readonly rates: readonly number[];
  readonly mix: Mix;
}
