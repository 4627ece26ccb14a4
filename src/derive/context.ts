import type { Inventory } from '../model/inventory.ts';
import type { Settings } from '../model/settings.ts';
import type { Prices } from './costs.ts';
import type { DataSize } from './data-size.ts';
import type { ParameterBook } from './parameter-book.ts';

/** What pricing a step needs. */
export interface Context {
  readonly inventory: Inventory;
  readonly settings: Settings;
  readonly book: ParameterBook;
  readonly prices: Prices;
  readonly data: DataSize;
  /** Routes that the router tries before this one. */
  readonly position: number;
  /** Tags of the findings that concern a line, by `file:line`. */
  readonly findings: ReadonlyMap<string, readonly string[]>;
}

/** Factors that turn CPU seconds of the reference machine into seconds of the event loop here. */
export const MACHINE_FACTORS: readonly string[] = ['machine.slowness', 'machine.share'];
/** The same for the database. */
export const DATABASE_FACTORS: readonly string[] = ['database.slowness', 'database.share'];
