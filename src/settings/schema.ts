import * as v from 'valibot';
import { bytesOf } from './bytes.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Bytes, or a text such as `512MB`, `2 GiB`, `1 Go`. */
const bytes = v.union([
  positive,
  v.pipe(
    v.string(),
    v.check((text) => bytesOf(text) !== undefined),
    v.transform((text) => bytesOf(text) ?? 0),
  ),
]);

const mix = v.record(v.string(), v.pipe(v.number(), v.minValue(0)));

/** The shape of `jauge.config.*`; its type is `Settings`, before the sizes are brought to bytes. */
export const settingsSchema = v.strictObject({
  entry: v.optional(v.string()),
  machine: v.optional(
    v.strictObject({
      cpu: v.optional(positive),
      memory: v.optional(bytes),
      monthlyCost: v.optional(v.pipe(v.number(), v.minValue(0))),
    }),
  ),
  instances: v.optional(
    v.strictObject({ minimum: v.optional(count), maximum: v.optional(v.pipe(count, v.minValue(1))) }),
  ),
  node: v.optional(v.pipe(v.number(), v.integer(), v.minValue(12), v.maxValue(99))),
  database: v.optional(
    v.strictObject({
      host: v.optional(v.string()),
      plan: v.optional(v.string()),
      cpu: v.optional(positive),
      maxConnections: v.optional(v.pipe(count, v.minValue(1))),
      roundTrip: v.optional(positive),
    }),
  ),
  plans: v.optional(v.record(v.string(), v.string())),
  objective: v.optional(
    v.strictObject({
      percentile: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.999))),
      responseTime: v.optional(positive),
      errors: v.optional(share),
      judges: v.optional(v.picklist(['each class', 'the mix'])),
    }),
  ),
  scenarios: v.optional(v.strictObject({ normal: v.optional(mix), peak: v.optional(mix) })),
  usage: v.optional(
    v.strictObject({
      thinkTime: v.optional(positive),
      requestsPerAction: v.optional(positive),
      activeShare: v.optional(share),
      sessionsPerDay: v.optional(positive),
      requestsPerSession: v.optional(positive),
      peakHourShare: v.optional(share),
      burst: v.optional(v.pipe(v.number(), v.minValue(1))),
      dailyShareOfAccounts: v.optional(share),
    }),
  ),
  data: v.optional(
    v.strictObject({
      accounts: v.optional(v.pipe(count, v.minValue(1))),
      rows: v.optional(v.record(v.string(), count)),
    }),
  ),
  event: v.optional(
    v.strictObject({ people: v.optional(v.pipe(count, v.minValue(1))), duration: v.optional(positive) }),
  ),
});
