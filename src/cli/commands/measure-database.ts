import { environmentFiles } from '../../measure/index.ts';
import { usage } from '../errors.ts';
import type { Measuring } from './measure.ts';

/**
 * The database's address: given on the command line, in the variable named, or in `DATABASE_URL` (of the environment, else of the project's `.env`).
 * Undefined when the database was not asked for. Throws when the variable is not set.
 */
export function databaseAddress({ call, folder }: Measuring): string | undefined {
  const { values } = call;
  if (values['database-url'] !== undefined) return values['database-url'];
  const name = values['database-env'] ?? (values.database === true ? 'DATABASE_URL' : undefined);
  if (name === undefined) return undefined;
  const url = process.env[name] ?? environmentFiles(folder)[name];
  if (url === undefined || url === '') throw usage('error.database-variable', { name });
  return url;
}

/** The same, or what the application itself would use; undefined when nothing says it. */
export function databaseForPools(measuring: Measuring): string | undefined {
  return (
    databaseAddress(measuring) ?? process.env['DATABASE_URL'] ?? environmentFiles(measuring.folder)['DATABASE_URL']
  );
}
