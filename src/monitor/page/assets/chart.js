// @ts-check
// Curves of the page, in SVG: an axis of time, at most three values, a limit, and what is under the pointer.

const HEIGHT = 168;
const LEFT = 46;
const BOTTOM = 22;
const TOP = 10;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {{ values: readonly (number | null)[], kind: 'area' | 'line' | 'bar', name: string, label?: string }} Series
 * @typedef {{ from: number, step: number, series: readonly Series[], limit?: number, limitLabel?: string, least: number, language: string, format: (value: number) => string }} Chart
 */

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function shape(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * The smallest round number above a value: 1, 2 or 5 times a power of ten.
 * @param {number} value
 */
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value * 0.999) ?? 10) * power;
}

/** @param {Chart} chart */
function scaleOf({ series, limit, least }) {
  const isStacked = series.every(({ kind }) => kind === 'bar');
  const count = series[0]?.values.length ?? 0;
  const highest = Array.from({ length: count }, (_, index) => {
    const values = series.map(({ values }) => values[index] ?? 0);
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const data = Math.max(least, ...highest);
  // A limit far above would flatten the curve: it is then written in the corner.
  const isNear = limit !== undefined && limit <= data * 3;
  return { top: roundAbove(isNear ? Math.max(data, limit * 1.05) : data), isNear, count };
}

/**
 * Draws a chart in a box, in place of the one that is there.
 * @param {HTMLElement} box
 * @param {Chart} chart
 */
export function draw(box, chart) {
  const { top, isNear, count } = scaleOf(chart);
  const width = Math.max(240, box.clientWidth);
  const x = (/** @type {number} */ index) => LEFT + ((width - LEFT - 4) * index) / Math.max(1, count - 1);
  const y = (/** @type {number} */ value) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * value) / top;
  const svg = shape('svg', { class: 'chart', viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img' });
  axes(svg, chart, { top, x, y, count, width });
  let floor = Array.from({ length: count }, () => 0);
  for (const series of chart.series) {
    if (series.kind === 'bar') floor = bars(svg, series, floor, x, y);
    else curve(svg, series, x, y);
  }
  limitLine(svg, chart, isNear, y, width);
  pointer(box, svg, chart, { x, count, width });
  const key = chart.series.filter(({ label }) => label !== undefined);
  box.replaceChildren(svg, ...(key.length > 1 ? [legend(key)] : []));
}

/**
 * @param {Element} svg
 * @param {Chart} chart
 * @param {{ top: number, x: (index: number) => number, y: (value: number) => number, count: number, width: number }} scale
 */
function axes(svg, { from, step, language, format }, { top, x, y, count, width }) {
  for (const share of [0, 0.5, 1]) {
    const at = y(top * share);
    svg.append(shape('line', { class: 'grid', x1: LEFT, x2: width - 4, y1: at, y2: at }));
    svg.append(shape('text', { x: LEFT - 8, y: at + 4, 'text-anchor': 'end' }, format(top * share)));
  }
  const isLong = step * count > 3 * 86_400;
  const hours = new Intl.DateTimeFormat(
    language,
    isLong ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' },
  );
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const index = Math.round((count - 1) * share);
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    const time = hours.format(new Date((from + index * step) * 1000));
    svg.append(shape('text', { x: x(index), y: HEIGHT - 5, 'text-anchor': anchor }, time));
  }
}

/**
 * @param {Element} svg
 * @param {Series} series
 * @param {(index: number) => number} x
 * @param {(value: number) => number} y
 */
function curve(svg, { values, kind, name }, x, y) {
  for (const piece of piecesOf(values)) {
    const line = piece.map(({ index, value }) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('L');
    const [first, last] = [piece[0], piece.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (piece.length === 1) svg.append(shape('circle', { class: 'dot', cx: x(first.index), cy: y(first.value), r: 2 }));
    if (kind === 'area' && piece.length > 1) {
      svg.append(shape('path', { class: 'area', d: `M${x(first.index)} ${y(0)}L${line}L${x(last.index)} ${y(0)}Z` }));
    }
    svg.append(shape('path', { class: `line ${name}`, d: `M${line}` }));
  }
}

/**
 * Stretches without a hole.
 * @param {readonly (number | null)[]} values
 */
function piecesOf(values) {
  /** @type {{ index: number, value: number }[][]} */
  const pieces = [];
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value === null) isOpen = false;
    else if (isOpen) pieces.at(-1)?.push({ index, value });
    else {
      pieces.push([{ index, value }]);
      isOpen = true;
    }
  }
  return pieces;
}

/**
 * @param {Element} svg
 * @param {Series} series
 * @param {number[]} floor What is stacked below.
 * @param {(index: number) => number} x
 * @param {(value: number) => number} y
 */
function bars(svg, { values, name }, floor, x, y) {
  const width = Math.max(1, (x(1) - x(0)) * 0.8);
  return floor.map((below, index) => {
    const value = values[index] ?? 0;
    if (value <= 0) return below;
    const height = Math.max(0.8, y(below) - y(below + value));
    svg.append(shape('rect', { class: `bar ${name}`, x: x(index) - width / 2, y: y(below) - height, width, height }));
    return below + value;
  });
}

/**
 * @param {Element} svg
 * @param {Chart} chart
 * @param {boolean} isNear
 * @param {(value: number) => number} y
 * @param {number} width
 */
function limitLine(svg, { limit, limitLabel, format }, isNear, y, width) {
  if (limit === undefined) return;
  const text = `${limitLabel}\u00a0${format(limit)}`;
  const at = isNear ? y(limit) : TOP;
  if (isNear) svg.append(shape('line', { class: 'limit', x1: LEFT, x2: width - 4, y1: at, y2: at }));
  const place = { x: width - 6, y: isNear ? at - 4 : at + 2, 'text-anchor': 'end', class: 'limit-text' };
  svg.append(shape('text', place, isNear ? text : `↑ ${text}`));
}

/** @param {readonly Series[]} series */
function legend(series) {
  const key = document.createElement('div');
  key.className = 'key';
  for (const { name, label } of series) {
    const item = document.createElement('span');
    item.className = name;
    item.textContent = label ?? '';
    key.append(item);
  }
  return key;
}

/**
 * @param {HTMLElement} box
 * @param {Element} svg
 * @param {Chart} chart
 * @param {{ x: (index: number) => number, count: number, width: number }} scale
 */
function pointer(box, svg, chart, { x, count, width }) {
  const cross = shape('line', { class: 'cross', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden' });
  svg.append(cross);
  const tip = document.createElement('div');
  tip.className = 'tip';
  const time = new Intl.DateTimeFormat(chart.language, {
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  svg.addEventListener('pointermove', (/** @type {any} */ event) => {
    const bounds = svg.getBoundingClientRect();
    const within = ((event.clientX - bounds.left) / bounds.width) * width;
    const index = Math.min(count - 1, Math.max(0, Math.round(((within - LEFT) / (width - LEFT - 4)) * (count - 1))));
    cross.setAttribute('x1', String(x(index)));
    cross.setAttribute('x2', String(x(index)));
    cross.setAttribute('visibility', 'visible');
    tip.replaceChildren(...linesOf(chart, index, time));
    box.append(tip);
    const left = (x(index) / width) * bounds.width;
    tip.style.transform = `translate(${left > bounds.width / 2 ? left - tip.offsetWidth - 10 : left + 10}px, 8px)`;
  });
  svg.addEventListener('pointerleave', () => {
    cross.setAttribute('visibility', 'hidden');
    tip.remove();
  });
}

/**
 * @param {Chart} chart
 * @param {number} index
 * @param {Intl.DateTimeFormat} time
 */
function linesOf({ from, step, series, format }, index, time) {
  const lines = [time.format(new Date((from + index * step) * 1000))];
  for (const { values, label } of series) {
    const value = values[index] ?? null;
    lines.push(`${label === undefined ? '' : `${label}\u00a0: `}${value === null ? '—' : format(value)}`);
  }
  return lines.map((text, row) => {
    const line = document.createElement(row === 0 ? 'div' : 'b');
    line.textContent = text;
    const wrap = document.createElement('div');
    wrap.append(line);
    return wrap;
  });
}
