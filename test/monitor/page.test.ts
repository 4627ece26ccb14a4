import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import type { MinuteRecord } from '../../src/model/minute.ts';
import type { OutlookOptions } from '../../src/monitor/options.ts';
import { createOutlook, type Outlook } from '../../src/monitor/outlook.ts';
import type { View } from '../../src/monitor/page/view.ts';
import { type Browser, CHROMIUM, type Page, startBrowser } from '../browser/browser.ts';
import { minute, type Said } from './records.ts';
import { frameworks } from './stage.ts';

const TOKEN = 'un-jeton-de-vingt-signes';
/** What Helmet sends unless told otherwise. */
const HELMET =
  "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Served {
  readonly url: string;
  readonly outlook: Outlook;
  readonly minutes: (count: number, said?: (index: number) => Said) => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A plain server that sends Helmet's policy first. */
const plain =
  (page: Answer): Answer =>
  (request, response) => {
    response.setHeader('content-security-policy', HELMET);
    response.setHeader('x-powered-by', 'Express');
    if (request.url?.startsWith('/jauge')) page(request, response);
    else response.end('application');
  };

/** Express behind Helmet itself, with what it sends unless told otherwise. */
const behindHelmet = (page: Answer): Answer => {
  const helmet = createRequire(join(root, 'examples', 'librairie', 'package.json'))('helmet');
  const application = frameworks('express')();
  application.use(helmet());
  application.use((request: IncomingMessage, response: ServerResponse, next: () => void) =>
    request.url?.startsWith('/jauge') ? page(request, response) : next(),
  );
  application.get('/', (_request: IncomingMessage, response: ServerResponse) => response.end('application'));
  return application;
};

/** The page of a monitor that has seen what it is told. */
async function serve(
  options: OutlookOptions = {},
  environment: Record<string, string> = { NODE_ENV: 'production' },
  within: (page: Answer) => Answer = plain,
): Promise<Served> {
  let listener: ((record: MinuteRecord) => void) | undefined;
  const start = Math.floor(Date.now() / 60_000) * 60;
  const outlook = createOutlook(
    { log: false, application: 'Koomy', ...options },
    {
      instance: 'one',
      now: () => start + 30,
      onMinute: (told) => {
        listener = told;
        return () => undefined;
      },
      snapshot: () => ({ at: start + 30, current: minute({ start, elapsed: 30, routes: { 'GET /': 12 } }), oldest: 0 }),
      environment,
      folder: '/nowhere',
    },
  );
  const server: Server = createServer(within((request, response) => outlook.pages(request, response, '/jauge')));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
    void outlook.close(10);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jauge`,
    outlook,
    minutes: async (count, said = () => ({})) => {
      for (let index = 0; index < count; index += 1) {
        listener?.(minute({ start: start - (count - index) * 60, ...said(index) }));
      }
      await outlook.judge();
    },
  };
}

const authorized = { headers: { authorization: `Bearer ${TOKEN}` } };
/** More minutes than an hour has: those before it would be counted if it were any longer. */
const SEEN = 70;
/** 620, 640… 2,000 requests: 84,600 in the last sixty minutes. */
const growing = (index: number): Said => ({ routes: { 'GET /': 620 + 20 * index } });
const GUARDED = ['', '/data', '/metrics', '/history'];

describe('the door of the page', () => {
  it.each(GUARDED)('%j is refused without the token, with a wrong one, and with a part of it', async (path) => {
    const { url } = await serve({ token: TOKEN });
    for (const offered of [undefined, 'x', TOKEN.slice(0, -1), `${TOKEN}x`, '']) {
      const headers = offered === undefined ? {} : { authorization: `Bearer ${offered}` };
      const answer = await fetch(url + path, { headers });
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain('Koomy');
    }
    expect((await fetch(url + path, authorized)).status).toBe(200);
  });

  it('is closed in production without a token, with one too short, and where nothing says development', async () => {
    const lines: string[] = [];
    const log = (line: { readonly msg: string }) => void lines.push(line.msg);
    for (const [options, environment] of [
      [{}, { NODE_ENV: 'production' }],
      [{}, {}],
      [{}, { NODE_ENV: 'development', REPLIT_DEPLOYMENT: '1' }],
      [{ token: 'court', log }, { NODE_ENV: 'production' }],
    ] as const) {
      const { url } = await serve(options, environment);
      for (const path of GUARDED) expect((await fetch(url + path)).status).toBe(403);
      expect(await (await fetch(url)).text()).toContain('JAUGE_TOKEN');
    }
    expect(lines).toEqual(['JAUGE_TOKEN a moins de 16 caractères\u202f: le tableau de bord reste fermé.']);
  });

  it('is open in development', async () => {
    const { url } = await serve({}, { NODE_ENV: 'development' });
    expect((await fetch(url)).status).toBe(200);
  });

  it('is the application’s own check when it has one, whatever it answers', async () => {
    for (const [check, status] of [
      [() => true, 200],
      [() => Promise.resolve(true), 200],
      [() => false, 403],
      [() => 'yes' as unknown as boolean, 403],
      [() => Promise.reject(new Error('no session')), 500],
    ] as const) {
      const { url } = await serve({ check: check as (request: IncomingMessage) => boolean });
      expect((await fetch(`${url}/data`)).status).toBe(status);
    }
  });

  it('gives a session for the token, which nobody can forge or use after its time', async () => {
    const { url } = await serve({ token: TOKEN });
    const login = (token: string) =>
      fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token }) });
    const wrong = await login('not-the-token-at-all');
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('set-cookie')).toBeNull();
    const right = await login(TOKEN);
    expect(right.status).toBe(303);
    const cookie = right.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ''] = cookie.split(';');
    const data = (value: string) => fetch(`${url}/data`, { headers: { cookie: value } });
    expect((await data(pair)).status).toBe(200);
    const [name, value = ''] = pair.split('=');
    const [expiry = '', signature = ''] = value.split('.');
    for (const forged of [`${Number(expiry) + 1}.${signature}`, `${expiry}.x`, `0.${signature}`, signature, '']) {
      expect((await data(`${name}=${forged}`)).status).toBe(401);
    }
  });

  it('answers “later” after twenty attempts in a minute, even to the right token', async () => {
    const { url } = await serve({ token: TOKEN });
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) {
      const token = index === 20 ? TOKEN : `wrong-${index}`;
      statuses.push(
        (await fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ token }) }))
          .status,
      );
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(statuses[20]).toBe(429);
  });

  it('refuses a body without end, other methods, and names that lead elsewhere', async () => {
    const { url } = await serve({ token: TOKEN });
    const long = await fetch(`${url}/login`, { method: 'POST', body: `token=${'x'.repeat(200_000)}` }).catch(() => ({
      status: 401,
    }));
    expect(long.status).toBe(401);
    expect((await fetch(url, { method: 'DELETE', ...authorized })).status).toBe(405);
    for (const name of ['constructor', '__proto__', '..%2foutlook.js', 'assets/app.js', '%00']) {
      expect((await fetch(`${url}/${name}`, authorized)).status).toBe(404);
    }
  });

  it('lets a load balancer ask for its health, which says nothing else, and says when it closes', async () => {
    const { url, outlook } = await serve({ token: TOKEN });
    const answer = await fetch(`${url}/health`);
    expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}']);
    await outlook.close(10);
    expect((await fetch(`${url}/health`)).status).toBe(503);
  });

  it('counts the requests of the last minute, and those of the sixty minutes that are over, in both languages', async () => {
    const { url, minutes } = await serve({ token: TOKEN });
    await minutes(SEEN, growing);
    const figures = async (lang: string): Promise<View['figures']> =>
      ((await (await fetch(`${url}/data?lang=${lang}`, authorized)).json()) as View).figures;
    expect((await figures('en')).slice(0, 2)).toEqual([
      { label: 'requests per minute', value: '2,000' },
      { label: 'requests in the hour', value: '84,600' },
    ]);
    expect((await figures('fr')).slice(0, 2)).toEqual([
      { label: 'requêtes par minute', value: '2\u202f000' },
      { label: 'requêtes dans l’heure', value: '84\u202f600' },
    ]);
  });

  it('says that a resource is full before the patience of its alert has passed, and never “all is well” beside it', async () => {
    const { url, minutes } = await serve({ token: TOKEN });
    const view = async () => (await fetch(`${url}/data`, authorized)).json();
    await minutes(1, () => ({ loop: 0.2 }));
    expect(await view()).toMatchObject({ level: 'ok', alerts: [] });
    await minutes(1, () => ({ loop: 0.92 }));
    expect(await view()).toMatchObject({
      level: 'act',
      headline: 'Il faut agir\u202f: boucle d’événements à 115\u202f% de la limite.',
      alerts: [],
    });
  });

  it('says that an incident eases once its value is under the threshold, and asks for nothing above green bars', async () => {
    const { url, minutes } = await serve({ token: TOKEN });
    const view = async (lang: string) => (await (await fetch(`${url}/data?lang=${lang}`, authorized)).json()) as View;
    for (let index = 0; index < 4; index += 1) await minutes(1, () => ({ loop: 0.95 }));
    expect((await view('fr')).alerts[0]).toMatchObject({ level: 'act', isOver: false });
    await minutes(1, () => ({ loop: 0.17 }));
    const title = 'En cours de retour à la normale\u202f: boucle d’événements, 17\u202f% (seuil\u202f: 75\u202f%).';
    const seen = await view('fr');
    expect(seen).toMatchObject({ level: 'watch', headline: title });
    expect(seen.alerts[0]).toMatchObject({ level: 'watch', isOver: false, title });
    expect(seen.headroom.map(({ level }) => level)).not.toContain('act');
    expect(await view('en')).toMatchObject({ headline: 'Easing: event loop, 17% (threshold: 75%).' });
    await minutes(1, () => ({ loop: 0.95 }));
    expect(await view('en')).toMatchObject({ level: 'act', headline: expect.stringMatching(/^Action needed: /) });
  });

  it('has a strict policy on everything it answers, in place of the application’s', async () => {
    const { url } = await serve({ token: TOKEN });
    for (const path of ['', '/data', '/style.css', '/app.js', '/health', '/nothing']) {
      const { headers } = await fetch(url + path, authorized);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      );
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

describe.skipIf(CHROMIUM === undefined)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  /** Opens the page, and gathers whatever the browser complains of and asks for. */
  async function open(url: string, options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
    const page: Page = await context.newPage();
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()} ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(url);
    return { page, complaints, asked, close: () => context.close() };
  }

  const busy = (index: number): Said => ({
    routes: { 'GET /api/members/:id': 120 + index, 'POST /api/auth/login': 30, '(unmatched)': 2 },
    serverErrors: index % 7 === 0 ? 1 : 0,
    loop: 0.2,
  });

  it('asks for the token, then shows the state in one sentence, the bars, the curves, the routes', async () => {
    const { url, minutes } = await serve({ token: TOKEN });
    await minutes(50, busy);
    const { page, complaints, asked, close } = await open(url);
    // A browser that is slow to give the field the focus complains of who takes it first.
    await page.waitForSelector('#token:focus');
    await page.fill('#token', 'wrong-wrong-wrong-wrong');
    await page.click('button');
    expect(await page.textContent('.problem')).toBe('Ce jeton n’est pas le bon.');
    await page.waitForSelector('#token:focus');
    await page.fill('#token', TOKEN);
    await page.click('button');
    await page.waitForSelector('#routes tr');
    expect(await page.textContent('#headline')).toBe('Tout va bien\u202f: aucun signal ne dépasse son seuil.');
    expect(await page.evaluate(`document.querySelectorAll('#headroom li').length`)).toBeGreaterThanOrEqual(4);
    expect(await page.evaluate(`document.querySelectorAll('.chart path.line').length`)).toBeGreaterThanOrEqual(4);
    expect(await page.textContent('#routes tr td')).toContain('/api/');
    expect(await page.evaluate('location.search + location.hash')).toBe('');
    // The refusals of the two doors are the browser's own words; nothing else is said.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    expect(asked.filter((address) => !address.startsWith(url.replace('/jauge', '')))).toEqual([]);
    await close();
  });

  it('shows the requests of the last minute and of the last hour, each with its name, in both languages', async () => {
    const { url, minutes } = await serve({}, { NODE_ENV: 'development' });
    await minutes(SEEN, growing);
    for (const [lang, expected] of [
      ['fr', ['requêtes par minute: 2\u202f000', 'requêtes dans l’heure: 84\u202f600']],
      ['en', ['requests per minute: 2,000', 'requests in the hour: 84,600']],
    ] as const) {
      const { page, complaints, close } = await open(`${url}?lang=${lang}`);
      await page.waitForSelector('#figures dd');
      const shown = await page.evaluate(
        `[...document.querySelectorAll('#figures div')].map((each) => each.querySelector('dt').textContent + ': ' + each.querySelector('dd').textContent)`,
      );
      expect((shown as string[]).slice(0, 2)).toEqual(expected);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it('shows an incident first, with its routes and its remedy, in both languages', async () => {
    const { url, minutes } = await serve({}, { NODE_ENV: 'development' });
    await minutes(5, busy);
    for (let index = 0; index < 4; index += 1) await minutes(1, () => ({ ...busy(1), loop: 0.95 }));
    const french = await open(url);
    await french.page.waitForSelector('.state.act');
    expect(await french.page.textContent('#headline')).toContain(
      'Il faut agir\u202f: la boucle d’événements est occupée 95\u202f% du temps',
    );
    expect(await french.page.textContent('#details')).toContain('Routes en cause');
    await french.page.click('header a');
    await french.page.waitForSelector('.state.act');
    expect(await french.page.textContent('#headline')).toContain('Action needed: the event loop is busy 95%');
    expect(await french.page.evaluate('document.documentElement.lang')).toBe('en');
    await minutes(1, () => ({ ...busy(1), loop: 0.17 }));
    await french.page.goto(`${url}?lang=en`);
    await french.page.waitForSelector('.state.watch');
    expect(await french.page.textContent('#headline')).toBe('Easing: event loop, 17% (threshold: 75%).');
    expect(french.complaints).toEqual([]);
    await french.close();
  });

  it('works in an application behind Helmet, as it comes', async () => {
    const { url, minutes } = await serve({}, { NODE_ENV: 'development' }, behindHelmet);
    await minutes(5, busy);
    expect((await fetch(url.replace('/jauge', '/'))).headers.get('content-security-policy')).toContain(
      "script-src 'self'",
    );
    const { page, complaints, close } = await open(url);
    await page.waitForSelector('#routes tr');
    expect(await page.evaluate(`document.querySelectorAll('.chart path.line').length`)).toBeGreaterThanOrEqual(4);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).not.toBe('rgba(0, 0, 0, 0)');
    expect(complaints).toEqual([]);
    await close();
  });

  it('fits a phone, and follows the dark', async () => {
    const { url, minutes } = await serve({}, { NODE_ENV: 'development' });
    await minutes(30, busy);
    const { page, close } = await open(url, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await page.waitForSelector('#routes tr');
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 21, 24)');
    await close();
  });

  it('shows a name that looks like code as a name', async () => {
    const odd = '<img src=x onerror=alert(1)>';
    const { url, minutes } = await serve({ application: odd }, { NODE_ENV: 'development' });
    await minutes(3, () => ({ routes: { [`GET /${odd}`]: 40 } }));
    const { page, complaints, close } = await open(url);
    await page.waitForSelector('#routes tr');
    expect(await page.evaluate(`document.querySelectorAll('img').length`)).toBe(0);
    expect(await page.textContent('#routes')).toContain(odd);
    expect(complaints).toEqual([]);
    await close();
  });
});
