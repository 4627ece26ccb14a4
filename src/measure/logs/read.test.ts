import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { JaugeError } from '../../model/error.ts';
import { routeMatcher } from '../matcher.ts';
import { type LogsPart, readLogs } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'jauge-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = { file: 'server.ts', line: 1 };
const routes = ['GET /api/news', 'GET /api/news/:id', 'POST /api/login'].map((id) => {
  const [method = '', path = ''] = id.split(' ');
  return {
    id,
    method: method as 'GET',
    path,
    at,
    handler: at,
    program: { kind: 'sequence' as const, steps: [] },
    unknownCalls: [],
  };
});
const match = routeMatcher({ routes });

function read(name: string, content: string | Uint8Array): Promise<LogsPart> {
  const file = join(folder, name);
  writeFileSync(file, content);
  return readLogs({ files: [file], match, now: Date.UTC(2026, 10, 25) });
}

const DAY = Date.UTC(2026, 10, 24);
const combined = (seconds: number, address: string, request: string, status = 200): string => {
  const date = new Date(DAY + seconds * 1000);
  const clock = date.toISOString().slice(11, 19);
  return `${address} - - [24/Nov/2026:${clock} +0000] "${request} HTTP/1.1" ${status} 10 "-" "A" 0.0${1 + (seconds % 9)}`;
};

/** A whole day: 30 requests an hour, but 300 from 18 h to 19 h, a third of which are logins; every visitor comes for ten requests. */
const day: string[] = [];
for (let hour = 0; hour < 24; hour++) {
  const count = hour === 18 ? 300 : 30;
  for (let i = 0; i < count; i++) {
    const login = hour === 18 && i % 3 === 0;
    const request = login ? 'POST /api/login' : i % 2 === 0 ? `GET /api/news/${i}?who=me` : 'GET /api/news';
    day.push(
      combined(
        hour * 3600 + i * (3600 / count),
        `203.0.113.${hour}-${Math.floor(i / 10)}`,
        request,
        i === 7 ? 500 : 200,
      ),
    );
  }
  day.push(combined(hour * 3600 + 3599, '203.0.113.1', 'GET /wp-login.php', 404));
}

describe('a day of logs', () => {
  it('gives the mix, the peak, the sessions and the errors', async () => {
    const { traffic, routes: measured } = await read('day.log', day.join('\n'));
    expect(traffic).toMatchObject({ requests: 990, unmatched: 24, from: '2026-11-24T00:00:00.000Z' });
    expect(traffic?.peakHourShare?.typical).toBeCloseTo(300 / 990, 3);
    expect(traffic?.peakRate?.typical).toBeCloseTo(300 / 3600, 4);
    expect(traffic?.rate.typical).toBeCloseTo(990 / 86_280, 4);
    expect(traffic?.mix['POST /api/login']?.typical).toBeCloseTo(100 / 990, 3);
    expect(traffic?.peakMix?.['POST /api/login']?.typical).toBeCloseTo(1 / 3, 3);
    expect(traffic?.requestsPerSession?.typical).toBeCloseTo(10, 1);
    expect(traffic?.sessionsPerDay?.typical).toBeCloseTo(1, 3);
    expect(traffic?.errors?.typical).toBeCloseTo(24 / 990, 3);
    expect(measured['GET /api/news']?.responseTime?.p50.typical).toBeGreaterThan(0.01);
  });

  it('is the same zipped, and holds no address nor query', async () => {
    const plain = await read('same.log', day.join('\n'));
    const zipped = await read('same.log.gz', gzipSync(day.join('\n')));
    expect({ ...zipped, ways: [] }).toEqual({ ...plain, ways: [] });
    expect(JSON.stringify(plain)).not.toMatch(/203\.0|who|wp-login/);
  });
});

describe('lines that only say the hour', () => {
  it('are placed on days that follow each other', async () => {
    const line = (clock: string) => `${clock} [express] GET /api/news 200 in 5ms :: [{"title":"Bonjour"}]`;
    const { traffic } = await read(
      'replit.log',
      ['8:00:00 PM', '11:30:00 PM', '1:00:00 AM', '8:00:00 AM', '8:00:00 PM'].map(line).join('\n'),
    );
    const { from = '', to = '' } = traffic ?? {};
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * 3600 * 1000);
  });
});

describe('a log of a few minutes', () => {
  it('has no busiest hour', async () => {
    const { traffic } = await read('short.log', day.slice(0, 5).join('\n'));
    expect(traffic?.requests).toBe(5);
    expect(traffic?.peakRate).toBeUndefined();
  });
});

describe('a log that says nothing', () => {
  const keyOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'read',
      (error: JaugeError) => `${error.code} ${error.problem.key}`,
    );

  it.each([
    ['without requests', 'Server listening\n', 'measurement error.logs-no-request'],
    ['of another application', combined(0, '203.0.113.1', 'GET /elsewhere'), 'measurement error.logs-no-route'],
    ['empty', '', 'measurement error.logs-no-request'],
  ])('%s', async (name, text, expected) => {
    expect(await keyOf(read(`${name}.log`, text))).toBe(expected);
  });

  it('that is not there', async () => {
    const missing = readLogs({ files: [join(folder, 'no.log')], match, now: 0 });
    expect(await keyOf(missing)).toBe('measurement error.log-unreadable');
  });
});
