import type { Language, Translation } from '../../i18n/index.ts';
import type { Inventory, Route, RoutesRead } from '../../model/inventory.ts';
import type { Block } from '../document.ts';
import { markdown } from '../markdown/index.ts';
import { terminal } from '../terminal/index.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { explainDocument, ledgerDocument, routesDocument } from './document.ts';
import { explainBlocks } from './explain.ts';
import { ledgerBlocks } from './ledger.ts';
import { routesBlocks } from './routes-list.ts';

export interface RequestRenderOptions {
  readonly format: 'terminal' | 'markdown' | 'json';
  readonly language: Language;
  readonly translation: Translation;
  /** Columns of the terminal, 40 to 160. */
  readonly width: number;
  readonly color: boolean;
}

/** The list of the routes of a project. Ends with a newline, as the next two. */
export function renderRoutes(inventory: RoutesRead, options: RequestRenderOptions): string {
  return written(
    options,
    () => routesDocument(inventory),
    (voice) => routesBlocks(inventory, voice),
  );
}

/** The unknown-call ledger of a project. */
export function renderLedger(inventory: Inventory, options: RequestRenderOptions): string {
  return written(
    options,
    () => ledgerDocument(inventory),
    (voice) => ledgerBlocks(inventory, voice),
  );
}

/** What one request of a route does, step by step. */
export function renderExplanation(inventory: Inventory, route: Route, options: RequestRenderOptions): string {
  return written(
    options,
    () => explainDocument(inventory, route),
    (voice) => explainBlocks(inventory, route, voice),
  );
}

function written(options: RequestRenderOptions, document: () => unknown, blocks: (voice: Voice) => Block[]): string {
  if (options.format === 'json') return `${JSON.stringify(document(), null, 2)}\n`;
  const made = blocks(voiceOf(options.translation));
  return options.format === 'markdown' ? markdown(made) : terminal(made, options.width, options.color);
}
