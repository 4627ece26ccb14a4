import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { usagesOf } from '../../src/monitor/headroom/resources.ts';
import { pointOf } from '../../src/monitor/history/point.ts';
import { DEFAULT_LIMITS } from '../../src/monitor/limits/limits.ts';
import { minuteLine, requestLine, wordLine } from '../../src/monitor/log/lines.ts';
import { redacted } from '../../src/monitor/log/redact.ts';
import { createSampler } from '../../src/monitor/log/sampler.ts';
import { metricsOf } from '../../src/monitor/metrics/metrics.ts';
import { otlpBody, otlpPush } from '../../src/monitor/metrics/otlp.ts';
import { prometheusText } from '../../src/monitor/metrics/prometheus.ts';
import type { EndedRequest } from '../../src/probe/index.ts';
import { minute, times } from './records.ts';

interface Point {
  readonly count: string;
  readonly bucketCounts: readonly string[];
  readonly explicitBounds: readonly number[];
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

const record = minute({
  routes: { 'GET /members/:id': 90, 'POST /pay': 10, '(unmatched)': 5 },
  serverErrors: 2,
  more: { pools: { pg: { size: 10, used: 4, waiting: 1, idle: 2, wait: times([8, 0.0005], [2, 0.2]) } } },
});
const metrics = metricsOf(record, usagesOf(record, DEFAULT_LIMITS), 3);

/** Lines of the text as name, labels and value. */
function samples(text: string): readonly { readonly name: string; readonly labels: string; readonly value: number }[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const found = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[^}]*\}|) (\S+)$/.exec(line) ?? expect.fail(`not a sample: ${line}`);
      return { name: found[1] ?? '', labels: found[2] ?? '', value: Number(found[3]) };
    });
}

describe('the text for Prometheus', () => {
  const text = prometheusText(metrics);
  const all = samples(text);

  it('has OpenTelemetry’s name and advised buckets for the duration of requests, by route and method', () => {
    const buckets = all.filter(
      ({ name, labels }) => name === 'http_server_request_duration_seconds_bucket' && labels.includes('/members/:id'),
    );
    expect(buckets.map(({ labels }) => /le="([^"]+)"/.exec(labels)?.[1])).toEqual([
      '0.005',
      '0.01',
      '0.025',
      '0.05',
      '0.075',
      '0.1',
      '0.25',
      '0.5',
      '0.75',
      '1',
      '2.5',
      '5',
      '7.5',
      '10',
      '+Inf',
    ]);
    expect(buckets[0]?.labels).toContain('http_request_method="GET",http_route="/members/:id"');
    expect(buckets.at(-1)?.value).toBe(90);
  });

  it('has buckets that only grow, up to the count', () => {
    for (const series of ['http_server_request_duration_seconds', 'db_client_connection_wait_time_seconds']) {
      const values = all
        .filter(({ name, labels }) => name === `${series}_bucket` && !labels.includes('POST'))
        .map(({ value }) => value);
      const wait = all
        .filter(({ name }) => name === 'db_client_connection_wait_time_seconds_bucket')
        .map(({ value }) => value);
      expect(values.length).toBeGreaterThan(0);
      expect(wait).toEqual([...wait].sort((a, b) => a - b));
    }
    expect(all.find(({ name }) => name === 'db_client_connection_wait_time_seconds_count')?.value).toBe(10);
  });

  it('never gives a route to what matched none, nor the same series twice', () => {
    expect(text).not.toContain('unmatched');
    expect(new Set(all.map(({ name, labels }) => name + labels)).size).toBe(all.length);
  });

  it('declares each family once, before its samples', () => {
    const types = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(types).size).toBe(types.length);
  });

  it('escapes what a label may hold', () => {
    const odd = minute({ routes: { 'GET /a"b\\c': 40 } });
    expect(prometheusText(metricsOf(odd, [], 0))).toContain('http_route="/a\\"b\\\\c"');
  });
});

describe('OTLP in JSON', () => {
  const origin = { application: 'Koomy', instance: 'one', started: 1_700_000_000 };

  it('follows the encoding: 64-bit numbers as strings, cumulative sums, one more bucket than bounds', () => {
    const body = JSON.parse(JSON.stringify(otlpBody(metrics, origin, 1_700_000_060.5)));
    const [resource] = body.resourceMetrics;
    expect(resource.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'Koomy' } });
    const named = new Map(resource.scopeMetrics[0].metrics.map((each: { name: string }) => [each.name, each]));
    const duration = named.get('http.server.request.duration') as {
      histogram: { aggregationTemporality: number; dataPoints: Point[] };
    };
    expect(duration.histogram.aggregationTemporality).toBe(2);
    const point = duration.histogram.dataPoints[0] ?? expect.fail('no point');
    expect(point.count).toBe('90');
    expect(point.bucketCounts).toHaveLength(point.explicitBounds.length + 1);
    expect(point.bucketCounts.map(Number).reduce((a, b) => a + b)).toBe(90);
    expect(point.startTimeUnixNano).toBe('1700000000000000000');
    expect(point.timeUnixNano).toBe('1700000060500000000');
    expect(named.get('process.cpu.time')).toHaveProperty('sum.isMonotonic', true);
  });

  const collector = async (answer: (request: IncomingMessage, body: string) => number | undefined) => {
    const received: { url: string; type: string; key: string; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { headers } = request;
      received.push({
        url: request.url ?? '',
        type: headers['content-type'] ?? '',
        key: String(headers['x-key']),
        body,
      });
      const status = answer(request, body);
      if (status !== undefined) response.writeHead(status).end('{}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received, close };
  };

  it('is posted to /v1/metrics with the headers asked for', async () => {
    const { endpoint, received, close } = await collector(() => 200);
    const push = otlpPush({ endpoint, headers: { 'x-key': 'k' } });
    push.send(() => ({ a: 1 }));
    await push.settled();
    close();
    expect(received).toEqual([{ url: '/v1/metrics', type: 'application/json', key: 'k', body: '{"a":1}' }]);
    expect(push.failures()).toBe(0);
  });

  it('gives up a collector that hangs, and starts nothing more meanwhile', async () => {
    const { endpoint, received, close } = await collector(() => undefined);
    const push = otlpPush({ endpoint, timeout: 1500 });
    for (let index = 0; index < 5; index += 1) push.send(() => ({}));
    await push.settled();
    push.send(() => ({}));
    await push.settled();
    close();
    expect(received).toHaveLength(2);
    expect(push.failures()).toBe(6);
  });

  it('counts a refusal and a dead address, and throws nothing', async () => {
    const { endpoint, close } = await collector(() => 401);
    const refused = otlpPush({ endpoint });
    refused.send(() => ({}));
    await refused.settled();
    close();
    refused.send(() => ({}));
    await refused.settled();
    expect(refused.failures()).toBe(2);
  });
});

describe('the log', () => {
  const request = (more: Partial<EndedRequest> = {}): EndedRequest => ({
    route: 'GET /a/:id',
    status: 200,
    aborted: false,
    seconds: 0.01,
    processorSeconds: -1,
    work: undefined,
    webhook: undefined,
    ...more,
  });

  it('has pino’s fields in each line', () => {
    const lines = [
      minuteLine(record, pointOf(record, DEFAULT_LIMITS), DEFAULT_LIMITS),
      requestLine(request({ status: 500 }), 1000),
      wordLine('x', 1000),
    ];
    for (const line of lines) {
      expect(line).toMatchObject({
        level: expect.any(Number),
        time: expect.any(Number),
        msg: expect.any(String),
        name: 'jauge',
      });
      expect(JSON.parse(JSON.stringify(line))).toEqual(line);
    }
    expect(lines.map(({ level }) => level)).toEqual([30, 50, 40]);
  });

  it('tells each failure and each slow request, up to ten a minute for a route, and a regular sample of the rest', () => {
    let now = 0;
    const isTold = createSampler({ slow: 1, sample: 0.1, most: 10, now: () => now });
    const count = (of: EndedRequest, times: number) =>
      Array.from({ length: times }, () => isTold(of)).filter(Boolean).length;
    expect(count(request({ route: 'a', status: 500 }), 3)).toBe(3);
    expect(count(request({ route: 'b', seconds: 2 }), 30)).toBe(10);
    expect(count(request({ route: 'c' }), 50)).toBe(5);
    now = 60_000;
    expect(count(request({ route: 'b', aborted: true }), 2)).toBe(2);
  });

  it.each([
    ['connect postgresql://koomy:s3cr3t@db.example/koomy', 's3cr3t'],
    ['GET https://api.example/v1/x?token=abc&user=12', 'abc'],
    ['Authorization: Bearer abc.def.ghi', 'abc.def'],
    ['No such key sk_live_51Habcdefghijkl', '51Habc'],
    ['SG.aaaaaaaaaaaa.bbbbbbbb refused', 'aaaaaaaaaaaa'],
    ['jwt eyJhbGciOi.eyJzdWIiOiIx.sig', 'eyJzdWIi'],
    ['password="hunter2" wrong', 'hunter2'],
    ['AKIAABCDEFGHIJKLMNOP denied', 'ABCDEFGHIJ'],
    ['recipient nadia@exemple.fr bounced', 'nadia'],
  ])('keeps the secret of %j', (text, secret) => {
    expect(redacted(text)).not.toContain(secret);
    expect(redacted(text).length).toBeGreaterThan(3);
  });

  it('leaves ordinary words as they are', () => {
    expect(redacted('connect ECONNREFUSED 127.0.0.1:5432')).toBe('connect ECONNREFUSED 127.0.0.1:5432');
  });
});
