import type { Interval } from '../model/range.ts';

/**
 * A report before it is laid out. Texts are in the reader's language and may hold light markup:
 * `**strong**`, code between backticks and `[text](address)`. Nothing here knows a width, a colour or a file format.
 */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly subtitle: string }
  /** 2: part; 3: chapter of a part; 4: item of a chapter. */
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  /** The few sentences that matter most; the first stands out when it leads the others. */
  | { readonly kind: 'answer'; readonly sentences: readonly string[]; readonly tone: Tone; readonly lead?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  /** Names with their values. */
  | { readonly kind: 'facts'; readonly rows: readonly { readonly name: string; readonly value: string }[] }
  | Table
  | { readonly kind: 'bars'; readonly rows: readonly Bar[] }
  | { readonly kind: 'whiskers'; readonly rows: readonly Whisker[] }
  | { readonly kind: 'tree'; readonly nodes: readonly TreeNode[] }
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

/** How a thing is to be felt; a colour where there are colours, and never the only sign. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad' | 'quiet';

export interface TreeNode {
  readonly text: string;
  readonly tone?: Tone;
  readonly children?: readonly TreeNode[];
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that a terminal shows; a file shows them all. */
  readonly brief?: { readonly rows: number; readonly more: string };
}

export interface Bar {
  readonly label: string;
  /** Length, 0 to 1. */
  readonly share: number;
  readonly value: string;
  /** A remark after the value. */
  readonly note?: string;
  readonly tone?: Tone;
}

export interface Whisker {
  readonly label: string;
  readonly interval: Interval;
  /** Value at the right end of the scale, common to the rows that are compared. */
  readonly scale: number;
  /** Value at the left end, when the scale is logarithmic; 0 and a linear scale otherwise. */
  readonly from?: number;
  readonly value: string;
}

/** Cells without text are dropped with their column, so that a table never shows an empty one. */
export function table(columns: Table['columns'], rows: Table['rows'], brief?: Table['brief']): Table {
  const kept = columns.map((_, index) => rows.some((row) => (row[index] ?? '') !== ''));
  return {
    kind: 'table',
    columns: columns.filter((_, index) => kept[index]),
    rows: rows.map((row) => row.filter((_, index) => kept[index])),
    ...(brief === undefined ? {} : { brief }),
  };
}
