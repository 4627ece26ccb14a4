import type { Catalogue } from '../catalogue.ts';

export const cli = {
  'cli.stage.inspect': () => 'Reading the code and the hosting configuration…',
  'cli.stage.derive': () => 'Pricing each request…',
  'cli.stage.plan': () => 'Looking for what gives way first…',
  'cli.written': (p) => `Report written to ${p['path']}`,
  'cli.summary.report': () => 'how many users, what gives way first, what to change (what runs without a command)',
  'cli.summary.routes': () => 'every route, with the queries, calls and heavy work of one request',
  'cli.summary.explain': () => 'one route step by step, to check against the code',
  'cli.summary.calibrate': () => 'a day of production seen by the monitor, for a measured estimate',
  'cli.help.routes': () => `Usage: jauge routes [folder] [options]

  --unknown                  instead of the routes, the calls that could not be followed, and why they may matter
  --config FILE              configuration file (jauge.config.ts, .js or .json at the root)
  --format terminal|markdown|json`,
  'cli.help.explain': () => `Usage: jauge explain "GET /path" [folder] [options]

The path is written as in the code (/members/:id); without a method when only one has it.

  --config FILE              configuration file (jauge.config.ts, .js or .json at the root)
  --format terminal|markdown|json`,
  'cli.help.calibrate': () => `Usage: jauge calibrate ADDRESS|FILE [options]
       jauge calibrate --database

ADDRESS is the one of the monitor’s page (https://my-application.example/jauge); its token is read from JAUGE_TOKEN.
FILE is what /jauge/history gave. Writes jauge.measurement.json, which jauge then reads.

  --database                 reads the monitor’s history in the database that DATABASE_URL names
  -o, --output FILE          writes elsewhere`,
  'cli.help.opening':
    () => `How many users can your Node.js application take, what gives way first, and what to change next.
Reads your code and your hosting configuration; runs nothing, changes nothing, sends nothing.`,
  'cli.help.report': () => `Usage: jauge [folder] [options]

  --machine CPU:MEMORY*N     one instance and the number allowed: 1:2GB*3
  --objective p95:TIME       what “it still works” means: p95:800ms (1 s unless you say so)
  --target USERS             does it hold so many daily users, and if not, what must change?
  --target-accounts N        the same with a number of accounts
  --config FILE              configuration file (jauge.config.ts, .js or .json at the root)
  --measurement FILE         what was measured (jauge.measurement.json in the folder)
  --format terminal|markdown|json`,
  'cli.help.common': () => `  --lang fr|en               language (French unless you say so)
  -o, --output FILE          write to a file; its extension (.md, .json) chooses the format
  -q, --quiet                no progress, no notice
  --no-color                 no colour (NO_COLOR is obeyed too)
  -h, --help    -v, --version`,
  'cli.help.commands': () => 'Commands (jauge help COMMAND tells more; write ./NAME for a folder of that name):',
  'cli.help.codes': () =>
    'Exit codes: 0 fine · 1 the target does not hold · 2 command line · 3 project that cannot be read · 4 configuration · 5 measurement impossible or cut short · 6 measurement void · 70 our fault',
} satisfies Catalogue;
