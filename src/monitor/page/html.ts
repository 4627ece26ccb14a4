import type { Key, Voice } from '../words/index.ts';

/** Text as HTML. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export interface PageOptions {
  readonly application: string;
  /** Last segment of the address, so that files are asked beside the page whatever stands in front of the application. */
  readonly segment: string;
  readonly voice: Voice;
}

const SPANS = ['hour', 'day', 'month'] as const;
const CHARTS = ['rate', 'p95', 'errors', 'loop'] as const;

/** The page without its figures: a script of its own fills it. */
export function dashboardHtml({ application, segment, voice }: PageOptions): string {
  const say = (key: Key): string => escaped(voice.say(key));
  const other = voice.language === 'fr' ? 'en' : 'fr';
  const title = escaped(application === '' ? voice.say('login.title') : application);
  const column = (key: Key, name: string): string => `<th scope="col" class="${name}">${say(key)}</th>`;
  return document(
    { voice, segment, title: escaped(voice.say('page.title', { application })) },
    `<header>
  <h1><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 14a7 7 0 1 1 14 0"/><path d="M10 14l4-5"/></svg>${title}</h1>
  <nav aria-label="${say('page.charts')}">${SPANS.map(
    (span) =>
      `<button type="button" data-span="${span}" aria-pressed="${span === 'hour'}">${say(`page.span.${span}`)}</button>`,
  ).join('')}</nav>
  <span class="live" id="live" data-live="${say('page.live')}" data-stale="${say('page.stale')}"></span>
  <a href="?lang=${other}" hreflang="${other}" lang="${other}">${say('page.language')}</a>
</header>
<main>
<section class="state" id="state" aria-live="polite">
  <svg class="dial" viewBox="0 0 120 70" role="img" aria-hidden="true"><path class="track" d="M12 62a48 48 0 0 1 96 0" pathLength="100"/><path class="arc" id="arc" d="M12 62a48 48 0 0 1 96 0" pathLength="100" stroke-dasharray="0 200"/><text id="dial" x="60" y="58"></text></svg>
  <div><p class="headline" id="headline"></p><div id="details"></div></div>
</section>
<dl class="figures" id="figures"></dl>
<section><h2>${say('page.headroom')}</h2><p class="note">${say('page.headroom.note')}</p><ul class="bars" id="headroom"></ul></section>
<section><h2>${say('page.charts')}</h2><div class="charts">${CHARTS.map(
      (chart) =>
        `<figure><figcaption>${say(`page.chart.${chart}`)}</figcaption><div id="chart-${chart}"></div></figure>`,
    ).join('')}</div></section>
<section><h2>${say('page.routes')}</h2><div class="scroll"><table><thead><tr>${[
      column('page.routes.route', 'route'),
      column('page.routes.count', 'number'),
      column('page.routes.p95', 'number'),
      column('page.routes.errors', 'number'),
      column('page.routes.cpu', 'number wide'),
      column('page.routes.database', 'number wide'),
      column('page.routes.outbound', 'number wide'),
    ].join(
      '',
    )}</tr></thead><tbody id="routes"></tbody></table></div><p class="note" id="no-route" hidden>${say('page.routes.none')}</p></section>
<section><h2>${say('page.alerts')}</h2><ul class="alerts" id="alerts"></ul><p class="note" id="no-alert" hidden>${say('page.alerts.none')}</p></section>
</main>
<footer id="notes"></footer>
<template id="words" ${[
      ['limit', 'page.limit'],
      ['server', 'page.series.server-errors'],
      ['client', 'page.series.client-errors'],
      ['aborted', 'page.series.aborted'],
      ['p50', 'page.series.p50'],
      ['p95', 'page.series.p95'],
      ['open', 'page.alerts.open'],
    ]
      .map(([name, key]) => `data-${name}="${say(key as Key)}"`)
      .join(' ')}></template>
<script type="module" src="${escaped(segment)}/app.js"></script>`,
  );
}

/** Where the token is asked for. */
export function loginHtml({ segment, voice }: PageOptions, problem?: 'login.wrong' | 'login.later'): string {
  const say = (key: Key): string => escaped(voice.say(key));
  return document(
    { voice, segment, title: say('login.title') },
    `<main class="door"><h1>${say('login.title')}</h1>
<form method="post" action="${escaped(segment)}/login">
<input type="text" name="user" autocomplete="username" value="jauge" hidden>
<label for="token">${say('login.label')}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
${problem === undefined ? '' : `<p class="problem" role="alert">${say(problem)}</p>`}
<button type="submit">${say('login.button')}</button>
</form><p class="note">${say('login.hint')}</p></main>`,
  );
}

/** In production without a token. */
export function closedHtml({ segment, voice }: PageOptions): string {
  const say = (key: Key): string => escaped(voice.say(key));
  return document(
    { voice, segment, title: say('closed.title') },
    `<main class="door"><h1>${say('closed.title')}</h1><p>${say('closed.why')}</p></main>`,
  );
}

function document(
  { voice, segment, title }: { readonly voice: Voice; readonly segment: string; readonly title: string },
  body: string,
): string {
  return `<!doctype html>
<html lang="${voice.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${escaped(segment)}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${escaped(segment)}/style.css">
</head>
<body>
${body}
</body>
</html>
`;
}
