import type { Message } from './message.ts';
import type { Range } from './range.ts';
import type { Location, Source } from './source.ts';

export type PlatformId =
  | 'replit'
  | 'render'
  | 'railway'
  | 'fly'
  | 'heroku'
  | 'scalingo'
  | 'clever-cloud'
  | 'vercel'
  | 'netlify'
  | 'cloud-run'
  | 'app-engine'
  | 'digitalocean'
  | 'docker'
  | 'compose'
  | 'unknown';

/** How instances live: one machine always on, a number that follows the load, functions, or a development workspace. */
export type DeploymentKind =
  | 'autoscale'
  | 'fixed'
  | 'functions'
  | 'static'
  | 'scheduled'
  | 'workspace'
  | 'container'
  | 'unknown';

/** A statement with the place or page it was read from. */
export interface Statement {
  readonly message: Message;
  readonly source: Source;
}

/** One hosting configuration found in the project. Several are common; `Inventory.deployment` says which one serves the back end. */
export interface HostingConfiguration {
  readonly platform: PlatformId;
  readonly kind: DeploymentKind;
  /** The line that says so. */
  readonly at: Location;
  /** Value of the platform's own word for the kind or plan, as written: `autoscale`, `starter`, `shared-cpu-1x`. */
  readonly plan?: string;
  readonly serves: 'back end' | 'front end' | 'both' | 'development' | 'unknown';
  readonly run?: { readonly command: string; readonly at: Location };
  readonly build?: { readonly command: string; readonly at: Location };
  readonly ports: readonly { readonly port: number; readonly external?: number; readonly at: Location }[];
  readonly region?: { readonly name: string; readonly at: Location };
  /** Runtime modules or add-ons as written: `nodejs-20`, `postgresql-16`, `stripe:1.0.0`. */
  readonly modules: readonly { readonly name: string; readonly at: Location }[];
  /** Names of environment variables, never a value. */
  readonly environment: readonly string[];
  readonly machine?: Machine;
  readonly instances?: InstanceCount;
  readonly healthCheck?: { readonly path: string; readonly at: Location };
  /** Databases the file provisions. */
  readonly databases: readonly { readonly engine: string; readonly plan?: string; readonly at: Location }[];
  /** Seconds after which the platform gives up on a request. */
  readonly requestTimeout?: Range;
  /** Requests one instance takes at once, when the platform caps it. */
  readonly concurrency?: Range;
  /** What this file shows that matters here: why it serves no back end, that its format is going away… */
  readonly notes?: readonly Statement[];
}

export interface Machine {
  /** Virtual CPUs. */
  readonly cpu: Range;
  /** Bytes. */
  readonly memory: Range;
}

export interface InstanceCount {
  readonly minimum: Range;
  readonly maximum: Range;
}

/** What the machine says of itself when the command runs inside the hosting. */
export interface HostReading {
  /** Where the command is running: a development workspace is never the deployment. */
  readonly place: 'deployment' | 'workspace' | 'container' | 'elsewhere';
  readonly platform: PlatformId;
  /** CPUs granted by the cgroup; absent when there is no quota. */
  readonly cpuQuota?: number;
  /** Processors seen. */
  readonly processors: number;
  /** Bytes granted by the cgroup; absent when there is no limit. */
  readonly memoryLimit?: number;
  readonly cgroup?: 'v1' | 'v2';
  readonly openFiles?: number;
  readonly nodeVersion: string;
  /** Bytes. */
  readonly heapLimit: number;
  /** Names of the platform's variables that are set, never a value. */
  readonly environment: readonly string[];
}

/** The deployment that serves the back end, and why it was chosen. */
export interface Deployment {
  readonly platform: PlatformId;
  readonly kind: DeploymentKind;
  /** What settles that this one serves the back end. */
  readonly why: Message;
  readonly chosen?: HostingConfiguration;
  readonly others: readonly HostingConfiguration[];
  readonly machine: Machine;
  readonly instances: InstanceCount;
  /** Limits and habits of the platform that matter here, documented or unknown. */
  readonly limits: readonly Statement[];
  readonly host?: HostReading;
}
