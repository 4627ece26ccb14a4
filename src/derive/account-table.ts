import type { Table } from '../model/schema.ts';

/** The table that people sign in with: a password, a unique e-mail, a name that says so, and others that refer to it. */
export function recogniseAccounts(tables: readonly Table[]): string | undefined {
  let best: { name: string; score: number } | undefined;
  for (const table of tables) {
    const score = accountScore(table, tables);
    if (score >= 3 && (best === undefined || score > best.score)) best = { name: table.name, score };
  }
  return best?.name;
}

function accountScore(table: Table, tables: readonly Table[]): number {
  const password = table.columns.some((column) => /password/i.test(column.name)) ? 3 : 0;
  const name = /^(accounts?|members?|customers?|profiles?)$/i.test(table.name)
    ? 2.5
    : /users?$/i.test(table.name)
      ? 2
      : 0;
  const email = table.indexes.some(
    (index) => index.unique && index.columns.length === 1 && /email/i.test(index.columns[0] ?? ''),
  )
    ? 1
    : 0;
  const referring = tables.filter((other) =>
    other.columns.some((column) => column.references?.table === table.name),
  ).length;
  return password + name + email + Math.min(1, referring / 20);
}
