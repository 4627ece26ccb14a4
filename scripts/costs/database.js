// @ts-check
// What statements cost PostgreSQL: CPU seconds of its process tree per statement, ten connections busy; and the wait for the disk.
import pg from 'pg';
import { collect, quantile } from './blocks.js';

const ROW = `'c', 'Ada', 'Byron', 'ada@example.org', 'active', 1, true`;
const MESSAGE = 'insert into message (community_id, first_name, last_name, email, status, points, claimed)';

/** @param {string} key an identifier that exists */
function statements(key) {
  const values = `'${key}'${ROW.slice(3)}`;
  /** @type {{ id: string, text: string, values?: unknown[], times: number }[]} */
  const list = [
    { id: 'select-1', text: 'select 1', times: 1000 },
    { id: 'select-1-prepared', text: 'select $1::int', values: [1], times: 1000 },
    { id: 'lookup', text: 'select * from member where id = $1', values: [key], times: 600 },
    { id: 'lookup-alone', text: 'select * from member where id = $1', values: [key], times: 300 },
    { id: 'rows-1-alone', text: 'select * from member limit 1', times: 300 },
    { id: 'insert-1-alone', text: `${MESSAGE} values (${values}) returning *`, times: 100 },
    { id: 'lookup-miss', text: 'select * from member where id = $1', values: ['nobody'], times: 600 },
    { id: 'lookup-uuid', text: 'select * from member_uuid where id = $1', values: [key], times: 600 },
    {
      id: 'join',
      text: 'select * from member a join member b on b.id = a.id where a.id = $1',
      values: [key],
      times: 400,
    },
    { id: 'scan-text', text: 'select * from member where community_id = $1', values: ['nobody'], times: 12 },
    {
      id: 'scan-uuid',
      text: 'select * from member_uuid where community_id = $1',
      values: ['00000000-0000-4000-8000-000000000000'],
      times: 12,
    },
    { id: 'scan-wide', text: 'select * from card where community_id = $1', values: ['nobody'], times: 12 },
    { id: 'scan-wide-last', text: 'select * from card where last = $1', values: ['nobody'], times: 12 },
    { id: 'lookup-wide', text: 'select * from wide where id = $1', values: ['w7'], times: 300 },
    { id: 'count', text: 'select count(*) from member', times: 12 },
    { id: 'rows-1', text: 'select * from member limit 1', times: 500 },
    { id: 'rows-1000', text: 'select * from member limit 1000', times: 40 },
    {
      id: 'index-rows-253',
      text: 'select * from member_indexed where community_id = (select community_id from member_indexed where id = $1)',
      values: [key],
      times: 60,
    },
    {
      id: 'join-rows-253',
      text: 'select a.*, b.email as other from member_indexed a join member b on b.id = a.id where a.community_id = (select community_id from member_indexed where id = $1)',
      values: [key],
      times: 60,
    },
    { id: 'sort-0', text: 'select count(*) from (select * from member limit 5000) as a', times: 30 },
    {
      id: 'sort-date',
      text: 'select count(*) from (select * from (select * from member limit 5000) as a order by joined_at desc offset 0) as b',
      times: 20,
    },
    {
      id: 'sort-text',
      text: 'select count(*) from (select * from (select * from member limit 5000) as a order by email offset 0) as b',
      times: 10,
    },
    { id: 'insert-1', text: `${MESSAGE} values (${values}) returning *`, times: 200 },
    { id: 'insert-100', text: `${MESSAGE} values ${Array(100).fill(`(${values})`).join(', ')}`, times: 20 },
    { id: 'insert-500', text: `${MESSAGE} values ${Array(500).fill(`(${values})`).join(', ')}`, times: 6 },
    { id: 'update', text: 'update counter set hits = hits + 1 where id = 1 + floor(random() * 999)::int', times: 200 },
    { id: 'update-key', text: 'update counter set hits = hits + 1 where id = $1', values: [7], times: 100 },
  ];
  return list;
}

/**
 * @param {{ url: string, cpu: () => number }} database
 * @param {{ rounds: number, progress: (line: string) => void }} options
 */
export async function measureDatabase(database, { rounds, progress }) {
  const pool = new pg.Pool({ connectionString: database.url, max: 10 });
  // The server may go away while connections close.
  pool.on('error', () => {});
  const key = (await pool.query('select id from member limit 1 offset 100')).rows[0].id;
  const list = statements(key);
  /** @type {Record<string, number[]>} */
  const results = {};
  for (let round = -1; round < rounds; round++) {
    /** @type {Map<string, number>} */
    const costs = new Map();
    for (const one of list) {
      const width = one.id === 'update-key' || one.id.endsWith('-alone') ? 1 : 10;
      const { cpu } = await block(database, pool, one, width, one.times);
      costs.set(one.id, cpu);
      if (round >= 0) collect(results, one.id, [cpu]);
    }
    const apart = await inTurns(database, pool, list, costs);
    if (round >= 0) collect(results, 'apart', [apart]);
    await inTransactions(database, pool, list, round, results);
    await pool.query('truncate message');
    await pool.query('vacuum counter');
    progress(`database: round ${round + 1} of ${rounds}`);
  }
  const wait = await commitWait(pool, list.find((one) => one.id === 'insert-1') ?? list[0], rounds);
  await pool.end();
  return { blocks: results, wait };
}

/** @param {{ cpu: () => number }} database @param {pg.Pool} pool @param {{ text: string, values?: unknown[] }} one @param {number} width @param {number} times */
async function block(database, pool, one, width, times) {
  let left = times;
  const before = database.cpu();
  const lane = async () => {
    while (left-- > 0) await pool.query(one.text, one.values);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return { cpu: (database.cpu() - before) / times };
}

/** Small statements, as an application sends them. */
const SMALL = ['select-1-prepared', 'lookup', 'lookup-miss', 'lookup-uuid', 'lookup-wide', 'join', 'rows-1'];
const TURNS = 60;

/**
 * What a small statement costs beyond its price in a block of its own kind: one at a time, of another kind and on another connection than the one
 * before, so that the process that serves it wakes up, and finds the caches of the processor full of something else.
 * @param {{ cpu: () => number }} database @param {pg.Pool} pool @param {{ id: string, text: string, values?: unknown[] }[]} list @param {ReadonlyMap<string, number>} costs
 */
async function inTurns(database, pool, list, costs) {
  const small = list.filter(({ id }) => SMALL.includes(id));
  const clients = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
  const before = database.cpu();
  for (let turn = 0; turn < TURNS * small.length; turn++) {
    const { text, values } = small[turn % small.length] ?? small[0];
    await clients[turn % clients.length]?.query(text, values);
  }
  const cpu = (database.cpu() - before) / (TURNS * small.length);
  for (const client of clients) client.release();
  return cpu - small.reduce((sum, { id }) => sum + (costs.get(id) ?? 0), 0) / small.length;
}

/** The same insert, 50 to a transaction: what is left is the cost without its own commit. @param {any} database @param {pg.Pool} pool @param {any[]} list @param {number} round @param {any} results */
async function inTransactions(database, pool, list, round, results) {
  for (const id of ['insert-1', 'update']) {
    const { text } = list.find((one) => one.id === id);
    const before = database.cpu();
    for (let turn = 0; turn < 4; turn++) {
      const client = await pool.connect();
      await client.query('begin');
      for (let index = 0; index < 50; index++) await client.query(text);
      await client.query('commit');
      client.release();
    }
    if (round >= 0) collect(results, `${id}-in-transaction`, [(database.cpu() - before) / 200]);
  }
}

/** Seconds a commit waits for the disk: the same insert with and without `synchronous_commit`, one at a time. @param {pg.Pool} pool @param {{ text: string }} insert @param {number} rounds */
async function commitWait(pool, insert, rounds) {
  const client = await pool.connect();
  /** @type {number[]} */
  const waits = [];
  for (let round = 0; round < rounds; round++) {
    /** @type {Record<string, number>} */
    const seconds = {};
    for (const mode of ['on', 'off']) {
      await client.query(`set synchronous_commit = ${mode}`);
      /** @type {number[]} */
      const each = [];
      for (let index = 0; index < 25; index++) {
        const start = performance.now();
        await client.query(insert.text);
        each.push((performance.now() - start) / 1000);
      }
      seconds[mode] = quantile(each, 0.5);
    }
    waits.push(Math.max(0, seconds.on - seconds.off));
  }
  client.release();
  return waits;
}
