/** Brackets inside one another, at most. Written code stays under 100; the native parser overflows its stack past some thousands. */
const MOST_BRACKETS = 1200;
/** Operators in a row without a separator, and `else` in one file, that the parser may take as nested, at most. */
const MOST_CHAINED = 2500;

const OPENING = 1;
const CLOSING = 2;
const CHAINING = 4;
const SEPARATOR = 8;

/** What each ASCII character does to the nesting. */
const ROLES = new Uint8Array(128);
for (const [characters, role] of [
  ['([{', OPENING],
  [')]}', CLOSING],
  ['=?!:*~<+-', CHAINING],
  [';,{}', SEPARATOR],
] as const)
  for (const character of characters) ROLES[character.charCodeAt(0)] = (ROLES[character.charCodeAt(0)] ?? 0) | role;

/** Whether a source is nested so deep that parsing it could bring the process down, which no error handler would catch. */
export function isTooDeep(text: string): boolean {
  if (text.length < MOST_BRACKETS) return false;
  return nestsTooDeep(text) || (text.length > MOST_CHAINED * 4 && (text.match(KEYWORDS) ?? []).length > MOST_CHAINED);
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let chained = 0;
  for (let index = 0; index < text.length; index++) {
    const role = ROLES[text.charCodeAt(index)] ?? 0;
    if (role === 0) continue;
    depth = Math.max(0, depth + (STEPS[role & (OPENING | CLOSING)] ?? 0));
    chained = (role & SEPARATOR) === 0 ? chained + (role & CHAINING) : 0;
    if (depth > MOST_BRACKETS || chained > MOST_CHAINED * CHAINING) return true;
  }
  return false;
}

/** What an opening and a closing bracket add to the depth. */
const STEPS = [0, 1, -1, 0] as const;

/** Keywords whose repetition the parser takes as nesting. */
const KEYWORDS =
  /\b(?:else\s+if|else\s+for|await\s+await|new\s+new|while\s*\([^()]*\)\s*while|typeof\s+typeof|void\s+void)\b/g;
