import type { Inventory, Route } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import type { Block } from '../document.ts';
import { sentence, type Voice } from '../voice.ts';
import { unknownText } from './ledger.ts';
import { programTree } from './tree.ts';

/** One route for a person to check against the source: its tree, the faults proven in it, what could not be followed. */
export function explainBlocks(inventory: Inventory, route: Route, voice: Voice): Block[] {
  const at = { file: route.at.file, line: route.at.line };
  const handler = { file: route.handler.file, line: route.handler.line };
  const nodes = programTree(route.program, { voice, middleware: middlewareNames(inventory, voice) });
  const findings = inventory.findings.filter((finding) => finding.routes.includes(route.id));
  return [
    { kind: 'title', text: `\`${route.id}\``, subtitle: voice.say('request.explain.place', { at, handler }) },
    ...shadow(route, voice),
    nodes.length === 0 ? { kind: 'paragraph', text: voice.say('request.explain.empty') } : { kind: 'tree', nodes },
    ...listed(
      voice.say('request.explain.findings'),
      findings.map((finding) => `${sentence(voice.text(finding.message))} ${voice.place(finding.at)}`),
    ),
    ...listed(
      voice.say('request.unknown.heading', { count: route.unknownCalls.length }),
      route.unknownCalls.map((call) => `${unknownText(call, voice)} (${voice.place(call.at)})`),
    ),
  ];
}

function shadow({ shadowedBy }: Route, voice: Voice): Block[] {
  if (shadowedBy === undefined) return [];
  const by = { file: shadowedBy.file, line: shadowedBy.line };
  return [{ kind: 'paragraph', text: voice.say('request.explain.shadowed', { by }), tone: 'warning' }];
}

function listed(heading: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', level: 3, text: heading },
        { kind: 'list', items },
      ];
}

/** Middleware of the application by the line that installs it; elsewhere, no name is known. */
function middlewareNames(inventory: Inventory, voice: Voice): (at: Location) => string {
  const names = new Map<string, Set<string>>();
  for (const { name, at } of inventory.stack.middleware) {
    const key = voice.place(at);
    names.set(key, (names.get(key) ?? new Set()).add(name));
  }
  return (at) => {
    const known = [...(names.get(voice.place(at)) ?? [])].filter((name) => !name.includes(`${at.file}:`));
    return known.map((name) => `\`${name}\``).join(', ');
  };
}
