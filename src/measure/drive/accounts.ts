import { commandOf, listenerOf, type Spent, spentBy, treeOf } from './processes.ts';

/** Reads what the application and its database have spent so far: CPU seconds, whatever else the machine does meanwhile. */
export interface Accounts {
  readonly read: () => Reading;
}

export interface Reading {
  readonly application: Spent;
  /** Absent when the database is elsewhere, or is not PostgreSQL's own process. */
  readonly database?: number;
}

/** Work of PostgreSQL that belongs to no request in particular. */
const BACKGROUND =
  /(?:checkpointer|background writer|walwriter|autovacuum|logical replication|io worker|archiver|stats)/;

/** Opens the accounts of the process that listens on a port, of what it started, and of the database that listens on another. */
export function openAccounts(application: number, databasePort: number | undefined): Accounts {
  const postmaster = databasePort === undefined ? undefined : listenerOf(databasePort);
  return {
    read: () => ({
      application: spentBy(treeOf(application)),
      ...(postmaster === undefined ? {} : { database: databaseSpent(postmaster) }),
    }),
  };
}

function databaseSpent(postmaster: number): number {
  const serving = treeOf(postmaster).filter((pid) => pid === postmaster || !BACKGROUND.test(commandOf(pid)));
  return spentBy(serving).all;
}

/** What was spent between two readings. */
export function between(from: Reading, to: Reading): Reading {
  return {
    application: {
      all: to.application.all - from.application.all,
      loop: to.application.loop - from.application.loop,
    },
    ...(from.database === undefined || to.database === undefined
      ? {}
      : { database: Math.max(0, to.database - from.database) }),
  };
}
