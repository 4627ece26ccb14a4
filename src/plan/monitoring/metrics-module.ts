import type { Threshold } from '../../model/estimate.ts';

/** Rounds a threshold for code that people read: two significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

function limitsLine(thresholds: readonly Threshold[]): string {
  const names: Readonly<Record<string, string>> = {
    'requests-per-minute': 'requestsPerMinute',
    'response-time-p95': 'p95Seconds',
    'error-rate': 'errorRate',
    'event-loop-utilization': 'eventLoopUtilization',
    'pool-waiting': 'poolWaiting',
    memory: 'memoryBytes',
  };
  const lines = thresholds.flatMap(({ signal, watch, act }) => {
    const name = names[signal];
    return name === undefined ? [] : [`  ${name}: { watch: ${rounded(watch)}, act: ${rounded(act)} },`];
  });
  return ['const LIMITS = {', ...lines, '};'].join('\n');
}

/**
 * A module without dependencies for an Express application: one JSON line a minute with the rate, errors, p95, event-loop utilization, memory
 * and the requests waiting for a connection, and the signals beyond their thresholds; one line for each slow or failed request.
 */
export function metricsModule(language: 'typescript' | 'javascript', thresholds: readonly Threshold[]): string {
  return language === 'typescript' ? typed(thresholds) : untyped(typed(thresholds));
}

function typed(thresholds: readonly Threshold[]): string {
  return `import { performance } from 'node:perf_hooks';
import type { NextFunction, Request, Response } from 'express';

${limitsLine(thresholds)}

let times: number[] = [];
let errors = 0;
let aborted = 0;
let hourly: number[] = [];
let loop = performance.eventLoopUtilization();
let poolWaiting = () => 0;

export function watchPool(pool: { waitingCount: number }) {
  poolWaiting = () => pool.waitingCount;
}

export function measureRequests(req: Request, res: Response, next: NextFunction) {
  const start = performance.now();
  res.once('close', () => {
    const seconds = (performance.now() - start) / 1000;
    times.push(seconds);
    if (!res.writableFinished) aborted += 1;
    else if (res.statusCode >= 500) errors += 1;
    if (res.statusCode >= 500 || seconds > LIMITS.p95Seconds.act) {
      const route = req.route ? req.baseUrl + req.route.path : req.originalUrl.split('?')[0];
      console.log(JSON.stringify({ event: 'request', method: req.method, route, status: res.statusCode, seconds }));
    }
  });
  next();
}

setInterval(() => {
  const sorted = times.sort((a, b) => a - b);
  const busy = performance.eventLoopUtilization(loop).utilization;
  loop = performance.eventLoopUtilization();
  hourly = [...hourly, sorted.length].slice(-60);
  const values = {
    requestsPerMinute: sorted.length,
    p95Seconds: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    errorRate: sorted.length === 0 ? 0 : errors / sorted.length,
    eventLoopUtilization: busy,
    poolWaiting: poolWaiting(),
    memoryBytes: process.memoryUsage.rss(),
  };
  const level = (key: keyof typeof values) => {
    const limit = LIMITS[key];
    return values[key] >= limit.act ? 'act' : values[key] >= limit.watch ? 'watch' : undefined;
  };
  const alerts = (Object.keys(values) as (keyof typeof values)[]).filter((key) => level(key)).map((key) => \`\${level(key)}:\${key}\`);
  const requestsPerHour = hourly.reduce((sum, count) => sum + count, 0);
  console.log(JSON.stringify({ event: 'minute', ...values, requestsPerHour, aborted, alerts }));
  times = [];
  errors = 0;
  aborted = 0;
}, 60_000).unref();
`;
}

/** The same without types: a project in JavaScript. */
function untyped(code: string): string {
  return code
    .replace("import type { NextFunction, Request, Response } from 'express';\n", '')
    .replace('times: number[]', 'times')
    .replace('hourly: number[]', 'hourly')
    .replace('(pool: { waitingCount: number })', '(pool)')
    .replace('(req: Request, res: Response, next: NextFunction)', '(req, res, next)')
    .replace('(key: keyof typeof values)', '(key)')
    .replace('(Object.keys(values) as (keyof typeof values)[])', 'Object.keys(values)');
}
