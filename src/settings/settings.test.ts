import { describe, expect, it } from 'vitest';
import { JaugeError } from '../model/error.ts';
import { parseSettings } from './index.ts';

function problem(file: string, text: string): JaugeError {
  try {
    parseSettings(file, text);
  } catch (error) {
    if (error instanceof JaugeError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('configuration', () => {
  it('reads a typed file without running it', () => {
    const text = `import { defineConfig } from 'jauge';
const accounts = 5 * 1000;
globalThis.ran = true;
export default defineConfig({ machine: { cpu: 0.5, memory: '2 GiB' }, data: { accounts }, scenarios: { peak: { 'GET /api/x': 2 } } } satisfies object);`;
    expect(parseSettings('jauge.config.ts', text)).toEqual({
      machine: { cpu: 0.5, memory: 2147483648 },
      data: { accounts: 5000 },
      scenarios: { peak: { 'GET /api/x': 2 } },
    });
    expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
  });

  it('reads JSON and CommonJS', () => {
    expect(parseSettings('jauge.config.json', '{ "node": 22 }')).toEqual({ node: 22 });
    expect(parseSettings('jauge.config.js', 'module.exports = { usage: { thinkTime: 12 } };')).toEqual({
      usage: { thinkTime: 12 },
    });
  });

  it('names an unknown key, its line and the nearest valid one', () => {
    const error = problem('jauge.config.json', '{\n  "machine": {\n    "cpus": 2\n  }\n}');
    expect(error.problem).toEqual({
      key: 'error.config-unknown-key-near',
      params: { at: { file: 'jauge.config.json', line: 3 }, key: 'machine.cpus', near: 'machine.cpu' },
    });
  });

  it.each([
    ['a computed value', 'export default { node: Number(process.env.NODE) }', 'error.config-not-literal'],
    ['a constant that refers to itself', 'const a = a;\nexport default { node: a }', 'error.config-not-literal'],
    ['a syntax error', 'export default { node: ', 'error.config-syntax'],
    ['no export', 'const node = 22;', 'error.config-no-export'],
    ['a value of the wrong kind', 'export default { node: "twenty" }', 'error.config-value'],
    ['a negative machine', 'export default { machine: { cpu: -1 } }', 'error.config-value'],
    ['a word nothing resembles', 'export default { zzzzzzzzzzz: 1 }', 'error.config-unknown-key'],
  ])('refuses %s', (_, text, key) => {
    expect(problem('jauge.config.ts', text).problem.key).toBe(key);
  });
});
