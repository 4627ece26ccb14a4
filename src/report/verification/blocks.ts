import type { LoadWindow, Verification } from '../../model/verification.ts';
import { type Block, table } from '../document.ts';
import type { Voice } from '../voice.ts';

/** The verification as a report: the answer, predicted beside measured for the mix, each route, each window, what limits it. */
export function verificationBlocks(verification: Verification, voice: Voice): Block[] {
  const { measured, notes } = verification;
  return [
    { kind: 'title', text: voice.say('verify.title'), subtitle: voice.say('verify.subtitle') },
    answer(verification, voice),
    ...mixTable(verification, voice),
    ...(measured.half === undefined ? [] : routeTable(verification, measured.half, voice)),
    ...windowTable(verification, voice),
    ...refusals(verification, voice),
    ...(notes.length === 0 ? [] : [{ kind: 'list' as const, items: notes.map((note) => voice.text(note)) }]),
  ];
}

function answer({ outcome, measured, predicted, inside }: Verification, voice: Voice): Block {
  const sentences = [voice.say(`verify.outcome.${outcome}`)];
  const { capacity, bottleneck } = measured;
  if (capacity !== undefined)
    sentences.push(
      voice.say('verify.capacity', {
        measured: capacity,
        low: predicted.capacity.low,
        typical: predicted.capacity.typical,
        high: predicted.capacity.high,
      }),
    );
  if (inside !== undefined) sentences.push(voice.say(inside ? 'verify.inside' : 'verify.outside'));
  if (bottleneck !== undefined)
    sentences.push(
      voice.say('verify.bottleneck', {
        measured: station(bottleneck, voice),
        predicted: station(predicted.bottleneck, voice),
      }),
    );
  const tone = outcome !== 'complete' ? 'warning' : inside === false ? 'bad' : 'good';
  return { kind: 'answer', sentences, tone, lead: true };
}

function station(id: string, voice: Voice): string {
  return id === 'elsewhere' ? voice.say('verify.elsewhere') : voice.name('report.station.', id);
}

function mixTable({ predicted, measured }: Verification, voice: Voice): Block[] {
  const { number, percent, duration } = voice.format;
  const rows: string[][] = [
    [
      voice.say('verify.row.capacity'),
      `${voice.format.range(predicted.capacity)} (${number(predicted.capacity.typical)})`,
      measured.capacity === undefined ? '–' : number(measured.capacity),
    ],
    ...Object.entries(measured.utilization).map(([id, share]) => [
      voice.say('verify.row.busy', { station: station(id, voice) }),
      predicted.utilization[id] === undefined ? '–' : percent(predicted.utilization[id]),
      percent(share),
    ]),
    ...(measured.half === undefined || predicted.at === undefined
      ? []
      : (['p50', 'p95'] as const).map((which) => [
          voice.say('verify.row.time', { which, rate: measured.half?.rate ?? 0 }),
          duration(predicted.at?.mix[which]),
          duration(measured.half?.[which]),
        ])),
  ];
  const columns = [
    { title: '' },
    { title: voice.say('verify.column.predicted'), align: 'right' as const },
    { title: voice.say('verify.column.measured'), align: 'right' as const },
  ];
  return [{ kind: 'heading', level: 2, text: voice.say('verify.heading.mix') }, table(columns, rows)];
}

function routeTable({ predicted, mix }: Verification, half: LoadWindow, voice: Voice): Block[] {
  const { duration, percent, count } = voice.format;
  const right = { align: 'right' as const };
  const columns = [
    { title: voice.say('verify.column.route') },
    { title: voice.say('verify.column.share'), ...right },
    { title: voice.say('verify.column.requests'), ...right },
    { title: voice.say('verify.column.p50'), ...right },
    { title: voice.say('verify.column.p95'), ...right },
    { title: voice.say('verify.column.failed'), ...right },
  ];
  const pair = (a: number | undefined, b: number | undefined): string =>
    `${a === undefined ? '–' : duration(a)} / ${b === undefined ? '–' : duration(b)}`;
  const rows = Object.entries(mix)
    .sort((a, b) => b[1] - a[1])
    .map(([id, share]) => {
      const predictedTimes = predicted.at?.classes[id];
      const seen = half.classes[id];
      return [
        `\`${id}\``,
        percent(share),
        seen === undefined ? '0' : count(seen.count),
        pair(predictedTimes?.p50, seen?.p50),
        pair(predictedTimes?.p95, seen?.p95),
        seen === undefined || seen.failed === 0 ? '' : count(seen.failed),
      ];
    });
  return [
    { kind: 'heading', level: 2, text: voice.say('verify.heading.routes', { rate: half.rate }) },
    { kind: 'paragraph', text: voice.say('verify.pairs'), tone: 'quiet' },
    table(columns, rows),
  ];
}

function windowTable({ measured }: Verification, voice: Voice): Block[] {
  if (measured.windows.length === 0) return [];
  const { number, duration, percent, count } = voice.format;
  const right = { align: 'right' as const };
  const columns = [
    { title: voice.say('verify.column.rate'), ...right },
    { title: voice.say('verify.column.requests'), ...right },
    { title: voice.say('verify.column.verdict') },
    { title: 'p50', ...right },
    { title: 'p95', ...right },
    { title: voice.say('verify.column.errors'), ...right },
    { title: voice.say('verify.column.loop'), ...right },
    { title: voice.say('verify.column.database'), ...right },
    { title: voice.say('verify.column.lag'), ...right },
  ];
  const rows = measured.windows.map((window) => [
    number(window.rate),
    count(window.requests),
    verdict(window, voice),
    duration(window.p50),
    duration(window.p95),
    percent(window.errors),
    window.busy === undefined ? '' : percent(window.busy.loop),
    window.busy?.database === undefined ? '' : percent(window.busy.database),
    duration(window.generator.lag),
  ]);
  return [{ kind: 'heading', level: 2, text: voice.say('verify.heading.windows') }, table(columns, rows)];
}

function verdict(window: LoadWindow, voice: Voice): string {
  if (window.void) return voice.say('verify.verdict.void');
  if (window.because === undefined) return voice.say('verify.verdict.passed');
  const why = voice.say(`verify.verdict.${window.because}`);
  return window.class === undefined ? why : `${why} (\`${window.class}\`)`;
}

function refusals({ measured }: Verification, voice: Voice): Block[] {
  const all = new Map<string, number>();
  for (const { refusals } of measured.windows)
    for (const { class: id, reason, count } of refusals)
      all.set(`\`${id}\` → ${reason}`, (all.get(`\`${id}\` → ${reason}`) ?? 0) + count);
  if (all.size === 0) return [];
  const items = [...all].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return [
    { kind: 'heading', level: 2, text: voice.say('verify.heading.refusals') },
    { kind: 'list', items: items.map(([what, times]) => `${what} × ${voice.format.count(times)}`) },
  ];
}
