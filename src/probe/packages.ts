import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { watchMongodb } from './databases/mongodb.ts';
import { watchMysql2 } from './databases/mysql2.ts';
import { watchPg } from './databases/pg.ts';
import { watchPostgres } from './databases/postgres.ts';
import { watchPrisma } from './databases/prisma.ts';
import { watchExpress } from './frameworks/express.ts';
import { watchKoa } from './frameworks/koa.ts';
import type { Foreign } from './patch.ts';

type Load = ReturnType<typeof createRequire>;

/** How to watch each package, loaded as the application's folder sees it. */
const PACKAGES: Readonly<Record<string, (load: Load) => void>> = {
  pg: (load) => watchPg(load('pg'), 'pg'),
  '@neondatabase/serverless': (load) => {
    for (const neon of builds(load, '@neondatabase/serverless', (path) => path.replace(/\.js$/, '.mjs'))) {
      watchPg(neon, 'neon');
    }
  },
  // Its class of queries is not among its exports.
  postgres: (load) => {
    const queries = (path: string): string => join(dirname(path), 'query.js');
    watchPostgres(load(queries(load.resolve('postgres'))).Query);
    for (const build of builds(load, 'postgres', (path) =>
      queries(join(dirname(path), '..', '..', 'src', 'index.js')),
    )) {
      watchPostgres(build.Query);
    }
  },
  mysql2: (load) => watchMysql2(load('mysql2')),
  mongodb: watchDriver,
  mongoose: (load) => watchDriver(createRequire(load.resolve('mongoose'))),
  '@prisma/client': (load) => watchPrisma(load('@prisma/client')),
  express: (load) => {
    const router = load('express').Router();
    router.use(() => undefined);
    watchExpress(router);
  },
  koa: (load) => watchKoa(load('koa')),
};

function watchDriver(load: Load): void {
  const folder = join(dirname(load.resolve('mongodb')), 'cmap');
  watchMongodb(load(join(folder, 'connection.js')).Connection, load(join(folder, 'connection_pool.js')).ConnectionPool);
}

/**
 * A package with one build for `require` and another for `import`, which is found from the first. Asked for from inside the package: Node says
 * nothing there about loading a module with `require`.
 */
function builds(load: Load, name: string, modernOf: (common: string) => string): readonly Foreign[] {
  const common = load.resolve(name);
  const within = createRequire(common);
  return [common, modernOf(common)].flatMap((path) => {
    try {
      return [within(path)];
    } catch {
      return [];
    }
  });
}

/**
 * Watches the packages that the application in this folder declares. What the application will load anyway is loaded now; what it does not
 * declare is left alone. Never throws.
 */
export function watchPackages(folder: string): void {
  const declared = declaredIn(folder);
  const load = createRequire(join(folder, 'package.json'));
  for (const [name, watch] of Object.entries(PACKAGES)) {
    if (!declared.has(name)) continue;
    try {
      watch(load);
    } catch {
      // Not installed, or not as expected: its calls are not seen, and the application is as it was.
    }
  }
}

/** Names of the packages in the nearest package.json, the folder's own or one above. */
function declaredIn(folder: string): ReadonlySet<string> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
        readFileSync(join(at, 'package.json'), 'utf8'),
      );
      return new Set(Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }));
    } catch {
      if (at === dirname(at)) return new Set();
    }
  }
}
