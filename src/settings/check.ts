import { JaugeError } from '../model/error.ts';
import { type Message, message } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import { nearest } from './nearest.ts';

/** Names that exist in this project and in the facts. */
interface KnownNames {
  readonly routes: readonly string[];
  readonly tables: readonly string[];
  readonly databases: readonly string[];
  /** Plans of the database in use. */
  readonly plans: readonly string[];
}

/** Refuses a setting that names what does not exist, or contradicts itself. Throws a JaugeError('invalid-configuration') with the nearest name. */
export function checkSettings(settings: Settings, known: KnownNames, file = ''): void {
  const { among, refuse } = judge(file);
  for (const scenario of ['normal', 'peak'] as const) {
    const mix = settings.scenarios?.[scenario];
    if (mix === undefined) continue;
    for (const route of Object.keys(mix)) among(`scenarios.${scenario}`, route, known.routes);
    if (!Object.values(mix).some((share) => share > 0))
      refuse(message('error.config-empty-mix', { key: `scenarios.${scenario}` }));
  }
  for (const table of Object.keys(settings.data?.rows ?? {})) among('data.rows', table, known.tables);
  if (settings.database?.host !== undefined) among('database.host', settings.database.host, known.databases);
  if (settings.database?.plan !== undefined && known.plans.length > 0)
    among('database.plan', settings.database.plan, known.plans);
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = settings.instances ?? {};
  if (minimum > maximum) refuse(message('error.config-instances', { minimum, maximum }));
}

interface Judge {
  readonly among: (key: string, name: string, known: readonly string[]) => void;
  readonly refuse: (problem: Message) => void;
}

function judge(file: string): Judge {
  const refuse = (problem: Message): never => {
    const named = { ...problem, params: { ...problem.params, file } };
    throw new JaugeError('invalid-configuration', named, message('error.config-hint'));
  };
  return {
    refuse,
    among(key, name, known) {
      if (known.includes(name)) return;
      const near = nearest(name, known);
      // An address may carry a password: only a word is repeated.
      const shown = /^[\w./:* -]{1,80}$/.test(name) && !name.includes('://') ? name : '…';
      if (near === undefined) refuse(message('error.config-unknown-name', { key, name: shown }));
      refuse(message('error.config-unknown-name-near', { key, name: shown, near: near ?? '' }));
    },
  };
}
