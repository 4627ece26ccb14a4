import { describe, expect, it } from 'vitest';
import { lineParser } from './parse.ts';

const parse = (line: string) => lineParser()(line);
const TIME = Date.UTC(2026, 10, 24, 9, 41, 2);

// Lines as the tools write them; addresses are those kept for documentation (RFC 5737).
const LINES: readonly (readonly [string, string, Partial<NonNullable<ReturnType<typeof parse>>>])[] = [
  [
    'combined',
    '203.0.113.7 - anna [24/Nov/2026:10:41:02 +0100] "GET /api/news?page=2&email=a%40b.fr HTTP/1.1" 200 512 "https://x/" "Mozilla/5.0"',
    { method: 'GET', path: '/api/news', status: 200, bytes: 512, time: TIME, visitor: '203.0.113.7 Mozilla/5.0' },
  ],
  [
    'combined with the time of nginx',
    '203.0.113.7 - - [24/Nov/2026:09:41:02 +0000] "POST /api/login HTTP/2.0" 429 0 "-" "curl/8" 0.120',
    { method: 'POST', path: '/api/login', status: 429, seconds: 0.12 },
  ],
  [
    'pino-http',
    JSON.stringify({
      level: 30,
      time: TIME,
      req: {
        id: 1,
        method: 'GET',
        url: '/api/events/3?token=secret',
        remoteAddress: '203.0.113.7',
        headers: { 'user-agent': 'A' },
      },
      res: { statusCode: 304, headers: {} },
      responseTime: 12,
      msg: 'request completed',
    }),
    { method: 'GET', path: '/api/events/3', status: 304, seconds: 0.012, time: TIME, visitor: '203.0.113.7 A' },
  ],
  [
    'morgan in JSON',
    '{"method":"PUT","url":"/api/me","status":"200","response-time":"4.125","remote-addr":"203.0.113.7","date":"2026-11-24T09:41:02Z"}',
    { method: 'PUT', path: '/api/me', status: 200, seconds: 0.004125, time: TIME },
  ],
  [
    'express-winston',
    JSON.stringify({
      level: 'info',
      message: 'HTTP GET /api/plans',
      timestamp: '2026-11-24T09:41:02.000Z',
      meta: { req: { method: 'GET', originalUrl: '/api/plans' }, res: { statusCode: 200 }, responseTime: 7 },
    }),
    { method: 'GET', path: '/api/plans', status: 200, seconds: 0.007, time: TIME },
  ],
  [
    'winston, told in the message',
    '{"level":"http","message":"GET /api/plans 200 7.5 ms - 40","timestamp":"2026-11-24T09:41:02Z"}',
    { method: 'GET', path: '/api/plans', status: 200, seconds: 0.0075, bytes: 40, time: TIME },
  ],
  [
    'Replit’s template, cut',
    '9:41:02 PM [express] GET /api/memberships/mine 200 in 12ms :: {"id":"4","email":"anna@exampl…',
    { method: 'GET', path: '/api/memberships/mine', status: 200, seconds: 0.012, clock: 78_062_000 },
  ],
  [
    'Replit’s template, after the date of the deployment',
    '2026-11-24T09:41:02.00Z 9:41:02 AM [express] POST /api/login 401 in 310ms :: {"message":"GET /x 200 in 1ms"}',
    { method: 'POST', path: '/api/login', status: 401, seconds: 0.31, time: TIME },
  ],
  [
    'Heroku’s router',
    '2026-11-24T09:41:02.000000+00:00 heroku[router]: at=info method=GET path="/api/news?x=1" host=a.herokuapp.com request_id=1 fwd="203.0.113.7,198.51.100.2" dyno=web.1 connect=1ms service=18ms status=200 bytes=13 protocol=https',
    { method: 'GET', path: '/api/news', status: 200, seconds: 0.019, bytes: 13, time: TIME, visitor: '203.0.113.7' },
  ],
  [
    'Render',
    '2026-11-24T09:41:02.000Z [GET] 200 club.onrender.com/api/news?x=1 clientIP="203.0.113.7" requestID="1" responseTimeMS=18 responseBytes=13 userAgent="A"',
    { method: 'GET', path: '/api/news', status: 200, seconds: 0.018, bytes: 13, time: TIME },
  ],
  [
    'morgan dev, in colours',
    '\u001b[0mGET /api/news \u001b[32m200\u001b[0m 3.512 ms - 84\u001b[0m',
    { path: '/api/news', status: 200, seconds: 0.003512, bytes: 84 },
  ],
  [
    'morgan tiny',
    'DELETE /api/news/4 204 - - 2.000 ms',
    { method: 'DELETE', path: '/api/news/4', status: 204, seconds: 0.002 },
  ],
];

describe('a line', () => {
  it.each(LINES)('of %s', (_, line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });

  it.each(LINES)('of %s keeps no query string', (_, line) => {
    const { path } = parse(line) ?? { path: '?' };
    expect(path).not.toMatch(/[?#]|secret|anna/);
  });

  it.each([
    'Server listening on port 5000',
    '{"level":30,"msg":"incoming request","req":{"method":"GET","url":"/api/news"}}',
    '{"broken": ',
    'TypeError: Cannot read GET /api/news',
    '',
  ])('that is no request is nothing: %s', (line) => {
    expect(parse(line)).toBeUndefined();
  });
});
