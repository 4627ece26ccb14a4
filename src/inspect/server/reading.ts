import type {
  BackgroundWork,
  Database,
  DeclaredRoute,
  HarmlessCall,
  Logging,
  Middleware,
  Protection,
  Route,
  Service,
  SessionUse,
  Setting,
  Unknown,
} from '../../model/inventory.ts';
import type { Table } from '../../model/schema.ts';
import type { Location } from '../../model/source.ts';
import type { Retry, Store } from './notes.ts';

/** What the server's code says, read from its entry point. */
export interface ServerReading {
  /** Absent when no framework that Jauge knows is reached. */
  readonly framework?: { readonly name: string; readonly version?: string; readonly at: Location };
  /** Files reached from the entry and parsed, sorted. */
  readonly filesRead: readonly string[];
  /** In the order of registration. */
  readonly routes: readonly Route[];
  /** Declared, and reached by no request. */
  readonly unreachedRoutes: readonly DeclaredRoute[];
  /** Registered on the application itself, in order. */
  readonly middleware: readonly Middleware[];
  readonly tables: readonly Table[];
  readonly databases: readonly Database[];
  readonly services: readonly Service[];
  readonly background: readonly BackgroundWork[];
  readonly logging: Logging;
  /** `unusedPackages` is left empty: the manifest is not read here. */
  readonly sessions: SessionUse;
  readonly protections: readonly Protection[];
  readonly bodyLimit?: Setting<number>;
  readonly requestTimeout?: Setting<number>;
  /** libuv threads, when the code sets them. */
  readonly threads?: Setting<number>;
  /** Processes per instance, when the code uses `cluster`. */
  readonly clustering?: { readonly at: Location };
  /** What the process keeps between requests, and who uses it. */
  readonly stores: readonly Store[];
  readonly retries: readonly Retry[];
  /** First import of each package, over all files read. */
  readonly importedPackages: Readonly<Record<string, Location>>;
  /** Calls taken to have no effect outside the process. */
  readonly harmlessCalls: readonly HarmlessCall[];
  readonly unknowns: readonly Unknown[];
}
