import type { BackgroundWork, Inventory, Setting, Stack } from '../../model/inventory.ts';
import type { Source } from '../../model/source.ts';
import type { Block } from '../document.ts';
import type { Voice } from '../voice.ts';

type Row = { readonly name: string; readonly value: string };

/** What serves requests: framework, runtime, middleware in order, sessions, limits, log, protections. */
export function stack(inventory: Inventory, voice: Voice): Block[] {
  const found = inventory.stack;
  const rows: Row[] = [
    { name: voice.say('report.stack.framework'), value: frameworkOf(inventory, voice) },
    { name: voice.say('report.stack.node'), value: setting(found.node, voice, String) },
    ...commands(inventory, voice),
    {
      name: voice.say('report.stack.processes'),
      value: setting(found.processes, voice, (value) => voice.say('report.stack.processes-value', { count: value })),
    },
    { name: voice.say('report.stack.threads'), value: setting(found.threads, voice, voice.format.count) },
    {
      name: voice.say('report.stack.body'),
      value:
        found.bodyLimit === undefined
          ? voice.say('report.stack.body-none')
          : setting(found.bodyLimit, voice, voice.format.bytes),
    },
    {
      name: voice.say('report.stack.timeout'),
      value:
        found.requestTimeout === undefined
          ? voice.say('report.unknown')
          : setting(found.requestTimeout, voice, timeoutWords(voice)),
    },
    { name: voice.say('report.stack.sessions'), value: sessionsOf(found, voice) },
    { name: voice.say('report.stack.logging'), value: loggingOf(found, voice) },
    { name: voice.say('report.stack.present'), value: protections(found, true, voice) },
    { name: voice.say('report.stack.absent'), value: protections(found, false, voice) },
  ];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.stack.heading') },
    { kind: 'facts', rows: rows.filter((row) => row.value !== '') },
    ...middleware(found, voice),
    ...background(inventory.background, voice),
  ];
}

/** Where a setting was read, or what its default rests on. */
function because(source: Source, voice: Voice): string {
  const at = source.at === undefined ? '' : ` (${voice.place(source.at)})`;
  return source.provenance === 'declared' ? at : at || ` (${voice.say('report.default')})`;
}

function setting<T>(value: Setting<T>, voice: Voice, write: (value: T) => string): string {
  return write(value.value) + voice.mark(value.source) + because(value.source, voice);
}

function timeoutWords(voice: Voice): (seconds: number) => string {
  return (seconds) =>
    seconds > 0 && Number.isFinite(seconds) ? voice.format.duration(seconds) : voice.say('report.stack.no-timeout');
}

function frameworkOf(inventory: Inventory, voice: Voice): string {
  const { framework, language } = inventory.stack;
  return voice.say('report.stack.framework-value', {
    name: voice.name('report.framework.', framework.name),
    version: framework.version ?? '',
    language: language === 'typescript' ? 'TypeScript' : 'JavaScript',
    at: voice.place(framework.at),
    entry: inventory.project.entry === undefined ? '' : voice.place(inventory.project.entry),
  });
}

/** Commands of the manifest, unless the hosting has told the same ones already. */
function commands(inventory: Inventory, voice: Voice): Row[] {
  const { stack: found, deployment } = inventory;
  const written = (command: Stack['run'], told: Stack['run']): string =>
    command === undefined || command.command === told?.command
      ? ''
      : `\`${command.command}\` (${voice.place(command.at)})`;
  return [
    { name: voice.say('report.hosting.build'), value: written(found.build, deployment.chosen?.build) },
    { name: voice.say('report.hosting.run'), value: written(found.run, deployment.chosen?.run) },
  ];
}

function sessionsOf(found: Stack, voice: Voice): string {
  const { sessions } = found;
  const unused = sessions.unusedPackages;
  const names = unused.map((each) => `\`${each.name}\` (${voice.place(each.at)})`);
  const present = sessions.used
    ? voice.say('report.stack.sessions-used', {
        store: voice.name('report.store.', sessions.store ?? 'memory'),
        at: sessions.at === undefined ? '' : voice.place(sessions.at),
      })
    : voice.say('report.stack.sessions-none');
  return unused.length === 0
    ? present
    : `${present} ${voice.say('report.stack.sessions-unused', { names: voice.format.list(names), count: unused.length })}`;
}

function loggingOf(found: Stack, voice: Voice): string {
  const { logging } = found;
  if (logging.at === undefined) return voice.say('report.stack.logging-none');
  return voice.say('report.stack.logging-value', {
    library: logging.library,
    at: voice.place(logging.at),
    durations: logging.durations,
    bodies: logging.bodies,
  });
}

function protections(found: Stack, present: boolean, voice: Voice): string {
  const chosen = found.protections.filter((each) => (each.at !== undefined) === present);
  return chosen
    .map(
      (each) =>
        voice.say(`report.protection.${each.kind}`) + (each.at === undefined ? '' : ` (${voice.place(each.at)})`),
    )
    .join(', ');
}

function middleware(found: Stack, voice: Voice): Block[] {
  if (found.middleware.length === 0) return [];
  const items = found.middleware.map(
    (each) =>
      `${each.name.includes(':') ? voice.say('report.stack.own-function') : `\`${each.name}\``}${each.path === undefined ? '' : ` ${voice.say('report.stack.mounted', { path: each.path })}`} (${voice.place(each.at)})`,
  );
  return [
    { kind: 'heading', level: 4, text: voice.say('report.stack.middleware', { count: items.length }) },
    { kind: 'list', ordered: true, items },
  ];
}

function background(all: readonly BackgroundWork[], voice: Voice): Block[] {
  if (all.length === 0) return [];
  const items = all.map((work) =>
    voice.say('report.stack.background-item', {
      name: work.name,
      trigger: voice.say(`report.trigger.${work.trigger}`),
      period: work.period ?? -1,
      inProcess: work.inProcess,
      at: voice.place(work.at),
    }),
  );
  return [
    { kind: 'heading', level: 4, text: voice.say('report.stack.background') },
    { kind: 'list', items },
  ];
}
