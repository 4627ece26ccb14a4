import type { Language, Translation } from '../../i18n/index.ts';

/** Where a command writes, and what it may know of the terminal. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns; undefined when the output is not a terminal. */
  readonly columns?: number;
  readonly color: boolean;
  /** Progress is shown only to a person. */
  readonly progress: boolean;
}

/** Options by long name, in the form of `node:util`'s parseArgs. */
export type OptionTable = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: boolean }>
>;

type ValueOf<O extends OptionTable[string]> = O extends { readonly multiple: true }
  ? readonly string[]
  : O extends { readonly type: 'boolean' }
    ? boolean
    : string;

/** What the words of the command line ask of a command: its own options, and those that every command has. */
export interface Call<O extends OptionTable = OptionTable, F extends string = string> {
  readonly values: { readonly [K in keyof O]?: ValueOf<O[K]> };
  /** What is not an option: folders, routes, addresses, in the order written. */
  readonly words: readonly string[];
  /** Program and arguments written after `--`, for a command that runs one. */
  readonly program: readonly string[];
  readonly format: F;
  /** File to write to, instead of the terminal. */
  readonly output?: string;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly language: Language;
  readonly translation: Translation;
  readonly terminal: Terminal;
  /** Version of the tool. */
  readonly version: string;
}

/** One command: its options, its formats (the first is the default), and what it does. */
export interface Command {
  readonly options: OptionTable;
  readonly formats: readonly string[];
  /** What follows `--` is a program to run rather than more words. */
  readonly runsProgram?: boolean;
  /** Returns the exit code. A JaugeError becomes its sentence and its own code. */
  readonly run: (call: Call) => number | Promise<number>;
}

/** Declares a command, so that `run` sees its own options and formats with their types. */
export function defineCommand<const O extends OptionTable, const F extends string>(command: {
  readonly options: O;
  readonly formats: readonly F[];
  readonly runsProgram?: boolean;
  readonly run: (call: Call<O, F>) => number | Promise<number>;
}): Command {
  return command as unknown as Command;
}
