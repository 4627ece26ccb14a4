// @ts-check
// The pictures of docs/monitor.md, from the real page of examples/koomy under a small load: npm run screenshots [-- --minutes 12]
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMonitoredExample, token } from './monitored-example.js';
import { ensureInstalled, root } from './prepare.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '12' } } });
const images = join(root, 'docs', 'images');
const WIDTH = 1080;

/** Weights of what visitors do; a sign-in is what costs. */
const ROUTES = /** @type {const} */ ([
  [30, 'GET', '/api/config'],
  [20, 'GET', '/api/memberships/mine'],
  [12, 'GET', '/api/news'],
  [12, 'GET', '/api/events'],
  [8, 'GET', '/'],
  [3, 'POST', '/api/auth/login'],
]);

/**
 * Visitors who come at random, a few a second, until the time is over.
 * @param {string} url
 * @param {{ email: string, password: string }} login
 * @param {number} seconds
 */
async function visit(url, login, seconds) {
  const headers = { 'content-type': 'application/json' };
  const first = await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body: JSON.stringify(login) });
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const choices = ROUTES.flatMap(([weight, method, path]) => Array.from({ length: weight }, () => ({ method, path })));
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const { method, path } = choices[Math.floor(Math.random() * choices.length)] ??
      choices[0] ?? { method: 'GET', path: '/' };
    const body = method === 'POST' ? { body: JSON.stringify(login) } : {};
    fetch(url + path, { method, headers: { ...headers, cookie }, ...body })
      .then((answer) => answer.arrayBuffer())
      .catch(() => undefined);
    const wave = 1 + 0.5 * Math.sin(Date.now() / 90_000);
    await new Promise((resolve) => setTimeout(resolve, (-Math.log(1 - Math.random()) * 180) / wave));
  }
}

/** @param {string} url */
async function photograph(url) {
  const { chromium } = createRequire(join(root, 'test', 'browser', 'package.json'))('playwright-core');
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args });
  const pictures = [
    { name: 'monitor.fr.png', language: 'fr', scheme: 'light', width: WIDTH, height: 760, whole: true },
    { name: 'monitor.en.png', language: 'en', scheme: 'light', width: WIDTH, height: 760, whole: true },
    { name: 'monitor.dark.png', language: 'fr', scheme: 'dark', width: WIDTH, height: 900, whole: false },
    { name: 'monitor.phone.png', language: 'fr', scheme: 'light', width: 390, height: 844, whole: false },
  ];
  for (const { name, language, scheme, width, height, whole } of pictures) {
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height },
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      extraHTTPHeaders: { authorization: `Bearer ${token}` },
    });
    const page = await context.newPage();
    await page.goto(`${url}/jauge?lang=${language}`);
    await page.waitForSelector('#routes tr');
    await page.screenshot({ path: join(images, name), fullPage: whole });
    await context.close();
  }
  await browser.close();
}

ensureInstalled(join(root, 'examples', 'koomy'), console.log);
ensureInstalled(join(root, 'test', 'browser'), console.log);
const example = await startMonitoredExample();
try {
  await visit(
    example.url,
    { email: example.logins.member, password: example.logins.password },
    Number(values.minutes) * 60,
  );
  await photograph(example.url);
} finally {
  await example.stop();
}
