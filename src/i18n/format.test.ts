import { describe, expect, test } from 'vitest';
import { formatOf, significant } from './format.ts';

const fr = formatOf('fr');
const en = formatOf('en');
/** Narrow no-break space, shown as ~ so that a test can be read. */
const shown = (text: string): string => text.replaceAll('\u202f', '~').replaceAll('\u00a0', '_');

describe('numbers', () => {
  test.each([
    [1234.5, '1~230', '1,230'],
    [0.4567, '0,457', '0.457'],
    [0, '0', '0'],
    [-0, '0', '0'],
    [Number.POSITIVE_INFINITY, '—', '—'],
    [Number.NaN, '—', '—'],
    [undefined, '—', '—'],
    ['quelques', 'quelques', 'quelques'],
  ])('%s keeps three significant digits', (value, french, english) => {
    expect(shown(fr.number(value))).toBe(french);
    expect(shown(en.number(value))).toBe(english);
  });

  test('a count keeps every digit', () => {
    expect(shown(fr.count(12345))).toBe('12~345');
  });

  test('a range has two significant digits, and one value when its bounds print alike', () => {
    expect(fr.range({ low: 61.3, typical: 94.7, high: 141.2 })).toBe('61 à 140');
    expect(en.range({ low: 94.6, typical: 94.7, high: 95.2 })).toBe('95');
  });

  test('rounding keeps what is not finite', () => {
    expect(significant(1234, 2)).toBe(1200);
    expect(significant(Number.POSITIVE_INFINITY, 2)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('durations', () => {
  test.each([
    [0, '0~s'],
    [3.2e-7, '0,32~µs'],
    [0.00017, '0,17~ms'],
    [0.302, '300~ms'],
    [0.9999, '1~s'],
    [1.5, '1,5~s'],
    [60, '1~min'],
    [90, '90~s'],
    [118, '2~min'],
    [300, '5~min'],
    [3600, '1~h'],
    [5400, '90~min'],
    [86_400, '24~h'],
    [2_592_000, '30~j'],
  ])('%s s is written %s', (seconds, expected) => {
    expect(shown(fr.duration(seconds))).toBe(expected);
  });
});

describe('sizes', () => {
  test.each([
    [102_400, '100~ko', '100_KiB'],
    [2 * 1024 ** 3, '2~Go', '2_GiB'],
    [1.2e9, '1,2~Go', '1.2_GB'],
    [181_000, '181~ko', '181_kB'],
    [0, '0~o', '0_B'],
  ])('%s bytes', (bytes, french, english) => {
    expect(shown(fr.bytes(bytes))).toBe(french);
    expect(shown(en.bytes(bytes))).toBe(english);
  });
});

describe('shares, money and dates', () => {
  test.each([
    [0.648, '65~%', '65%'],
    [0.005, '0,5~%', '0.5%'],
    [0.0004, '0,04~%', '0.04%'],
    [0.9996, '99,9~%', '99.9%'],
    [1, '100~%', '100%'],
    [0, '0~%', '0%'],
  ])('share %s', (share, french, english) => {
    expect(shown(fr.percent(share))).toBe(french);
    expect(en.percent(share)).toBe(english);
  });

  test('money has cents only when they matter', () => {
    expect(shown(fr.money(25))).toBe('25~$');
    expect(shown(fr.money(0.4))).toBe('0,40~$');
    expect(en.money(19.95)).toBe('$20');
  });

  test('dates are written out, the first of the month as French says it', () => {
    expect(fr.date('2026-11-22')).toBe('22 novembre 2026');
    expect(fr.date('2026-01-01')).toBe('1er janvier 2026');
    expect(en.date('2026-11-22T10:00:00Z')).toBe('22 November 2026');
    expect(en.date('soon')).toBe('soon');
  });
});

describe('words', () => {
  test('zero is singular in French and plural in English', () => {
    expect(fr.plural(0, 'route', 'routes')).toBe('route');
    expect(en.plural(0, 'route', 'routes')).toBe('routes');
    expect(fr.plural(2, 'route', 'routes')).toBe('routes');
  });

  test('lists and places', () => {
    expect(fr.list(['nom', 'ville', 'date'])).toBe('nom, ville et date');
    expect(en.list(['name', 'city', 'date'])).toBe('name, city and date');
    expect(fr.place({ file: 'server/auth.ts', line: 88 })).toBe('server/auth.ts:88');
  });
});
