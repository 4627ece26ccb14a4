import type { Catalogue } from '../catalogue.ts';

/** What `jauge measure` says, and what stops it. */
export const measure = {
  'cli.summary.measure': () =>
    'replace assumptions by measurements: from logs, from the database, by driving the application',
  'cli.help.measure': () => `Usage: jauge measure [folder] [options] [-- command that starts the application]

  --logs FILE                access logs, zipped or not (repeat for several; - is the standard input)
  --database                 the database of DATABASE_URL, in a read-only session
  --database-url URL         the database at this address (never printed, never kept)
  --database-env NAME        the database whose address is in this variable
  -- npm start               start the application, drive each route alone, then all of them, then stop it
  --url URL                  drive the application that runs at this address of this machine
  --allow-host HOST          drive that other machine all the same
  --port N                   port on which the application listens, when it opens several
  --requests FILE            requests to send: .json, .http, .har saved by a browser,
                             or .jsonl (recorded traffic); jauge.requests.json in the folder, else a draft from the code
  --draft FILE               only write that draft, to be edited
  --record FILE.jsonl        stand before the application and write what arrives, to be sent again with --requests
  --header 'NAME: VALUE'     sent with every request: a session, a token; several times for several sessions
  --allow-writes             send requests that write too (POST, PUT, PATCH, DELETE)
  --seconds N                how long to drive (120 unless you say so)
  --machine                  the speed of this machine, in about a second
  --production               this machine is the one that serves in production
  --measurement FILE         file to write (jauge.measurement.json in the folder)
  --config FILE              configuration file`,
  'cli.measure.lines': (p, f) => `Reading the logs… ${f.count(p['lines'])} lines`,
  'cli.measure.asking-database': () => 'Questioning the database…',
  'cli.measure.starting': () => 'Starting the application…',
  'cli.measure.progress': (p, f) =>
    `Measuring… ${f.percent(p['share'])}  ${p['route'] === '' ? 'all routes together' : String(p['route'])}`,
  'cli.measure.logs': (p, f) =>
    `Logs: ${f.count(p['requests'])} requests to ${f.count(p['routes'])} routes; ${f.count(p['unmatched'])} others left out (files, robots).`,
  'cli.measure.rate': (p, f) =>
    `${f.number(p['rate'])} requests per second on average, ${f.number(p['peak'])} in the busiest hour.`,
  'cli.measure.database': (p, f) =>
    `Database: ${f.count(p['tables'])} tables, ${f.count(p['rows'])} rows, ${f.count(p['connections'])} connections at most; ${f.count(p['statements'])} statements planned, ${f.count(p['scans'])} of which read a whole table.`,
  'cli.measure.no-statistics': () =>
    'pg_stat_statements is not there: plans are those of the queries seen in the code. (create extension pg_stat_statements adds what each costs.)',
  'cli.measure.machine': (p, f) =>
    `The same work takes ${f.number(p['slowness'])} times as long here as on the reference machine.`,
  'cli.measure.draft': (p, f) =>
    `${f.count(p['requests'])} requests written to ${p['path']}; ${f.count(p['pools'])} lists of values, ${f.count(p['missing'])} of them to be filled in.`,
  'cli.measure.recording': (p) =>
    `Use the application at ${p['url']}: each request is recorded, cookies and tokens included. Ctrl-C ends.`,
  'cli.measure.recorded': (p, f) =>
    `${f.count(p['requests'])} ${f.plural(p['requests'], 'request', 'requests')} recorded in ${p['path']}.`,
  'cli.measure.left-out': (p) => `Left out: ${p['route']} (${p['answer']})`,
  'error.measure-limited': () =>
    'The application limits how often one address may ask (429): raise that limit while you measure, then measure again. The other routes were kept.',
  'cli.measure.blind': () =>
    'The agent is not in the process that answers: queries and calls outside were not counted, everything else was.',
  'cli.measure.driven': (p, f) =>
    `${f.count(p['routes'])} routes measured with ${f.count(p['requests'])} requests; this machine, meanwhile: ${f.number(p['slowness'])} times the time of the reference machine.`,
  'cli.measure.written': (p) => `Measurement written to ${p['path']}: jauge uses it from now on.`,
  'error.log-unreadable': (p) => `The log ${p['file']} cannot be read (${p['reason']}).`,
  'error.logs-no-request': (p, f) => `No request was recognised in ${f.list(p['files'])}.`,
  'error.logs-no-route': (p, f) =>
    `None of the ${f.count(p['requests'])} requests of ${f.list(p['files'])} is for a route of this project.`,
  'error.logs-hint': () =>
    'Known formats: combined (Apache, nginx, morgan), JSON (pino, morgan, winston), Replit’s lines, Heroku’s and Render’s routers. See docs/measure.md.',
  'error.database-url': () => 'The address of the database is not one of PostgreSQL (postgresql://…).',
  'error.database-variable': (p) => `The variable ${p['name']} holds no address of a database.`,
  'error.database-refused': () => 'The database refuses the name or the password.',
  'error.database-unknown': () => 'The server answers, but has no database of that name.',
  'error.database-permission': () => 'The database does not allow this user to read what is needed.',
  'error.database-full': () => 'The database accepts no more connections for now.',
  'error.database-slow': () => 'The database did not answer in time.',
  'error.database-host': () => 'The host of the database is unknown.',
  'error.database-unreachable': () => 'Nothing answers at the address of the database.',
  'error.database-starting': () => 'The database is starting or stopping.',
  'error.database-other': (p) => `The database answered with an error (${p['code']}).`,
  'error.database-hint': () =>
    'Check the address with psql, from the same machine; a user who can only read is enough. Nothing of the address was kept.',
  'error.application-command': (p) => `The command ${p['command']} cannot be run (${p['reason']}).`,
  'error.application-port': (p) =>
    `The application did not start: port ${p['port']} is already in use. Another copy may be running: drive it with --url http://127.0.0.1:${p['port']}.`,
  'error.application-options': () => 'The application’s Node does not take --import in NODE_OPTIONS.',
  'error.application-disk': () => 'The application stopped: the disk is full.',
  'error.application-database': () => 'The application stopped: it cannot reach its database.',
  'error.application-ended': (p) => `The application stopped by itself (${p['code']}).`,
  'error.application-silent': (p, f) => `The application did not answer HTTP within ${f.duration(p['seconds'])}.`,
  'error.application-hint': () =>
    'Start it by hand with the same command to see what it says; give --port when it opens several.',
  'error.file-unwritable': (p) =>
    `${p['file']} cannot be written${p['reason'] === 'ENOSPC' ? ': the disk is full' : ` (${p['reason']})`}.`,
  'error.file-elsewhere': (p) =>
    `What was measured is in ${p['path']}; what ${p['file']} held before is still there. Make room, then move the one over the other.`,
  'error.file-hint': () => 'What it held before is still there. Make room, or name another file (--measurement FILE).',
  'error.requests-unreadable': (p) => `The file of requests ${p['file']} cannot be read (${p['reason']}).`,
  'error.requests-syntax': (p) => `The file of requests ${p['file']} is not understood.`,
  'error.requests-none': (p) => `The file ${p['file']} holds no request to a route of this project.`,
  'error.requests-hint': () =>
    'jauge measure --draft jauge.requests.json writes one to start from; see docs/measure.md.',
  'error.measure-nothing': () =>
    'Nothing to measure: give logs (--logs FILE), the database (--database), or the command that starts the application (jauge measure -- npm start).',
  'error.measure-url': () => 'The address of the application is not one of http:// or https://.',
  'error.measure-host': (p) =>
    `${p['host']} is not this machine. Driving an application loads it: if that is really what you want, add --allow-host ${p['host']}.`,
  'error.measure-silent': (p) => `No application answers at ${p['host']}.`,
  'error.measure-hint': () => 'jauge help measure lists the options.',
  'error.measure-no-answer': () =>
    'No route answered with success: sessions or parameters are missing, or only requests that write were given (--allow-writes).',
  'error.measure-failing': (p) => `Every request fails (${p['answer']}): the application is not in working order.`,
  'error.measure-refused': (p) =>
    `Every request is refused (${p['answer']}): the application listens, and closes its connections.`,
  'error.measure-gone': () => 'The application no longer answers: nothing listens at its address any more.',
  'error.measure-interrupted': () => 'Interrupted.',
  'error.measure-kept': () => 'What had been measured was kept in the measurement file.',
  'error.live-keys': (p, f) =>
    `The application would run with live payment keys (${f.list(p['names'])}): it is not driven.`,
  'error.live-keys-hint': () => 'Put test keys in their place, then measure again. No key was printed nor kept.',
} satisfies Catalogue;
