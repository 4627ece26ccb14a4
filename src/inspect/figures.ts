import type { Statement } from '../model/deployment.ts';
import type { Figure } from '../model/knowledge.ts';
import { message } from '../model/message.ts';
import type { Source } from '../model/source.ts';

/** The source of a collected figure. One that was looked for in vain documents nothing: what rests on it is assumed. */
export function sourceOf(figure: Figure): Source {
  const isMissing = figure.value === null || figure.confidence === 'not found';
  return {
    provenance: isMissing ? 'assumed' : 'documented',
    fact: figure.id,
    date: figure.date,
    confidence: figure.confidence,
    ...(figure.source.startsWith('https://') ? { url: figure.source.split(/[,\s]/, 1)[0] ?? figure.source } : {}),
  };
}

/** A collected figure as a statement: its text is in the catalogue of facts. */
export function told(figure: Figure): Statement {
  return { message: message(`figure.${figure.id}`), source: sourceOf(figure) };
}

/** The figures that are worth telling, in their order. */
export function highlighted(knowledge: {
  readonly figures: readonly Figure[];
  readonly highlights: readonly string[];
}): readonly Figure[] {
  return knowledge.highlights.flatMap((id) => knowledge.figures.find((figure) => figure.id === id) ?? []);
}
