import type { Bar, Whisker } from '../document.ts';
import type { Paint } from './paint.ts';
import { bare, pad, visibleWidth, wrap } from './wrap.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LONGEST_BAR = 40;
const SHORTEST_BAR = 8;
/** Long labels wrap rather than leave less than this to the bars. */
const USUAL_BAR = 18;
const SHORTEST_LABEL = 14;

/** Horizontal bars with a label before and a value after; the remark follows, or goes under when there is no room. */
export function barLines(bars: readonly Bar[], width: number, paint: Paint): string[] {
  const values = Math.max(0, ...bars.map((bar) => visibleWidth(bar.value)));
  const widest = Math.max(0, ...bars.map((bar) => visibleWidth(bare(bar.label))));
  const labels = Math.min(widest, Math.max(SHORTEST_LABEL, width - values - 3 - USUAL_BAR));
  const notes = Math.max(0, ...bars.map((bar) => visibleWidth(bar.note ?? '')));
  const room = width - labels - values - 3;
  const beside = notes > 0 && room - notes - 2 >= SHORTEST_BAR;
  const length = Math.min(LONGEST_BAR, Math.max(SHORTEST_BAR, beside ? room - notes - 2 : room));
  return bars.flatMap((bar) => {
    const label = wrap(bar.label, labels, paint);
    const filled = paint(bar.tone ?? 'plain', barOf(bar.share, length));
    const note = bar.note === undefined || bar.note === '' ? '' : bar.note;
    const head = `${pad(label[0] ?? '', labels)} ${filled} ${pad(bar.value, values, 'right')}`;
    const more = label.slice(1).map((line) => line);
    if (note === '') return [head, ...more];
    if (beside) return [`${head}  ${note}`, ...more];
    return [head, ...more, ...wrap(note, width - 2, paint, 'quiet').map((line) => `  ${line}`)];
  });
}

/** `├──●──┤`: low, probable and high values on a common scale. */
export function whiskerLines(whiskers: readonly Whisker[], width: number, paint: Paint): string[] {
  const labels = Math.max(0, ...whiskers.map((whisker) => visibleWidth(whisker.label)));
  const values = Math.max(0, ...whiskers.map((whisker) => visibleWidth(whisker.value)));
  const room = width - labels - values - 3;
  const drawn = (whisker: Whisker, length: number): string =>
    whiskerOf(whisker, length).replace('●', () => paint('strong', '●'));
  if (room < SHORTEST_BAR) {
    return whiskers.flatMap((whisker) => [whisker.label, `  ${drawn(whisker, width - 2)}`, `  ${whisker.value}`]);
  }
  const length = Math.min(LONGEST_BAR, room);
  return whiskers.map(
    (whisker) => `${pad(whisker.label, labels)} ${pad(drawn(whisker, length), length)}  ${whisker.value}`,
  );
}

function barOf(share: number, length: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, Number.isFinite(share) ? share : 1)) * length * 8);
  const full = Math.floor(eighths / 8);
  const bar = '█'.repeat(full) + (EIGHTHS[eighths % 8] ?? '');
  return bar + '░'.repeat(length - visibleWidth(bar));
}

function whiskerOf(whisker: Whisker, length: number): string {
  const { low, typical, high } = whisker.interval;
  const cell = (value: number): number => Math.round(positionOf(value, whisker) * (length - 1));
  const [from, middle, to] = [cell(low), cell(typical), cell(high)];
  return Array.from({ length: to + 1 }, (_, index) => {
    if (index === middle) return '●';
    if (index < from) return ' ';
    if (index === from) return '├';
    return index === to ? '┤' : '─';
  }).join('');
}

/** Where a value lies on the scale, 0 to 1; what is not finite is at the end. */
function positionOf(value: number, { scale, from }: Whisker): number {
  if (!Number.isFinite(value) || scale <= 0) return 1;
  const share = from === undefined ? value / scale : Math.log(Math.max(value, from) / from) / Math.log(scale / from);
  return Math.min(1, Math.max(0, share));
}
