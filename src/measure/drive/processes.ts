import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

// Linux only: CPU time and sockets of processes, from /proc. Elsewhere everything is empty, and the caller does without.

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Fields of /proc/PID/stat from the third on: state, parent… */
function fields(pid: number): readonly string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and everything it started, itself first. */
export function treeOf(root: number): readonly number[] {
  const childrenOf = tellsChildren() ? toldChildren : childrenByParent();
  const tree = [root];
  for (const pid of tree) tree.push(...childrenOf(pid));
  return tree;
}

/** Whether the kernel tells the children of a process: looking at every process of the machine takes twenty times as long. */
function tellsChildren(): boolean {
  return existsSync('/proc/thread-self/children');
}

function toldChildren(pid: number): readonly number[] {
  return list(`/proc/${pid}/task`).flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`).match(/\d+/g) ?? []).map(Number),
  );
}

function childrenByParent(): (pid: number) => readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(fields(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return (pid) => children.get(pid) ?? [];
}

export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** Variables with which a process was started, when they may be read. */
export function environmentOf(pid: number): Readonly<Record<string, string>> {
  const entries = read(`/proc/${pid}/environ`)
    .split('\0')
    .filter((entry) => entry.includes('='));
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}

/** CPU seconds, to the nanosecond: of every thread, and of the one that runs JavaScript. Threads that ended are forgotten: Node keeps its own. */
export interface Spent {
  readonly all: number;
  readonly loop: number;
}

const TICK = 1 / 100;

export function spentBy(pids: readonly number[]): Spent {
  let all = 0;
  let loop = 0;
  for (const pid of pids) {
    for (const thread of list(`/proc/${pid}/task`)) all += onProcessor(`/proc/${pid}/task/${thread}`);
    loop += onProcessor(`/proc/${pid}`);
    // Children that ended and were waited for: in ticks of a hundredth of a second.
    const of = fields(pid);
    all += (Number(of[13] ?? 0) + Number(of[14] ?? 0)) * TICK;
  }
  return { all, loop };
}

function onProcessor(folder: string): number {
  return Number(read(`${folder}/schedstat`).split(' ')[0] ?? 0) / 1e9;
}

/** Ports on which a process of the list listens, with the process, the lowest first. */
export function portsOf(pids: readonly number[]): readonly { readonly port: number; readonly pid: number }[] {
  const listening = listeners();
  const found: { port: number; pid: number }[] = [];
  for (const pid of pids)
    for (const handle of list(`/proc/${pid}/fd`)) {
      const port = listening.get(linkOf(`/proc/${pid}/fd/${handle}`));
      if (port !== undefined && !found.some((each) => each.port === port)) found.push({ port, pid });
    }
  return found.sort((a, b) => a.port - b.port);
}

/** The process that listens on a port of this machine; undefined when it belongs to somebody else. */
export function listenerOf(port: number): number | undefined {
  const wanted = new Set([...listeners()].filter(([, each]) => each === port).map(([socket]) => socket));
  if (wanted.size === 0) return undefined;
  const holders = list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => list(`/proc/${pid}/fd`).some((handle) => wanted.has(linkOf(`/proc/${pid}/fd/${handle}`))));
  // A socket inherited by children is the parent's.
  return holders.find((pid) => !holders.includes(Number(fields(pid)[1])));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** `socket:[123]` to its port, for every TCP socket that listens. */
function listeners(): ReadonlyMap<string, number> {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => read(path).split('\n').slice(1));
  return new Map(
    lines.flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      return state === '0A' && inode !== undefined
        ? [[`socket:[${inode}]`, Number.parseInt(local.split(':')[1] ?? '', 16)] as const]
        : [];
    }),
  );
}
