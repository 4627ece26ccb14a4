/** Variables that describe the process, not a secret: their value stays readable. */
const OPEN_VARIABLES = new Set([
  'NODE_ENV',
  'PORT',
  'HOST',
  'HOSTNAME',
  'NODE_OPTIONS',
  'UV_THREADPOOL_SIZE',
  'WEB_CONCURRENCY',
  'TZ',
  'CI',
]);

/** A longer one is a program of its own: its beginning is enough to recognise it. */
const LONGEST = 4_000;

/** A command fit to be shown: values of variables, passwords in addresses and secret flags are replaced by `…`. */
export function presentable(command: string): string {
  return command
    .slice(0, LONGEST)
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1…@')
    .replace(/(^|[\s;&|("'])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;&|)"']*)/g, (whole, before: string, name: string) =>
      OPEN_VARIABLES.has(name) ? whole : `${before}${name}=…`,
    )
    .replace(
      /(--?[\w-]*(?:token|secret|password|passwd|key|auth|credential)[\w-]*)(=|\s+)("[^"]*"|'[^']*'|[^\s-][^\s]*)/gi,
      '$1$2…',
    )
    .replace(/\s+/g, ' ')
    .trim();
}

const STATIC_SERVERS =
  /(?:^|[\s/])(?:serve|http-server|live-server|sirv|superstatic)(?:\s|$)|vite\s+preview|react-scripts\s+start|nginx|caddy\s/;
const NODE = /(?:^|[\s/;&|])(?:node|tsx|ts-node|nodemon|bun|nest|pm2|pm2-runtime|npm|yarn|pnpm|npx|deno)(?:\s|$)/;
const OTHER = /(?:^|[\s/;&|])(?:python3?|gunicorn|uvicorn|flask|php|ruby|bundle|rails|puma|java|go|dotnet|mix)(?:\s|$)/;

/** What a run command starts, as far as its words tell. */
export function startedBy(command: string): 'static files' | 'node' | 'other language' | 'unknown' {
  if (STATIC_SERVERS.test(command) && !/\bnode\s+\S*(?:server|index|main|app)\S*/.test(command)) return 'static files';
  if (NODE.test(command)) return 'node';
  return OTHER.test(command) ? 'other language' : 'unknown';
}
