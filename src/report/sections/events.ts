import type { Estimate, EventOutcome } from '../../model/estimate.ts';
import type { Objective } from '../../model/objective.ts';
import type { TransientStep } from '../../model/solution.ts';
import type { Bar, Block } from '../document.ts';
import { people, seconds } from '../quantities.ts';
import type { Voice } from '../voice.ts';

const STEPS_DRAWN = 10;
/** Under this share of the longest queue, the event is over. */
const NOTHING_LEFT = 0.01;

/** Peaks as events, simulated: the queue, the worst response time, the errors, the time to recover. */
export function events(estimate: Estimate, voice: Voice): Block[] {
  if (estimate.events.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.events.heading') },
    { kind: 'paragraph', text: voice.say('report.events.sentence') },
    ...estimate.events.flatMap((event) => oneEvent(event, estimate.objective, voice)),
  ];
}

function oneEvent(event: EventOutcome, objective: Objective, voice: Voice): Block[] {
  const { outcome } = event;
  const holds = outcome.worstP95 <= objective.responseTime && outcome.errors <= objective.errors;
  const facts = [
    {
      name: voice.say('report.events.queue'),
      value: voice.say('report.events.queue-value', {
        count: outcome.worstQueue,
        words: people(outcome.worstQueue, voice),
      }),
    },
    { name: voice.say('report.events.p95'), value: seconds(outcome.worstP95, voice) },
    { name: voice.say('report.events.worst'), value: seconds(outcome.worstResponseTime, voice) },
    { name: voice.say('report.events.errors'), value: voice.format.percent(outcome.errors) },
    { name: voice.say('report.events.recovery'), value: recovery(outcome.recovery, voice) },
    {
      name: voice.say('report.events.bearable'),
      value: voice.say('report.events.bearable-value', {
        people: people(event.bearable, voice),
        duration: event.duration,
      }),
    },
  ];
  return [
    {
      kind: 'heading',
      level: 4,
      text: voice.say('report.events.title', {
        name: voice.say(`report.event.${event.name}`),
        people: event.people,
        duration: event.duration,
        holds,
      }),
      tone: holds ? 'good' : 'bad',
    },
    {
      kind: 'paragraph',
      text: voice.say('report.events.route', { route: `\`${event.route}\``, at: voice.place(event.at) }),
    },
    { kind: 'facts', rows: facts },
    ...queueOverTime(outcome.steps, voice),
  ];
}

function recovery(value: number, voice: Voice): string {
  return value === 0
    ? voice.say('report.events.at-once')
    : voice.say('report.events.after', { time: seconds(value, voice) });
}

/** Requests waiting as time goes by: a few steps, evenly spaced, the worst kept. */
function queueOverTime(all: readonly TransientStep[], voice: Voice): Block[] {
  const highest = Math.max(0, ...all.map((step) => step.inSystem));
  const steps = all.slice(0, all.findLastIndex((step) => step.inSystem > highest * NOTHING_LEFT) + 2);
  if (steps.length < 3 || highest < 2) return [];
  const stride = Math.ceil(steps.length / STEPS_DRAWN);
  const rows = Array.from({ length: Math.ceil(steps.length / stride) }, (_, index): Bar => {
    const chunk = steps.slice(index * stride, (index + 1) * stride);
    const worst = chunk.reduce(
      (best, step) => (step.inSystem > best.inSystem ? step : best),
      chunk[0] as TransientStep,
    );
    return {
      label: voice.say('report.events.at', { time: worst.time }),
      share: worst.inSystem / highest,
      value: people(worst.inSystem, voice),
    };
  });
  return [
    { kind: 'paragraph', text: voice.say('report.events.over-time') },
    { kind: 'bars', rows },
  ];
}
