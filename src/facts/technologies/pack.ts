import type { ServiceKind } from '../../model/inventory.ts';
import type { CpuWork, ThreadStep } from '../../model/program.ts';

/** Something outside, as the inventory names it. */
export interface ServiceIdentity {
  readonly id: string;
  readonly name: string;
  readonly kind: ServiceKind;
}

/** What a call of a library does. */
export type Effect =
  /** Reaches the service of the pack. */
  | { readonly kind: 'call' /** It gives a stream at once rather than a promise. */; readonly stream?: boolean }
  /** Works on the event loop. */
  | {
      readonly kind: 'cpu';
      readonly work: CpuWork;
      readonly rounds?: Rounds;
      readonly asynchronous?: boolean;
      readonly checks?: number;
      /** How the cost book names the library for this call, when not by its package. */
      readonly library?: string;
      readonly pixels?: Pixels;
    }
  /** Works on libuv's threads. */
  | { readonly kind: 'thread'; readonly work: ThreadStep['work']; readonly rounds?: Rounds }
  /** Hands work to be done later, in this process or another. */
  | {
      readonly kind: 'background';
      readonly trigger: 'interval' | 'cron' | 'queue';
      readonly callback: number;
      readonly inProcess: boolean;
    }
  /** Protects every request that crosses it. */
  | { readonly kind: 'mark'; readonly name: string }
  | { readonly kind: 'nothing' };

/** An image whose cost grows with its area: the option that sets the width, and how much each further pixel adds to the cost of the usual one. */
export interface Pixels {
  readonly argument: number;
  readonly option: string;
  readonly usual: number;
  readonly each: number;
}

/** Which argument holds the cost of a password hash, and what applies when it is not there. */
export interface Rounds {
  readonly argument: number;
  /** Name of the option, when the argument is an object. */
  readonly option?: string;
  /** A check runs with the cost the hash was made with. */
  readonly fromHashes?: boolean;
  readonly assumed: number;
}

/**
 * One rule: which calls, and what they do. `on` is how the call is reached from the package, for instance `new().charges.create()`:
 * `*` stands for one step, `**` for any number, `{a,b}` for either; a default import and the name of a class before `new()` are left out.
 */
export interface Rule {
  readonly on: string;
  readonly does: Effect;
  /** What comes back: `data` (default), the library again (`client`), the argument of this number, or something kept between requests (`state`). */
  readonly gives?: 'data' | 'client' | 'state' | number;
  /** Functions that it is given: kept with the client (`keep`), or those kept before are run on the first argument (`run`). */
  readonly functions?: 'keep' | 'run';
  /** A call that it matches. */
  readonly example: string;
}

/** What Jauge knows of a library: one small declarative file each. */
export interface TechnologyPack {
  readonly id: string;
  readonly packages: readonly string[];
  readonly service?: ServiceIdentity;
  /** Option of the client that sets the timeout of calls, and what its unit is in seconds. */
  readonly timeout?: { readonly option: string; readonly unit: number };
  readonly rules: readonly Rule[];
  /** It keeps values in the memory of the process: its methods that look one up by its key, and those that change one. */
  readonly memory?: { readonly lookup: readonly string[]; readonly change: readonly string[] };
  /** A store of documents: `collection` and `where` name what its calls are about. */
  readonly documents?: boolean;
  /** Calls that no rule matches do nothing worth counting. */
  readonly harmless?: boolean;
}

/** A host name, or the environment variable that holds one, and the service behind it. */
export interface HostEntry {
  readonly host: string;
  readonly service: ServiceIdentity;
}
