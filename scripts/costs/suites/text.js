// @ts-check
// JSON, log lines, validation, tokens, signatures, templates, files: everything done in the process itself, no socket.
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ejs from 'ejs';
import jsonwebtoken from 'jsonwebtoken';
import { pino } from 'pino';
import Stripe from 'stripe';
import { z } from 'zod';
import { members, prose } from '../sample.js';

const SCHEMA = z.object({
  communityId: z.string().uuid(),
  firstName: z.string().min(1).max(80),
  lastName: z.string().min(1).max(80),
  email: z.string().email(),
  phone: z.string().optional(),
  status: z.enum(['active', 'pending', 'left']),
  points: z.number().int().min(0),
  claimed: z.boolean(),
  note: z.string().max(500).nullable(),
  tags: z.array(z.string()),
});

/** @param {number} times @param {() => unknown} work */
function repeat(times, work) {
  for (let index = 0; index < times; index++) work();
}

export async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'jauge-costs-'));
  const file = join(folder, 'page.html');
  writeFileSync(file, prose(2000));
  const log = openSync(join(folder, 'app.log'), 'a');
  const toFile = new (await import('node:console')).Console(
    new (await import('node:stream')).Writable({
      write(chunk, _encoding, done) {
        writeSync(log, chunk);
        done();
      },
    }),
  );
  const logger = pino(pino.destination({ dest: join(folder, 'pino.log'), sync: true }));
  const few = members(1);
  const many = members(250);
  const fewText = JSON.stringify(few);
  const manyText = JSON.stringify(many);
  const text2k = JSON.stringify({ text: prose(2000) });
  const input = {
    communityId: few[0].communityId,
    firstName: 'Ada',
    lastName: 'Byron',
    email: 'ada@example.org',
    status: 'active',
    points: 12,
    claimed: true,
    note: null,
    tags: ['choir', 'board'],
  };
  const token = jsonwebtoken.sign({ sub: few[0].id, role: 'member' }, 'a secret of thirty-two characters', {
    expiresIn: '7d',
  });
  const stripe = new Stripe('sk_test_local');
  const event = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'payment_intent.succeeded',
    data: {
      object: { id: 'pi_1', object: 'payment_intent', amount: 2500, currency: 'eur', metadata: { note: prose(1500) } },
    },
  });
  const secret = 'whsec_local';
  const header = stripe.webhooks.generateTestHeaderString({ payload: event, secret });
  const template = ejs.compile(
    '<ul><% for (const one of rows) { %><li><b><%= one.lastName %></b> <%= one.email %> <%= one.status %></li>\n<% } %></ul>',
  );
  const page = template({ rows: many });
  const cases = [
    { id: 'stringify-small', bytes: fewText.length, run: (n) => repeat(n, () => JSON.stringify(few)) },
    { id: 'stringify-large', bytes: manyText.length, run: (n) => repeat(n, () => JSON.stringify(many)) },
    {
      id: 'stringify-prose',
      bytes: text2k.length,
      run: (n) => repeat(n, () => JSON.stringify({ text: prose(0), body: text2k })),
    },
    { id: 'parse-small', bytes: fewText.length, run: (n) => repeat(n, () => JSON.parse(fewText)) },
    { id: 'parse-large', bytes: manyText.length, run: (n) => repeat(n, () => JSON.parse(manyText)) },
    { id: 'log-file-line', run: (n) => repeat(n, () => toFile.log('GET /api/plans 200 in 3ms')) },
    { id: 'log-stdout-line', run: (n) => repeat(n, () => console.log('GET /api/plans 200 in 3ms')) },
    {
      id: 'log-stdout-large',
      bytes: manyText.length,
      run: (n) => repeat(n, () => console.log(`GET /api/members 200 in 3ms :: ${manyText}`)),
    },
    {
      id: 'locale-time',
      run: (n) =>
        repeat(n, () =>
          new Date().toLocaleTimeString('en-US', {
            hour: 'numeric',
            minute: '2-digit',
            second: '2-digit',
            hour12: true,
          }),
        ),
    },
    {
      id: 'pino-line',
      run: (n) =>
        repeat(n, () => logger.info({ method: 'GET', url: '/api/plans', status: 200, ms: 3 }, 'request completed')),
    },
    { id: 'zod-parse', values: 10, run: (n) => repeat(n, () => SCHEMA.parse(input)) },
    {
      id: 'zod-parse-new-schema',
      values: 10,
      run: (n) => repeat(n, () => SCHEMA.extend({ extra: z.string().optional() }).parse(input)),
    },
    {
      id: 'jwt-sign',
      run: (n) =>
        repeat(n, () =>
          jsonwebtoken.sign({ sub: 'a1', role: 'member' }, 'a secret of thirty-two characters', { expiresIn: '7d' }),
        ),
    },
    { id: 'jwt-verify', run: (n) => repeat(n, () => jsonwebtoken.verify(token, 'a secret of thirty-two characters')) },
    {
      id: 'stripe-construct-event',
      run: (n) => repeat(n, () => stripe.webhooks.constructEvent(event, header, secret, 1e9)),
    },
    { id: 'stripe-new', run: (n) => repeat(n, () => new Stripe('sk_test_local')) },
    { id: 'ejs-render', bytes: page.length, run: (n) => repeat(n, () => template({ rows: many })) },
    { id: 'read-file-sync', run: (n) => repeat(n, () => readFileSync(file)) },
    {
      id: 'row-loop',
      run: (n) =>
        repeat(n, () =>
          many.filter((one) => one.claimed).map((one) => ({ ...one, name: `${one.firstName} ${one.lastName}` })),
        ),
    },
  ];
  return {
    cases,
    close: () => rmSync(folder, { recursive: true, force: true }),
    sizes: { few: fewText.length, many: manyText.length },
  };
}
