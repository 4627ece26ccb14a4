import type { Command } from './command.ts';

/**
 * The commands, in the order of the help. To add one: `src/cli/commands/<name>.ts` exporting a `defineCommand(…)`, its line here,
 * and two texts in `src/i18n/{en,fr}`: `cli.summary.<name>` (one line) and `cli.help.<name>` (usage and own options).
 * Loaded when called: a command pays for what it uses.
 */
export const COMMANDS = {
  report: () => import('./report.ts').then(({ report }) => report),
  routes: () => import('./routes.ts').then(({ routes }) => routes),
  explain: () => import('./explain.ts').then(({ explain }) => explain),
  verify: () => import('./verify.ts').then(({ verify }) => verify),
  export: () => import('./export.ts').then(({ exporting }) => exporting),
  measure: () => import('./measure.ts').then(({ measure }) => measure),
  calibrate: () => import('./calibrate.ts').then(({ calibrate }) => calibrate),
} satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** What runs when the first word is not a command. */
export const DEFAULT_COMMAND: CommandName = 'report';

export function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}
