import { describe, expect, it } from 'vitest';
import { inspect, memoryProject } from '../../index.ts';

const ROUTES = 40;

/** A server of many routes with the same handler, which calls what is told of `policy.js`. */
function programsOf(policy: string, body: string): readonly string[] {
  const routes = Array.from(
    { length: ROUTES },
    (_, index) => `app.get('/r${index}', async (req, res) => { ${body} });`,
  );
  const project = memoryProject({
    'package.json': JSON.stringify({ name: 'many', main: 'server.js', dependencies: { express: '4', pg: '8' } }),
    'server.js': `
const express = require('express');
const { Pool } = require('pg');
const policy = require('./policy.js');
const pool = new Pool();
const app = express();
${routes.join('\n')}
app.listen(3000);`,
    'policy.js': policy,
  });
  const { routes: found } = inspect(project);
  expect(found).toHaveLength(ROUTES);
  return found.map((route) => JSON.stringify(route.program).replace(/"(file|line)":[^,}]+/g, ''));
}

const HEAVY = Array.from({ length: 30 }, (_, index) => `  if (user.rights.includes('${index}')) kept.push(${index});`);

describe('what is called by many routes', () => {
  it('does in each what it does in the first: queries, calls, work nobody waits for', () => {
    const policy = `
const log = require('winston');
async function load(pool, user) {
  const kept = [];
${HEAVY.join('\n')}
  fetch('https://log.example.com/seen');
  const [row] = (await pool.query('SELECT * FROM rights WHERE user_id = $1', [user.id])).rows;
  if (!row) { log.warn('none'); return null; }
  return fetch('https://api.example.com/rights').then(() => row);
}
module.exports = { load };`;
    const programs = programsOf(
      policy,
      'await policy.load(pool, req.user); const row = await policy.load(pool, req.user); res.json(row);',
    );
    expect(programs[0]).toContain('"kind":"detached"');
    expect(new Set(programs).size).toBe(1);
  });

  it('gives each caller an array of its own', () => {
    const policy = `
exports.list = function list(user) {
  const kept = [];
${HEAVY.join('\n')}
  return ['a'];
};`;
    const body = `
const one = policy.list(req.user);
const other = policy.list(req.user);
one.push('b');
for (const each of other) await pool.query('SELECT 1 FROM others WHERE name = $1', [each]);
for (const each of one) await pool.query('SELECT 1 FROM ones WHERE name = $1', [each]);
res.end();`;
    const programs = programsOf(policy, body);
    for (const program of programs) {
      expect(program.match(/"others"/g)?.length).toBe(programs[0]?.match(/"others"/g)?.length);
      expect(program.match(/"ones"/g)?.length).toBe(2 * (program.match(/"others"/g)?.length ?? 0));
    }
  });

  it('gives each caller functions of its own, which share their variables with each other only', () => {
    const policy = `
exports.open = function open(user) {
  const kept = [];
${HEAVY.join('\n')}
  const names = ['a'];
  const self = { add: (name) => { names.push(name); return self; }, all: () => names };
  return self;
};`;
    const body = `
const one = policy.open(req.user);
const other = policy.open(req.user);
one.add('b').add('c');
for (const each of other.all()) await pool.query('SELECT 1 FROM others WHERE name = $1', [each]);
for (const each of one.all()) await pool.query('SELECT 1 FROM ones WHERE name = $1', [each]);
res.end();`;
    for (const program of programsOf(policy, body)) {
      const others = program.match(/"tables":\["others"\]/g) ?? [];
      expect(others).toHaveLength(1);
      expect(program.match(/"tables":\["ones"\]/g)).toHaveLength(3);
    }
  });

  it('gives each caller what is computed from its own rows', () => {
    const policy = `
exports.pick = function pick(row, user) {
  const kept = [];
${HEAVY.join('\n')}
  return { name: row.first + row.last, row };
};`;
    const loop = (table: string): string => `
for (const row of (await pool.query('SELECT * FROM ${table}')).rows) {
  const picked = policy.pick(row, req.user);
  await pool.query('SELECT 1 FROM names WHERE name = $1', [picked.name]);
}
for (const row of (await pool.query('SELECT * FROM ${table}')).rows) {
  const picked = policy.pick(row, req.user);
  await pool.query('SELECT 1 FROM rows WHERE id = $1', [picked.row.id]);
}`;
    const programs = programsOf(policy, `${loop('people')}${loop('people')} res.end();`);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]?.match(/"rowsFrom"/g)).toHaveLength(4);
  });

  it('gives each caller work of its own to wait for, or not', () => {
    const policy = `
exports.begin = function begin(user) {
  const kept = [];
${HEAVY.join('\n')}
  return { promise: fetch('https://api.example.com/rights') };
};`;
    const body = `
policy.begin(req.user);
const { promise } = policy.begin(req.user);
await promise;
res.end();`;
    const programs = programsOf(policy, body);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]?.match(/"kind":"call"/g)).toHaveLength(2);
    expect(programs[0]?.match(/"kind":"detached"/g)).toHaveLength(1);
  });

  it('tells calls apart by what the objects made for them hold', () => {
    const policy = `
exports.run = async function run(pool, options, user) {
  const kept = [];
${HEAVY.join('\n')}
  if (options.first) await pool.query('SELECT 1 FROM firsts');
  else await pool.query('SELECT 1 FROM others');
};`;
    const body = `
await policy.run(pool, { first: true }, req.user);
await policy.run(pool, { first: false }, req.user);
await policy.run(pool, { first: true }, req.user);
res.end();`;
    const programs = programsOf(policy, body);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]).toMatch(/"firsts".*"others".*"firsts"/);
  });

  it('adds to the array that each call was given, not to that of the first', () => {
    const policy = `
exports.fill = function fill(list, user) {
  const kept = [];
${HEAVY.join('\n')}
  list.push('a');
  return list;
};`;
    const body = `
const one = policy.fill([], req.user);
policy.fill([], req.user);
policy.fill([], req.user);
for (const each of one) await pool.query('SELECT 1 FROM ones WHERE name = $1', [each]);
res.end();`;
    const programs = programsOf(policy, body);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]?.match(/"kind":"query"/g)).toHaveLength(1);
  });

  it('gives work once, however many ways lead to it', () => {
    const policy = `
let kept;
exports.client = function client(user) {
  const seen = [];
${HEAVY.join('\n').replaceAll('kept', 'seen')}
  kept ??= (async () => { await fetch('https://api.example.com/rights'); return {}; })();
  return kept;
};`;
    const programs = programsOf(policy, 'await policy.client(req.user); res.end();');
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]?.match(/"kind":"call"/g)).toHaveLength(1);
  });

  it('keeps for the caller what it put in a shared place', () => {
    const policy = `
const cache = new Map();
exports.cached = function cached(user) {
  const kept = [];
${HEAVY.join('\n')}
  const made = ['a', 'b'];
  cache.set(user.id, made);
  return made;
};`;
    const body = `
const list = policy.cached(req.user);
list.push('c');
for (const each of policy.cached(req.user)) await pool.query('SELECT 1 FROM some WHERE name = $1', [each]);
res.end();`;
    const programs = programsOf(policy, body);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]?.match(/"kind":"query"/g)).toHaveLength(2);
  });

  it('is evaluated again when what it reads has changed', () => {
    const policy = `
let mode = 'slow';
exports.set = function set(value, user) {
  const kept = [];
${HEAVY.join('\n')}
  mode = value;
};
exports.run = function run(pool, user) {
  const kept = [];
${HEAVY.join('\n')}
  return mode === 'slow' ? pool.query('SELECT 1 FROM slow') : pool.query('SELECT 1 FROM fast');
};
exports.check = async function check(pool, user) { await exports.run(pool, user); };`;
    const body = `
await policy.check(pool, req.user);
policy.set('fast', req.user);
await policy.check(pool, req.user);
res.end();`;
    const programs = programsOf(policy, body);
    expect(new Set(programs).size).toBe(1);
    expect(programs[0]).toMatch(/"slow".*"fast"/);
    expect(programs[0]).not.toMatch(/"fast".*"slow"/);
  });
});
