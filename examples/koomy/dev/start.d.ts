export interface Example {
  /** Address of the application. */
  readonly url: string;
  /** Address of the local stand-ins. */
  readonly standinsUrl: string;
  readonly databaseUrl: string;
  /** What the application and the stand-ins write; deleted with the data. */
  readonly logFile: string;
  readonly logins: {
    readonly member: string;
    readonly owner: string;
    readonly platform: string;
    readonly password: string;
  };
  /** Stops everything and deletes the data. May be called twice. */
  readonly stop: () => Promise<void>;
  /** Settles when a process ends, with a sentence that says which. */
  readonly failed: Promise<string>;
}

export interface Options {
  /** Accounts in the data. 2,000 unless said. */
  readonly size?: 2000 | 50000;
  /** Port of the application; 0, any free one, unless said. */
  readonly port?: number;
  /** Told what is going on, in French. */
  readonly log?: (line: string) => void;
  /** Puts something between the application and its database: takes the address, gives the one to connect to. */
  readonly between?: (url: string) => Promise<string>;
  /** Further variables of the application. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts PostgreSQL, the stand-ins and the application, on loopback, with new data of the size asked for. */
export function startExample(options?: Options): Promise<Example>;
