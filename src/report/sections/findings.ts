import type { Finding } from '../../model/finding.ts';
import type { Inventory, Service } from '../../model/inventory.ts';
import type { Message } from '../../model/message.ts';
import { type Block, type Tone, table } from '../document.ts';
import { capital, type Voice } from '../voice.ts';
import { placeList } from './remedies.ts';

const SEVERITIES = ['critical', 'serious', 'moderate', 'minor'] as const;
const MARKS: Readonly<Record<Finding['severity'], string>> = {
  critical: '●●●',
  serious: '●●○',
  moderate: '●○○',
  minor: '○○○',
};
const TONES: Readonly<Record<Finding['severity'], Tone>> = {
  critical: 'bad',
  serious: 'warning',
  moderate: 'plain',
  minor: 'quiet',
};
/** From this many findings of one kind on, a table says them better than sentences. */
const TABLE_FROM = 4;
const ROWS_SHOWN = 8;
const ROUTES_SHOWN = 2;
const EVIDENCE_SHOWN = 3;

interface Group {
  readonly kind: Finding['kind'];
  readonly severity: Finding['severity'];
  readonly findings: readonly Finding[];
}

/** Faults found in the code, the worst first; those of one kind together, with why the kind matters. */
export function findings({ findings: all, services }: Inventory, voice: Voice): Block[] {
  const heading: Block = {
    kind: 'heading',
    level: 3,
    text: voice.say('report.findings.heading', { count: all.length }),
  };
  if (all.length === 0) return [heading, { kind: 'paragraph', text: voice.say('report.findings.none') }];
  return [
    heading,
    { kind: 'paragraph', text: counts(all, voice) },
    ...grouped(all).flatMap((group) => groupBlocks(group, services, voice)),
  ];
}

function counts(all: readonly Finding[], voice: Voice): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = all.filter((finding) => finding.severity === severity).length;
    return count === 0
      ? []
      : [
          voice.say('report.findings.count', {
            count,
            mark: MARKS[severity],
            severity: voice.say(`report.severity.${severity}`),
          }),
        ];
  });
  return parts.join(' · ');
}

/** Groups by kind, ordered by the worst finding of each, then by their number. */
function grouped(all: readonly Finding[]): Group[] {
  const kinds = [...new Set(all.map((finding) => finding.kind))];
  const groups = kinds.map((kind): Group => {
    const same = all.filter((finding) => finding.kind === kind).sort((a, b) => rank(a.severity) - rank(b.severity));
    return { kind, severity: same[0]?.severity ?? 'minor', findings: same };
  });
  return groups.sort((a, b) => rank(a.severity) - rank(b.severity) || b.findings.length - a.findings.length);
}

function rank(severity: Finding['severity']): number {
  return SEVERITIES.indexOf(severity);
}

function groupBlocks(group: Group, services: readonly Service[], voice: Voice): Block[] {
  const title = voice.say('report.findings.group', {
    mark: MARKS[group.severity],
    severity: voice.say(`report.severity.${group.severity}`),
    title: capital(voice.say(`report.finding.${group.kind}`)),
    count: group.findings.length,
  });
  const heading: Block = { kind: 'heading', level: 4, text: title, tone: TONES[group.severity] };
  if (group.findings.length < TABLE_FROM) return [heading, sentences(group.findings, voice)];
  return [
    heading,
    { kind: 'paragraph', text: voice.say(`report.why.${group.kind}`) },
    findingTable(group.findings, services, voice),
  ];
}

function sentences(same: readonly Finding[], voice: Voice): Block {
  return {
    kind: 'list',
    items: same.map((finding) => {
      const text = voice.text(finding.message);
      const missing = [finding.at, ...finding.evidence].filter((at) => !text.includes(`${at.file}:${at.line}`));
      return missing.length === 0 ? capital(text) : `${placeList(missing, voice, EVIDENCE_SHOWN)} — ${text}`;
    }),
  };
}

function routesOf(finding: Finding, voice: Voice): string {
  const shown = finding.routes
    .slice(0, ROUTES_SHOWN)
    .map((id) => `\`${id}\``)
    .join(', ');
  const more = finding.routes.length - ROUTES_SHOWN;
  return more > 0 ? voice.say('report.places.more', { shown, count: more }) : shown;
}

/** What a finding is about: a service by its name, anything else as the code has it; where its place is all that names it, what its sentence tells. */
function subjectOf(finding: Finding, services: readonly Service[], voice: Voice): string {
  if (finding.subject === `${finding.at.file}:${finding.at.line}`) return detailOf(finding.message.params, voice);
  return services.find(({ id }) => id === finding.subject)?.name ?? `\`${finding.subject}\``;
}

function detailOf(params: Message['params'], voice: Voice): string {
  const { library, rounds, roundsFrom, table: name } = params;
  if (typeof library !== 'string' || typeof rounds !== 'number') return typeof name === 'string' ? `\`${name}\`` : '';
  const cost =
    typeof roundsFrom === 'number'
      ? voice.say('request.rounds-several', { from: roundsFrom, rounds })
      : voice.say('request.rounds', { rounds });
  return `\`${library}\`, ${cost}`;
}

function findingTable(same: readonly Finding[], services: readonly Service[], voice: Voice): Block {
  return table(
    [
      { title: voice.say('report.findings.subject') },
      { title: voice.say('report.column.place') },
      { title: voice.say('report.services.routes') },
      { title: voice.say('report.findings.severity') },
    ],
    same.map((finding) => [
      subjectOf(finding, services, voice),
      placeList([finding.at], voice, 1),
      routesOf(finding, voice),
      voice.say(`report.severity.${finding.severity}`),
    ]),
    { rows: ROWS_SHOWN, more: voice.say('report.more', { count: same.length - ROWS_SHOWN }) },
  );
}
