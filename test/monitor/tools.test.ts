import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { estimate, memoryProject } from '../../src/index.ts';
import { memoryHistory } from '../../src/monitor/history/memory.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/monitor/limits/limits.ts';
import { metricsOf } from '../../src/monitor/metrics/metrics.ts';
import { prometheusText } from '../../src/monitor/metrics/prometheus.ts';
import { type HistoryDocument, historyDocument } from '../../src/monitor/page/document.ts';
import { grafanaDashboard, limitsOf, measurementOf, prometheusRules } from '../../src/monitor/tools.ts';
import { parseMeasurement } from '../../src/settings/index.ts';
import { club } from '../club.ts';
import { minute, times } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'jauge-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY = 86_400;
const START = 20_000 * DAY;

/** A day of two routes: the busiest hour is the twelfth, twice as busy as the others. */
async function day(): Promise<HistoryDocument> {
  const history = memoryHistory(DEFAULT_LIMITS);
  for (let index = 0; index < 1440; index += 1) {
    const requests = Math.floor(index / 60) === 12 ? 80 : 40;
    const record = minute({
      start: START + index * 60,
      routes: { 'GET /a': requests * 0.75, 'POST /b': requests * 0.25, '(unmatched)': 2 },
    });
    const route = record.routes['POST /b'] ?? expect.fail('no route');
    const database = {
      calls: route.requests * 3,
      errors: 0,
      seconds: route.requests * 0.012,
      rows: route.requests * 20,
      acquisitions: route.requests,
      waitSeconds: route.requests * 0.001,
    };
    const outbound = {
      'api.stripe.com': {
        calls: route.requests,
        errors: 0,
        throttled: 0,
        timeouts: 0,
        seconds: route.requests * 0.2,
        longest: 0.3,
      },
    };
    const processor = { count: 4, seconds: 4 * 0.02, squares: 4 * (0.02 ** 2 + 0.001 ** 2) };
    history.add({ ...record, routes: { ...record.routes, 'POST /b': { ...route, database, outbound, processor } } });
  }
  return historyDocument(history, 'Koomy', START + DAY);
}

describe('a day of production as a measurement', () => {
  it('gives what each route costs, with how well it is known', async () => {
    const measurement = measurementOf(await day(), '1.0.0') ?? expect.fail('nothing');
    expect(Object.keys(measurement.routes).sort()).toEqual(['GET /a', 'POST /b']);
    const route = measurement.routes['POST /b'] ?? expect.fail('no route');
    expect(route.cpu?.typical).toBeCloseTo(0.02, 6);
    expect((route.cpu?.high ?? 0) - (route.cpu?.low ?? 0)).toBeLessThan(0.0002);
    expect(route.queries?.typical).toBeCloseTo(3, 9);
    expect(route.databaseTime?.typical).toBeCloseTo(0.012, 9);
    expect(route.connectionWait?.typical).toBeCloseTo(0.001, 9);
    expect(route.calls?.['api.stripe.com']?.time.typical).toBeCloseTo(0.2, 9);
    expect(route.responseTime?.p95.typical).toBeCloseTo(0.05, 3);
  });

  it('gives the traffic: its mix, its busiest hour, its burst', async () => {
    const { traffic } = measurementOf(await day(), '1.0.0') ?? expect.fail('nothing');
    expect(traffic?.mix['GET /a']?.typical).toBeCloseTo(0.75, 9);
    expect(traffic?.peakRate?.typical).toBeCloseTo((82 * 60) / 3600, 6);
    expect(traffic?.peakHourShare?.typical).toBeCloseTo((82 * 60) / (42 * 1380 + 82 * 60), 6);
    expect(traffic?.burst?.typical).toBeCloseTo(1, 6);
    expect(traffic?.unmatched).toBe(2 * 1440);
  });

  it('is what the report reads', async () => {
    const text = JSON.stringify(measurementOf(await day(), '1.0.0'));
    expect(parseMeasurement('jauge.measurement.json', text)).toEqual(JSON.parse(text));
  });

  it('says nothing of a day that saw nothing', async () => {
    const empty = await historyDocument(memoryHistory(DEFAULT_LIMITS), 'x', START);
    expect(measurementOf(empty, '1.0.0')).toBeUndefined();
  });
});

describe('jauge calibrate', () => {
  async function run(words: readonly string[]) {
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const terminal = { out: say, err: say, color: false, progress: false };
    return { code: await main(['calibrate', ...words], terminal, '1.0.0'), text: () => said.join('') };
  }

  it('asks the page with the token of the environment, and writes the measurement', async () => {
    const document = JSON.stringify(await day());
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      response.writeHead(request.headers.authorization === 'Bearer le-bon-jeton' ? 200 : 401).end(document);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jauge`;
    const file = join(folder, 'measured.json');
    const before = process.env['JAUGE_TOKEN'];
    try {
      process.env['JAUGE_TOKEN'] = 'un-autre';
      const refused = await run([address, '-o', file]);
      expect([refused.code, refused.text()]).toEqual([2, expect.stringContaining('JAUGE_TOKEN')]);
      process.env['JAUGE_TOKEN'] = 'le-bon-jeton';
      expect((await run([address, '-o', file])).code).toBe(0);
      expect(seen.at(-1)).toBe('/jauge/history Bearer le-bon-jeton');
      expect(JSON.parse(readFileSync(file, 'utf8')).routes).toHaveProperty(['GET /a']);
    } finally {
      if (before === undefined) delete process.env['JAUGE_TOKEN'];
      else process.env['JAUGE_TOKEN'] = before;
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([
    [['http://127.0.0.1:9/jauge'], 'ne répond pas'],
    [[join(folder, 'absent.json')], 'absent.json'],
    [[], 'adresse'],
  ])('says in a sentence why %j gives nothing', async (words, sentence) => {
    const { code, text } = await run(words);
    expect(code).toBe(2);
    expect(text()).toContain(sentence);
  });

  it('refuses a file that is something else', async () => {
    const file = join(folder, 'other.json');
    writeFileSync(file, '{"schemaVersion":1}');
    const { code, text } = await run([file]);
    expect([code, text()]).toEqual([2, expect.stringContaining('n’est pas l’historique')]);
  });
});

describe('what is exported for other monitoring', () => {
  const limits = limitsOf(JSON.parse(JSON.stringify(estimate(memoryProject(club()))))) as Limits;
  const record = minute({
    more: { pools: { pg: { size: 10, used: 1, waiting: 0, idle: 1, wait: times([5, 0.01]) } } },
  });
  const text = prometheusText(
    metricsOf(record, [{ resource: 'cpu', used: 0.1, value: 0.1, limit: 1, basis: 'measured' }], 0),
  );
  const names = new Set([...text.matchAll(/^([a-z_]+)[{ ]/gm)].map(([, name]) => name));

  /** Metrics that an expression of PromQL reads. */
  const read = (expression: string): readonly string[] =>
    [...expression.matchAll(/\b((?:http|db|jauge|nodejs|process|v8js)_[a-z_]+)\b(?=[{[) /]|$)/g)]
      .map(([, name]) => name ?? '')
      .filter(
        (name) =>
          ![
            'http_request_method',
            'http_route',
            'db_client_connection_pool_name',
            'db_client_connection_state',
          ].includes(name),
      );

  it('is rules of Prometheus that read metrics which the monitor gives, with the thresholds of the estimate', () => {
    const { groups } = parse(prometheusRules(limits, 'fr')) as {
      groups: { rules: { alert: string; expr: string; for: string }[] }[];
    };
    const rules = groups[0]?.rules ?? [];
    expect(rules.length).toBeGreaterThan(8);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { expr, for: hold } of rules) {
      expect(hold).toMatch(/^\d+m$/);
      expect(read(expr).length).toBeGreaterThan(0);
      for (const name of read(expr)) expect(names).toContain(name);
    }
    const capacity = rules.find(({ alert }) => alert === 'JaugeCapacityNormalAct');
    const shown = Number(/> ([\d.]+)$/.exec(capacity?.expr ?? '')?.[1]);
    expect(shown).toBeCloseTo((limits.scenarios[0]?.throughput.typical ?? 0) * 0.8, 1);
  });

  it('is a dashboard of Grafana whose panels read metrics which the monitor gives, in both languages', () => {
    for (const language of ['fr', 'en'] as const) {
      const dashboard = JSON.parse(grafanaDashboard(limits, language)) as {
        panels: { id: number; title: string; targets: { expr: string }[]; gridPos: { x: number; y: number } }[];
      };
      expect(dashboard.panels.length).toBe(8);
      expect(new Set(dashboard.panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(8);
      for (const { targets } of dashboard.panels) {
        for (const { expr } of targets) for (const name of read(expr)) expect(names).toContain(name);
      }
    }
    expect(grafanaDashboard(limits, 'fr')).toContain('Routes les plus lentes');
    expect(grafanaDashboard(limits, 'en')).toContain('Slowest routes');
  });
});
