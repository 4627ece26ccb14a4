import type { Function as FunctionNode } from 'oxc-parser';
import type { HarmlessCall, Method, ServiceKind, Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import type { Project } from '../project.ts';
import type { Module } from './modules/module.ts';
import type { Resolver } from './modules/resolver.ts';
import { type Entry, emptyRecording, type Recording } from './program/recording.ts';
import type { ParsedFile } from './syntax/parse.ts';
import { type Cells, spoil } from './values/cells.ts';
import { rollBack, type Trail } from './values/trail.ts';
import type { ClassValue, Cut, ObjectValue, TableModel, Value } from './values/values.ts';

/** One activation: of a module, a function, or the handler that ends a request. */
export interface Frame {
  readonly kind: 'module' | 'function' | 'handler';
  readonly file: ParsedFile;
  readonly self: Value | undefined;
  readonly home: ClassValue | undefined;
  readonly returns: Value[];
  /** The rest of the activation is recorded inside a branch, because the other one returned. */
  nested: boolean;
  /** Whether a turn of the innermost loop ends it, other than by failing. */
  leaving?: Leaving;
}

/** `perhaps`: on some branch; `usually`: on the branch that is usually taken. */
export type Leaving = 'perhaps' | 'usually';

/** How the functions registered on a router are called, and what they return. */
export type Convention = 'express' | 'fastify' | 'koa' | 'hono' | 'web' | 'event';

/** A router or application object, with what was registered on it, in order. */
export interface Router {
  readonly value: Value;
  readonly convention: Convention;
  readonly application: boolean;
  readonly at: Location;
  readonly layers: Layer[];
  mounted: boolean;
}

export interface Layer {
  readonly kind: 'use' | 'route' | 'hook';
  readonly method: Method;
  readonly paths: readonly string[];
  readonly handlers: readonly Value[];
  readonly at: Location;
  /** Middleware of this path alone, not of those under it. */
  readonly exact?: true;
  /** For a hook: when it runs. For a route: hooks of its own, by when they run. */
  readonly phase?: string;
  readonly hooks?: ReadonlyMap<string, readonly Value[]>;
  /** Registered only under a condition that the code alone does not decide. */
  readonly conditional: boolean;
}

/** A database client that the code creates. */
export interface DatabaseClient {
  readonly id: string;
  readonly package: string;
  readonly at: Location;
  readonly options: Value | undefined;
  readonly pooled: boolean;
  readonly major: number | undefined;
  orm?: string;
}

export interface BackgroundTask {
  readonly name: string;
  readonly at: Location;
  readonly trigger: 'interval' | 'cron' | 'queue' | 'startup';
  readonly period?: number;
  readonly inProcess: boolean;
  readonly recording: Recording;
}

/** A service that some call reaches: where its client is created, and what that says. */
export interface ServiceClient {
  readonly id: string;
  readonly name: string;
  readonly kind: ServiceKind;
  readonly at: Location;
  readonly timeout?: { readonly seconds: number; readonly at: Location };
}

/** A question of the code about the path or the method of a request, and what the route answers. */
export interface Question {
  readonly about: 'path' | 'method' | 'piece';
  readonly question: string;
  /** How a piece of the path is cut out. */
  readonly cut?: readonly Cut[];
  readonly text: string;
  readonly answer: boolean | undefined;
}

/** The request under evaluation: what its path answers to the questions of the code. */
export interface RequestUnderway {
  readonly method: Method;
  readonly path: string;
  readonly request: Value;
  readonly response: Value;
  /** What the handler may answer, for middleware that looks at it afterwards. */
  readonly answers: Value[];
  /** The line of the handler that answers, while the project's own function answers in place of Express's. */
  answerPlace: Location | undefined;
  /** The answer has left: listeners are running. */
  finished: boolean;
  /** What was seen of the request log. */
  readonly log: { at: Location | undefined; bodies: boolean; durations: boolean };
  /** What the code asked about the path and the method so far. */
  readonly questions: Question[];
}

/** State of one inspection. Everything that lasts is here; everything reversible goes through `trail`. */
export interface Machine {
  readonly project: Project;
  readonly resolver: Resolver;
  readonly modules: Map<string, Module>;
  readonly unknowns: Unknown[];
  readonly routers: Router[];
  readonly tables: TableModel[];
  readonly clients: DatabaseClient[];
  readonly services: Map<string, ServiceClient>;
  readonly background: BackgroundTask[];
  readonly classes: ClassValue[];
  /** Instances made because a type says so, one per class. */
  readonly instances: Map<number, ObjectValue>;
  /** What the start of the server put on the global object, by name. */
  readonly globals: Cells;
  /** First import of each package, over all reached files. */
  readonly imported: Map<string, Location>;
  /** Notable things seen once: signals, cluster, protections… by name. */
  /** Calls taken to have no effect outside the process: lines that make them, by name. */
  readonly harmless: Record<HarmlessCall['why'], Map<string, Set<string>>>;
  readonly marks: Map<string, { readonly at: Location; readonly value: Value | undefined }>;
  /** Rounds of the password hashes made, by place. */
  readonly hashRounds: Map<string, number>;
  trail: Trail;
  recording: Recording;
  frame: Frame;
  phase: 'startup' | 'request';
  request: RequestUnderway | undefined;
  /** Branches of undecided conditions around what is evaluated. */
  undecided: number;
  /** Functions under evaluation, innermost last. */
  readonly stack: (FunctionNode | object)[];
  /** What each of them was given. */
  readonly given: (readonly Value[])[];
  /** For each enclosing `try`, whether an error caught there ends the request. */
  tries: boolean[];
  steps: number;
  stepLimit: number;
}

/** Nodes evaluated for one module, and for one request, at most. */
export const STEPS_PER_MODULE = 400_000;
export const STEPS_PER_REQUEST = 60_000;
/** Calls of functions of the project inside one another. */
export const MOST_DEPTH = 48;

/** Adds an entry to what is being recorded. */
export function record(machine: Machine, entry: Entry): void {
  machine.recording.entries.push(entry);
}

/** Notes a call that has no effect outside the process, so that the ledger shows what was taken for harmless. */
export function noteHarmless(machine: Machine, why: HarmlessCall['why'], name: string, at: Location): void {
  const names = machine.harmless[why];
  const places = names.get(name);
  if (places === undefined) names.set(name, new Set([`${at.file}:${at.line}`]));
  else places.add(`${at.file}:${at.line}`);
}

/** Reports something that could not be read, once per place. */
export function reportUnknown(
  machine: Machine,
  key: string,
  params: Readonly<Record<string, string | number>>,
  at?: Location,
): void {
  const same = (unknown: Unknown): boolean =>
    unknown.message.key === key && unknown.at?.file === at?.file && unknown.at?.line === at?.line;
  if (machine.unknowns.some(same)) return;
  machine.unknowns.push(at === undefined ? { message: message(key, params) } : { message: message(key, params), at });
}

/** Counts one step, at an offset of the file under evaluation; false when the budget is spent, which is reported. */
export function spend(machine: Machine, offset: number): boolean {
  machine.steps += 1;
  if (machine.steps <= machine.stepLimit) return true;
  spoil();
  if (machine.steps === machine.stepLimit + 1) {
    const at = machine.frame.file.at(offset);
    reportUnknown(machine, 'unknown.budget-steps', { count: machine.stepLimit }, at);
    record(machine, { kind: 'unknown-call', name: 'steps', at, why: 'limit' });
  }
  return false;
}

/**
 * Runs a body and puts the machine back as it was if something gives way inside, for instance the stack on an expression nested too deep.
 * What was lost is reported: inspection never throws because of what it reads.
 */
export function guarded(machine: Machine, at: Location, body: () => void): void {
  const { frame, recording, tries, phase, trail, request, undecided } = machine;
  const depth = machine.stack.length;
  try {
    body();
  } catch (cause) {
    machine.stack.length = depth;
    machine.given.length = depth;
    Object.assign(machine, { frame, recording, tries: [...tries], phase, trail, request, undecided });
    reportUnknown(
      machine,
      'unknown.evaluation-failed',
      { reason: cause instanceof Error ? cause.message : String(cause) },
      at,
    );
  }
}

/** Runs a body with its own recording and takes back its writes. */
export function runAside<T>(
  machine: Machine,
  body: () => T,
): { readonly result: T; readonly recording: Recording; readonly writes: ReturnType<typeof takeBack> } {
  const saved = machine.recording;
  const recording = emptyRecording();
  const mark = machine.trail.writes.length;
  machine.recording = recording;
  machine.undecided += 1;
  const result = body();
  machine.undecided -= 1;
  machine.recording = saved;
  return { result, recording, writes: takeBack(machine, mark) };
}

function takeBack(machine: Machine, mark: number): ReturnType<typeof rollBack> {
  return rollBack(machine.trail, mark);
}

/** Runs a body with its own recording, and keeps its writes. */
export function runInto<T>(machine: Machine, recording: Recording, body: () => T): T {
  const saved = machine.recording;
  machine.recording = recording;
  const result = body();
  machine.recording = saved;
  return result;
}
