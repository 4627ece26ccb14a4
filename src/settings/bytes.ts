const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30 };

/** Bytes written as `512MB`, `2 GiB` or `1,5 Go`; undefined for anything else. */
export function bytesOf(text: string): number | undefined {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(ki|mi|gi|k|m|g)(?:b|o)?\s*$/i.exec(text);
  if (found === null) return undefined;
  return Number(found[1]?.replace(',', '.')) * (UNITS[found[2]?.toLowerCase() ?? ''] ?? 1);
}
