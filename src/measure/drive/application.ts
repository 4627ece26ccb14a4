import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { JaugeError } from '../../model/error.ts';
import { type Message, message } from '../../model/message.ts';
import { portsOf, treeOf } from './processes.ts';

/** An application that runs, and the process that listens. */
export interface Application {
  readonly url: string;
  readonly pid: number;
  /** Resolves with what happened when it ends by itself. */
  readonly ended: Promise<Message>;
  /** Ends all that was started. Does nothing to an application that was running before. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** Program and its arguments: `['npm', 'start']`. */
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Port on which it listens, when it is known; else the first one that answers HTTP. */
  readonly port?: number;
  /** Seconds that it may take to answer. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

const PATIENCE = 120;
/** What it writes last is kept, to tell a port in use from anything else. */
const KEPT = 8192;

/** Starts an application in a process group of its own and waits until it answers. Throws a JaugeError that says why it does not. */
export async function startApplication(options: StartOptions): Promise<Application> {
  const child = launch(options);
  let text = '';
  const keep = (chunk: Buffer): void => {
    text = (text + chunk.toString('utf8')).slice(-KEPT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = endOf(child, () => text);
  let isOver: Message | undefined;
  ended.then((what) => {
    isOver = what;
  });
  const stop = (): Promise<void> => stopGroup(child);
  const deadline = Date.now() + (options.patience ?? PATIENCE) * 1000;
  while (Date.now() < deadline && options.signal?.aborted !== true) {
    await sleep(250);
    if (isOver !== undefined) throw new JaugeError('measurement', isOver, message('error.application-hint'));
    const found = await answering(child.pid ?? -1, options.port);
    if (found !== undefined) return { ...found, ended, stop };
  }
  await stop();
  const seconds = options.patience ?? PATIENCE;
  throw new JaugeError(
    'measurement',
    message('error.application-silent', { seconds }),
    message('error.application-hint'),
  );
}

function launch({ command, folder, environment }: StartOptions): ChildProcess {
  const [program = '', ...words] = command;
  return spawn(program, words, { cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

function endOf(child: ChildProcess, text: () => string): Promise<Message> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(message('error.application-command', { command: child.spawnfile, reason: error.code ?? error.message })),
    );
    child.once('exit', (code, signal) => resolve(reasonOf(text(), code, signal)));
  });
}

function reasonOf(text: string, code: number | null, signal: NodeJS.Signals | null): Message {
  const port = /EADDRINUSE[\s\S]{0,200}?:(\d{2,5})\b/.exec(text)?.[1];
  if (port !== undefined) return message('error.application-port', { port: Number(port) });
  if (/not allowed in NODE_OPTIONS/.test(text)) return message('error.application-options');
  if (/ENOSPC/.test(text)) return message('error.application-disk');
  if (/ECONNREFUSED[\s\S]{0,80}?:(?:5432|3306|6379|27017)\b/.test(text)) return message('error.application-database');
  return message('error.application-ended', { code: code === null ? String(signal) : String(code) });
}

/** The first port of the processes started that answers HTTP. */
async function answering(
  root: number,
  wanted: number | undefined,
): Promise<{ readonly url: string; readonly pid: number } | undefined> {
  const ports = portsOf(treeOf(root)).filter(({ port }) => wanted === undefined || port === wanted);
  for (const { port, pid } of ports) {
    const url = `http://127.0.0.1:${port}`;
    if (await answersHttp(url)) return { url, pid };
  }
  return undefined;
}

/** Whether something answers HTTP at an address, whatever it says. */
export function answersHttp(url: string, milliseconds = 2000): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: milliseconds }, (answer) => {
      answer.resume();
      resolve(true);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

/** Seconds that the processes get to end by themselves. */
const GRACE = 5;

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  // Some of them leave the group (a database, a shell): they are taken by the tree as well.
  const all = treeOf(pid);
  kill(-pid, 'SIGTERM');
  for (let waited = 0; waited < GRACE * 10 && all.some(runs); waited++) await sleep(100);
  for (const each of all.filter(runs)) kill(each, 'SIGTERM');
  for (let waited = 0; waited < 20 && all.some(runs); waited++) await sleep(100);
  for (const each of all.filter(runs)) kill(each, 'SIGKILL');
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
