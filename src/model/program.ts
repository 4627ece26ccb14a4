import type { Location } from './source.ts';

/** The request program: a tree of what one request does. See PRODUCT, "The request program", and the glossary. */
export type Step =
  | CpuStep
  | ThreadStep
  | QueryStep
  | CallStep
  | Sequence
  | Parallel
  | Repeat
  | Choice
  | Transaction
  | Detached;

/** Kinds of work on the event loop; each is priced by `src/facts/costs/`. */
export type CpuWork =
  | 'framework' // one dispatch: routing, request and response objects
  | 'middleware' // one function in the chain
  | 'body-parse' // amount: bytes parsed
  | 'json-stringify' // amount: bytes written
  | 'body-log' // amount: bytes stringified again and written to the log
  | 'log-line' // amount: lines
  | 'validation' // amount: values checked
  | 'hash' // password hash in JavaScript; see `library`, `rounds`
  | 'token-sign'
  | 'token-verify'
  | 'signature-verify' // webhook signatures
  | 'template' // amount: bytes rendered
  | 'compression' // amount: bytes compressed
  | 'qr-code'
  | 'image'
  | 'pdf'
  | 'spreadsheet'
  | 'file-sync' // synchronous file access
  | 'static-file'
  | 'computation'; // loops over rows in the handler: amount: rows

/** How many: rows returned or scanned, turns of a loop. Symbolic, priced when the size of the data is known. */
export type Cardinality =
  | { readonly kind: 'exactly'; readonly count: number }
  /** Every row of a table. */
  | { readonly kind: 'table'; readonly table: string }
  /** Rows of `table` that share the values of `columns`: children per parent. */
  | { readonly kind: 'matching'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'at-most'; readonly limit: number; readonly of: Cardinality }
  | { readonly kind: 'product'; readonly of: readonly Cardinality[] }
  /** Elements sent by the client. */
  | { readonly kind: 'request'; readonly name: string }
  | { readonly kind: 'unknown'; readonly hint: string };

interface Placed {
  /** The line that does it. */
  readonly at: Location;
  /** Call chain from the handler, outermost first, without `at`. */
  readonly via?: readonly Location[];
}

/** Work that holds the event loop, one at a time, not interruptible (bcryptjs yields every 100 ms). */
export interface CpuStep extends Placed {
  readonly kind: 'cpu';
  readonly work: CpuWork;
  /** How much, in the unit of the work; one when absent. */
  readonly amount?: Cardinality;
  /** Rows (of `rowsOf` table) serialised, parsed or logged, for works counted in bytes. */
  readonly rowsOf?: string;
  readonly library?: string;
  /** log2 of the iterations, for password hashes. */
  readonly rounds?: number;
  /** For a check: the cheapest of the hashes it may meet, when those of the project were not all made with `rounds`. */
  readonly roundsFrom?: number;
  /** No hash of the project tells the iterations: they are those of the library. */
  readonly assumedRounds?: true;
  /** For a check: the line that tells the iterations, where the server makes no hash but another program or the data of the project do. */
  readonly roundsAt?: Location;
  /** The hash makes the key of a cipher: nobody's password is checked. */
  readonly derives?: 'key';
  /** What a webhook signature is checked against: the bytes received, or a body already parsed (which never matches). */
  readonly checks?: 'raw-body' | 'parsed-body';
}

/** Work on libuv's threads: native password hashes, asynchronous files, zlib, crypto. */
export interface ThreadStep extends Placed {
  readonly kind: 'thread';
  readonly work: 'hash' | 'file' | 'compression' | 'crypto' | 'dns' | 'image';
  readonly library: string;
  readonly rounds?: number;
  readonly roundsFrom?: number;
  readonly assumedRounds?: true;
  readonly roundsAt?: Location;
  readonly derives?: 'key';
  readonly amount?: Cardinality;
}

export type QueryOperation = 'select' | 'insert' | 'update' | 'delete' | 'count' | 'raw';

/** How the database finds the rows: one row by a unique key, by an index, or by reading the whole table. */
export type AccessPath = 'unique' | 'index' | 'scan' | 'none' | 'unknown';

export interface QueryStep extends Placed {
  readonly kind: 'query';
  readonly database: string;
  readonly operation: QueryOperation;
  /** Tables by their name in the database; the first one is the main one. Empty when unknown. */
  readonly tables: readonly string[];
  /** Columns compared in the filter, by their name in the database. */
  readonly filter: readonly string[];
  readonly access: AccessPath;
  readonly order?: readonly string[];
  readonly limit?: number;
  /** Rows that come back. */
  readonly rows: Cardinality;
  /** Rows the database reads. */
  readonly scanned: Cardinality;
  /** Rows written by an insert, update or delete. */
  readonly written?: Cardinality;
  /** A list without a limit on a table that grows. */
  readonly unbounded: boolean;
  /** Inside a transaction, sent through the pool instead of the transaction's handle: it takes a second connection. */
  readonly ownConnection?: boolean;
}

/** Something outside: latency, perhaps a rate limit, nothing of ours is busy while it lasts. */
export interface CallStep extends Placed {
  readonly kind: 'call';
  /** Identifier of the service in the inventory: `stripe`, `sendgrid`, or a host name. */
  readonly service: string;
  /** What is asked of it, for instance `checkout.sessions.create`. */
  readonly endpoint: string;
  /** The table or the collection that it is about, when the code names it. */
  readonly on?: string;
  /** The columns or the fields that it filters on. */
  readonly filter?: readonly string[];
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly steps: readonly Step[];
}

/** Steps started together and awaited together (`Promise.all`). */
export interface Parallel {
  readonly kind: 'parallel';
  readonly at: Location;
  readonly steps: readonly Step[];
}

export interface Repeat {
  readonly kind: 'repeat';
  readonly at: Location;
  readonly times: Cardinality;
  readonly mode: 'sequential' | 'parallel';
  readonly body: Step;
  /** The rows of this query, read before, drive the loop and flow into a query of its body: an N+1 confirmed. */
  readonly rowsFrom?: Location;
}

/** How likely a branch is: `rare` for an error that leaves early, `usual` for the path that goes on, `even` when nothing tells. */
export type Likelihood = 'rare' | 'usual' | 'even';

export interface Branch {
  readonly likelihood: Likelihood;
  /** The branch answers or throws, so that the steps after the choice do not run. */
  readonly leaves: boolean;
  readonly body: Step;
}

export interface Choice {
  readonly kind: 'choice';
  readonly at: Location;
  readonly branches: readonly Branch[];
}

/** Holds one connection of the pool from begin to commit, whatever the body does meanwhile. */
export interface Transaction {
  readonly kind: 'transaction';
  readonly at: Location;
  readonly database: string;
  readonly body: Step;
}

/** Work the answer does not wait for: a promise nobody awaits, a timer, what follows the response. */
export interface Detached {
  readonly kind: 'detached';
  readonly at: Location;
  readonly body: Step;
}

export const NOTHING: Sequence = { kind: 'sequence', steps: [] };

/** Steps directly under a step. */
export function children(step: Step): readonly Step[] {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return step.steps;
    case 'repeat':
    case 'transaction':
    case 'detached':
      return [step.body];
    case 'choice':
      return step.branches.map((branch) => branch.body);
    default:
      return [];
  }
}

/** Every step of a tree, the root first, in source order. */
export function* walk(step: Step): Generator<Step> {
  const pending = [step];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const below = children(next);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index] as Step);
  }
}
