import type { HarmlessCall, Inventory, UnknownCall } from '../../model/inventory.ts';
import { type LedgerEntry, ledgerOf } from '../../model/ledger.ts';
import type { Block } from '../document.ts';
import { sentence, type Voice } from '../voice.ts';

/** Routes named for one unknown call. */
const ROUTES_SHOWN = 4;

/** The unknown-call ledger of a project: what may have been missed, what was read in part, and what was taken to be harmless. */
export function ledgerBlocks(inventory: Inventory, voice: Voice): Block[] {
  const entries = ledgerOf(inventory);
  const partly = inventory.unknowns.map(
    ({ message, at }) => sentence(voice.text(message)) + (at === undefined ? '' : ` (${voice.place(at)})`),
  );
  return [
    ...(entries.length === 0
      ? ([{ kind: 'paragraph', text: voice.say('request.routes.none'), tone: 'good' }] as const)
      : missed(entries, voice)),
    ...(partly.length === 0
      ? []
      : ([
          { kind: 'heading', level: 3, text: voice.say('request.unknown.project') },
          { kind: 'list', items: partly },
        ] as const)),
    ...harmless(inventory.harmlessCalls ?? [], voice),
  ];
}

function missed(entries: readonly LedgerEntry[], voice: Voice): Block[] {
  return [
    { kind: 'heading', level: 3, text: voice.say('request.unknown.heading', { count: entries.length }) },
    { kind: 'paragraph', text: voice.say('request.unknown.words'), tone: 'quiet' },
    {
      kind: 'list',
      items: entries.map((entry) => {
        const shown = entry.routes.slice(0, ROUTES_SHOWN).map((id) => `\`${id}\``);
        const more = entry.routes.length > ROUTES_SHOWN ? ['…'] : [];
        const routes = voice.say('request.unknown.routes', { count: entry.routes.length, routes: [...shown, ...more] });
        return `${unknownText(entry, voice)} (${voice.place(entry.at)}). ${routes}`;
      }),
    },
  ];
}

function harmless(calls: readonly HarmlessCall[], voice: Voice): Block[] {
  if (calls.length === 0) return [];
  const rows = (['builtin', 'data'] as const).map((why) => ({
    name: voice.say(`request.harmless.${why}`),
    value: calls
      .filter((call) => call.why === why)
      .map(({ name, places }) => `\`${name}\` ${voice.format.count(places)}`)
      .join(', '),
  }));
  return [
    { kind: 'heading', level: 3, text: voice.say('request.harmless.heading', { count: calls.length }) },
    { kind: 'paragraph', text: voice.say('request.harmless.words'), tone: 'quiet' },
    { kind: 'facts', rows: rows.filter((row) => row.value !== '') },
  ];
}

/** What was not followed, and why it may matter. */
export function unknownText({ name, why }: UnknownCall, voice: Voice): string {
  return voice.say(`request.unknown.${why}`, { name });
}
