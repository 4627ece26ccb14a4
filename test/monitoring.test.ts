import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { estimate, memoryProject, openProject } from '../src/index.ts';
import { club } from './club.ts';

describe('the lines of the report that install the monitor', () => {
  const linesOf = (files: Record<string, string>): string =>
    estimate(memoryProject(files)).monitoring.insertions[0]?.code ?? '';

  it('are two, right after the application is made', () => {
    const [lines] = estimate(openProject(join(root, 'examples', 'koomy'))).monitoring.insertions;
    expect(lines).toMatchObject({ file: 'server/index.ts', after: 12 });
    expect(lines?.code.split('\n')).toEqual([
      "import { monitor } from 'jauge/monitor';",
      "app.use(monitor({ store: 'postgres' }));",
    ]);
  });

  it('keep the history in memory without `pg`', () => {
    const files = Object.fromEntries(
      Object.entries(club()).map(([path, text]) => [
        path,
        text
          .replaceAll('drizzle-orm/node-postgres', 'drizzle-orm/postgres-js')
          .replaceAll(/\bfrom 'pg'/g, "from 'postgres'")
          .replace('"pg"', '"postgres"'),
      ]),
    );
    expect(linesOf(files)).toContain('app.use(monitor());');
  });
});
