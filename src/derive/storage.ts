import { sizes } from '../facts/growth/index.ts';
import { evaluate, type Parameter, valuesAt } from '../model/expression.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Range } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import type { DataSize } from './data-size.ts';
import { databasePlan } from './machine.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

/** Bytes stored per account, indexes and dead rows included, and the bytes the database plan holds; undefined when the plan publishes none. */
export function storageOf(
  inventory: Inventory,
  settings: Settings,
  data: DataSize,
  book: ParameterBook,
): { readonly perAccount: Range; readonly limit: Range } | undefined {
  const { plan } = databasePlan(inventory, settings);
  if (plan === undefined || plan.storage === null || inventory.tables.length === 0) return undefined;
  const growing = inventory.tables.filter((table) => data.grows(table.name));
  const terms = growing.map((table) => ({ rows: data.rows(table.name), bytes: data.rowBytes(table.name) }));
  const level = (key: 'low' | 'typical' | 'high'): number => {
    const values = { ...valuesAt(book.list() as readonly Parameter[], key), accounts: 1 };
    return (
      terms.reduce((total, term) => total + evaluate(term.rows, values) * evaluate(term.bytes, values), 0) *
      sizes.storedRow[key]
    );
  };
  const fact = plan.facts[0];
  return {
    perAccount: {
      low: level('low'),
      typical: level('typical'),
      high: level('high'),
      source: knownRange(sizes.storedRow).source,
    },
    limit: {
      low: plan.storage,
      typical: plan.storage,
      high: plan.storage,
      source: { provenance: 'documented', ...(fact === undefined ? {} : { fact }) },
    },
  };
}
