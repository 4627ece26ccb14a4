/** What may be told of an address: never who signs in, a query string, or a word that opens a door. */
export interface Address {
  /** `unknown` when the text does not tell it. */
  readonly host: string;
  readonly path: string;
}

const UNREADABLE: Address = { host: 'unknown', path: '' };
const HOST = /^[\w.…{}-]+(?::\d+)?$/;
/** An `@` after what looks like the host: an unescaped password, except where a dot or a port makes it a name of its own. */
const LATE_SIGN = /[^/]@/;

/** Reads an address whose unknown parts are written `{…}` or `{NAME}`; one that starts with a variable of the environment stands for it. */
export function readAddress(text: string): Address {
  const match = /^(?:[a-z][a-z\d+.-]*:)?\/\/([^/?#]*)(.*)$/is.exec(text);
  if (match === null) return { ...UNREADABLE, host: /^\{(\w+)\}/.exec(text)?.[1] ?? UNREADABLE.host };
  const authority = match[1] ?? '';
  const rest = match[2] ?? '';
  const named = authority.slice(authority.lastIndexOf('@') + 1);
  if (!HOST.test(named) || LATE_SIGN.test(rest)) return UNREADABLE;
  const host = named.replace(/^\{([^}]*)\}$/, '$1');
  const path = (/^[^?#;]*/.exec(rest)?.[0] ?? '').split('/').map(withoutToken).join('/');
  return { host: host.includes('…') ? UNREADABLE.host : host, path };
}

const IDENTIFIER = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Some services put the key in the path: a long word with digits, or one too long to be a word. */
function withoutToken(segment: string): string {
  const words = segment.replaceAll(/\{[^}]*\}/g, '').split(/[-._:%]/);
  const secret = words.some((word) => word.length >= 24 || (word.length >= 16 && /\d/.test(word)));
  return secret || IDENTIFIER.test(segment) ? '{…}' : segment;
}
