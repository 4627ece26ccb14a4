import { describe, expect, test } from 'vitest';
import { painter } from './paint.ts';
import { bare, longestWord, pad, visibleWidth, wrap } from './wrap.ts';

const plain = painter(false);
const colored = painter(true);
const ESCAPE = String.fromCharCode(27);

describe('width on a terminal', () => {
  test.each([
    ['chœur', 5],
    ['e\u0301te\u0301', 3],
    ['1\u202f700', 5],
    ['██▌░', 4],
    [`${ESCAPE}[1mgras${ESCAPE}[22m`, 4],
    ['演奏', 4],
    ['', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(visibleWidth(text)).toBe(width);
  });

  test('padding counts columns, not characters', () => {
    expect(pad('e\u0301te\u0301', 5)).toBe('e\u0301te\u0301  ');
    expect(pad('95', 5, 'right')).toBe('   95');
  });
});

describe('wrapping', () => {
  test('breaks at spaces and never after a no-break space', () => {
    expect(wrap('environ 1\u202f700 membres\u202f: oui', 11, plain)).toEqual([
      'environ',
      '1\u202f700',
      'membres\u202f:',
      'oui',
    ]);
  });

  test('cuts a path that is longer than a line after a slash', () => {
    expect(wrap('`server/routes/administration/members.ts:120`', 24, plain)).toEqual([
      'server/routes/',
      'administration/',
      'members.ts:120',
    ]);
  });

  test('a comma stays with the path it follows', () => {
    expect(wrap('`server/services/mailer/mailer.ts:25`, `server/a.ts:1`', 24, plain)).toEqual([
      'server/services/mailer/',
      'mailer.ts:25,',
      'server/a.ts:1',
    ]);
  });

  test('keeps a route in one piece', () => {
    expect(wrap('reached by `POST /api/login` today', 20, plain)).toEqual(['reached by', 'POST /api/login', 'today']);
    expect(longestWord('reached by `POST /api/login`')).toBe('POST /api/login'.length);
  });

  test('markup is painted when there are colours, and left out when there are none', () => {
    expect(wrap('**two words** and `code`', 40, plain)).toEqual(['two words and code']);
    expect(wrap('**two words**', 40, colored)).toEqual([`${ESCAPE}[1mtwo words${ESCAPE}[22m`]);
    expect(bare('**two words** and `code`')).toBe('two words and code');
    expect(bare('**use `bcrypt` here**')).toBe('use bcrypt here');
    expect(bare('5 s[ᵖ](https://example.org/limits)')).toBe('5 sᵖ');
  });

  test('a style never runs over the end of a line', () => {
    for (const line of wrap('**one two three four**', 9, colored)) {
      expect(line.startsWith(`${ESCAPE}[1m`) && line.endsWith(`${ESCAPE}[22m`)).toBe(true);
    }
  });

  test('an empty text is one empty line, and a line break is kept', () => {
    expect(wrap('', 20, plain)).toEqual(['']);
    expect(wrap('one\ntwo', 20, plain)).toEqual(['one', 'two']);
  });
});
