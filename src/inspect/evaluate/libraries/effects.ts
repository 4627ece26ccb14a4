import type { Effect, Pixels, Rounds, Rule } from '../../../facts/technologies/index.ts';
import type { CpuStep, ThreadStep } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import { type Machine, record, runAside } from '../machine.ts';
import { DATA, derived, opaque } from '../values/create.ts';
import { alternatives } from '../values/union.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { logLine, weigh } from './answers.ts';
import { checkOf, hashedWith, noteHash } from './hashes.ts';
import { keptIn, runKept } from './kept.ts';
import { isDerivation, keyFrom } from './keys.ts';
import { markOnce } from './marks.ts';
import { packageOf } from './rules.ts';
import { callService } from './services.ts';

/** Records what a rule says that a call does, and gives what it says that comes back. */
export function applyRule(
  machine: Machine,
  target: ExternalValue,
  rule: Rule,
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
): Value {
  const effect = rule.does;
  const result = isDerivation(effect) ? keyFrom(at) : (hashedWith(effect, at) ?? resultOf(target, rule, steps, args));
  const callback = args.at(-1);
  switch (effect.kind) {
    case 'call':
      if (effect.stream === true) {
        callService(machine, target, steps, args, at);
        return result;
      }
      return start(machine, at, () => {
        callService(machine, target, steps, args, at);
        return finish(machine, callback, result, at);
      });
    case 'thread':
      return start(machine, at, () => {
        record(machine, {
          kind: 'leaf',
          step: threadStep(machine, target, effect, args, at),
          ...checkOf(effect.rounds, args),
        });
        return finish(machine, callback, result, at);
      });
    case 'cpu':
      return rule.functions === 'run'
        ? checked(machine, target, steps, args, at, () => cpu(machine, target, effect, args, at, result))
        : cpu(machine, target, effect, args, at, result);
    case 'background':
      background(machine, effect, steps, args, at);
      return result;
    case 'mark':
      markOnce(machine, effect.name, at, args[0]);
      return result;
    default:
      return result;
  }
}

/** A check that runs the functions it was given before; the work of those that it waits for is its own. */
function checked(
  machine: Machine,
  target: ExternalValue,
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
  check: () => Value,
): Value {
  const kept = keptIn(target.args);
  if (kept.length === 0) return check();
  const body = (): Value => {
    const result = check();
    runKept(machine, kept, args[0] ?? DATA, at);
    return result;
  };
  return steps.at(-1)?.includes('Async') === true ? start(machine, at, body) : body();
}

function resultOf(target: ExternalValue, rule: Rule, steps: readonly string[], args: readonly Value[]): Value {
  if (rule.functions === 'keep') return { ...target, path: steps, args: keptIn([...args, ...target.args]) };
  if (rule.gives === 'client') return { ...target, path: steps, args };
  if (rule.gives === 'state') return opaque('state', steps.at(-1) ?? '');
  if (typeof rule.gives === 'number') return args[rule.gives] ?? DATA;
  return derived([]);
}

/** A callback given last receives the result. */
function finish(machine: Machine, callback: Value | undefined, result: Value, at: Location): Value {
  if (callback?.kind === 'function') callValue(machine, callback, [{ kind: 'literal', value: null }, result], at);
  return result;
}

function threadStep(
  machine: Machine,
  target: ExternalValue,
  effect: Effect & { kind: 'thread' },
  args: readonly Value[],
  at: Location,
): ThreadStep {
  const rounds = effect.rounds === undefined ? undefined : roundsOf(machine, effect.rounds, args, at);
  return {
    kind: 'thread',
    work: effect.work,
    library: packageOf(target.package),
    at,
    ...(rounds === undefined ? {} : { rounds }),
  };
}

function cpu(
  machine: Machine,
  target: ExternalValue,
  effect: Effect & { kind: 'cpu' },
  args: readonly Value[],
  at: Location,
  result: Value,
): Value {
  if (effect.work === 'log-line') {
    logLine(machine, args, at, packageOf(target.package));
    return result;
  }
  const rounds = effect.rounds === undefined ? undefined : roundsOf(machine, effect.rounds, args, at);
  const checked = effect.checks === undefined ? undefined : checks(machine, args[effect.checks]);
  const weight = effect.work === 'hash' || effect.work === 'validation' ? undefined : args.flatMap(weigh)[0];
  const step: CpuStep = {
    kind: 'cpu',
    work: effect.work,
    library: effect.library ?? packageOf(target.package),
    at,
    ...(rounds === undefined ? {} : { rounds }),
    ...(checked === undefined ? {} : { checks: checked }),
    ...(effect.pixels === undefined ? {} : areaOf(effect.pixels, args)),
    ...(weight === undefined ? {} : { amount: weight.rows, rowsOf: weight.table }),
  };
  const callback = args.at(-1);
  if (effect.asynchronous !== true) {
    record(machine, { kind: 'leaf', step, ...checkOf(effect.rounds, args) });
    return finish(machine, callback, result, at);
  }
  return start(machine, at, () => {
    record(machine, { kind: 'leaf', step, ...checkOf(effect.rounds, args) });
    return finish(machine, callback, result, at);
  });
}

/** Times the cost of the usual image, when the code sets its width. */
function areaOf({ argument, option, usual, each }: Pixels, args: readonly Value[]): Pick<CpuStep, 'amount'> {
  const options = args[argument];
  const width = options?.kind === 'object' ? options.fields.get(option) : undefined;
  const pixels = width?.kind === 'literal' ? Number(width.value) : Number.NaN;
  if (!(pixels > 0)) return {};
  return { amount: { kind: 'exactly', count: Math.max(0.1, 1 + each * (pixels ** 2 - usual ** 2)) } };
}

/** Cost of a password hash: its argument when the code tells it, the library's default otherwise. A check runs with the cost of the project's hashes, known at the end. */
function roundsOf(machine: Machine, rounds: Rounds, args: readonly Value[], at: Location): number | undefined {
  if (rounds.fromHashes === true) return undefined;
  const given = alternatives(args[rounds.argument] ?? DATA).find(
    (part) => part.kind === 'literal' && Number.isFinite(Number(part.value)),
  );
  const value = given?.kind === 'literal' ? Number(given.value) : rounds.assumed;
  noteHash(machine, at, value);
  return value;
}

/** What a signature is checked against: bytes as received, unless a parser has already read the body. */
function checks(machine: Machine, payload: Value | undefined): 'raw-body' | 'parsed-body' | undefined {
  const names = alternatives(payload ?? DATA).flatMap((part) =>
    part.kind === 'opaque' && part.origin === 'request' ? [part.name] : [],
  );
  const name = names[0];
  if (name === undefined) return undefined;
  if (/rawBody/i.test(name)) return 'raw-body';
  const request = machine.request?.request;
  const parsed = request?.kind === 'object' ? request.fields.get('#parsed') : undefined;
  if (parsed?.kind !== 'literal') return undefined;
  return parsed.value === 'json' ? 'parsed-body' : 'raw-body';
}

function background(
  machine: Machine,
  effect: Effect & { kind: 'background' },
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
): void {
  if (machine.background.some((one) => one.at.file === at.file && one.at.line === at.line)) return;
  const callback = args[effect.callback] ?? args.find((arg) => arg.kind === 'function');
  if (callback === undefined) return;
  const aside = runAside(machine, () => awaitValue(machine, callValue(machine, callback, [DATA, DATA], at), at));
  const name = args[0]?.kind === 'literal' ? String(args[0].value) : (steps[0] ?? 'background').replace('()', '');
  machine.background.push({
    name,
    at,
    trigger: effect.trigger,
    inProcess: effect.inProcess,
    recording: aside.recording,
  });
}
