import type { RuleId } from '../alerts/reading.ts';
import type { Notice } from '../deliver/notice.ts';
import type { Key, Voice } from '../words/index.ts';

/** How a value and its threshold are written. */
type Unit = 'share' | 'seconds' | 'count' | 'times';

/** What each rule watches, and its unit; the end of a tier is a date, its value is not for people. */
const WATCHED: Readonly<Record<RuleId, readonly [name: Key, unit?: Unit]>> = {
  capacity: ['resource.capacity', 'share'],
  'event-loop': ['resource.event-loop', 'share'],
  blocked: ['resource.blocked', 'share'],
  cpu: ['resource.cpu', 'share'],
  throttling: ['resource.throttling', 'share'],
  memory: ['resource.memory', 'share'],
  heap: ['resource.heap', 'share'],
  pool: ['resource.pool', 'seconds'],
  database: ['resource.database', 'share'],
  'response-time': ['resource.response-time', 'seconds'],
  'errors-fast': ['resource.errors', 'times'],
  'errors-slow': ['resource.errors', 'times'],
  'slowness-fast': ['resource.response-time', 'times'],
  'slowness-slow': ['resource.response-time', 'times'],
  refused: ['resource.outbound', 'count'],
  unanswered: ['resource.outbound', 'share'],
  quota: ['resource.quota', 'share'],
  'webhook-lag': ['resource.webhook', 'seconds'],
  'webhook-failures': ['resource.webhook', 'share'],
  tier: ['resource.tier'],
};

/** Whether the value of an incident under way is already under the threshold of its level: it is not over, which needs patience. */
export function isEasing({ params: { value, limit } }: Notice): boolean {
  return typeof value === 'number' && typeof limit === 'number' && value < limit;
}

/** Level that the page gives an incident under way: what eases is looked at, it asks for nothing. */
export function levelOfIncident(notice: Notice): Notice['level'] {
  return isEasing(notice) ? 'watch' : notice.level;
}

/** That an incident eases: what it watches, its value of now beside the threshold. Without a full stop. */
export function easingSentence({ incident, params }: Notice, voice: Voice): string {
  const [name, unit] = WATCHED[incident.split(':')[0] as RuleId];
  const what = voice.say(name, { subject: params['subject'] ?? '' });
  if (unit === undefined) return voice.say('page.easing', { what });
  const { value = 0, limit = 0 } = params;
  return voice.say('page.easing.from', { what, value: amount(value, unit, voice), limit: amount(limit, unit, voice) });
}

function amount(value: Notice['params'][string], unit: Unit, voice: Voice): string {
  const { format } = voice;
  if (unit === 'share') return format.percent(value);
  if (unit === 'seconds') return format.duration(value);
  return unit === 'count' ? format.count(value) : voice.say('page.easing.times', { value });
}
