import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { join } from '../modules/configuration.ts';
import { loadModule, namespaceOf } from '../modules/load.ts';
import { newObject } from '../values/create.ts';
import type { ObjectValue, Value } from '../values/values.ts';
import { fieldsOf, textOf } from './entities/options.ts';

const SCRIPT = /\.[cm]?[jt]s$/;
const MOST_FILES = 400;

/** The folder that a call of a package that loads whole folders names; undefined when it is not known. Each of its modules is shown to `visit`. */
export function folderLoaded(machine: Machine, name: string, args: readonly Value[], at: Location): Value | undefined {
  const given = name === 'require-directory' ? (args[1] ?? TEXT_HERE) : args[0];
  const folder = textOf(given?.kind === 'object' ? (given.fields.get('dirname') ?? given.fields.get('dir')) : given);
  if (folder === undefined) return undefined;
  const { path } = machine.frame.file;
  const here = path.slice(0, path.lastIndexOf('/') + 1);
  const root = folder.startsWith('.') && name !== 'require-all' ? join(here, folder) : join('', folder);
  const prefix = root === '' ? '' : `${root}/`;
  const files = machine.project.files.filter(
    (file) => file.startsWith(prefix) && SCRIPT.test(file) && !/\.d\.[cm]?ts$/.test(file) && file !== path,
  );
  const visitor = fieldsOf(args.at(-1)).get('visit') ?? fieldsOf(args[0]).get('resolve');
  const found = (module: Value): Value => {
    const shown = visitor === undefined ? module : callValue(machine, visitor, [module], at);
    return shown.kind === 'literal' && shown.value === undefined ? module : shown;
  };
  return files.length === 0 ? undefined : tree(machine, files.slice(0, MOST_FILES), prefix, found);
}

const TEXT_HERE: Value = { kind: 'literal', value: './' };

/** A module for each file, under its name; an object for each folder. */
function tree(
  machine: Machine,
  files: readonly string[],
  prefix: string,
  found: (module: Value) => Value,
): ObjectValue {
  const entries = new Map<string, Value>();
  for (const file of files) {
    const rest = file.slice(prefix.length);
    const [first = rest] = rest.split('/');
    if (first === rest) entries.set(rest.replace(SCRIPT, ''), found(namespaceOf(loadModule(machine, file))));
    else if (!entries.has(first)) {
      const inner = `${prefix}${first}/`;
      entries.set(
        first,
        tree(
          machine,
          files.filter((other) => other.startsWith(inner)),
          inner,
          found,
        ),
      );
    }
  }
  return newObject(true, entries);
}
