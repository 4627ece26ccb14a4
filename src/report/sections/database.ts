import type { ConnectionPool, Database, Inventory } from '../../model/inventory.ts';
import type { Range } from '../../model/range.ts';
import type { Block } from '../document.ts';
import { origin, sourced } from '../quantities.ts';
import type { Voice } from '../voice.ts';
import { statements } from './hosting.ts';

const COLUMNS_SHOWN = 12;

/** The databases, the effective size of their pool, and how well their tables are indexed. */
export function databases(inventory: Inventory, voice: Voice): Block[] {
  const heading: Block = { kind: 'heading', level: 3, text: voice.say('report.database.heading') };
  if (inventory.databases.length === 0)
    return [heading, { kind: 'paragraph', text: voice.say('report.database.none') }];
  return [
    heading,
    ...inventory.databases.flatMap((database) => oneDatabase(database, inventory, voice)),
    ...schema(inventory, voice),
  ];
}

function oneDatabase(database: Database, inventory: Inventory, voice: Voice): Block[] {
  const host = voice.name('report.database-host.', database.host.value) + voice.mark(database.host.source);
  const rows = [
    {
      name: voice.say('report.database.engine'),
      value: voice.say('report.database.engine-value', { engine: voice.name('report.engine.', database.engine), host }),
    },
    {
      name: voice.say('report.database.driver'),
      value: voice.say('report.database.driver-value', {
        driver: database.driver,
        orm: database.orm === undefined ? '' : voice.name('report.orm.', database.orm),
        at: voice.place(database.at),
      }),
    },
    ...poolRows(database.pool, inventory, voice),
  ];
  return [{ kind: 'facts', rows }, ...statements(voice.say('report.database.limits'), database.limits ?? [], voice)];
}

function poolRows(pool: ConnectionPool, inventory: Inventory, voice: Voice): { name: string; value: string }[] {
  const wait = (range: Range | undefined, otherwise: string): string =>
    range === undefined ? otherwise : sourced(range, voice, voice.format.duration) + origin(range, voice);
  if (pool.size.high === 0)
    return [{ name: voice.say('report.database.pool'), value: voice.say('report.database.no-pool') }];
  const size =
    sourced(pool.size, voice, voice.format.count) + (origin(pool.size, voice) || ` (${voice.say('report.default')})`);
  const most = inventory.deployment.instances.maximum.high;
  return [
    {
      name: voice.say('report.database.pool'),
      value: voice.say('report.database.pool-value', {
        size,
        instances: most,
        processes: inventory.stack.processes.value,
      }),
    },
    {
      name: voice.say('report.database.acquire'),
      value: wait(pool.acquireTimeout, voice.say('report.database.for-ever')),
    },
    {
      name: voice.say('report.database.statement'),
      value: wait(pool.statementTimeout, voice.say('report.database.never-cancelled')),
    },
    ...(pool.idleTimeout === undefined
      ? []
      : [{ name: voice.say('report.database.idle'), value: wait(pool.idleTimeout, '') }]),
  ];
}

/** Documents have no foreign keys: nothing is said of those of collections. */
function schema({ tables, databases: all }: Inventory, voice: Voice): Block[] {
  if (tables.length === 0) return [];
  const unique = tables.flatMap((table) => table.indexes.filter((index) => index.unique && !index.primary));
  const plain = tables.flatMap((table) => table.indexes.filter((index) => !index.unique && !index.primary));
  const foreign = tables.flatMap((table) =>
    table.columns.filter((column) => column.references !== undefined).map((column) => ({ table, column })),
  );
  const bare = foreign.filter(({ table, column }) => !table.indexes.some((index) => index.columns[0] === column.name));
  const collections = all.every(({ engine }) => engine === 'mongodb');
  const counted = voice.say('report.database.schema', {
    collections,
    tables: tables.length,
    columns: tables.reduce((sum, table) => sum + table.columns.length, 0),
    unique: unique.length,
    indexes: plain.length,
  });
  const keys = voice.say('report.database.foreign', { foreign: foreign.length, bare: bare.length });
  const summary = `${counted}${collections ? '' : keys}.`;
  const names = bare.map(({ table, column }) => `\`${table.name}.${column.name}\` (${voice.place(column.at)})`);
  const shown = names.slice(0, COLUMNS_SHOWN).join(', ');
  const list =
    names.length > COLUMNS_SHOWN
      ? voice.say('report.places.more', { shown, count: names.length - COLUMNS_SHOWN })
      : shown;
  return [
    { kind: 'paragraph', text: summary },
    ...(bare.length === 0 ? [] : [{ kind: 'paragraph', text: voice.say('report.database.bare', { list }) } as const]),
  ];
}
