import type { OutlookOptions, PinoLike } from '../options.ts';
import type { Line } from './lines.ts';

/** Writes lines where the application wants them. What its logger throws stays there. */
export function writerOf(log: OutlookOptions['log']): (line: Line) => void {
  if (log === false) return () => undefined;
  const write = log === undefined ? toOutput : typeof log === 'function' ? log : toPino(log);
  return (line) => {
    try {
      write(line);
    } catch {
      // A logger that fails must not take the application with it.
    }
  };
}

function toOutput(line: Line): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function toPino(logger: PinoLike): (line: Line) => void {
  return ({ level, time: _, name, msg, ...fields }) => {
    const method = level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info';
    logger[method]({ from: name, ...fields }, msg);
  };
}
