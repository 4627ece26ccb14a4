import type { Ask, Session } from './connect.ts';

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` writes it. */
interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Plan Rows'?: number;
  readonly 'Total Cost'?: number;
  readonly Plans?: readonly Node[];
}

export interface Planned {
  readonly scans: readonly string[];
  readonly indexes: readonly string[];
  readonly rows: number;
  readonly cost: number;
}

/** The first version whose EXPLAIN plans a statement without values for its parameters. */
const GENERIC = 160_000;

/** The plan of a statement whose values are `$1`, `$2`…: nothing is executed. Undefined when the database cannot plan it. */
export async function planOf(text: string, version: number, session: Session): Promise<Planned | undefined> {
  const rows = await session.attempt((ask) => (version >= GENERIC ? generic(text, ask) : prepared(text, ask)));
  const plan = rows?.[0]?.['QUERY PLAN']?.[0]?.Plan;
  return plan === undefined ? undefined : summary(plan);
}

interface Answer {
  readonly 'QUERY PLAN': readonly { readonly Plan: Node }[];
}

function generic(text: string, ask: Ask): Promise<readonly Answer[]> {
  return ask<Answer>(`explain (generic_plan, format json) ${text}`);
}

/** Before version 16: a prepared statement, planned for any value. */
async function prepared(text: string, ask: Ask): Promise<readonly Answer[]> {
  const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  await ask('set local plan_cache_mode = force_generic_plan');
  await ask(`prepare jauge_plan as ${text}`);
  try {
    const values = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'null').join(', ')})`;
    return await ask<Answer>(`explain (format json) execute jauge_plan${values}`);
  } finally {
    await ask('deallocate jauge_plan').catch(() => undefined);
  }
}

function summary(plan: Node): Planned {
  const nodes = [...walk(plan)];
  const named = (of: (node: Node) => string | undefined): readonly string[] => [
    ...new Set(nodes.map(of).filter((name) => name !== undefined)),
  ];
  return {
    scans: named((node) => (node['Node Type'] === 'Seq Scan' ? node['Relation Name'] : undefined)),
    indexes: named((node) => node['Index Name']),
    rows: plan['Plan Rows'] ?? 0,
    cost: plan['Total Cost'] ?? 0,
  };
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.Plans ?? []) yield* walk(child);
}
