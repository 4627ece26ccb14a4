// @ts-check
// Fills the page with what the monitor says, and again every few seconds while somebody looks.
import { draw } from './chart.js';

const EVERY = 10_000;
const language = document.documentElement.lang;
const base = new URL('.', import.meta.url);
const words = /** @type {Record<string, string>} */ (element('words').dataset);
let span = 'hour';
let isAsking = false;

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id}`);
  return found;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} text
 */
function make(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
const percentage = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 });
const whole = new Intl.NumberFormat(language);
const gap = language === 'fr' ? '\u202f' : '\u00a0';

/** @param {number} seconds */
function duration(seconds) {
  if (seconds === 0) return '0';
  return seconds < 0.9995 ? `${number.format(seconds * 1000)}${gap}ms` : `${number.format(seconds)}${gap}s`;
}

/** @param {any} view */
function showState(view) {
  element('state').className = `state ${view.level}`;
  element('headline').textContent = view.headline;
  element('details').replaceChildren(...view.details.map((/** @type {string} */ text) => make('p', '', text)));
  const dial = /** @type {SVGElement} */ (/** @type {unknown} */ (document.querySelector('.dial')));
  dial.toggleAttribute('hidden', view.used === undefined);
  if (view.used !== undefined) {
    element('arc').setAttribute('stroke-dasharray', `${Math.min(100, view.used * 100).toFixed(1)} 200`);
    element('dial').textContent = percentage.format(view.used < 0.01 ? view.used : Math.round(view.used * 100) / 100);
  }
  element('figures').replaceChildren(
    ...view.figures.map((/** @type {{ label: string, value: string }} */ { label, value }) => {
      const item = document.createElement('div');
      item.append(make('dt', '', label), make('dd', '', value));
      return item;
    }),
  );
}

/** @param {any} row */
function bar(row) {
  const item = document.createElement('li');
  item.className = row.level;
  item.title = row.basis;
  const picture = document.createElement('div');
  picture.className = 'bar';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('aria-hidden', 'true');
  const rectangle = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ width) => {
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [key, value] of Object.entries({ class: name, x, y: 0, width, height: 10 }))
      rect.setAttribute(key, String(value));
    return rect;
  };
  svg.append(rectangle('', 0, 100), rectangle('fill', 0, Math.min(100, Math.max(0.6, row.used * 100))));
  svg.append(rectangle('mark', 50, 0.35), rectangle('mark', 80, 0.35));
  picture.append(svg);
  item.append(
    make('span', 'name', row.name),
    picture,
    make('span', 'share', row.share),
    make('span', 'text', row.text),
  );
  return item;
}

/** @param {any} curves */
function showCurves(curves) {
  const common = { from: curves.from, step: curves.step, language, limitLabel: words['limit'] ?? '' };
  const limit = (/** @type {number | undefined} */ value) => (value === undefined ? {} : { limit: value });
  draw(element('chart-rate'), {
    ...common,
    ...limit(curves.limits.rate),
    least: 0.1,
    format: (value) => number.format(value),
    series: [{ values: curves.rate, kind: 'area', name: '' }],
  });
  draw(element('chart-p95'), {
    ...common,
    ...limit(curves.limits.p95),
    least: 0.01,
    format: duration,
    series: [
      { values: curves.p95, kind: 'area', name: '', label: words['p95'] ?? '' },
      { values: curves.p50, kind: 'line', name: 'second', label: words['p50'] ?? '' },
    ],
  });
  draw(element('chart-errors'), {
    ...common,
    least: 1 / curves.step,
    format: (value) => number.format(value * 60),
    series: [
      { values: curves.serverErrors, kind: 'bar', name: 'server', label: words['server'] ?? '' },
      { values: curves.clientErrors, kind: 'bar', name: 'client', label: words['client'] ?? '' },
      { values: curves.aborted, kind: 'bar', name: 'aborted', label: words['aborted'] ?? '' },
    ],
  });
  draw(element('chart-loop'), {
    ...common,
    ...limit(curves.limits.loop),
    least: 0.1,
    format: (value) => percentage.format(value),
    series: [{ values: curves.loop, kind: 'area', name: '' }],
  });
}

/** @param {any} row */
function routeRow(row) {
  const line = document.createElement('tr');
  const [method, ...rest] = row.route.split(' ');
  const route = make('td', 'route', '');
  if (rest.length === 0) route.textContent = row.route;
  else route.append(make('b', '', method), ` ${rest.join(' ')}`);
  const bad = row.errors + row.aborted;
  line.append(
    route,
    make('td', 'number', whole.format(row.requests)),
    make('td', `number ${row.level}`, duration(row.p95)),
    make('td', `number ${row.errors > 0 ? 'act' : ''}`, bad === 0 ? '0' : percentage.format(bad)),
    make('td', 'number wide', row.processor === undefined ? '—' : duration(row.processor)),
    make('td', 'number wide', duration(row.database)),
    make('td', 'number wide', duration(row.outbound)),
  );
  return line;
}

const instant = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });

/** @param {any} row */
function alertRow(row) {
  const item = document.createElement('li');
  item.className = row.isOver ? 'over' : row.level;
  const end = row.closed === undefined ? (words['open'] ?? '') : hour.format(new Date(row.closed));
  const signs = /** @type {Record<string, string>} */ ({ watch: '▲', act: '■' });
  item.append(
    make('span', 'sign', row.isOver ? '✓' : (signs[row.level] ?? '')),
    make('span', 'title', row.title),
    make('time', '', `${instant.format(new Date(row.opened))} → ${end}`),
    ...row.lines.map((/** @type {string} */ text) => make('p', '', text)),
  );
  return item;
}

/** @type {any} */
let shown;

/** @param {any} view */
function show(view) {
  shown = view;
  showState(view);
  element('headroom').replaceChildren(...view.headroom.map(bar));
  showCurves(view.curves);
  element('routes').replaceChildren(...view.routes.map(routeRow));
  element('no-route').hidden = view.routes.length > 0;
  element('alerts').replaceChildren(...view.alerts.map(alertRow));
  element('no-alert').hidden = view.alerts.length > 0;
  element('notes').replaceChildren(...view.notes.map((/** @type {string} */ text) => make('span', '', text)));
}

/** @param {boolean} isLive */
function tellLive(isLive) {
  const live = element('live');
  live.className = isLive ? 'live' : 'live stale';
  live.textContent = (isLive ? live.dataset['live'] : live.dataset['stale']) ?? '';
}

async function ask() {
  if (isAsking || document.hidden) return;
  isAsking = true;
  try {
    const address = new URL(`data?span=${span}&lang=${language}`, base);
    const response = await fetch(address, { signal: AbortSignal.timeout(8000), cache: 'no-store' });
    if (response.status === 401) return location.reload();
    if (!response.ok) throw new Error(String(response.status));
    show(await response.json());
    tellLive(true);
  } catch {
    tellLive(false);
  } finally {
    isAsking = false;
  }
}

for (const button of document.querySelectorAll('button[data-span]')) {
  button.addEventListener('click', () => {
    span = /** @type {HTMLElement} */ (button).dataset['span'] ?? 'hour';
    for (const other of document.querySelectorAll('button[data-span]'))
      other.setAttribute('aria-pressed', String(other === button));
    void ask();
  });
}
document.addEventListener('visibilitychange', () => void ask());
addEventListener('resize', () => {
  if (shown !== undefined) showCurves(shown.curves);
});
setInterval(() => void ask(), EVERY);
void ask();
