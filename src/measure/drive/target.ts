import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import { type Application, answersHttp, startApplication } from './application.ts';
import { environmentOf, listenerOf } from './processes.ts';
import { environmentFiles, liveKeys } from './secrets.ts';

export interface TargetOptions {
  readonly folder: string;
  /** Program to start; empty when `url` names a running application. */
  readonly program: readonly string[];
  readonly url?: string;
  /** Hosts that may be driven although they are not this machine. */
  readonly allowedHosts: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly port?: number;
  readonly signal?: AbortSignal;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/**
 * The application to drive: started, or found where it runs. Throws a JaugeError when it does not answer, when it is on another machine that was
 * not allowed, or when its environment holds a live payment key (named, never shown).
 */
export async function openTarget(options: TargetOptions): Promise<Application> {
  if (options.url === undefined) {
    refuseLiveKeys({ ...environmentFiles(options.folder), ...options.environment });
    const application = await startApplication({
      command: options.program,
      folder: options.folder,
      environment: options.environment,
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return application;
  }
  return running(options.url, options);
}

async function running(address: string, { allowedHosts, folder }: TargetOptions): Promise<Application> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new JaugeError('usage', message('error.measure-url', {}), message('error.measure-hint'));
  const isHere = LOOPBACK.test(url.hostname);
  if (!isHere && !allowedHosts.includes(url.hostname))
    throw new JaugeError('usage', message('error.measure-host', { host: url.hostname }), message('error.measure-hint'));
  refuseLiveKeys(environmentFiles(folder));
  if (!(await answersHttp(url.origin)))
    throw new JaugeError(
      'measurement',
      message('error.measure-silent', { host: url.host }),
      message('error.measure-hint'),
    );
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const pid = isHere ? listenerOf(port) : undefined;
  if (pid !== undefined) refuseLiveKeys(environmentOf(pid));
  return { url: url.origin, pid: pid ?? -1, ended: new Promise(() => undefined), stop: async () => undefined };
}

function refuseLiveKeys(variables: Readonly<Record<string, string | undefined>>): void {
  const names = liveKeys(variables);
  if (names.length > 0)
    throw new JaugeError('usage', message('error.live-keys', { names }), message('error.live-keys-hint'));
}
