import { expect, it } from 'vitest';
import { JaugeError } from '../model/error.ts';
import { parseSettings } from './index.ts';

it('a configuration nested too deep is refused, and does not bring the process down', () => {
  for (const [file, text] of [
    ['jauge.config.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['jauge.config.js', `export default ${'!'.repeat(50_000)}1;`],
  ] as const)
    expect(() => parseSettings(file, text)).toThrow(JaugeError);
});
