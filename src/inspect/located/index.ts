/**
 * Located documents. In: the text of a configuration file (JSON, TOML, YAML, Dockerfile, Procfile) and its path. Out: its values, each
 * with the line of its key, in the same shape whatever the format, or the line at which the text is malformed; commands fit to be shown.
 * Must not read files, nor know what any platform's key means.
 */
export { presentable, startedBy } from './command.ts';
export { dockerfiles, type Instruction, instructions } from './dockerfile.ts';
export { readJson } from './json.ts';
export { lineAt } from './lines.ts';
export { type LiteralCall, readCalls } from './module.ts';
export { readProcfile } from './procfile.ts';
export { readToml } from './toml.ts';
export {
  child,
  entries,
  items,
  keys,
  numeric,
  type Reading,
  type Tree,
  text,
} from './tree.ts';
export { readYaml } from './yaml.ts';
