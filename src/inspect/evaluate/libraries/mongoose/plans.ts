import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import type { TableModel } from '../../values/values.ts';
import { newPlan, type Plan } from '../plans.ts';

export const MONGOOSE = 'mongoose';

export function databaseOfMongoose(machine: Machine): string {
  return machine.clients.find((client) => client.orm === MONGOOSE)?.id ?? 'mongodb';
}

export function planOf(machine: Machine, table: TableModel, operation: QueryOperation, at: Location): Plan {
  return { ...newPlan(databaseOfMongoose(machine), operation, at), tables: [table.name] };
}
