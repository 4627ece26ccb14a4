import { closeSync, openSync, writeSync } from 'node:fs';
import { openTarget, startRecorder } from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import { numberOption } from '../values.ts';
import type { Measuring } from './measure.ts';

/** Only its owner may read what holds sessions. */
const PRIVATE = 0o600;

/** Stands before the application until Ctrl-C, and writes each request as a line of JSON: what `--requests` takes afterwards. */
export async function recordTraffic({ call, folder }: Measuring, file: string): Promise<number> {
  const { values, program, terminal, translation } = call;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const handle = opened(file);
  try {
    const application = await openTarget({
      folder,
      program,
      environment: process.env,
      allowedHosts: values['allow-host'] ?? [],
      signal: stopping.signal,
      ...(values.url === undefined ? {} : { url: values.url }),
      ...(values.port === undefined ? {} : { port: numberOption('--port', values.port) }),
    });
    try {
      let count = 0;
      let failure: unknown;
      const recorder = await startRecorder(application.url, (request) => {
        try {
          writeSync(handle, `${JSON.stringify(request)}\n`);
          count++;
        } catch (error) {
          failure = error;
          stop();
        }
      });
      terminal.err(`${translation.text(message('cli.measure.recording', { url: recorder.url }))}\n`);
      application.ended.then(stop);
      await aborted(stopping.signal);
      await recorder.close();
      terminal.out(`${translation.text(message('cli.measure.recorded', { path: file, requests: count }))}\n`);
      if (failure !== undefined) throw unwritable(file, failure);
      return 0;
    } finally {
      await application.stop();
    }
  } finally {
    closeSync(handle);
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function opened(file: string): number {
  try {
    return openSync(file, 'a', PRIVATE);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): JaugeError {
  const reason = (error as NodeJS.ErrnoException).code ?? '';
  return new JaugeError('measurement', message('error.file-unwritable', { file, reason }), message('error.file-hint'));
}
