import type { Table } from '../document.ts';
import type { Paint } from './paint.ts';
import { bare, longestWord, pad, visibleWidth, wrap } from './wrap.ts';

const GAP = 2;
/** Under this width a table that does not fit as it is is told row by row. */
const NARROW_TERMINAL = 72;
/** A column is not squeezed under its longest word, nor a column of numbers under its longest cell, unless longer than this. */
const LONGEST_KEPT = 26;

/** Columns aligned without vertical lines; on a narrow terminal, each row becomes a few lines. */
export function tableLines(table: Table, width: number, paint: Paint): string[] {
  const hidden = table.brief !== undefined && table.rows.length > table.brief.rows;
  const rows = table.brief === undefined ? table.rows : table.rows.slice(0, table.brief.rows);
  const shown = { ...table, rows };
  const widths = columnWidths(shown, width);
  const body = widths === undefined ? stacked(shown, width, paint) : aligned(shown, widths, paint);
  return hidden ? [...body, ...wrap(table.brief?.more ?? '', width, paint, 'quiet')] : body;
}

function columnWidths(table: Table, width: number): number[] | undefined {
  const cells = (index: number): string[] => [
    table.columns[index]?.title ?? '',
    ...table.rows.map((row) => row[index] ?? ''),
  ];
  const natural = table.columns.map((_, index) => Math.max(...cells(index).map((cell) => visibleWidth(bare(cell)))));
  const least = table.columns.map((column, index) => {
    const [title = '', ...rest] = cells(index);
    const words = Math.max(longestWord(title), ...rest.map(longestWord));
    if (column.align !== 'right') return Math.min(LONGEST_KEPT, words);
    return Math.max(
      longestWord(title),
      Math.min(LONGEST_KEPT, ...[Math.max(0, ...rest.map((cell) => visibleWidth(bare(cell))))]),
    );
  });
  const available = width - GAP * (table.columns.length - 1);
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) - available;
  if (excess > 0 && width < NARROW_TERMINAL) return undefined;
  while (excess > 0) {
    const widest = widths.reduce(
      (best, each, index) => (each - (least[index] ?? 0) > (widths[best] ?? 0) - (least[best] ?? 0) ? index : best),
      0,
    );
    if ((widths[widest] ?? 0) <= (least[widest] ?? 0)) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function aligned(table: Table, widths: readonly number[], paint: Paint): string[] {
  const row = (cells: readonly string[], style: 'plain' | 'strong'): string[] => {
    const wrapped = widths.map((width, index) => wrap(cells[index] ?? '', width, paint, style));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      widths
        .map((width, index) => pad(wrapped[index]?.[line] ?? '', width, table.columns[index]?.align))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const rule = paint('quiet', '─'.repeat(widths.reduce((sum, each) => sum + each, 0) + GAP * (widths.length - 1)));
  const titles = table.columns.map((column) => column.title);
  return [...row(titles, 'strong'), rule, ...table.rows.flatMap((cells) => row(cells, 'plain'))];
}

/** A cell that takes no more than this shares its line with its neighbours. */
const SHORT_CELL = 32;

function stacked(table: Table, width: number, paint: Paint): string[] {
  return table.rows.flatMap(([first = '', ...rest]) => {
    const named = rest.flatMap((cell, index) =>
      cell === '' ? [] : [{ title: table.columns[index + 1]?.title ?? '', cell }],
    );
    const details = gathered(named).flatMap((text) =>
      wrap(text, width - 4, paint).map((line, at) => (at === 0 ? '  ' : '    ') + line),
    );
    return [...wrap(`▪ ${first}`, width, paint, 'strong'), ...details];
  });
}

/** Short cells in a row on one line, each long one on its own. */
function gathered(cells: readonly { readonly title: string; readonly cell: string }[]): string[] {
  const lines: string[] = [];
  let open = false;
  for (const { title, cell } of cells) {
    const short = visibleWidth(title) + visibleWidth(bare(cell)) < SHORT_CELL;
    // No-break spaces keep a value beside its title.
    const text = short ? `${title}\u00a0${cell}`.replaceAll(' ', '\u00a0') : `${title} — ${cell}`;
    if (short && open) lines[lines.length - 1] += `\u00a0· ${text}`;
    else lines.push(text);
    open = short;
  }
  return lines;
}
