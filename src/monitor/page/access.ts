import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may see the page. */
export interface AccessOptions {
  /** A secret of at least 16 characters. */
  readonly token?: string;
  /** The application's own check; takes the place of the token. */
  readonly check?: (request: IncomingMessage) => boolean | Promise<boolean>;
  /** Open to all without a token: only in development. */
  readonly isDevelopment: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Verdict = 'open' | 'ask' | 'closed' | 'refused';

export interface Access {
  readonly judge: (request: IncomingMessage) => Promise<Verdict>;
  /** Exchanges a token for the value of a cookie; undefined when it is wrong, `later` after too many attempts. */
  readonly enter: (token: string) => { readonly cookie: string } | 'wrong' | 'later';
}

export const COOKIE = 'jauge_session';
export const SHORTEST_TOKEN = 16;
const DAYS_OPEN = 30;
const DAY = 86_400_000;
/** Attempts a minute, all visitors together: a token of 16 characters then outlasts any patience. */
const MOST_ATTEMPTS = 20;

/** The rule of the door: the application's check, else the token, else open in development and closed elsewhere. */
export function createAccess({ token, check, isDevelopment, now }: AccessOptions): Access {
  const secret = token !== undefined && token.length >= SHORTEST_TOKEN ? token : undefined;
  const isToken = sameAs(secret);
  const sign = (expiry: string): string =>
    createHmac('sha256', `jauge session ${secret}`).update(expiry).digest('base64url');
  let attempts: readonly number[] = [];

  const isSession = (request: IncomingMessage): boolean => {
    const [expiry = '', signature = ''] = cookieOf(request).split('.');
    if (secret === undefined || !/^\d{1,15}$/.test(expiry) || Number(expiry) < now()) return false;
    return sameAs(sign(expiry))(signature);
  };

  return {
    judge: async (request) => {
      if (check !== undefined) return (await check(request)) === true ? 'open' : 'refused';
      if (secret === undefined) return isDevelopment ? 'open' : 'closed';
      return isSession(request) || isToken(bearerOf(request)) ? 'open' : 'ask';
    },
    enter: (offered) => {
      attempts = attempts.filter((at) => at > now() - 60_000);
      if (attempts.length >= MOST_ATTEMPTS) return 'later';
      attempts = [...attempts, now()];
      if (!isToken(offered)) return 'wrong';
      const expiry = String(now() + DAYS_OPEN * DAY);
      return { cookie: `${expiry}.${sign(expiry)}` };
    },
  };
}

/** Compares in a time that tells nothing: digests of equal length, of a key made for this process. */
function sameAs(expected: string | undefined): (offered: string) => boolean {
  const key = randomBytes(32);
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const wanted = digest(expected ?? '');
  return (offered) => {
    const isSame = timingSafeEqual(wanted, digest(offered));
    return expected !== undefined && isSame;
  };
}

function bearerOf({ headers }: IncomingMessage): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

function cookieOf({ headers }: IncomingMessage): string {
  const found = (headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? '';
}
