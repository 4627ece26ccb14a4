import * as v from 'valibot';

const quantity = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(quantity, v.integer());
const way = v.picklist(['drive', 'logs', 'database', 'monitor']);

const reading = v.pipe(
  v.strictObject({ low: quantity, typical: quantity, high: quantity, count: quantity, way }),
  v.check(({ low, typical, high }) => low <= typical && typical <= high, 'low ≤ typical ≤ high'),
);

const responseTimes = v.strictObject({
  mean: v.exactOptional(reading),
  p50: reading,
  p95: reading,
  rate: v.exactOptional(quantity),
});

const route = v.strictObject({
  requests: count,
  errors: v.exactOptional(reading),
  cpu: v.exactOptional(reading),
  loopCpu: v.exactOptional(reading),
  databaseCpu: v.exactOptional(reading),
  databaseTime: v.exactOptional(reading),
  connectionWait: v.exactOptional(reading),
  queries: v.exactOptional(reading),
  rows: v.exactOptional(reading),
  calls: v.exactOptional(
    v.record(v.string(), v.strictObject({ count: reading, time: reading, variability: v.exactOptional(quantity) })),
  ),
  responseTime: v.exactOptional(responseTimes),
  bytes: v.exactOptional(reading),
});

const traffic = v.strictObject({
  from: v.string(),
  to: v.string(),
  requests: count,
  mix: v.record(v.string(), reading),
  peakMix: v.exactOptional(v.record(v.string(), reading)),
  rate: reading,
  peakRate: v.exactOptional(reading),
  peakHourShare: v.exactOptional(reading),
  burst: v.exactOptional(reading),
  sessionsPerDay: v.exactOptional(reading),
  requestsPerSession: v.exactOptional(reading),
  errors: v.exactOptional(reading),
  unmatched: count,
});

const mixRun = v.strictObject({
  mix: v.record(v.string(), quantity),
  rate: quantity,
  requests: count,
  cpu: v.exactOptional(reading),
  loopCpu: v.exactOptional(reading),
  databaseCpu: v.exactOptional(reading),
  responseTime: v.exactOptional(responseTimes),
  errors: reading,
});

const index = v.strictObject({
  name: v.string(),
  columns: v.array(v.string()),
  unique: v.boolean(),
  primary: v.boolean(),
  partial: v.exactOptional(v.boolean()),
});

const statement = v.strictObject({
  text: v.string(),
  routes: v.exactOptional(v.array(v.string())),
  scans: v.array(v.string()),
  indexes: v.array(v.string()),
  rows: v.exactOptional(quantity),
  cost: v.exactOptional(quantity),
  calls: v.exactOptional(count),
  time: v.exactOptional(reading),
  rowsEach: v.exactOptional(quantity),
});

const database = v.strictObject({
  engine: v.string(),
  version: v.exactOptional(v.string()),
  maxConnections: v.exactOptional(reading),
  poolSize: v.exactOptional(reading),
  roundTrip: v.exactOptional(reading),
  tables: v.record(v.string(), v.strictObject({ rows: reading, bytes: quantity, indexes: v.array(index) })),
  statements: v.array(statement),
  statistics: v.exactOptional(v.boolean()),
});

/** The shape of `jauge.measurement.json`; what comes out of it is a `Measurement`. */
export const measurementSchema = v.strictObject({
  schemaVersion: v.literal(1),
  tool: v.strictObject({ name: v.literal('jauge'), version: v.string() }),
  date: v.string(),
  ways: v.array(
    v.strictObject({
      way,
      date: v.string(),
      of: v.string(),
      complete: v.boolean(),
      requests: v.exactOptional(count),
    }),
  ),
  machine: v.exactOptional(
    v.strictObject({
      processor: v.string(),
      cores: v.pipe(count, v.minValue(1)),
      memory: quantity,
      node: v.string(),
      slowness: reading,
      serves: v.boolean(),
    }),
  ),
  routes: v.record(v.string(), route),
  traffic: v.exactOptional(traffic),
  mixRun: v.exactOptional(mixRun),
  database: v.exactOptional(database),
});
