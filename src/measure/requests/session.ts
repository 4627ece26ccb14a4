/** Last words of paths by which a session, or whoever holds it, comes to an end. */
const ENDS = /\/(?:log-?out|log-?off|sign-?out|deconnexion)\/?$/i;
const HOLDER = /\/(?:me|account|profile|session|sessions\/current)\/?$/i;

/** Whether a request of a route (`POST /api/auth/logout`) ends the session that all the other requests are sent with. */
export function endsSession(route: string): boolean {
  const [method = '', path = ''] = route.split(' ');
  return ENDS.test(path) || (method === 'DELETE' && HOLDER.test(path));
}

const ORDER = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Requests in the order in which each finds what it needs: those that read first, those that delete last. */
export function readsFirst<T extends { readonly method: string }>(requests: readonly T[]): readonly T[] {
  const rank = ({ method }: T): number => ORDER.indexOf(method);
  return [...requests].sort((a, b) => rank(a) - rank(b));
}

/** Last words of paths that open a session: sent with another's, they would turn it into theirs. */
const BEGINS = /\/(?:log-?in|sign-?in|sign-?up|register|connexion|inscription)\/?$/i;
/** Headers that hold a session. */
const HELD = ['cookie', 'authorization'];

/** The headers of a session as a route is sent them: one that opens a session is sent none. */
export function headersFor(route: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [method = '', path = ''] = route.split(' ');
  if (method !== 'POST' || path.includes(':') || !BEGINS.test(path)) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HELD.includes(name.toLowerCase())));
}
