import type { DeploymentKind, PlatformId } from './deployment.ts';
import type { ServiceKind } from './inventory.ts';
import type { CpuWork } from './program.ts';
import type { Interval } from './range.ts';
import type { Confidence } from './source.ts';

/** One sourced figure, as collected. `value` is null where it was looked for and not found: the report then says so. */
export interface Figure {
  readonly id: string;
  readonly subject: string;
  readonly property: string;
  readonly value: number | string | boolean | null;
  readonly unit?: string;
  readonly plan?: string;
  /** Address or description of the page or package read. */
  readonly source: string;
  /** ISO date. */
  readonly date: string;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** A figure in base units, ready for the model, with the identifiers of the figures it rests on. None: an assumption, with its reason. */
export interface Known extends Interval {
  readonly facts: readonly string[];
  /** Key of the message that says why, when no figure backs it. */
  readonly reason?: string;
}

/** A size of machine that a platform sells. */
export interface MachineOffer {
  /** The platform's own word, as it appears in its configuration file. */
  readonly id: string;
  readonly kind: DeploymentKind;
  /** Virtual CPUs. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** USD a month, always on; null where not published, or billed by use: see `usagePrice`. */
  readonly monthlyCost: number | null;
  readonly facts: readonly string[];
  /** Key of the message that says why, where the size itself is not a sourced figure. */
  readonly reason?: string;
}

export interface PlatformKnowledge {
  readonly id: PlatformId;
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Sizes, the smallest first. */
  readonly machines: readonly MachineOffer[];
  /** What applies when the files do not say the size. */
  readonly defaultMachine: { readonly cpu: Known; readonly memory: Known };
  readonly defaultInstances: { readonly minimum: Known; readonly maximum: Known };
  /** Instances the platform allows at most, whatever the files say today; absent: not published or not capped. */
  readonly instanceLimit?: Known;
  /** Seconds after which the platform gives up; null: looked for, not published. */
  readonly requestTimeout: Known | null;
  /** Requests in flight per instance; null: not published or not capped. */
  readonly concurrency: Known | null;
  /** Seconds. */
  readonly coldStart: Known | null;
  /** USD per vCPU-second and per GiB-second, where billed by use. */
  readonly usagePrice?: { readonly cpuSecond: Known; readonly gibSecond: Known; readonly million: Known };
  /** Figures worth telling in part 1 of the report, by identifier, the most important first. */
  readonly highlights: readonly string[];
}

export interface DatabasePlan {
  readonly id: string;
  readonly name: string;
  readonly maxConnections: number | null;
  /** Virtual CPUs; for Neon, compute units. */
  readonly cpu: number | null;
  /** Bytes. */
  readonly memory: number | null;
  /** Bytes of storage included or capped; null where not known. */
  readonly storage: number | null;
  /** USD a month, always on. */
  readonly monthlyCost: number | null;
  readonly facts: readonly string[];
  /** Key of the message that says why, where the size itself is not a sourced figure. */
  readonly reason?: string;
}

export interface DatabaseKnowledge {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  /** Regular expressions that match a host name; each with an example that it matches. */
  readonly hosts: readonly { readonly pattern: string; readonly example: string }[];
  readonly figures: readonly Figure[];
  /** The smallest first. */
  readonly plans: readonly DatabasePlan[];
  /** Plan assumed when nothing tells. */
  readonly defaultPlan: string;
  /** Seconds from the application to the database and back. */
  readonly roundTrip: Known;
  readonly highlights: readonly string[];
}

/** A database driver or ORM: what its pool does when nobody sets it. */
export interface DriverKnowledge {
  readonly id: string;
  readonly package: string;
  readonly engine: string;
  /** The major version from which another file tells of this package. */
  readonly before?: number;
  readonly figures: readonly Figure[];
  readonly poolSize: Known;
  /** Seconds; null: waits for ever. */
  readonly acquireTimeout: Known | null;
  readonly idleTimeout: Known | null;
  /** Names of the option that sets each, in the pool's constructor or connection string. */
  readonly options: {
    readonly size: readonly string[];
    readonly acquireTimeout: readonly string[];
    readonly idleTimeout: readonly string[];
    readonly statementTimeout: readonly string[];
  };
  /** What one unit of these options is, in seconds. */
  readonly optionUnit: number;
}

export interface RateLimit {
  /** What is counted: `account`, `endpoint`, `team`, `address`. */
  readonly scope: string;
  readonly perSecond: Known;
  readonly plan?: string;
}

/** An allowance of a plan: a ceiling like any other. */
export interface Quota {
  /** What is consumed: `email`, `call`, `command`, `byte`, `monthly user`. */
  readonly unit: string;
  readonly period: 'day' | 'month';
  readonly amount: Known;
  readonly plan: string;
}

export interface ServiceKnowledge {
  readonly id: string;
  readonly name: string;
  readonly kind: ServiceKind;
  /** npm packages that reach it. */
  readonly packages: readonly string[];
  /** Host names that belong to it. */
  readonly hosts: readonly string[];
  readonly figures: readonly Figure[];
  /** Seconds of one call. */
  readonly latency: Known;
  readonly rateLimits: readonly RateLimit[];
  readonly quotas: readonly Quota[];
  /** Plans with a monthly price, the cheapest first. */
  readonly plans: readonly {
    readonly id: string;
    readonly monthlyCost: number | null;
    readonly facts: readonly string[];
  }[];
  readonly highlights: readonly string[];
}

/** What Node.js and the usual middleware do when nobody sets it. */
export interface RuntimeKnowledge {
  readonly figures: readonly Figure[];
  /** Threads of libuv. */
  readonly threads: Known;
  /** Seconds a whole request may take to arrive, its headers, and an idle connection to stay open. */
  readonly requestTimeout: Known;
  readonly headersTimeout: Known;
  readonly keepAliveTimeout: Known;
  /** Connections waiting to be accepted. */
  readonly backlog: Known;
  /** Bytes of a JSON body that express.json accepts. */
  readonly bodyLimit: Known;
  /** Share of the memory granted that the heap takes at most, and its cap in bytes, in a container. */
  readonly heapShare: Known;
  readonly heapCap: Known;
  /** Open files, sockets included. */
  readonly openFiles: Known;
  /** log2 of the iterations of bcrypt and bcryptjs. */
  readonly bcryptRounds: Known;
  readonly highlights: readonly string[];
}

/** CPU seconds of one unit of work on the reference machine. */
export interface CpuCost {
  readonly work: CpuWork | 'hash-thread' | 'query-client' | 'row-decode' | 'call-client' | 'transaction-client';
  /** Library or driver it is for; absent: any. */
  readonly library?: string;
  /** Unit of the amount. */
  readonly per: 'once' | 'byte' | 'row' | 'value' | 'line';
  readonly seconds: Interval;
  /** Seconds multiplied by this on another major of Node; 20 is the reference. */
  readonly byNode?: Readonly<Record<string, number>>;
  readonly source: string;
  readonly date: string;
}

/** CPU seconds of the database for one unit of work on the reference machine. */
export interface DatabaseCost {
  readonly work:
    | 'statement'
    | 'index-lookup'
    | 'row-scanned'
    | 'row-returned'
    | 'row-indexed'
    | 'table-joined'
    | 'row-joined'
    | 'row-written'
    | 'commit'
    | 'row-sorted';
  readonly engine: string;
  readonly seconds: Interval;
  /** Seconds spent waiting for the disk, holding the connection and no CPU. */
  readonly wait?: Interval;
  readonly source: string;
  readonly date: string;
}
