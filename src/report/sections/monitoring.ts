import { significant } from '../../i18n/index.ts';
import type { Estimate, Insertion, Threshold } from '../../model/estimate.ts';
import { type Block, table } from '../document.ts';
import { about } from '../quantities.ts';
import { capital, sentence, type Voice } from '../voice.ts';

const MIB = 1024 * 1024;

/** What to watch, from which value to look and from which to act, and the code to place for it. */
export function monitoring(estimate: Estimate, voice: Voice): Block[] {
  const { thresholds, insertions } = estimate.monitoring;
  return [
    ...thresholdTable(thresholds, voice),
    ...insertions.flatMap((insertion) => insertionBlocks(insertion, voice)),
  ];
}

function thresholdTable(thresholds: readonly Threshold[], voice: Voice): Block[] {
  if (thresholds.length === 0) return [{ kind: 'paragraph', text: voice.say('report.monitoring.none') }];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.monitoring.thresholds') },
    { kind: 'paragraph', text: voice.say('report.monitoring.sentence') },
    table(
      [
        { title: voice.say('report.monitoring.signal') },
        { title: voice.say('report.monitoring.watch'), align: 'right' },
        { title: voice.say('report.monitoring.act'), align: 'right' },
        { title: voice.say('report.monitoring.because') },
      ],
      thresholds.map((each) => [
        `**${voice.say(`report.signal.${each.signal}`)}**`,
        level(each.watch, each.unit, voice),
        level(each.act, each.unit, voice),
        capital(voice.text(each.because)),
      ]),
    ),
  ];
}

function level(value: number, unit: Threshold['unit'], voice: Voice): string {
  switch (unit) {
    case 's':
      return voice.format.duration(value);
    case 'ratio':
      return voice.format.percent(value);
    case 'bytes':
      return voice.format.bytes(value % MIB === 0 ? value : significant(value, 2));
    case 'requests':
    case 'connections':
    case 'logins':
    case 'emails':
    case 'accounts':
      return about(value, voice);
  }
}

function insertionBlocks(insertion: Insertion, voice: Voice): Block[] {
  const { file, code } = insertion;
  const words = `${where(insertion, voice)} ${sentence(voice.text(insertion.why))}`;
  const blocks: Block[] = [
    { kind: 'heading', level: 3, text: capital(voice.text(insertion.title)) },
    { kind: 'paragraph', text: words },
  ];
  if (code === '') return blocks;
  return [
    ...blocks,
    { kind: 'code', language: /\.[cm]?tsx?$/.test(file) ? 'ts' : 'js', code: code.replace(/\n+$/, '') },
  ];
}

function where({ replaces, file, after, code }: Insertion, voice: Voice): string {
  if (replaces !== undefined) {
    const at = voice.place({ file, line: replaces.from });
    return voice.say(code === '' ? 'report.monitoring.remove' : 'report.monitoring.replace', { at, ...replaces });
  }
  if (after === 0) return voice.say('report.monitoring.create', { file: `\`${file}\`` });
  return voice.say('report.monitoring.insert', { at: voice.place({ file, line: after }) });
}
