// @ts-check
// Child process: what the outside world answers, on loopback. HTTP and HTTPS JSON services, and a WebSocket to PostgreSQL proxy.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { WebSocketServer } from 'ws';
import { prose } from './sample.js';

const [databasePort, key, cert] = process.argv.slice(2);

const SESSION = JSON.stringify({
  id: 'cs_test_a1',
  object: 'checkout.session',
  url: 'https://checkout.example.org/c/pay/cs_test_a1',
  amount_total: 2500,
  currency: 'eur',
  metadata: { membership: '3f2a9c14-7b1e-4d52-9c61-000000000001' },
  custom_text: { note: prose(1800) },
});

/** @type {http.RequestListener} */
const answer = (request, response) => {
  request.resume();
  request.on('end', () => {
    const accepted = request.url?.includes('/mail/send');
    response.writeHead(accepted ? 202 : 200, { 'content-type': 'application/json', 'request-id': 'req_1' });
    response.end(accepted ? '' : SESSION);
  });
};

/** @param {any} server */
const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

const credentials = { key: Buffer.from(key, 'base64'), cert: Buffer.from(cert, 'base64') };
const plain = http.createServer({ keepAliveTimeout: 600_000 }, answer);
const secure = https.createServer({ ...credentials, keepAliveTimeout: 600_000 }, answer);
const gate = https.createServer(credentials);
new WebSocketServer({ server: gate, perMessageDeflate: false }).on('connection', (socket) => {
  const database = net.connect(Number(databasePort), '127.0.0.1');
  database.setNoDelay(true);
  database.on('data', (chunk) => socket.send(chunk));
  database.on('close', () => socket.close());
  database.on('error', () => socket.close());
  socket.on('message', (data) => database.write(/** @type {Buffer} */ (data)));
  socket.on('close', () => database.destroy());
  socket.on('error', () => database.destroy());
});
process.send?.({ http: await listen(plain), https: await listen(secure), ws: await listen(gate) });
process.on('disconnect', () => process.exit(0));
