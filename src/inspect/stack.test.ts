import { expect, it } from 'vitest';
import { inspect, memoryProject } from './index.ts';

const server = (express: string, lines: readonly string[]) =>
  inspect(
    memoryProject({
      'package.json': JSON.stringify({
        name: 'tennis-club',
        scripts: { start: 'node server.js' },
        dependencies: { express },
      }),
      'server.js': ["import express from 'express';", 'const app = express();', ...lines, 'app.listen(3000);'].join(
        '\n',
      ),
    }),
  ).stack;

it('keeps the middleware that routes cross, and not what answers after them', () => {
  const { middleware } = server('^4.21.2', [
    "app.get('/health', (req, res) => res.json({ ok: true }));",
    'app.use(express.json());',
    "app.get('/api/courts', (req, res) => res.json([]));",
    "app.use(express.static('public'));",
    "app.use('*', (req, res) => res.sendFile('index.html'));",
  ]);
  expect(middleware.map(({ name }) => name)).toEqual(['express.json']);
});

it('does not count the page served for any other address as a route', () => {
  const { middleware } = server('^4.21.2', [
    'app.use(express.json());',
    "app.post('/api/bookings', (req, res) => res.json(req.body));",
    "app.use(express.static('public'));",
    "app.get('*', (req, res) => res.sendFile('index.html'));",
  ]);
  expect(middleware.map(({ name }) => name)).toEqual(['express.json']);
});

it.each([
  ['^4.21.2', '4.21.2'],
  ['~5.0', '5.0'],
  ['>=4.17.0 <5', '4.17.0'],
  ['5.0.0-beta.3', '5.0.0-beta.3'],
  ['npm:express@^4.18.0', '4.18.0'],
  ['latest', 'latest'],
])('writes the version %s as people do: %s', (range, version) => {
  expect(server(range, ["app.get('/', (req, res) => res.send('Welcome'));"]).framework.version).toBe(version);
});
