import type { Branch, CallStep, Choice, CpuStep, QueryStep, Repeat, Step, ThreadStep } from '../../model/program.ts';
import type { Location } from '../../model/source.ts';
import type { TreeNode } from '../document.ts';
import type { Voice } from '../voice.ts';
import { code, rowsText, timesText } from './sizes.ts';

/** How steps are told: the voice, and what the middleware of a line is called. */
export interface Teller {
  readonly voice: Voice;
  readonly middleware: (at: Location) => string;
}

/** The tree of a request program, for a person to hold against the source: one node per step, each with its line and its chain of calls. */
export function programTree(step: Step, teller: Teller): TreeNode[] {
  const { voice } = teller;
  switch (step.kind) {
    case 'sequence':
      return step.steps.flatMap((inner) => programTree(inner, teller));
    case 'query':
      return [leaf(queryText(step, voice), step, voice)];
    case 'call':
      return [leaf(callText(step, voice), step, voice)];
    case 'thread':
      return [leaf(parts([voice.say(`request.thread.${step.work}`), ...hashParts(step, voice)]), step, voice)];
    case 'cpu':
      return cpuNodes(step, teller);
    case 'parallel':
      return [
        {
          ...placed(voice.say('request.parallel'), step.at, voice),
          children: step.steps.map((one) => whole(one, teller)),
        },
      ];
    case 'repeat':
      return [{ ...placed(repeatText(step, voice), step.at, voice), children: programTree(step.body, teller) }];
    case 'transaction':
    case 'detached':
      return [
        { ...placed(voice.say(`request.${step.kind}`), step.at, voice), children: programTree(step.body, teller) },
      ];
    case 'choice':
      return choiceNodes(step, teller);
  }
}

/** One node for a step, whatever it holds. */
function whole(step: Step, teller: Teller): TreeNode {
  const nodes = programTree(step, teller);
  const only = nodes[0];
  return nodes.length === 1 && only !== undefined
    ? only
    : { text: teller.voice.say('request.branch'), children: nodes };
}

function cpuNodes(step: CpuStep, { voice, middleware }: Teller): TreeNode[] {
  if (step.work === 'framework') return [];
  if (step.work === 'middleware') {
    const text = voice.say('request.middleware', { name: middleware(step.at) });
    return [{ ...leaf(text, step, voice), tone: 'quiet' }];
  }
  const amount = step.amount === undefined || step.amount.kind === 'exactly' ? [] : [rowsText(step.amount, voice)];
  const checks = step.checks === undefined ? [] : [voice.say(`request.checks.${step.checks}`)];
  const text = parts([voice.say(`request.work.${step.work}`), ...hashParts(step, voice), ...amount, ...checks]);
  return [leaf(text, step, voice)];
}

function hashParts(step: CpuStep | ThreadStep, voice: Voice): string[] {
  return [
    ...(step.library === undefined ? [] : [code(step.library)]),
    ...(step.rounds === undefined ? [] : [roundsText(step.rounds, step.roundsFrom, voice)]),
    ...(step.roundsAt === undefined ? [] : [voice.say('request.rounds-at', { place: voice.place(step.roundsAt) })]),
    ...(step.derives === undefined ? [] : [voice.say(`request.derives.${step.derives}`)]),
  ];
}

function roundsText(rounds: number, from: number | undefined, voice: Voice): string {
  return from === undefined
    ? voice.say('request.rounds', { rounds })
    : voice.say('request.rounds-several', { from, rounds });
}

function queryText(step: QueryStep, voice: Voice): string {
  const tables = step.tables.length === 0 ? voice.say('request.query.no-table') : step.tables.map(code).join(', ');
  return parts([
    voice.say(`request.query.${step.operation}`, { tables }),
    ...(step.filter.length === 0 ? [] : [voice.say('request.query.where', { columns: step.filter.map(code) })]),
    ...(step.access === 'none' ? [] : [voice.say(`request.access.${step.access}`)]),
    ...(step.order === undefined ? [] : [voice.say('request.query.order', { columns: step.order.map(code) })]),
    ...(step.rows.kind === 'exactly' && step.rows.count === 0 ? [] : [rowsText(step.rows, voice)]),
    ...(step.unbounded ? [voice.say('request.query.unbounded')] : []),
    ...(step.ownConnection === true ? [voice.say('request.query.own-connection')] : []),
  ]);
}

function callText({ service, endpoint, on, filter = [] }: CallStep, voice: Voice): string {
  return parts([
    voice.say('request.call', { service, endpoint }),
    ...(on === undefined ? [] : [voice.say('request.call.on', { on })]),
    ...(filter.length === 0 ? [] : [voice.say('request.query.where', { columns: filter.map(code) })]),
  ]);
}

function repeatText(step: Repeat, voice: Voice): string {
  const text = voice.say(`request.repeat.${step.mode}`, { times: timesText(step.times, voice) });
  const { rowsFrom } = step;
  if (rowsFrom === undefined) return text;
  return parts([text, voice.say('request.repeat.rows', { at: { file: rowsFrom.file, line: rowsFrom.line } })]);
}

/** A guard on one line; an alternative to nothing under one word; else each branch in turn. */
function choiceNodes(step: Choice, teller: Teller): TreeNode[] {
  const { voice } = teller;
  const told = step.branches.map((branch) => ({ branch, nodes: programTree(branch.body, teller) }));
  const shown = told.filter(({ branch, nodes }) => nodes.length > 0 || branch.leaves);
  const only = shown[0];
  if (only === undefined) return [];
  if (shown.length === 1 && only.nodes.length === 0)
    return [{ ...placed(voice.say('request.guard'), step.at, voice), tone: 'quiet' }];
  if (shown.length === 1) {
    const text = ended(voice.say(`request.sometimes.${only.branch.likelihood}`), only.branch, voice);
    return [{ ...placed(text, step.at, voice), children: only.nodes }];
  }
  const branches = told.map(({ branch, nodes }): TreeNode => {
    const word = ended(voice.say(`request.choice.${branch.likelihood}`), branch, voice);
    if (nodes.length > 0) return { text: word, children: nodes };
    return { text: branch.leaves ? word : `${word} — ${voice.say('request.choice.nothing')}`, tone: 'quiet' };
  });
  return [{ ...placed(voice.say('request.choice'), step.at, voice), children: branches }];
}

function ended(text: string, branch: Branch, voice: Voice): string {
  return branch.leaves ? `${text}, ${voice.say('request.choice.leaves')}` : text;
}

function parts(texts: readonly string[]): string {
  return texts.join(' · ');
}

function placed(text: string, at: Location, voice: Voice): TreeNode {
  return { text: `${text} — ${voice.place(at)}` };
}

function leaf(
  text: string,
  step: { readonly at: Location; readonly via?: readonly Location[] },
  voice: Voice,
): TreeNode {
  const chain = step.via ?? [];
  if (chain.length === 0) return placed(text, step.at, voice);
  const called = voice.say('request.via', { chain: chain.map((at) => voice.place(at)).join(' › ') });
  return { text: `${text} — ${voice.place(step.at)}, ${called}` };
}
