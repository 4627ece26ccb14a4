import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { type Probe, readPools, startProbe, unobserved } from '../../src/probe/index.ts';
import { mongoStandIn } from './mongo-stand-in.ts';
import { frameworks, listen, listener, type Place, type Told, until } from './stage.ts';

// The real drivers of MySQL and MongoDB, through pools of two connections, for thirty requests at once: whose work, how many rows, who waited.
// What answers them is a stand-in for the database: for MySQL the driver's own server, for MongoDB a few lines of its protocol.

// biome-ignore lint/suspicious/noExplicitAny: drivers without types here.
type Any = any;
type Way = () => Promise<unknown>;

const AT_ONCE = 30;
const TIMES = [1, 2, 3];
let probe: Probe;
let told: Told;

beforeAll(() => {
  told = listener();
  const ways = ['mysql-callback', 'mysql-promise', 'mysql-taken', 'mongodb', 'mongoose'];
  const routes = ways.flatMap((way) =>
    TIMES.map((times) => ({ id: `${way} ${times}`, method: 'GET', path: `/${way}/${times}` })),
  );
  probe = startProbe(told.observer, { folder: join(root, 'test', 'frameworks'), routes });
});
afterAll(() => probe.stop());
beforeEach(() => {
  for (const list of [told.ended, told.worked, told.waited]) list.length = 0;
});

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function port(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((closed) => server.close(closed));
  });
  return (server.address() as AddressInfo).port;
}

/** Thirty requests at once, each of which asks one, two or three times. */
async function drive(name: string, way: Way): Promise<void> {
  const place: Place = await listen((request, response) => {
    const again = async (left: number): Promise<void> => {
      if (left > 0) {
        await way();
        await again(left - 1);
      }
    };
    again(Number(request.url?.split('/')[2])).then(
      () => response.end('done'),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  open.push(place.close);
  const answers = await unobserved(() =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) =>
        (await fetch(`${place.base}/${name}/${TIMES[index % TIMES.length]}`)).text(),
      ),
    ),
  );
  expect(new Set(answers)).toEqual(new Set(['done']));
  await until('all ended', () => told.ended.length === AT_ONCE);
}

/** Each has its own calls, of so many rows each; and somebody waited for one of the two connections of that pool. */
function expectOwnWork(rows: number, pool: string): void {
  const times = ({ route }: { readonly route: string }): number => Number(route.split(' ')[1]);
  expect(told.ended.map(({ work }) => [work?.calls, work?.rows, work?.errors])).toEqual(
    told.ended.map((ended) => [times(ended), times(ended) * rows, 0]),
  );
  expect(told.ended.every(({ work }) => (work?.seconds ?? 0) > 0)).toBe(true);
  expect(told.ended.map(({ work }) => work?.acquisitions)).toEqual(told.ended.map(times));
  const waited = told.ended.reduce((sum, { work }) => sum + (work?.waitSeconds ?? 0), 0);
  expect(waited).toBeGreaterThan(0.002);
  expect(told.waited.filter((wait) => wait.pool.startsWith(pool)).length).toBeGreaterThanOrEqual(AT_ONCE);
}

describe('mysql2', () => {
  const COLUMN = {
    catalog: 'def',
    schema: 'club',
    table: 'members',
    orgTable: 'members',
    name: 'id',
    orgName: 'id',
    characterSet: 33,
    columnLength: 20,
    columnType: 253,
    flags: 0,
    decimals: 0,
  };

  async function poolTo(promises: boolean): Promise<Any> {
    const mysql: Any = frameworks(promises ? 'mysql2/promise' : 'mysql2');
    const server: Any = frameworks('mysql2').createServer();
    let connections = 0;
    server.on('connection', (connection: Any) => {
      connections += 1;
      connection.on('error', () => undefined);
      connection.serverHandshake({
        protocolVersion: 10,
        serverVersion: '8.0.36',
        connectionId: connections,
        statusFlags: 2,
        characterSet: 8,
        capabilityFlags: 0xffffff ^ 0x800,
      });
      connection.on('query', (sql: string) => {
        connection.sequenceId = 1;
        if (sql.includes('nothing')) connection.writeError({ code: 1054, message: 'Unknown column' });
        else setTimeout(() => connection.writeTextResult([{ id: 1 }, { id: 2 }, { id: 3 }], [COLUMN]), 2);
      });
    });
    const at = await port(server._server ?? server);
    const pool = mysql.createPool({ host: '127.0.0.1', port: at, user: 'u', connectionLimit: 2 });
    open.push(() => (promises ? pool.end() : new Promise((done) => pool.end(done))));
    return pool;
  }

  it('gives each request its queries, by callbacks', async () => {
    const pool = await poolTo(false);
    await drive(
      'mysql-callback',
      () =>
        new Promise((done, failed) =>
          pool.query('select id from members', (error: unknown, rows: unknown) => (error ? failed(error) : done(rows))),
        ),
    );
    expectOwnWork(3, 'mysql2');
    expect(
      Object.entries(readPools())
        .filter(([name]) => name.startsWith('mysql2'))
        .at(-1)?.[1],
    ).toEqual({
      size: 2,
      used: 0,
      idle: 2,
      waiting: 0,
    });
  });

  it('gives each request its queries, by promises', async () => {
    const pool = await poolTo(true);
    await drive('mysql-promise', () => pool.query('select id from members'));
    expectOwnWork(3, 'mysql2');
  });

  it('gives each request its queries, on a connection that it takes', async () => {
    const pool = await poolTo(true);
    await drive('mysql-taken', async () => {
      const connection = await pool.getConnection();
      try {
        await connection.query('select id from members');
      } finally {
        connection.release();
      }
    });
    expectOwnWork(3, 'mysql2');
  });

  it('counts what fails', async () => {
    const pool = await poolTo(true);
    await expect(pool.query('select nothing')).rejects.toThrow(/Unknown column/);
    const worked = told.worked.filter(({ work }) => work.calls > 0);
    expect(worked.map(({ route, work }) => [route, work.errors])).toEqual([[undefined, 1]]);
  });
});

describe('MongoDB', () => {
  async function clientOf(): Promise<Any> {
    const { MongoClient }: Any = frameworks('mongodb');
    const at = await port(mongoStandIn());
    const client = new MongoClient(`mongodb://127.0.0.1:${at}/club?directConnection=true`, { maxPoolSize: 2 });
    open.push(() => client.close(true));
    await client.connect();
    return client;
  }

  it('gives each request its commands, and says who waits for a connection', async () => {
    const client = await clientOf();
    await drive('mongodb', () => client.db().collection('members').find({}).toArray());
    expectOwnWork(2, 'mongodb');
    const levels = Object.entries(readPools()).filter(([name]) => name.startsWith('mongodb'));
    expect(levels.at(-1)?.[1]).toMatchObject({ size: 2, used: 0, idle: 2, waiting: 0 });
  });

  it('counts what fails', async () => {
    const client = await clientOf();
    told.worked.length = 0;
    await expect(client.db().collection('fail').find({}).toArray()).rejects.toThrow(/not allowed/);
    expect(told.worked.filter(({ work }) => work.calls > 0).map(({ work }) => work.errors)).toEqual([1]);
  });

  it('is seen through Mongoose, which has a driver of its own', async () => {
    const mongoose: Any = frameworks('mongoose');
    const at = await port(mongoStandIn());
    await mongoose.connect(`mongodb://127.0.0.1:${at}/club?directConnection=true`, {
      maxPoolSize: 2,
      autoIndex: false,
      autoCreate: false,
    });
    open.push(() => mongoose.disconnect());
    const Member = mongoose.model('Member', new mongoose.Schema({ _id: Number }));
    await drive('mongoose', () => Member.find({}));
    expectOwnWork(2, 'mongodb');
  });
});
