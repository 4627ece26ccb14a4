import type { Catalogue } from '../catalogue.ts';

export const cli = {
  'cli.stage.inspect': () => 'Reading the code and the hosting configuration…',
  'cli.stage.derive': () => 'Pricing each request…',
  'cli.stage.plan': () => 'Looking for what gives way first…',
  'cli.written': (p) => `Report written to ${p['path']}`,
  'cli.help': () => `How many users can your Node.js application take, what gives way first, and what to change next.
Reads your code and your hosting configuration; runs nothing, changes nothing, sends nothing.

Usage: jauge [folder] [options]

  --lang fr|en               language of the report (French unless you say so)
  --format terminal|markdown|json
  -o, --output FILE          write the report to a file; .md and .json choose the format
  --machine CPU:MEMORY*N     one instance and the number allowed: 1:2GB*3
  --objective p95:TIME       what “it still works” means: p95:800ms (1 s unless you say so)
  --target USERS             does it hold so many daily users, and if not, what must change?
  --target-accounts N        the same with a number of accounts
  --config FILE              configuration file (jauge.config.ts, .js or .json at the root)
  -q, --quiet                no progress, no notice
  --no-color                 no colour (NO_COLOR is obeyed too)
  -h, --help    -v, --version

Exit codes: 0 fine · 1 the target does not hold · 2 command line · 3 project that cannot be read · 4 configuration · 70 our fault`,
} satisfies Catalogue;
