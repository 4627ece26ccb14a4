/**
 * In: the blocks of a report, a width in columns, colours or not. Out: text for a terminal.
 * Must not: choose what is said, nor read the terminal itself.
 */
import type { Block } from '../document.ts';
import { type Paint, painter } from './paint.ts';
import { barLines, whiskerLines } from './pictures.ts';
import { tableLines } from './table.ts';
import { treeLines } from './tree.ts';
import { pad, visibleWidth, wrap } from './wrap.ts';

export { barLines, whiskerLines } from './pictures.ts';

const NARROWEST = 40;
const WIDEST = 160;
/** Prose wider than this is hard to read; tables may use the whole width. */
const WIDEST_PROSE = 100;
/** Under this width, a value goes under its name. */
const NARROWEST_VALUE = 22;
/** From this width on, what is under a heading is indented. */
const INDENT_FROM = 72;

/** Lays blocks out on `width` columns (40 to 160). Ends with a newline. */
export function terminal(blocks: readonly Block[], width: number, color: boolean): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width)));
  const paint = painter(color);
  const indent = columns >= INDENT_FROM ? '  ' : '';
  const parts = blocks.map((block) => {
    const flush = block.kind === 'title' || block.kind === 'heading';
    const lines = blockLines(block, flush ? columns : columns - indent.length, paint);
    return flush ? lines : lines.map((line) => (line === '' ? '' : indent + line));
  });
  const spaced = parts.map((lines, index) => [...(index > 0 ? space(blocks[index - 1], blocks[index]) : []), ...lines]);
  return `${spaced.flat().join('\n')}\n`;
}

function space(before: Block | undefined, block: Block | undefined): string[] {
  if (block?.kind === 'heading' && block.level === 2) return ['', ''];
  return before?.kind === 'heading' && before.level === 4 ? [] : [''];
}

function blockLines(block: Block, width: number, paint: Paint): string[] {
  const prose = Math.min(width, WIDEST_PROSE);
  switch (block.kind) {
    case 'title':
      return [...wrap(block.text, width, paint, 'heading'), ...wrap(block.subtitle, width, paint, 'quiet')];
    case 'heading':
      return headingLines(block, width, paint);
    case 'paragraph':
      return wrap(block.text, prose, paint, block.tone);
    case 'answer':
      return answerLines(block, prose, paint);
    case 'list':
      return listLines(block.items, block.ordered === true, prose, paint);
    case 'facts':
      return factLines(block.rows, prose, paint);
    case 'table':
      return tableLines(block, width, paint);
    case 'bars':
      return barLines(block.rows, prose, paint);
    case 'whiskers':
      return whiskerLines(block.rows, prose, paint);
    case 'tree':
      return treeLines(block.nodes, width, paint);
    case 'code':
      return block.code.split('\n').map((line) => `  ${paint('code', line)}`.trimEnd());
  }
}

function headingLines(block: Extract<Block, { kind: 'heading' }>, width: number, paint: Paint): string[] {
  const { level, text } = block;
  if (level === 2) {
    const lines = wrap(text, width - 6, paint, 'heading');
    const first = lines[0] ?? '';
    const tail = lines.length === 1 ? ` ${'━'.repeat(Math.max(2, width - visibleWidth(first) - 4))}` : '';
    return [`━━ ${first}${tail}`, ...lines.slice(1).map((line) => `   ${line}`)];
  }
  const lines = wrap(text, width, paint, 'heading').map((line) => paint(block.tone ?? 'plain', line));
  return level === 3 ? [...lines, paint('quiet', '─'.repeat(Math.max(...lines.map(visibleWidth))))] : lines;
}

function answerLines(block: Extract<Block, { kind: 'answer' }>, width: number, paint: Paint): string[] {
  const edge = paint(block.tone, '┃');
  return block.sentences.flatMap((sentence, index) => [
    ...(index > 0 ? [edge] : []),
    ...wrap(sentence, width - 2, paint, index === 0 && block.lead === true ? 'strong' : 'plain').map(
      (line) => `${edge} ${line}`,
    ),
  ]);
}

function listLines(items: readonly string[], ordered: boolean, width: number, paint: Paint): string[] {
  const digits = String(items.length).length;
  return items.flatMap((item, index) => {
    const mark = ordered ? `${pad(String(index + 1), digits, 'right')}. ` : '• ';
    return wrap(item, width - mark.length, paint).map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line);
  });
}

function factLines(
  rows: readonly { readonly name: string; readonly value: string }[],
  width: number,
  paint: Paint,
): string[] {
  const names = Math.max(0, ...rows.map((row) => visibleWidth(row.name)));
  if (width - names - 2 < NARROWEST_VALUE) {
    return rows.flatMap((row) => [
      ...wrap(row.name, width, paint, 'strong'),
      ...wrap(row.value, width - 2, paint).map((line) => `  ${line}`),
    ]);
  }
  return rows.flatMap((row) =>
    wrap(row.value, width - names - 2, paint).map(
      (line, at) => `${at === 0 ? paint('quiet', pad(row.name, names)) : ' '.repeat(names)}  ${line}`,
    ),
  );
}
