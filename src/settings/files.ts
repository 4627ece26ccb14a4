/** Names looked for at the root of the project, in this order. */
export const SETTINGS_FILES: readonly string[] = [
  'jauge.config.ts',
  'jauge.config.mts',
  'jauge.config.js',
  'jauge.config.mjs',
  'jauge.config.json',
];
