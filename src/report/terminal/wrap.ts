import type { Paint, Style } from './paint.ts';

interface Piece {
  readonly text: string;
  readonly style: Style;
}

/** Pieces without a space between them; never broken unless longer than a line. */
interface Word {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

let segmenter: Intl.Segmenter | undefined;

/** Made for the first text that needs it: ordinary letters do not. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
/** A route stays in one piece: its method alone at the end of a line reads badly. */
const ROUTE = /^[A-Z]+ [^ ]+( \(\d+\))?$/;
/** A link, of which a terminal shows the text. */
const LINK = /\[([^\]]+)\]\(https?:[^)\s]+\)/g;
/** Letters, marks and lines that each take one column: no need to look for what makes one character of several. */
const ORDINARY = /^[ -~\u00a0-ÿŒœ\u2010-\u2027\u202f\u2190-\u21ff\u2500-\u259f]*$/;
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;

/** Columns a text takes on a terminal, escape codes not counted. */
export function visibleWidth(text: string): number {
  if (ORDINARY.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text.replace(ESCAPES, ''))) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Adds spaces up to a width, on the right or on the left. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - visibleWidth(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/** Text without its light markup. */
export function bare(text: string): string {
  return pieces(text, 'plain')
    .map((piece) => piece.text)
    .join('');
}

/** Widest word of a text: a column narrower than this breaks it. */
export function longestWord(text: string): number {
  return Math.max(0, ...text.split('\n').flatMap((line) => words(line, 'plain').map((word) => word.width)));
}

/** Lines of at most `width` columns, painted. Breaks at ordinary spaces only; a longer word is cut after `/` or `.` where it can be. */
export function wrap(text: string, width: number, paint: Paint, base: Style = 'plain'): string[] {
  return text.split('\n').flatMap((line) => lines(words(line, base), Math.max(1, width), paint));
}

function lines(all: readonly Word[], width: number, paint: Paint): string[] {
  const result: string[] = [];
  let current: Word[] = [];
  let used = 0;
  for (const word of all.flatMap((each) => (each.width > width ? cut(each, width) : [each]))) {
    if (current.length > 0 && used + 1 + word.width > width) {
      result.push(line(current, paint));
      current = [];
      used = 0;
    }
    used += (current.length > 0 ? 1 : 0) + word.width;
    current.push(word);
  }
  if (current.length > 0 || result.length === 0) result.push(line(current, paint));
  return result;
}

/** Neighbouring pieces of one style are painted together, spaces included. */
function line(all: readonly Word[], paint: Paint): string {
  const joined: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = joined.at(-1);
    if (last !== undefined && last.style === piece.style)
      joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  };
  for (const [index, word] of all.entries()) {
    if (index > 0)
      add({
        text: ' ',
        style: joined.at(-1)?.style === word.pieces[0]?.style ? (word.pieces[0]?.style ?? 'plain') : 'plain',
      });
    for (const piece of word.pieces) add(piece);
  }
  return joined.map((piece) => paint(piece.style, piece.text)).join('');
}

function pieces(text: string, base: Style): Piece[] {
  return text
    .replace(LINK, '$1')
    .split(/(\*\*[^*]+\*\*)/)
    .flatMap((part) =>
      part.startsWith('**') && part.length > 4 ? withCode(part.slice(2, -2), 'strong') : withCode(part, base),
    );
}

/** Code between backticks keeps its own style, inside strong text too. */
function withCode(text: string, style: Style): Piece[] {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? { text: part.slice(1, -1), style: 'code' } : { text: part, style }));
}

function words(text: string, base: Style): Word[] {
  const result: Piece[][] = [[]];
  for (const piece of pieces(text, base)) {
    const parts = piece.style === 'code' && ROUTE.test(piece.text) ? [piece.text] : piece.text.split(' ');
    for (const [index, part] of parts.entries()) {
      if (index > 0) result.push([]);
      if (part !== '') result.at(-1)?.push({ text: part, style: piece.style });
    }
  }
  return result
    .filter((each) => each.length > 0)
    .map((each) => ({ pieces: each, width: visibleWidth(each.map((piece) => piece.text).join('')) }));
}

/** A word longer than a line, in parts that each fit; what follows the last part stays with it where there is room. */
function cut(word: Word, width: number): Word[] {
  const result: Word[] = [];
  for (const piece of word.pieces) {
    let rest = piece.text;
    const last = result.at(-1);
    if (last !== undefined && last.width + visibleWidth(rest) <= width) {
      result[result.length - 1] = { pieces: [...last.pieces, piece], width: last.width + visibleWidth(rest) };
      continue;
    }
    while (visibleWidth(rest) > width) {
      const end = cutAt(rest, width);
      result.push({
        pieces: [{ text: rest.slice(0, end), style: piece.style }],
        width: visibleWidth(rest.slice(0, end)),
      });
      rest = rest.slice(end);
    }
    if (rest !== '') result.push({ pieces: [{ text: rest, style: piece.style }], width: visibleWidth(rest) });
  }
  return result;
}

/** After the last slash, dot or hyphen that fits, unless that leaves a stump. */
function cutAt(text: string, width: number): number {
  const head = text.slice(0, width);
  const at = ['/', '.', '-'].map((mark) => head.lastIndexOf(mark)).find((index) => index > width / 3);
  return at === undefined ? width : at + 1;
}
