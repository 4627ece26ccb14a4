import { describe, expect, it } from 'vitest';
import { isTooDeep } from './nesting.ts';

const TIMES = 20_000;

describe('isTooDeep', () => {
  it.each([
    ['brackets', `${'('.repeat(TIMES)}1${')'.repeat(TIMES)}`],
    ['blocks', `${'{'.repeat(TIMES)}${'}'.repeat(TIMES)}`],
    ['arrow functions', `x = ${'a=>'.repeat(TIMES)}1`],
    ['conditions', `x = ${'a?b:'.repeat(TIMES)}c`],
    ['assignments', `${'a='.repeat(TIMES)}1`],
    ['negations', `${'!'.repeat(TIMES)}a`],
    ['powers', `x = ${'2**'.repeat(TIMES)}2`],
    ['templates', `${'`${'.repeat(TIMES)}1${'}`'.repeat(TIMES)}`],
    ['types', `let x: ${'A<'.repeat(TIMES)}B${'>'.repeat(TIMES)}`],
    ['labels', `${'a:'.repeat(TIMES)};`],
    ['alternatives', `if(a)b();${'else if(a)b();'.repeat(TIMES)}`],
    ['awaits', `async()=>{${'await '.repeat(TIMES)}a}`],
    ['constructions', `${'new '.repeat(TIMES)}a`],
    ['loops', `${'while(a)'.repeat(TIMES)};`],
  ])('stops %s nested too deep', (_name, text) => {
    expect(isTooDeep(text)).toBe(true);
  });

  it('lets long but flat code through', () => {
    expect(isTooDeep("app.get('/a', async (req, res) => { res.json({ a: b ? 1 : 2 }); });\n".repeat(TIMES))).toBe(
      false,
    );
  });
});
