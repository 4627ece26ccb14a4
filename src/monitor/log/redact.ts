/** Shapes of secrets, whatever wrote them: credentials in an address, authorization values, keys of known services, signed tokens. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@'],
  [/\?[^\s"'<>#)]+/g, '?…'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…'],
  [/\b(?:sk|pk|rk|whsec|re|SG|xox[abps]|gh[pousr]|key|tok|shp(?:at|ss))[_.-][\w.-]{8,}/g, '…'],
  [/\bAKIA[0-9A-Z]{12,}\b/g, '…'],
  [
    /\b(password|passwd|secret|token|api[_-]?key|authorization|cookie|session)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
    '$1$2…',
  ],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…@…'],
];
const LONGEST = 500;

/** A text that was not written by us, fit for a log: no query string, credential, key or e-mail address; 500 characters at most. */
export function redacted(text: string): string {
  return SECRETS.reduce((rest, [pattern, by]) => rest.replaceAll(pattern, by), text.slice(0, LONGEST * 4)).slice(
    0,
    LONGEST,
  );
}
