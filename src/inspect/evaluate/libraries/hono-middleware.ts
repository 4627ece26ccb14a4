import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { DATA, literal, native, opaque } from '../values/create.ts';
import type { Value } from '../values/values.ts';
import { keptIn, runKept } from './kept.ts';
import { markOnce } from './marks.ts';
import { readBody } from './web.ts';

/** Middleware that Hono's packages give. */
export function honoMiddleware(
  machine: Machine,
  specifier: string,
  name: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (/[vV]alidator$/.test(name)) return validator(machine, args, specifier);
  const protection = PROTECTIONS[name];
  if (protection !== undefined) {
    markOnce(machine, protection, at);
    return crossed(machine, name, protection === 'compression' ? 'compression' : undefined);
  }
  const work = WORK[name];
  if (name === 'logger' || name === 'pinoLogger') markOnce(machine, 'request-log', at, literal('hono'));
  return work === undefined && !HARMLESS.has(name) ? undefined : crossed(machine, name, work);
}

const PROTECTIONS: Readonly<Record<string, string>> = {
  cors: 'cors',
  secureHeaders: 'helmet',
  compress: 'compression',
  rateLimiter: 'rate-limit',
};
const WORK: Readonly<Record<string, 'log-line' | 'token-verify'>> = {
  logger: 'log-line',
  pinoLogger: 'log-line',
  jwt: 'token-verify',
  jwk: 'token-verify',
};
const HARMLESS = new Set([
  'basicAuth',
  'bearerAuth',
  'bodyLimit',
  'cache',
  'contextStorage',
  'csrf',
  'etag',
  'except',
  'every',
  'some',
  'languageDetector',
  'methodOverride',
  'poweredBy',
  'prettyJSON',
  'requestId',
  'showRoutes',
  'serveStatic',
  'swaggerUI',
  'timeout',
  'timing',
  'trimTrailingSlash',
  'appendTrailingSlash',
  'apiReference',
  'Scalar',
]);

function crossed(machine: Machine, name: string, work?: 'log-line' | 'token-verify' | 'compression'): Value {
  return native(`hono.${name}`, ({ at }) => {
    if (work !== undefined && machine.phase === 'request')
      record(machine, { kind: 'leaf', step: { kind: 'cpu', work, at, library: 'hono' } });
    return DATA;
  });
}

/** `zValidator('json', schema)`: reads that part of the request and checks it. */
export function validator(machine: Machine, args: readonly Value[], specifier: string): Value {
  const library = specifier.includes('zod') ? 'zod' : specifier.replace('@hono/', '').replace('-validator', '');
  const part = args[0]?.kind === 'literal' ? String(args[0].value) : 'json';
  return native('hono.validator', ({ args: [context], at }) => {
    if (part === 'json') readBody(machine, at);
    const own = args[1]?.kind === 'function' ? args[1] : undefined;
    if (own !== undefined)
      return awaitValue(machine, callValue(machine, own, [opaque('request', part), context ?? DATA], at), at);
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'validation', at, library } });
    runKept(machine, keptIn(args.slice(1)), opaque('request', part), at);
    return DATA;
  });
}
