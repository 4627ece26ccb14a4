import { describe, expect, it } from 'vitest';
import { JaugeError } from '../model/error.ts';
import { checkSettings, parseSettings } from './index.ts';

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

describe('names in the configuration', () => {
  const known = {
    routes: ['GET /api/news', 'POST /api/login'],
    tables: ['news'],
    databases: ['neon', 'render'],
    plans: ['launch-0.25'],
  };
  const refused = (settings: Parameters<typeof checkSettings>[0]): JaugeError => {
    try {
      checkSettings(settings, known);
    } catch (error) {
      if (error instanceof JaugeError) return error;
    }
    throw new Error('accepted');
  };

  it('accepts what exists', () => {
    const settings = {
      scenarios: { normal: { 'GET /api/news': 1 } },
      data: { rows: { news: 3 } },
      database: { host: 'neon', plan: 'launch-0.25' },
    };
    expect(() => checkSettings(settings, known)).not.toThrow();
  });

  it('names the nearest route, table, host and plan', () => {
    expect(refused({ scenarios: { normal: { 'GET /api/new': 1 } } }).problem.params).toMatchObject({
      near: 'GET /api/news',
    });
    expect(refused({ data: { rows: { newz: 1 } } }).problem.params).toMatchObject({ near: 'news' });
    expect(refused({ database: { host: 'neo' } }).problem.params).toMatchObject({ near: 'neon' });
    expect(refused({ database: { plan: 'launch-0.2' } }).problem.params).toMatchObject({ near: 'launch-0.25' });
  });

  it('never repeats an address that was put in place of a host', () => {
    const error = refused({ database: { host: 'postgres://club:hunter2@db.example.org/club' } });
    expect(JSON.stringify(error.problem)).not.toContain('hunter2');
  });

  it('refuses an empty mix and contradictory instances', () => {
    expect(refused({ scenarios: { peak: { 'GET /api/news': 0 } } }).problem.key).toBe('error.config-empty-mix');
    expect(refused({ instances: { minimum: 3, maximum: 2 } }).problem.key).toBe('error.config-instances');
  });
});
