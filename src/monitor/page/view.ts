import type { MinuteRecord, Snapshot } from '../../model/minute.ts';
import { gravityOf } from '../alerts/reading.ts';
import { type Notice, write } from '../deliver/notice.ts';
import { capacityFor } from '../headroom/capacity.ts';
import { type Usage, usagesOf } from '../headroom/resources.ts';
import { levelOf as levelOfUsage } from '../headroom/shares.ts';
import type { DayLevel } from '../headroom/trend.ts';
import { HOUR, MINUTE, type Span, type Stretch } from '../history/history.ts';
import type { Limits } from '../limits/limits.ts';
import type { Voice } from '../words/index.ts';
import { type Curves, curvesOf } from './view-curves.ts';
import { easingSentence, isEasing, levelOfIncident } from './view-easing.ts';
import { type HeadroomRow, headroomRows, nameOf } from './view-headroom.ts';
import { type RouteRow, routeRows } from './view-routes.ts';
import { trendSentence } from './view-trend.ts';

export type Level = 'ok' | 'watch' | 'act' | 'unknown';

/** All that the page shows, in the words of its language. Holds routes and figures: no path, header, body or value of a request. */
export interface View {
  /** Seconds since 1970. */
  readonly at: number;
  readonly level: Level;
  /** Share of the capacity for the traffic of the moment, for the dial; absent without an estimate. */
  readonly used?: number;
  readonly headline: string;
  readonly details: readonly string[];
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly headroom: readonly HeadroomRow[];
  readonly curves: Curves;
  readonly routes: readonly RouteRow[];
  readonly alerts: readonly AlertRow[];
  readonly notes: readonly string[];
}

export interface AlertRow {
  readonly level: 'watch' | 'act';
  readonly isOver: boolean;
  readonly title: string;
  readonly lines: readonly string[];
  /** Milliseconds since 1970. */
  readonly opened: number;
  readonly closed?: number;
}

export interface Seen {
  readonly now: number;
  readonly span: Span;
  readonly stretch: Stretch;
  /** The last minute of every instance. */
  readonly latest: MinuteRecord | undefined;
  readonly snapshot: Snapshot;
  readonly hourly: number;
  readonly days: readonly DayLevel[];
  readonly incidents: readonly { readonly told: Notice; readonly isOver: boolean }[];
  readonly store: { readonly kind: 'memory' | 'postgres'; readonly lost: number };
  readonly limits: Limits;
}

export function viewOf(seen: Seen, voice: Voice): View {
  const { limits, latest, snapshot, now } = seen;
  const recent = latest ?? (snapshot.current.elapsed >= 5 ? snapshot.current : undefined);
  const usages = recent === undefined ? [] : usagesOf(recent, limits);
  const level = levelOf(seen, recent, usages);
  const used = usages.find(({ resource }) => resource === 'capacity')?.used;
  return {
    at: now,
    level,
    ...(used === undefined ? {} : { used }),
    headline: headline(level, seen, usages, voice),
    details: details(seen, recent, voice),
    figures: figures(seen, recent, voice),
    headroom: headroomRows(usages, limits, voice),
    curves: curvesOf(seen.stretch.points, seen.span, now, limits),
    routes: routeRows(seen.stretch.record, limits),
    alerts: seen.incidents.map((incident) => alertRow(incident, voice)),
    notes: notes(seen, recent, voice),
  };
}

/** What goes on, the gravest first: what users feel before what explains it, and what eases last. */
function openIncidents({ incidents }: Seen): readonly Notice[] {
  const rank = (notice: Notice): number =>
    (notice.level === 'act' ? 0 : 100) + (isEasing(notice) ? 200 : 0) + gravityOf(notice.incident);
  return incidents
    .filter(({ isOver }) => !isOver)
    .map(({ told }) => told)
    .sort((one, other) => rank(one) - rank(other));
}

/** The gravest of what goes on and of what is used: an incident needs patience to open and to end, a full resource shows at once. */
function levelOf(seen: Seen, recent: MinuteRecord | undefined, usages: readonly Usage[]): Level {
  const levels = [
    ...openIncidents(seen).map(levelOfIncident),
    ...usages.map((usage) => levelOfUsage(usage, seen.limits)),
  ];
  if (levels.includes('act')) return 'act';
  if (levels.includes('watch')) return 'watch';
  return recent === undefined ? 'unknown' : 'ok';
}

function headline(level: Level, seen: Seen, usages: readonly Usage[], voice: Voice): string {
  if (level === 'act' || level === 'watch') {
    const what = worst(level, seen, usages, voice);
    if (what !== undefined) return voice.say(`page.headline.${level}`, { what: lowered(what) });
    const [easing] = openIncidents(seen);
    if (easing !== undefined) return `${easingSentence(easing, voice)}.`;
  }
  if (level === 'unknown') return voice.say('page.headline.starting');
  const lastSeen = seen.stretch.points.findLast(({ requests }) => requests > 0)?.start ?? seen.snapshot.current.start;
  const since = seen.now - lastSeen - MINUTE;
  const isQuiet = seen.snapshot.current.total.requests === 0 && since > 10 * MINUTE && since < HOUR * 24;
  if (isQuiet) return voice.say('page.headline.quiet', { since });
  const capacity = usages.find(({ resource }) => resource === 'capacity');
  if (capacity === undefined) return voice.say('page.headline.ok-plain');
  return voice.say('page.headline.ok', { used: capacity.used });
}

/** The gravest incident of a level that does not ease, else the resource that is there first. */
function worst(level: 'act' | 'watch', seen: Seen, usages: readonly Usage[], voice: Voice): string | undefined {
  const incident = openIncidents(seen).find((open) => open.level === level && !isEasing(open));
  if (incident !== undefined) return voice.say(incident.what, incident.params);
  const usage = usages.find((each) => levelOfUsage(each, seen.limits) === level);
  if (usage === undefined) return undefined;
  return voice.say('page.headline.used', { name: nameOf(usage, voice), used: usage.used });
}

/** A sentence inside another; a name keeps its capital. */
function lowered(text: string): string {
  const [first = '', second = ''] = text;
  return /\p{Ll}/u.test(second) || second === ' ' ? first.toLowerCase() + text.slice(1) : text;
}

function details(seen: Seen, recent: MinuteRecord | undefined, voice: Voice): readonly string[] {
  const { limits, snapshot } = seen;
  const [worst] = openIncidents(seen);
  const remedy = worst === undefined ? [] : write(worst, voice).lines.slice(1);
  const capacity = capacityFor(recent ?? snapshot.current, limits);
  if (capacity === undefined) return [...remedy, voice.say('page.no-estimate')];
  return [
    ...remedy,
    voice.say('page.capacity', { ...capacity.throughput, scenario: capacity.scenario.name }),
    ...trendSentence(seen.days, limits, voice),
  ];
}

function figures(seen: Seen, recent: MinuteRecord | undefined, voice: Voice): View['figures'] {
  const { format } = voice;
  const minute = recent?.total;
  const perMinute =
    recent === undefined || recent.elapsed === 0 ? 0 : (recent.total.requests * MINUTE) / recent.elapsed;
  const failed = minute === undefined || minute.requests === 0 ? 0 : minute.serverErrors / minute.requests;
  return [
    { label: voice.say('page.rpm'), value: format.about(perMinute) },
    { label: voice.say('page.rph'), value: format.count(seen.hourly) },
    { label: voice.say('page.error-rate'), value: format.percent(failed) },
    { label: voice.say('page.in-flight'), value: format.count(seen.snapshot.current.total.inFlight) },
  ];
}

function alertRow({ told, isOver }: Seen['incidents'][number], voice: Voice): AlertRow {
  const { title, lines } = write({ ...told, change: 'opened' }, voice);
  const eases = !isOver && isEasing(told);
  return {
    level: isOver ? told.level : levelOfIncident(told),
    isOver,
    title: eases ? `${easingSentence(told, voice)}.` : (lines[0] ?? title),
    lines: lines.slice(1),
    opened: told.opened,
    ...(isOver ? { closed: told.at } : {}),
  };
}

function notes({ store }: Seen, recent: MinuteRecord | undefined, voice: Voice): readonly string[] {
  return [
    voice.say('page.instances', { count: Math.max(1, recent?.instances.length ?? 1) }),
    voice.say(`page.store.${store.kind}`),
    ...(store.lost === 0 ? [] : [voice.say('page.store.lost', { lost: store.lost })]),
  ];
}
