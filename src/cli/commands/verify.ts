import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { derive } from '../../derive/index.ts';
import { inspect } from '../../inspect/index.ts';
import { type Client, fillRequests, JUDGED_FROM, openClient, type RequestSet, seeded } from '../../load/index.ts';
import { openAccounts, openTarget, smoke } from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { type Message, message } from '../../model/message.ts';
import type { LoadWindow, MeasuredLoad, Verification, VerificationOutcome } from '../../model/verification.ts';
import { renderVerification } from '../../report/index.ts';
import { type MixedRequests, measureCapacity, weighed } from '../../verify/index.ts';
import { EXIT_NOT_MEASURED, EXIT_OUTSIDE, EXIT_VOID, usage } from '../errors.ts';
import { clearProgress, emit, showProgress, widthOf } from '../output.ts';
import { numberOption, objectiveOption, sessionsOption } from '../values.ts';
import { type Call, defineCommand } from './command.ts';
import { measurementFor } from './measurement-file.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';
import { requestsToSend } from './requests-to-send.ts';
import { onThisMachine, type Prediction, predictMix } from './verify-predict.ts';

const OPTIONS = {
  ...PROJECT_OPTIONS,
  url: { type: 'string' },
  requests: { type: 'string' },
  scenario: { type: 'string' },
  objective: { type: 'string' },
  'allow-writes': { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
  header: { type: 'string', multiple: true },
  seconds: { type: 'string' },
  'most-requests': { type: 'string' },
  'most-rate': { type: 'string' },
  'database-port': { type: 'string' },
  measurement: { type: 'string' },
} as const;

type VerifyCall = Call<typeof OPTIONS, 'terminal' | 'markdown' | 'json'>;

const USUAL = { seconds: 150, requests: 100_000, rate: 5000 };

/** `jauge verify`: loads the running application, and prints predicted beside measured. */
export const verify = defineCommand({
  options: OPTIONS,
  formats: ['terminal', 'markdown', 'json'],
  runsProgram: true,
  run,
});

async function run(call: VerifyCall): Promise<number> {
  const { values, translation, terminal } = call;
  if (values.url === undefined && call.program.length === 0) throw usage('error.verify-target', {});
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort('interrupted');
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  showProgress(call, translation.text(message('cli.verify.starting')));
  const application = await openTarget({
    folder: resolve(call.words[0] ?? '.'),
    program: call.program,
    environment: process.env,
    allowedHosts: values['allow-host'] ?? [],
    signal: interruption.signal,
    ...(values.url === undefined ? {} : { url: values.url }),
  });
  const client = openClient({ url: application.url });
  try {
    const verification = await verifyAt(call, application, client.send, interruption.signal);
    clearProgress(terminal);
    emit(call, renderVerification(verification, { ...call, width: widthOf(call) }));
    return exitCodeOf(verification);
  } finally {
    clearProgress(terminal);
    client.close();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await application.stop();
  }
}

async function verifyAt(
  call: VerifyCall,
  { url, pid }: { readonly url: string; readonly pid: number },
  send: Client['send'],
  signal: AbortSignal,
): Promise<Verification> {
  const { values, translation } = call;
  const objective = values.objective === undefined ? {} : { objective: objectiveOption(values.objective) };
  const { project, settings: declared } = await openedProject(call, objective);
  const isHere = /^(?:localhost|127\.|\[::1\])/.test(new URL(url).hostname);
  const settings = isHere ? onThisMachine(declared) : declared;
  const measurement = measurementFor(project, values.measurement);
  showProgress(call, translation.text(message('cli.verify.estimating')));
  const inventory = inspect(project, settings);
  const scenario = derive(inventory, settings).scenarios.find(({ name }) => name === (values.scenario ?? 'normal'));
  if (scenario === undefined)
    throw usage('error.option-form', { option: '--scenario', value: values.scenario ?? '', example: 'peak' });

  const asked = await requestsToSend({
    folder: resolve(call.words[0] ?? '.'),
    project,
    inventory,
    url,
    file: values.requests,
    sessions: sessionsOption(values.header ?? []),
    allowWrites: values['allow-writes'] === true,
  });
  showProgress(call, translation.text(message('cli.verify.trying')));
  const answering = await answeringOnly(asked.sets, send);
  const mixed = weighed(answering.set, scenario.mix);
  if (mixed === undefined) throw nothing();
  const prediction = predictMix(project, inventory, settings, measurement, mixed.mix);
  const port = values['database-port'];
  const accounts =
    pid > 0 ? openAccounts(pid, port === undefined ? undefined : numberOption('--database-port', port)) : undefined;
  const measured = await measureCapacity({
    send,
    next: fillRequests(mixed.set, seeded(7)),
    limits: { ...prediction.objective, ofClass: prediction.allowed },
    predicted: Math.max(0.5, prediction.capacity.typical),
    mostSeconds: numberOr('--seconds', values.seconds, USUAL.seconds),
    mostRequests: numberOr('--most-requests', values['most-requests'], USUAL.requests),
    mostRate: numberOr('--most-rate', values['most-rate'], USUAL.rate),
    databaseProcessors: isHere ? availableParallelism() : 1,
    signal,
    ...(accounts === undefined ? {} : { accounts: accounts.read }),
    onProgress: (share, rate) =>
      showProgress(call, translation.text(message('cli.verify.progress', { bar: barOf(share), share, rate }))),
  });
  return described(call, mixed, prediction, measured, [
    ...asked.notes,
    ...answering.notes,
    ...(accounts === undefined ? [message('verify.note.accounts')] : []),
    ...(isHere ? [message('verify.note.local', { processors: availableParallelism() })] : []),
  ]);
}

function described(
  call: VerifyCall,
  { mix }: MixedRequests,
  prediction: Prediction,
  { outcome, measured }: Awaited<ReturnType<typeof measureCapacity>>,
  notes: readonly Message[],
): Verification {
  const { objective, bottleneck, atRate } = prediction;
  const { capacity: found, half } = measured;
  const window = decidingWindow(measured);
  const capacity = window === undefined ? prediction.capacity : prediction.judged(window.requests / window.rate);
  const alone = Object.values(window?.classes ?? {}).filter(({ count }) => count >= JUDGED_FROM).length;
  const utilization = Object.fromEntries(
    Object.entries(prediction.utilization).map(([id, share]) => [
      id,
      Math.min(1, (share * capacity.typical) / prediction.capacity.typical),
    ]),
  );
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version: call.version },
    objective,
    mix,
    outcome,
    predicted: { capacity, bottleneck, utilization, ...(half === undefined ? {} : { at: atRate(half.rate) }) },
    measured,
    ...(found === undefined ? {} : { inside: found >= capacity.low && found <= capacity.high }),
    notes: [
      ...(window === undefined
        ? []
        : [
            message('verify.note.judged', {
              alone,
              routes: Object.keys(mix).length,
              every: prediction.capacity.typical,
            }),
          ]),
      ...notes,
    ],
  };
}

/** The longest window that passed at the largest rate: where it was decided which routes are judged alone. */
function decidingWindow({ windows, passing }: MeasuredLoad): LoadWindow | undefined {
  return windows
    .filter((each) => !each.void && each.passed && each.rate === passing)
    .sort((a, b) => b.requests - a.requests)[0];
}

/** The requests that succeed; the routes that never do are left out. */
async function answeringOnly(
  sets: readonly RequestSet[],
  send: Client['send'],
): Promise<{ readonly set: RequestSet; readonly notes: readonly Message[] }> {
  const { set, leftOut } = await smoke(sets, send, seeded(11));
  const notes = leftOut.map(({ route, answer }) => message('verify.note.left-out', { route, answer }));
  if (set.requests.length === 0) throw nothing();
  return { set, notes };
}

function nothing(): JaugeError {
  return new JaugeError('measurement', message('error.verify-nothing'), message('error.verify-nothing-hint'));
}

const STOPPED: readonly VerificationOutcome[] = ['interrupted', 'gone', 'rate-limited', 'failing'];

function exitCodeOf({ outcome, inside }: Verification): number {
  if (outcome === 'void') return EXIT_VOID;
  if (STOPPED.includes(outcome)) return EXIT_NOT_MEASURED;
  return inside === false ? EXIT_OUTSIDE : 0;
}

const BAR = 24;

function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

function numberOr(option: string, text: string | undefined, usual: number): number {
  return text === undefined ? usual : numberOption(option, text);
}
