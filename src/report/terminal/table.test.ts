import { describe, expect, test } from 'vitest';
import { table } from '../document.ts';
import { painter } from './paint.ts';
import { tableLines } from './table.ts';
import { visibleWidth } from './wrap.ts';

const plain = painter(false);
const concerts = table(
  [{ title: 'Concert' }, { title: 'Places', align: 'right' }, { title: 'Remarque' }],
  [
    ['Requiem de Fauré', '1\u202f200', 'complet depuis le mois de mars'],
    ['Boléro', '90', ''],
  ],
);

describe('tables on a terminal', () => {
  test('columns are aligned, numbers on the right', () => {
    expect(tableLines(concerts, 80, plain)).toEqual([
      'Concert           Places  Remarque',
      '────────────────────────────────────────────────────────',
      'Requiem de Fauré   1\u202f200  complet depuis le mois de mars',
      'Boléro                90',
    ]);
  });

  test('the widest column of words wraps first', () => {
    const lines = tableLines(concerts, 74, plain);
    expect(lines).toHaveLength(4);
    const tight = tableLines(
      { ...concerts, rows: [...concerts.rows, ['Le Sacre du printemps', '800', 'x '.repeat(60)]] },
      74,
      plain,
    );
    expect(tight.length).toBeGreaterThan(4);
    expect(Math.max(...tight.map(visibleWidth))).toBeLessThanOrEqual(74);
  });

  test('a narrow terminal gets the rows one under the other, empty cells left out', () => {
    expect(tableLines(concerts, 44, plain)).toEqual([
      '▪ Requiem de Fauré',
      '  Places\u00a01\u202f200',
      '  Remarque — complet depuis le mois de',
      '    mars',
      '▪ Boléro',
      '  Places\u00a090',
    ]);
  });

  test('short cells share a line', () => {
    const wide = table(
      ['Salle', 'Places', 'Scène', 'Loges', 'Foyer', 'Balcon'].map((title) => ({ title })),
      [['Pleyel', '1900', 'grande', 'neuves', 'clair', 'haut']],
    );
    expect(tableLines(wide, 34, plain).map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      '▪ Pleyel',
      '  Places 1900 · Scène grande ·',
      '    Loges neuves · Foyer clair ·',
      '    Balcon haut',
    ]);
  });

  test('a brief table says how many rows it leaves out', () => {
    const brief = { ...concerts, brief: { rows: 1, more: '… and 1 more' } };
    expect(tableLines(brief, 80, plain).at(-1)).toBe('… and 1 more');
    expect(tableLines({ ...concerts, brief: { rows: 2, more: '… and 0 more' } }, 80, plain).at(-1)).not.toContain('…');
  });

  test('a column without any text is dropped', () => {
    const sparse = table(
      [{ title: 'Salle' }, { title: 'Vide' }],
      [
        ['Pleyel', ''],
        ['Gaveau', ''],
      ],
    );
    expect(sparse.columns.map((column) => column.title)).toEqual(['Salle']);
  });
});
