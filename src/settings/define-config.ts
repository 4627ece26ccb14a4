import type { Settings } from '../model/settings.ts';

/** Sizes may be written as text (`'2 GiB'`) in a configuration file. */
export type Config = Omit<Settings, 'machine'> & {
  readonly machine?: { readonly cpu?: number; readonly memory?: number | string; readonly monthlyCost?: number };
};

/** Gives the editor the type of a configuration: `export default defineConfig({ machine: { cpu: 1 } })`. Returns its argument. */
export function defineConfig(config: Config): Config {
  return config;
}
