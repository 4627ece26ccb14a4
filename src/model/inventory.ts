import type { Deployment, Statement } from './deployment.ts';
import type { Finding } from './finding.ts';
import type { Message } from './message.ts';
import type { Step } from './program.ts';
import type { Range } from './range.ts';
import type { Table } from './schema.ts';
import type { Location, Source } from './source.ts';

/** What inspection found in a project. Serialisable; the same project always gives the same inventory. */
export interface Inventory {
  readonly project: ProjectFacts;
  readonly deployment: Deployment;
  readonly stack: Stack;
  readonly databases: readonly Database[];
  readonly tables: readonly Table[];
  readonly services: readonly Service[];
  /** Packages of known services that the server never imports: not dependencies of the server, whatever package.json suggests. */
  readonly unusedServices?: readonly UnusedService[];
  readonly routes: readonly Route[];
  /** Declared by the files that the server reads, and reached by no request: on routers attached to nothing, in functions that nothing calls. */
  readonly unreachedRoutes?: readonly DeclaredRoute[];
  /** What answers when no route does: the files of the site, as one more kind of request. */
  readonly pages?: readonly Route[];
  readonly background: readonly BackgroundWork[];
  /** The other side of the unknown calls: what was taken to have no effect, the most frequent first. */
  readonly harmlessCalls?: readonly HarmlessCall[];
  readonly findings: readonly Finding[];
  /** What could not be read: it widens ranges and is shown, never skipped silently. */
  readonly unknowns: readonly Unknown[];
}

/** What a reading of the routes alone gives. */
export type RoutesRead = Pick<Inventory, 'project' | 'routes' | 'unreachedRoutes' | 'unknowns'>;

export interface ProjectFacts {
  /** Name for people: the readable title of the project, or its package name. */
  readonly name: string;
  readonly manifest: Location;
  /** The file that starts the server. */
  readonly entry?: Location;
  /** Files listed, and files that the server reaches and that were parsed. */
  readonly filesSeen: number;
  readonly filesRead: number;
}

/** A value found, or the default that applies because nothing sets it. */
export interface Setting<T> {
  readonly value: T;
  readonly source: Source;
}

export interface Stack {
  readonly framework: {
    readonly name: string;
    readonly version?: string;
    readonly at: Location;
  };
  /** The line that makes the application, and the name it is given there. */
  readonly application?: { readonly variable: string; readonly at: Location };
  /** How the files of the server import each other. */
  readonly modules?: 'esm' | 'commonjs';
  /** Major version of Node that production runs, and where it is said. */
  readonly node: Setting<number>;
  readonly language: 'typescript' | 'javascript';
  readonly run?: { readonly command: string; readonly at: Location };
  readonly build?: { readonly command: string; readonly at: Location };
  /** Middleware that every request crosses, in order. */
  readonly middleware: readonly Middleware[];
  readonly sessions: SessionUse;
  readonly bodyLimit?: Setting<number>;
  /** Seconds; the default of `node:http` when nothing sets it. */
  readonly requestTimeout?: Setting<number>;
  /** Processes per instance: 1 unless the code uses `cluster` or a process manager. */
  readonly processes: Setting<number>;
  /** libuv threads: 4 unless UV_THREADPOOL_SIZE is set in a file. */
  readonly threads: Setting<number>;
  readonly logging: Logging;
  /** Protections looked for in the code, each found (with its line) or absent. */
  readonly protections: readonly Protection[];
}

export interface Middleware {
  /** Readable name: `express.json`, `cors`, or the name or line of the project's own function. */
  readonly name: string;
  readonly at: Location;
  /** Path prefix, when it is mounted on one. */
  readonly path?: string;
  readonly program: Step;
}

export interface SessionUse {
  readonly used: boolean;
  readonly at?: Location;
  /** `memory`, `postgres`, `redis`… */
  readonly store?: string;
  /** Session packages in the manifest that no reached file imports. */
  readonly unusedPackages: readonly { readonly name: string; readonly at: Location }[];
}

export interface Logging {
  /** Where the request log is written by the project's own middleware or a library. */
  readonly at?: Location;
  readonly library: string;
  /** Every body is serialised again and written. */
  readonly bodies: boolean;
  /** Response time is logged. */
  readonly durations: boolean;
}

export type ProtectionKind = 'rate-limit' | 'compression' | 'helmet' | 'health-check' | 'cors' | 'graceful-shutdown';

export interface Protection {
  readonly kind: ProtectionKind;
  readonly at?: Location;
}

export interface Database {
  readonly id: string;
  /** `postgresql`, `mysql`, `sqlite`, `mongodb`, `redis`. */
  readonly engine: string;
  /** `neon`, `supabase`, `replit`… or `unknown`. */
  readonly host: Setting<string>;
  readonly driver: string;
  readonly orm?: string;
  readonly at: Location;
  readonly pool: ConnectionPool;
  /** Limits of its plan that matter here, documented or unknown. */
  readonly limits?: readonly Statement[];
}

export interface ConnectionPool {
  /** Connections one process opens at most; effective, defaults included. 0: no pool, one call per query. */
  readonly size: Range;
  /** Seconds a request waits for a connection before it fails; absent: for ever. */
  readonly acquireTimeout?: Range;
  /** Seconds after which an idle connection is closed. */
  readonly idleTimeout?: Range;
  /** Seconds after which a statement is cancelled; absent: never. */
  readonly statementTimeout?: Range;
}

export type ServiceKind =
  | 'payments'
  | 'email'
  | 'storage'
  | 'ai'
  | 'authentication'
  | 'sms'
  | 'push'
  | 'queue'
  | 'platform'
  | 'cache'
  | 'other';

/** Something outside that the application depends on. */
export interface Service {
  /** `stripe`, `sendgrid`… or a host name. */
  readonly id: string;
  readonly name: string;
  readonly kind: ServiceKind;
  /** npm package that reaches it, when one does. */
  readonly package?: string;
  /** The line that creates the client or first reaches it. */
  readonly at: Location;
  /** Lines that call it, with the endpoint. */
  readonly sites: readonly { readonly at: Location; readonly endpoint: string }[];
  /** Identifiers of the routes that reach it. */
  readonly routes: readonly string[];
  /** Timeout set on the client, seconds. */
  readonly timeout?: Setting<number>;
  /** Rate limits and allowances it publishes, or that were looked for and not found. */
  readonly limits?: readonly Statement[];
}

/** A package of a known service that the server never imports. */
export interface UnusedService {
  readonly package: string;
  /** Name of the service, for people. */
  readonly service: string;
  readonly at: Location;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'QUERY' | 'ALL';

/** A route as its line declares it; what is in front of its path is not known. */
export interface DeclaredRoute {
  readonly method: Method;
  readonly path: string;
  readonly at: Location;
}

export interface Route {
  /** `GET /api/members/:id`; a second registration of the same gets ` (2)`. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** The line that registers it. */
  readonly at: Location;
  readonly handler: Location;
  /** Everything one request does, middleware included. */
  readonly program: Step;
  /** The registration that answers before this one can: this one is dead code. */
  readonly shadowedBy?: Location;
  /** Calls that could not be followed: what they do is missing from the program. */
  readonly unknownCalls: readonly UnknownCall[];
}

/**
 * Why a call was not followed.
 * `package`: nothing is known of the package; `method`: of a value that was not followed; `function`: a name that leads to no code;
 * `recursion`: a function that calls itself, followed twice; `limit`: a budget of the reading is spent (depth, steps, alternatives).
 */
export type UnknownReason = 'package' | 'method' | 'function' | 'recursion' | 'limit';

export interface UnknownCall {
  readonly name: string;
  readonly at: Location;
  readonly why: UnknownReason;
}

/** A kind of call taken to have no effect outside the process: by name, with the number of lines that make it. */
export interface HarmlessCall {
  /** `Math`, `JSON.parse`, `.toUpperCase`… */
  readonly name: string;
  /** A function of the language or of Node; a method of data. */
  readonly why: 'builtin' | 'data';
  readonly places: number;
}

/** Work without a request: timers, queues, cron. */
export interface BackgroundWork {
  readonly name: string;
  readonly at: Location;
  readonly trigger: 'interval' | 'cron' | 'queue' | 'startup';
  /** Seconds between two runs, when the code says so. */
  readonly period?: number;
  /** Shares the event loop of the server. */
  readonly inProcess: boolean;
  readonly program: Step;
}

export interface Unknown {
  readonly message: Message;
  readonly at?: Location;
}
