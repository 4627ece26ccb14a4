import { describe, expect, test } from 'vitest';
import { painter } from './paint.ts';
import { barLines, whiskerLines } from './pictures.ts';
import { visibleWidth } from './wrap.ts';

const plain = painter(false);
const drawn = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/[^█░▏▎▍▌▋▊▉]/g, ''));

describe('bars', () => {
  const bar = (share: number): string => drawn(barLines([{ label: 'loop', share, value: '1' }], 60, plain))[0] ?? '';

  test('the length follows the share, to the eighth of a column', () => {
    expect(bar(0)).toBe('░'.repeat(40));
    expect(bar(1)).toBe('█'.repeat(40));
    expect(bar(0.5)).toBe(`${'█'.repeat(20)}${'░'.repeat(20)}`);
    expect(bar(1 / 320)).toBe(`▏${'░'.repeat(39)}`);
  });

  test('a share out of bounds stays inside the frame', () => {
    expect(bar(-1)).toBe('░'.repeat(40));
    expect(bar(7)).toBe('█'.repeat(40));
    expect(bar(Number.NaN)).toBe('█'.repeat(40));
  });

  test('the remark goes under the bar when there is no room beside it', () => {
    const bars = [{ label: 'database connections', share: 0.4, value: '40%', note: 'gives way first' }];
    expect(barLines(bars, 100, plain)).toHaveLength(1);
    expect(barLines(bars, 50, plain)).toEqual([expect.stringContaining('40%'), '  gives way first']);
  });
});

describe('whiskers', () => {
  const whisker = { label: 'rate', interval: { low: 20, typical: 50, high: 100 }, scale: 100, value: '50' };

  test('low, probable and high are where the scale puts them', () => {
    const [line = ''] = whiskerLines([whisker], 60, plain);
    const picture = line.slice(5);
    expect(picture.indexOf('├')).toBe(8);
    expect(picture.indexOf('●')).toBe(20);
    expect(picture.indexOf('┤')).toBe(39);
  });

  test('a logarithmic scale gives each doubling the same length', () => {
    const [line = ''] = whiskerLines(
      [{ ...whisker, interval: { low: 1, typical: 10, high: 100 }, from: 1 }],
      60,
      plain,
    );
    const picture = line.slice(5);
    expect([picture.indexOf('├'), picture.indexOf('●'), picture.indexOf('┤')]).toEqual([0, 20, 39]);
  });

  test('a single value is a single point', () => {
    const [line = ''] = whiskerLines([{ ...whisker, interval: { low: 50, typical: 50, high: 50 } }], 60, plain);
    expect(line).toContain('●');
    expect(line).not.toMatch(/[├┤]/);
  });

  test('a bound without end stops at the frame', () => {
    const endless = { ...whisker, interval: { low: 20, typical: 50, high: Number.POSITIVE_INFINITY } };
    expect(Math.max(...whiskerLines([endless], 60, plain).map(visibleWidth))).toBeLessThanOrEqual(60);
  });
});
