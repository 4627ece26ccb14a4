import type { DeclaredRoute, Route, RoutesRead } from '../../model/inventory.ts';
import { type Step, walk } from '../../model/program.ts';
import { type Tally, tally } from '../../model/tally.ts';
import { type Block, table } from '../document.ts';
import type { Voice } from '../voice.ts';

/** What deserves a look in a route, besides its counts. */
export type RouteFlag =
  | 'loop'
  | 'unbounded'
  | 'scan'
  | 'transaction'
  | 'parallel'
  | 'detached'
  | 'shadowed'
  | 'unknown';

const FLAGGED: readonly (readonly [RouteFlag, (step: Step) => boolean])[] = [
  ['loop', (step) => step.kind === 'repeat' && holdsQuery(step.body)],
  ['unbounded', (step) => step.kind === 'query' && step.unbounded],
  ['scan', (step) => step.kind === 'query' && step.access === 'scan'],
  ['transaction', (step) => step.kind === 'transaction'],
  ['parallel', (step) => step.kind === 'parallel' && holdsQuery(step)],
  ['detached', (step) => step.kind === 'detached' && holdsQuery(step.body)],
];

function holdsQuery(step: Step): boolean {
  return [...walk(step)].some((inner) => inner.kind === 'query' || inner.kind === 'call');
}

/** The flags of a route, in a fixed order. */
export function flagsOf(route: Route): readonly RouteFlag[] {
  const steps = [...walk(route.program)];
  return [
    ...FLAGGED.filter(([, test]) => steps.some(test)).map(([flag]) => flag),
    ...(route.shadowedBy === undefined ? [] : (['shadowed'] as const)),
    ...(route.unknownCalls.length === 0 ? [] : (['unknown'] as const)),
  ];
}

export const isQuery = (step: Step): boolean => step.kind === 'query';
export const isCall = (step: Step): boolean => step.kind === 'call';

const LIGHT: ReadonlySet<string> = new Set([
  'framework',
  'middleware',
  'log-line',
  'body-parse',
  'json-stringify',
  'validation',
]);

/** Work worth a look: on a thread, or long enough on the event loop to delay others. */
export function isHeavy(step: Step): boolean {
  return step.kind === 'thread' || (step.kind === 'cpu' && !LIGHT.has(step.work));
}

/** Every route of a project with what one request of it makes, in the order of registration. */
export function routesBlocks({ project, routes, unreachedRoutes }: RoutesRead, voice: Voice): Block[] {
  const entry = project.entry ?? project.manifest;
  const files = project.filesRead;
  return [
    {
      kind: 'title',
      text: voice.say('request.routes.title', { name: project.name }),
      subtitle: voice.say('request.routes.count', {
        routes: routes.length,
        files,
        entry: { file: entry.file, line: entry.line },
      }),
    },
    table(
      [
        { title: voice.say('request.column.route') },
        { title: voice.say('request.column.place') },
        { title: voice.say('request.column.queries'), align: 'right' },
        { title: voice.say('request.column.calls'), align: 'right' },
        { title: voice.say('request.column.processor'), align: 'right' },
        { title: voice.say('request.column.flags') },
      ],
      routes.map((route) => cells(route, voice)),
    ),
    { kind: 'paragraph', text: voice.say('request.routes.words'), tone: 'quiet' },
    ...unreached(unreachedRoutes ?? [], voice),
  ];
}

/** What is declared and never asked for: apart, since it counts in nothing. */
function unreached(routes: readonly DeclaredRoute[], voice: Voice): Block[] {
  if (routes.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: voice.say('request.unreached.heading', { count: routes.length }) },
    { kind: 'paragraph', text: voice.say('request.unreached.words'), tone: 'quiet' },
    { kind: 'list', items: routes.map(({ method, path, at }) => `\`${method} ${path}\` (${voice.place(at)})`) },
  ];
}

function cells(route: Route, voice: Voice): string[] {
  const flags = flagsOf(route).map((flag) => voice.say(`request.flag.${flag}`, { count: route.unknownCalls.length }));
  return [
    `\`${route.id}\``,
    voice.place(route.at),
    ...[isQuery, isCall, isHeavy].map((test) => tallyText(tally(route.program, test), voice)),
    flags.join(', '),
  ];
}

function tallyText({ least, most, perElement }: Tally, voice: Voice): string {
  if (most === 0) return '';
  const count = least === most ? voice.format.count(most) : voice.say('request.tally.range', { least, most });
  return perElement ? `${count} +` : count;
}
