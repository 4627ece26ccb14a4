import type { JsonValue, RequestSet, RequestTemplate } from '../../load/index.ts';
import type { RouteMatcher } from '../matcher.ts';

/**
 * Reads a `.http` file (the format of the REST clients of editors): requests parted by `###`, `@name = value` for constants, `# @weight 3` before
 * a request. Placeholders stay as they are: pools are a JSON line, `# @pool name ["a", "b"]`.
 */
export function parseHttpFile(text: string, match: RouteMatcher): RequestSet {
  const constants: Record<string, string> = {};
  const pools: Record<string, readonly string[]> = {};
  for (const line of text.split('\n')) {
    const constant = /^@([\w-]+)\s*=\s*(.*)$/.exec(line.trim());
    if (constant !== null) constants[constant[1] ?? ''] = constant[2] ?? '';
    const pool = /^(?:#|\/\/)\s*@pool\s+([\w-]+)\s+(\[.*\])\s*$/.exec(line.trim());
    if (pool !== null) pools[pool[1] ?? ''] = JSON.parse(pool[2] ?? '[]') as readonly string[];
  }
  const filled = text.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) => constants[name] ?? whole);
  const requests = filled.split(/^###.*$/m).flatMap((part) => requestOf(part, match) ?? []);
  return { requests, ...(Object.keys(pools).length === 0 ? {} : { pools }) };
}

function requestOf(part: string, match: RouteMatcher): RequestTemplate | undefined {
  const lines = part.split('\n');
  const first = lines.findIndex((line) => /^[A-Z]+\s+\S/.test(line.trim()));
  if (first === -1) return undefined;
  const [, method = '', target = ''] = /^([A-Z]+)\s+(\S+)/.exec(lines[first]?.trim() ?? '') ?? [];
  const path = target.replace(/^https?:\/\/[^/]+/, '').replace(/^\{\{[^}]*\}\}/, '') || '/';
  const end = lines.findIndex((line, index) => index > first && line.trim() === '');
  const headers = headersOf(lines.slice(first + 1, end === -1 ? undefined : end));
  const body =
    end === -1
      ? ''
      : lines
          .slice(end + 1)
          .join('\n')
          .trim();
  const weight = /^(?:#|\/\/)\s*@weight\s+([\d.]+)/m.exec(part)?.[1];
  return {
    class: match(method, path.replace(/\{\{[^}]*\}\}/g, 'x')) ?? `${method} ${path.split('?')[0] ?? path}`,
    method,
    path,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === '' ? {} : { body: bodyOf(body) }),
    ...(weight === undefined ? {} : { weight: Number(weight) }),
  };
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines.flatMap((line) => {
    const found = /^([\w-]+):\s*(.*)$/.exec(line.trim());
    return found === null ? [] : [[(found[1] ?? '').toLowerCase(), found[2] ?? ''] as const];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== 'content-length' && name !== 'host'));
}

/** JSON as a value, so that its placeholders keep their types; anything else as a text. */
function bodyOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
