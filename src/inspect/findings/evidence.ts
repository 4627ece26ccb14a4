import type { Deployment } from '../../model/deployment.ts';
import type { Finding } from '../../model/finding.ts';
import type { BackgroundWork, Database, Route, Service, Stack } from '../../model/inventory.ts';
import type { Range } from '../../model/range.ts';
import type { Table } from '../../model/schema.ts';
import type { Location } from '../../model/source.ts';
import type { Retry, Store } from '../server/index.ts';
import { growingTables } from './growth.ts';
import { collectSites, type Sites } from './sites.ts';

/** A screen of the client that shows a feature for which the server has nothing. */
export interface ClientFeature {
  readonly feature: 'check-in';
  readonly at: Location;
  /** What the screen does in place of a request, when it shows. */
  readonly instead?: { readonly kind: 'timer' | 'constant'; readonly at: Location };
}

/** What inspection read, before any judgement. */
export interface Reading {
  readonly routes: readonly Route[];
  readonly tables: readonly Table[];
  readonly databases: readonly Database[];
  readonly services: readonly Service[];
  readonly background: readonly BackgroundWork[];
  readonly stack: Stack;
  readonly deployment: Deployment;
  readonly clientFeatures: readonly ClientFeature[];
  /** A line of the server that tells who the caller is: a session, a token, a guard. Absent: none was found. */
  readonly authentication?: Location;
  /** What the process keeps between requests. */
  readonly stores: readonly Store[];
  readonly retries: readonly Retry[];
  /** Connections that each database accepts at most, by identifier, when known. */
  readonly connectionLimits: Readonly<Record<string, Range>>;
}

/** What the rules judge: the reading, and what several rules need of it. */
export interface Evidence extends Reading {
  readonly sites: Sites;
  /** Names of the tables whose rows grow with the users. */
  readonly growing: ReadonlySet<string>;
}

/** One fault, proven or silent. */
export type Rule = (evidence: Evidence) => readonly Finding[];

/** Prepares a reading for the rules. */
export function gatherEvidence(reading: Reading): Evidence {
  return {
    ...reading,
    sites: collectSites(reading.routes),
    growing: growingTables(reading.tables, reading.routes, reading.background),
  };
}
