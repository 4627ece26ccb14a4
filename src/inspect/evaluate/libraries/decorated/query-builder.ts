import { renameIn } from '../../../../model/schema.ts';
import type { Location } from '../../../../model/source.ts';
import { readSql } from '../../../sql/index.ts';
import { asList } from '../../interpret/lists.ts';
import { DATA, newArray, newObject, sourcesOf } from '../../values/create.ts';
import type { TableModel, Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { itemsOf, textOf } from '../entities/options.ts';
import { later, now, rowList, send } from '../entities/queries.ts';
import { columnOf } from '../entities/tables.ts';
import type { Plan } from '../plans.ts';
import { decoratedEntity } from './entities.ts';
import { planFor, type Repository, recordOf } from './repositories.ts';

interface Building {
  readonly repository: Repository;
  readonly alias: string;
  readonly plan: Plan;
}

/** `repository.createQueryBuilder('user').where('user.email = :email', { email }).getOne()`. */
export function queryBuilder(repository: Repository, alias: string, at: Location): Value {
  return chain({ repository, alias, plan: planFor(repository, 'select', at) });
}

function chain(building: Building): Value {
  const { repository, plan } = building;
  return later(
    plan,
    () => DATA,
    (name, args) => {
      if (/^(get|execute|stream)/.test(name) && name !== 'getQuery' && name !== 'getParameters')
        return now(repository.machine, plan, () => run(building, name));
      return chain(step(building, name, args));
    },
  );
}

function step(building: Building, name: string, args: readonly Value[]): Building {
  const { plan } = building;
  if (/where/i.test(name)) return { ...building, plan: where(building, name, args[0]) };
  if (/join/i.test(name)) return { ...building, plan: join(building, args[0]) };
  switch (name) {
    case 'from':
    case 'into':
      return onto(building, args);
    case 'insert':
    case 'delete':
    case 'softDelete':
      return { ...building, plan: { ...plan, operation: name === 'softDelete' ? 'update' : name, returns: false } };
    case 'update': {
      const next: Building = { ...building, plan: { ...plan, operation: 'update', returns: false } };
      return args[0]?.kind === 'class' ? onto(next, args) : next;
    }
    case 'values': {
      const many = args[0]?.kind === 'array' || args[0]?.kind === 'list';
      const values = many ? asList(args[0] ?? DATA).size : ({ kind: 'exactly', count: 1 } as const);
      return { ...building, plan: { ...plan, values, inputs: [...plan.inputs, ...sourcesOf(args)] } };
    }
    case 'limit':
    case 'take':
      return { ...building, plan: withLimit(plan, args[0] ?? DATA) };
    case 'orderBy':
    case 'addOrderBy':
      return { ...building, plan: { ...plan, order: [...plan.order, ...columnsIn(building, args[0])] } };
    case 'groupBy':
      return { ...building, plan: { ...plan, grouped: true } };
    default:
      return building;
  }
}

function onto(building: Building, args: readonly Value[]): Building {
  const entity = decoratedEntity(building.repository.machine, args[0]);
  if (entity === undefined) return building;
  const repository = { ...building.repository, entity };
  const alias = textOf(args[1]) ?? building.alias;
  return { repository, alias, plan: { ...building.plan, tables: [entity.table.name] } };
}

function columnsIn({ repository, alias }: Building, value: Value | undefined): readonly string[] {
  return itemsOf(value)
    .flatMap((item) => textOf(item) ?? [])
    .filter((name) => !name.includes('.') || name.startsWith(`${alias}.`))
    .map((name) => columnOf(repository.entity.table, name.split('.').at(-1) ?? name));
}

function where({ repository, alias, plan }: Building, name: string, value: Value | undefined): Plan {
  const { table } = repository.entity;
  const text = textOf(value);
  if (text === undefined)
    return value?.kind === 'object' ? withFilter(plan, table, value) : { ...plan, unknownFilter: true };
  const main = alias === '' ? table.name : alias;
  const reading = readSql(`SELECT 1 FROM "${table.name}" "${main}" WHERE ${text.replace(/:\.\.\.(\w+)/g, ':$1')}`);
  const columns = (names: readonly string[]): string[] =>
    names.map((each) => renameIn(each, (name) => columnWritten(table, name)));
  if (/^or/i.test(name)) {
    const all = [
      ...plan.equal,
      ...plan.compared,
      ...plan.loose,
      ...reading.equal,
      ...reading.compared,
      ...reading.loose,
    ];
    const side = columns([...reading.equal, ...reading.compared])[0];
    const { either: _before, ...rest } = plan;
    const either = side === undefined ? [] : alternativesWith(plan, side);
    return {
      ...rest,
      equal: [],
      compared: [],
      loose: columns([...new Set(all)]),
      ...(either.length > 0 ? { either } : {}),
    };
  }
  const either = [...(plan.either ?? []), ...(reading.either ?? []).map(columns)];
  return {
    ...plan,
    ...(either.length > 0 ? { either } : {}),
    equal: [...plan.equal, ...columns(reading.equal)],
    compared: [...plan.compared, ...columns(reading.compared)],
    loose: [...plan.loose, ...columns(reading.loose)],
  };
}

/** The sides of an OR that is written method by method, with one more. */
function alternativesWith({ equal, compared, loose, either }: Plan, side: string): readonly (readonly string[])[] {
  const [first] = [...equal, ...compared];
  if (first !== undefined) return loose.length === 0 ? [[first, side]] : [];
  return either?.length === 1 ? either.map((sides) => [...sides, side]) : [];
}

/** A property as a statement writes it: reading SQL puts in lower case what stands there without quotes. */
function columnWritten(table: TableModel, name: string): string {
  const property = [...table.columns.keys()].find((key) => key === name || key.toLowerCase() === name);
  return columnOf(table, property ?? name);
}

/** `leftJoinAndSelect('user.posts', 'post')`, or of an entity by its class. */
function join({ repository, plan }: Building, value: Value | undefined): Plan {
  const { entity, machine } = repository;
  const name = (textOf(value) ?? '').split('.').at(-1) ?? '';
  const relation = relationNamed(entity.table, name, 0);
  const table = relation ?? decoratedEntity(machine, value)?.table;
  return table === undefined ? plan : { ...plan, tables: [...plan.tables, table.name] };
}

function relationNamed(table: TableModel, name: string, depth: number): TableModel | undefined {
  const own = table.relations.get(name);
  if (own !== undefined || depth > 1) return own?.table;
  for (const each of table.relations.values()) {
    const found = relationNamed(each.table, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function run({ repository, plan }: Building, name: string): Value {
  const { machine } = repository;
  if (name === 'getCount' || name === 'getExists') {
    send(machine, { ...plan, operation: 'count', aggregated: true });
    return DATA;
  }
  const paged = plan.tables.length > 1 && (plan.limit !== undefined || plan.limitFrom !== undefined);
  if (paged && /^getMany/.test(name)) send(machine, plan);
  const one = /One/.test(name);
  const sent = send(machine, one ? { ...plan, first: true } : plan);
  if (plan.operation !== 'select') return newObject(false, [['affected', DATA]]);
  const element = recordOf(repository, sent, []);
  if (one) return element;
  const rows = rowList(machine, sent, element);
  if (!name.endsWith('AndCount')) return rows;
  send(machine, { ...plan, operation: 'count', aggregated: true });
  return newArray([rows, DATA]);
}
