/** Brackets inside one another, at most. Written code stays under 100; the native parser overflows its stack past some thousands. */
const MOST_BRACKETS = 1200;
/** Operators in a row without a separator, and `else` in one file, that the parser may take as nested, at most. */
const MOST_CHAINED = 2500;

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
const SEPARATORS = new Set([';', ',', '{', '}']);
const CHAINING = new Set(['=', '?', '!', ':', '*', '~', '<', '+', '-']);

/** Whether a source is nested so deep that parsing it could bring the process down, which no error handler would catch. */
export function isTooDeep(text: string): boolean {
  if (text.length < MOST_BRACKETS) return false;
  let depth = 0;
  let chained = 0;
  for (const character of text) {
    if (OPENING.has(character)) depth += 1;
    else if (CLOSING.has(character)) depth = Math.max(0, depth - 1);
    else if (CHAINING.has(character)) chained += 1;
    if (SEPARATORS.has(character)) chained = 0;
    if (depth > MOST_BRACKETS || chained > MOST_CHAINED) return true;
  }
  return text.length > MOST_CHAINED * 4 && (text.match(KEYWORDS) ?? []).length > MOST_CHAINED;
}

/** Keywords whose repetition the parser takes as nesting. */
const KEYWORDS =
  /\b(?:else\s+if|else\s+for|await\s+await|new\s+new|while\s*\([^()]*\)\s*while|typeof\s+typeof|void\s+void)\b/g;
