// @ts-check
// Drives the HTTP servers in turn, block by block, and returns CPU seconds per request of each server and path.
import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectGroup } from './blocks.js';
import { connections, request, send } from './load.js';
import { members } from './sample.js';

const SERVER = fileURLToPath(new URL('./server.js', import.meta.url));
const BODY = { 1: JSON.stringify(members(1)), 10: JSON.stringify(members(10)), 250: JSON.stringify(members(250)) };

const PATHS = [
  { id: 'hello', bytes: request('/hello') },
  { id: 'hello-half-load', bytes: request('/hello'), pause: 4 },
  { id: 'used', bytes: request('/used') },
  { id: 'chain', bytes: request('/chain') },
  { id: 'after-100-routes', bytes: request('/after-100-routes') },
  { id: 'helmet', bytes: request('/helmet') },
  { id: 'cors', bytes: request('/cors') },
  { id: 'morgan', bytes: request('/morgan') },
  { id: 'log', bytes: request('/log') },
  { id: 'list-1', bytes: request('/list-1') },
  { id: 'list-10', bytes: request('/list-10') },
  { id: 'list-250', bytes: request('/list-250'), share: 0.15 },
  { id: 'list-250-gzip', bytes: request('/list-250-gzip'), share: 0.08 },
  { id: 'prose-64k', bytes: request('/prose-64k'), share: 0.3 },
  { id: 'urlencoded', bytes: request('/urlencoded') },
  { id: 'static', bytes: request('/static/index.html') },
  { id: 'send-file', bytes: request('/send-file') },
  { id: 'raw-1', bytes: request('/raw', BODY[1]) },
  { id: 'json-1', bytes: request('/json', BODY[1]) },
  { id: 'raw-250', bytes: request('/raw', BODY[250]), share: 0.2 },
  { id: 'json-250', bytes: request('/json', BODY[250]), share: 0.2 },
];

/**
 * @param {Record<string, string>} nodes major → executable
 * @param {{ rounds: number, requests?: number, progress: (line: string) => void }} options
 * @returns {Promise<Record<string, Record<string, number[]>>>} `kind@major` → path → blocks
 */
export async function measureHttp(nodes, { rounds, requests = 500, progress }) {
  const log = openSync(join(tmpdir(), 'jauge-costs.log'), 'w');
  const servers = [];
  for (const [major, execPath] of Object.entries(nodes)) {
    for (const kind of ['http', 'express-4', 'express-5', 'fastify', 'koa'])
      servers.push(await start(kind, major, execPath, log));
  }
  /** @type {Record<string, Record<string, number[]>>} */
  const results = {};
  for (let round = 0; round <= rounds; round++) {
    for (const server of servers) {
      const blocks = await visit(server, requests, round === 0);
      // The first round warms up.
      if (round > 0) collectGroup(results, `${server.kind}@${server.major}`, blocks);
    }
    progress(`http: round ${round} of ${rounds}`);
  }
  for (const server of servers) {
    for (const socket of server.sockets) socket.destroy();
    server.child.disconnect();
  }
  closeSync(log);
  return results;
}

/** One block of every path of a server. @param {Awaited<ReturnType<typeof start>>} server @param {number} requests @param {boolean} warming */
async function visit(server, requests, warming) {
  /** @type {Record<string, number[]>} */
  const blocks = {};
  for (const path of pathsOf(server)) {
    const total = Math.ceil(requests * (path.share ?? 1));
    if (warming) await send(server.sockets, path.bytes, total * 6);
    const before = await server.cpu();
    await send(server.sockets, path.bytes, total, path.pause);
    blocks[path.id] = [((await server.cpu()) - before) / total];
  }
  return blocks;
}

/** Every path of Express on the reference Node; else the first one, and a list. @param {{ kind: string, major: string }} server */
function pathsOf({ kind, major }) {
  if (kind.startsWith('express') && major === '20') return PATHS;
  return PATHS.filter(
    ({ id }) =>
      id === 'hello' || (kind !== 'http' && (id === 'list-250' || (major === '20' && id === 'hello-half-load'))),
  );
}

/** @param {string} kind @param {string} major @param {string} execPath @param {number} log */
async function start(kind, major, execPath, log) {
  const child = fork(SERVER, [kind], {
    execPath,
    stdio: ['ignore', log, 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ready = /** @type {{ port: number }} */ (await answer(child));
  const sockets = await connections(ready.port, 16);
  const cpu = async () => {
    child.send('cpu');
    return /** @type {{ cpu: number }} */ (await answer(child)).cpu;
  };
  return { kind, major, child, sockets, cpu };
}

/** @param {import('node:child_process').ChildProcess} child */
function answer(child) {
  return new Promise((done, fail) => {
    child.once('message', (message) => {
      child.off('exit', fail);
      done(message);
    });
    child.once('exit', fail);
  });
}
