import type { Estimate } from '../../model/estimate.ts';
import type { Provenance, Source } from '../../model/source.ts';
import type { Block } from '../document.ts';
import type { Voice } from '../voice.ts';

const PROVENANCES: readonly Provenance[] = ['measured', 'declared', 'documented', 'assumed'];

/** The small signs that follow numbers, told once. */
export function legend(voice: Voice): Block {
  const parts = PROVENANCES.map(
    (each) => `${voice.say(`report.mark.${each}`)} ${voice.say(`report.provenance.${each}`)}`,
  );
  return { kind: 'paragraph', text: voice.say('report.sources.legend', { list: parts.join(' · ') }), tone: 'quiet' };
}

/** Pages that the published figures of this report were read from. */
export function sources(estimate: Estimate, voice: Voice): Block[] {
  const pages = new Map<string, Source>();
  const facts = new Set<string>();
  collect(estimate, pages, facts);
  const items = [...pages.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, source]) =>
      voice.say('report.sources.page', { url, fact: source.fact ?? '', date: source.date ?? '' }),
    );
  return [
    { kind: 'heading', level: 3, text: voice.say('report.sources.heading') },
    legend(voice),
    ...(items.length === 0 ? [] : [{ kind: 'list', items } as const]),
    ...(facts.size === 0
      ? []
      : [{ kind: 'paragraph', text: voice.say('report.sources.facts', { list: [...facts].sort() }) } as const]),
    {
      kind: 'paragraph',
      text: voice.say('report.sources.read', {
        seen: estimate.inventory.project.filesSeen,
        read: estimate.inventory.project.filesRead,
      }),
      tone: 'quiet',
    },
  ];
}

/** Every documented source inside a value, by address (the first one met stands for its page), and the facts that name no page. */
function collect(value: unknown, pages: Map<string, Source>, facts: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('provenance' in value) {
    const source = value as Source;
    if (source.url !== undefined) pages.set(source.url, pages.get(source.url) ?? source);
    else if (source.fact !== undefined) facts.add(source.fact);
  }
  for (const inner of Object.values(value)) collect(inner, pages, facts);
}
