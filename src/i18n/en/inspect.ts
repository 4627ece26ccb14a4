import type { Catalogue } from '../catalogue.ts';

export const inspect = {
  'unknown.too-many-files': ({ count }, format) =>
    `the project has more than ${format.count(count)} files: the rest was not listed`,
  'unknown.link-outside': ({ path }) => `${path} is a link that leads out of the project: it was not followed`,
  'unknown.unreadable-folder': ({ path, reason }) => `the folder ${path} could not be read (${reason})`,
  'unknown.large-file': ({ path, bytes }, format) =>
    `${path} is too large to be source code (${format.bytes(bytes)}): it was not read`,
  'unknown.unreadable-file': ({ path, reason }) => `the file ${path} could not be read (${reason})`,
  'unknown.unparsable-file': ({ path, reason }) =>
    `${path} is not code that can be parsed (${reason}): what it does is not counted`,
  'unknown.nested-file': ({ path }) => `${path} is nested too deep to be code written by hand: it was not read`,
  'unknown.unresolved-import': ({ specifier }) => `the import of “${specifier}” leads to no file of the project`,
  'unknown.plugin': (p) => `what the plugin ${p['package']} adds to each request is not known: it is not counted`,
  'unknown.dynamic-import': () => 'a file is imported under a name only known when the server runs',
  'unknown.budget-steps': ({ count }, format) =>
    `this code is too long to be followed to its end (${format.count(count)} steps): what follows is not counted`,
  'unknown.budget-depth': ({ count }, format) =>
    `functions call one another more than ${format.count(count)} deep: the innermost are not counted`,
  'unknown.budget-modules': ({ count }, format) =>
    `the server reaches more than ${format.count(count)} files: the rest was not read`,
  'unknown.budget-nesting': ({ count }, format) =>
    `routers are mounted in one another more than ${format.count(count)} deep: the innermost routes are not counted`,
  'unknown.budget-routes': ({ count }, format) =>
    `the application has more than ${format.count(count)} routes: those that follow are not counted`,
  'unknown.budget-program': ({ route }) => `what ${route} does is too long to be shown in full`,
  'unknown.evaluation-failed': ({ reason }) =>
    `this code could not be followed to its end (${reason}): what follows is not counted`,
  'unknown.unmounted-router': () => 'this router is attached to no application: its routes are not counted',
  'inspect.lone-connection': () => 'a connection opened by itself, without a pool',
  'inspect.pool-size': () => 'the driver is not known: ten connections, as most open by default',
  'inspect.pool-none': () => 'this driver keeps no pool of connections',
  'inspect.database-host': () => 'the address of the database is in a secret, not in the code',
} satisfies Catalogue;
