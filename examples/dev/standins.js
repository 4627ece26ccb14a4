// @ts-check
// Local stand-ins for the services that the examples call outside: the same answers, after the time that the real ones take from Europe.
import http from 'node:http';

/** Milliseconds. */
const delays = { stripe: 300, carrier: 120, sms: 250, email: 150 };
let serial = 0;

/** @type {[path: RegExp, delay: number, answer: () => object][]} */
const answers = [
  [
    /^\/v1\/payment_intents/,
    delays.stripe,
    () => ({ id: `pi_${++serial}`, object: 'payment_intent', status: 'succeeded' }),
  ],
  [
    /^\/v1\/checkout\/sessions/,
    delays.stripe,
    () => ({ id: `cs_${++serial}`, url: `https://checkout.example/${serial}` }),
  ],
  [
    /^\/suivi\//,
    delays.carrier,
    () => ({ returnCode: 200, shipment: { isFinal: false, event: [{ code: 'ET1', label: 'En cours' }] } }),
  ],
  [/^\/2010-04-01\//, delays.sms, () => ({ sid: `SM${++serial}`, status: 'queued' })],
  [/^\/v3\/smtp\/email/, delays.email, () => ({ messageId: `<${++serial}@brevo>` })],
];

http
  .createServer((request, response) => {
    request.resume().once('end', () => {
      const found = answers.find(([path]) => path.test(request.url ?? ''));
      const [, delay, answer] = found ?? [undefined, 0, () => ({ ok: true })];
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer()));
      }, delay);
    });
  })
  .listen(Number(process.env['PORT']), '127.0.0.1');
