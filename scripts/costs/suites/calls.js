// @ts-check
// What calling a service costs the caller, over TLS on loopback: SDKs, fetch, and a new connection each time.
import https from 'node:https';
import tls from 'node:tls';
import sendgrid from '@sendgrid/mail';
import Stripe from 'stripe';
import { flights } from '../flights.js';

const httpsPort = Number(process.env.COSTS_HTTPS_PORT);
const httpPort = Number(process.env.COSTS_HTTP_PORT);
const base = `https://localhost:${httpsPort}`;

const SESSION = {
  mode: /** @type {const} */ ('payment'),
  line_items: [
    { quantity: 1, price_data: { currency: 'eur', unit_amount: 2500, product_data: { name: 'Cotisation 2026' } } },
  ],
  success_url: 'https://example.org/merci',
  cancel_url: 'https://example.org/annule',
  metadata: { membership: '3f2a9c14-7b1e-4d52-9c61-000000000001', community: '9d0b7e55-2c4f-4a8e-8f13-000000000001' },
};
const MAIL = {
  to: 'ada@example.org',
  from: 'club@example.org',
  subject: 'Bienvenue',
  html: `<p>${'Votre inscription est enregistrée. '.repeat(40)}</p>`,
};

const handshake = () =>
  new Promise((done, fail) => {
    const socket = tls.connect({ port: httpsPort, host: 'localhost', servername: 'localhost' }, () => {
      socket.destroy();
      done(undefined);
    });
    socket.on('error', fail);
  });

/** @param {https.Agent} agent */
const get = (agent) => () =>
  new Promise((done, fail) => {
    https
      .get(`${base}/v1/anything`, { agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => done(JSON.parse(text)));
      })
      .on('error', fail);
  });

export async function open() {
  /** @param {'http' | 'https'} protocol @param {number} port */
  const stripeAt = (protocol, port) =>
    new Stripe('sk_test_local', { host: 'localhost', port, protocol, telemetry: true });
  const stripe = stripeAt('https', httpsPort);
  const stripePlain = stripeAt('http', httpPort);
  sendgrid.setApiKey('SG.local');
  // @ts-expect-error: reachable, not in the types.
  sendgrid.client.setDefaultRequest('baseUrl', `${base}/`);
  const keepAlive = new https.Agent({ keepAlive: true });
  const json = async () => (await fetch(`${base}/v1/anything`)).json();
  const post = async () =>
    (
      await fetch(`${base}/v1/anything`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(SESSION),
      })
    ).json();
  return {
    cases: [
      { id: 'stripe-session', run: flights(() => stripe.checkout.sessions.create(SESSION)) },
      { id: 'stripe-session-alone', run: flights(() => stripe.checkout.sessions.create(SESSION), 1) },
      { id: 'stripe-session-http', run: flights(() => stripePlain.checkout.sessions.create(SESSION)) },
      {
        id: 'stripe-session-new-client',
        run: flights(() => stripeAt('https', httpsPort).checkout.sessions.create(SESSION)),
      },
      { id: 'sendgrid-send', run: flights(() => sendgrid.send(MAIL)) },
      { id: 'sendgrid-send-alone', run: flights(() => sendgrid.send(MAIL), 1) },
      { id: 'fetch-json', run: flights(json) },
      { id: 'fetch-json-alone', run: flights(json, 1) },
      { id: 'fetch-post', run: flights(post) },
      { id: 'https-get', run: flights(get(keepAlive)) },
      { id: 'https-get-no-keep-alive', run: flights(get(new https.Agent({ keepAlive: false }))) },
      {
        id: 'https-get-full-handshake',
        run: flights(get(new https.Agent({ keepAlive: false, maxCachedSessions: 0 }))),
      },
      { id: 'tls-handshake', run: flights(handshake) },
    ],
  };
}
