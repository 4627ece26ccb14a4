import type { Catalogue } from '../catalogue.ts';

/** The file at fault, when there is one. */
function source(params: Readonly<Record<string, unknown>>): string {
  return params['file'] === undefined || params['file'] === '' ? '' : `${params['file']}: `;
}

export const errors = {
  'error.directory-missing': (p) => `The folder ${p['path']} does not exist.`,
  'error.directory-unreadable': (p) => `The folder ${p['path']} cannot be read: permission is denied.`,
  'error.not-a-directory': (p) => `${p['path']} is a file; Jauge inspects the folder of a project.`,
  'error.directory-hint': () => 'Run jauge in the folder of the application, or name it: jauge path/to/application',
  'error.no-manifest': () => 'There is no package.json here: this does not look like a Node.js project.',
  'error.manifest-invalid': (p, f) => `package.json is not valid JSON (${f.place(p['at'])}).`,
  'error.manifest-hint': () => 'Go to the folder that holds the package.json of the server, then run jauge again.',
  'error.other-language': (p) =>
    `This project is written in ${p['language']}: Jauge reads Node.js back ends (JavaScript or TypeScript).`,
  'error.no-server': (p) =>
    `No server was found in ${p['name']}: no file reached by its scripts creates an HTTP application.`,
  'error.no-server-hint': () =>
    'If the server starts from another file, say so in jauge.config.json: { "entry": "server/index.ts" }',
  'error.no-routes': (p, f) => `The server starts in ${f.place(p['at'])}, but no route was found there.`,
  'error.entry-syntax': (p, f) => `The file that starts the server has a syntax error (${f.place(p['at'])}).`,
  'error.entry-missing': (p) =>
    `The configuration names ${p['entry']} as the file that starts the server, and it does not exist.`,
  'error.config-syntax': (p, f) => `${f.place(p['at'])}: the configuration has a syntax error.`,
  'error.config-no-export': (p, f) => `${f.place(p['at'])}: the configuration has no default export.`,
  'error.config-not-literal': (p, f) =>
    `${f.place(p['at'])}: this value is computed. Jauge never runs the project’s code, the configuration included.`,
  'error.config-literal-hint': () =>
    'Write the value itself: a number, a text, a list, or a constant of the same file.',
  'error.config-unknown-key': (p, f) =>
    `${f.place(p['at'])}: unknown key “${p['key']}”. Valid keys: ${f.list(p['known'])}.`,
  'error.config-unknown-key-near': (p, f) =>
    `${f.place(p['at'])}: unknown key “${p['key']}”. Did you mean “${p['near']}”?`,
  'error.config-value': (p, f) =>
    `${f.place(p['at'])}: “${p['key']}” cannot be ${p['received']}${p['expected'] === '' ? '' : ` (expected: ${p['expected']})`}.`,
  'error.config-unknown-name': (p) =>
    `${source(p)}The configuration names “${p['name']}” in ${p['key']}, which does not exist.`,
  'error.config-unknown-name-near': (p) =>
    `${source(p)}The configuration names “${p['name']}” in ${p['key']}, which does not exist. Did you mean “${p['near']}”?`,
  'error.config-empty-mix': (p) => `${source(p)}${p['key']} holds no route with a share above 0.`,
  'error.config-instances': (p, f) =>
    `${source(p)}instances.minimum (${f.count(p['minimum'])}) is above instances.maximum (${f.count(p['maximum'])}).`,
  'error.config-missing': (p) => `The configuration file ${p['file']} does not exist in the project.`,
  'error.config-hint': () => 'The configuration is described in docs/configuration.md; nothing in it is mandatory.',
  'error.measurement-syntax': (p) => `${p['file']} is not valid JSON.`,
  'error.measurement-version': (p, f) =>
    `${p['file']} was written by a later version of Jauge (schema ${f.count(p['version'])}).`,
  'error.measurement-value': (p) =>
    `${p['file']}: “${p['key']}” cannot be ${p['received']} (expected: ${p['expected']}).`,
  'error.measurement-missing': (p) => `The measurement file ${p['file']} does not exist.`,
  'error.measurement-hint': () => 'jauge measure writes this file; remove it to go back to an estimate from the code.',
  'error.too-many-directories': (p, f) => `Only one folder at a time: ${f.list(p['directories'])}.`,
  'error.unknown-command': (p, f) => `Unknown command ${p['command']}. Commands: ${f.list(p['known'])}.`,
  'error.unknown-command-near': (p) => `Unknown command ${p['command']}. Did you mean ${p['near']}?`,
  'error.command-near': (p) => `If it is a command that you meant: jauge ${p['near']}`,
  'error.no-route-asked': () => 'Which route? For instance: jauge explain "GET /api/books"',
  'error.unknown-route': (p) => `No route ${p['route']}. jauge routes lists them.`,
  'error.unknown-route-near': (p, f) => `No route ${p['route']}. Did you mean: ${f.list(p['known'])}?`,
  'error.route-several': (p, f) => `Several routes have the path ${p['route']}: ${f.list(p['known'])}. Say which one.`,
  'error.unknown-option': (p) => `Unknown option ${p['option']}.`,
  'error.unknown-option-near': (p) => `Unknown option ${p['option']}. Did you mean ${p['near']}?`,
  'error.option-value': (p) => `The option ${p['option']} is unknown or lacks its value.`,
  'error.option-choice': (p, f) => `${p['option']} cannot be “${p['value']}”: choose among ${f.list(p['allowed'])}.`,
  'error.option-form': (p) =>
    `${p['option']} cannot be “${p['value']}”; write it like this: ${p['option']} ${p['example']}`,
  'error.usage-hint': () => 'jauge --help --lang en lists the options.',
  'error.output': (p) => `The report cannot be written to ${p['path']} (${p['reason']}).`,
  'error.internal': (p) =>
    `Jauge failed, and it is our fault (${p['detail']}). Please report it with the command that you typed; nothing of the project was changed.`,
  'error.calibrate-source': () => 'The address of the monitor’s page, a file, or --database is needed.',
  'error.calibrate-database': () => 'The variable DATABASE_URL does not hold the address of a database.',
  'error.calibrate-unreachable': (p) => `${p['host']} does not answer (${p['reason']}).`,
  'error.calibrate-refused': (p) => `${p['host']} refuses to show its monitor.`,
  'error.calibrate-token': () => 'Give the variable JAUGE_TOKEN the value that it has in the application.',
  'error.calibrate-document': (p) => `${p['from']} is not the history of a monitor of Jauge.`,
  'error.calibrate-hint': () => 'The history is at the address of the page, followed by /history.',
  'error.calibrate-empty': () => 'The monitor has seen no request for a day: nothing to measure.',
} satisfies Catalogue;
