import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startMonitoredExample, token } from '../scripts/monitored-example.js';
import { estimate, memoryProject } from '../src/index.ts';
import { unpack } from '../src/monitor/history/pack.ts';
import { club } from './club.ts';
import { pg } from './monitor/database.ts';

/** What requests bring: in a query string, a body, a path, a header, a cookie. */
const SECRETS = ['s3cr3t', 'faux-mot-de-passe', 'un-evenement-secret', 'cle-en-tete', 'temoin-secret'];

describe('the two lines of the report, placed in the example', () => {
  let example: Awaited<ReturnType<typeof startMonitoredExample>>;
  beforeAll(async () => {
    example = await startMonitoredExample();
  }, 180_000);
  afterAll(() => example?.stop());

  const asked = (path: string, init: RequestInit = {}) => fetch(example.url + path, init);
  const shown = async (path: string): Promise<string> =>
    (await asked(`/jauge${path}`, { headers: { authorization: `Bearer ${token}` } })).text();

  it('are two, right after the application is made', () => {
    const [lines] = example.result.monitoring.insertions;
    expect(lines).toMatchObject({ file: 'server/index.ts', after: 12 });
    expect(lines?.code.split('\n')).toEqual([
      "import { monitor } from 'jauge/monitor';",
      "app.use(monitor({ store: 'postgres' }));",
    ]);
  });

  it('count every request under its route, whatever its address, its end and its query', async () => {
    for (let index = 0; index < 20; index += 1) await asked(`/api/config?secret=s3cr3t-${index}`);
    const wrong = { email: example.logins.member, password: 'faux-mot-de-passe' };
    const headers = { 'content-type': 'application/json', 'x-api-key': 'cle-en-tete', cookie: 'visite=temoin-secret' };
    for (let index = 0; index < 3; index += 1) {
      await asked('/api/auth/login', { method: 'POST', headers, body: JSON.stringify(wrong) });
    }
    await asked('/api/events/un-evenement-secret/check-in', { method: 'POST', headers, body: '{}' });
    const metrics = await shown('/metrics');
    // The start of the example asks for this route too, once or more.
    const count = Number(/_count\{http_request_method="GET",http_route="\/api\/config"\} (\d+)/.exec(metrics)?.[1]);
    expect(count).toBeGreaterThanOrEqual(20);
    expect(count).toBeLessThan(30);
    expect(metrics).toContain('http_route="/api/auth/login",outcome="client_error"} 3');
    expect(metrics).toContain('http_route="/api/events/:eventId/check-in"');
    expect(metrics).toMatch(/jauge_headroom_used_ratio\{resource="capacity"\} \d/);
    expect(metrics).toMatch(/db_client_operation_duration_seconds_count [1-9]/);
    for (const secret of SECRETS) expect(metrics).not.toContain(secret);
    expect(metrics).not.toContain(example.logins.member);
  });

  it('shut the page to those without the token, and open the health to the platform', async () => {
    expect((await asked('/jauge')).status).toBe(401);
    expect((await asked('/jauge/data')).status).toBe(401);
    expect(await (await asked('/jauge/health')).text()).toBe('{"status":"ok"}');
    expect(await shown('')).toContain('<h1>');
  });

  it('write the minute to the log and to the database, where nothing of a request is found but its route', async () => {
    const pool = new pg.Pool({ connectionString: example.databaseUrl });
    pool.on('error', () => undefined);
    const written = async (): Promise<number> => {
      const select = `select point from jauge.record where span = 'minute'`;
      const { rows } = await pool.query(select).catch(() => ({ rows: [] }));
      const points = (rows as readonly Record<string, unknown>[]).map(
        ({ point }) => point as { readonly requests: number },
      );
      return points.reduce((sum, { requests }) => sum + requests, 0);
    };
    /** All that is in the database, blocks unpacked. */
    const kept = async (): Promise<string> => {
      const records = await pool.query('select instance, point, block from jauge.record');
      const incidents = await pool.query('select * from jauge.incident');
      const read = records.rows.map(({ block, ...row }) => ({
        ...row,
        block: block === null ? null : unpack(block as Uint8Array),
      }));
      return JSON.stringify([read, incidents.rows]);
    };
    let database = '';
    try {
      // The requests may fall on both sides of the end of a minute: then there are two to wait for.
      const end = Date.now() + 140_000;
      while ((await written()) < 24 && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      expect(await written()).toBeGreaterThanOrEqual(24);
      database = await kept();
    } finally {
      await pool.end();
    }
    const log = await readFile(example.logFile, 'utf8');
    const minute = log.split('\n').find((line) => line.includes('"msg":"minute"'));
    expect(JSON.parse(minute ?? '{}')).toMatchObject({ name: 'jauge', level: 30, serverErrors: 0 });
    // The page waits a few seconds for the same minute of other instances.
    await vi.waitFor(
      async () =>
        expect(JSON.parse(await shown('/data')).routes.map(({ route }: { readonly route: string }) => route)).toContain(
          'POST /api/auth/login',
        ),
      30_000,
    );
    const view = JSON.parse(await shown('/data?lang=fr'));
    expect(view.headline).toMatch(/^Tout va bien\u202f: /);
    expect(view.routes.map(({ route }: { readonly route: string }) => route)).toContain('POST /api/auth/login');
    expect(view.notes).toContain('historique dans PostgreSQL');
    const ours = log.split('\n').filter((line) => line.startsWith('{"level"'));
    expect(database).toContain('POST /api/auth/login');
    const told = [...ours, JSON.stringify(view), await shown('/history'), database].join('\n');
    for (const secret of SECRETS) expect(told).not.toContain(secret);
    expect(told).not.toContain(example.logins.member);
  }, 200_000);

  it('leave the log of the application without the bodies of its answers', async () => {
    const log = await readFile(example.logFile, 'utf8');
    expect(log).toContain('GET /api/config 200');
    expect(log).not.toContain('supportEmail');
  });
});

describe('the lines of the report elsewhere', () => {
  const linesOf = (files: Record<string, string>): string =>
    estimate(memoryProject(files)).monitoring.insertions[0]?.code ?? '';

  it('keep the history in memory without `pg`', () => {
    const files = Object.fromEntries(
      Object.entries(club()).map(([path, text]) => [
        path,
        text
          .replaceAll('drizzle-orm/node-postgres', 'drizzle-orm/postgres-js')
          .replaceAll(/\bfrom 'pg'/g, "from 'postgres'")
          .replace('"pg"', '"postgres"'),
      ]),
    );
    expect(linesOf(files)).toContain('app.use(monitor());');
  });
});
