import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';

// Projects as nobody would write them: files cut, spliced, repeated, with what parsers and readers of paths trip on.

export type Files = Readonly<Record<string, string>>;

/** Pieces that break what takes texts for granted: paths that leave the project, names of the prototype, brackets without end, huge numbers. */
const THORNS: readonly string[] = [
  '../../../../etc/passwd',
  "import '../../outside.ts';\n",
  'require("/etc/passwd")',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\r\n\r\n',
  '1e999',
  '-1',
  '99999999999999999999',
  'NaN',
  '`${',
  '/*',
  '"',
  "'",
  '*/',
  '-- ',
  ';;',
  '[['.repeat(500),
  '{'.repeat(3000),
  '('.repeat(3000),
  'a.b'.repeat(800),
  '...',
  'while (true) ',
  'const again = () => again(again);\nagain();\n',
  'export * from "./server.ts";\nexport * from "./schema.ts";\n',
  '&a [*a, *a]',
  '!!js/function "function () {}"',
  '&x [ *x ]\n',
  '@@map("")',
  'CREATE TABLE t (',
  "DO $$ BEGIN EXECUTE 'x'; END $$;",
];

type Mutation = (text: string, other: string) => string;

const place = (at: number, text: string): number => (text.length === 0 ? 0 : at % (text.length + 1));

const mutation: Arbitrary<Mutation> = fc.oneof(
  fc.nat().map(
    (at): Mutation =>
      (text) =>
        text.slice(0, place(at, text)),
  ),
  fc.nat().map(
    (at): Mutation =>
      (text) =>
        text.slice(place(at, text)),
  ),
  fc.tuple(fc.nat(), fc.nat({ max: 80 })).map(
    ([at, length]): Mutation =>
      (text) => {
        const from = place(at, text);
        return text.slice(0, from) + text.slice(from + length);
      },
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([at, from]): Mutation =>
      (text, other) => {
        return text.slice(0, place(at, text)) + other.slice(place(from, other));
      },
  ),
  fc.tuple(fc.nat(), fc.constantFrom(...THORNS)).map(
    ([at, thorn]): Mutation =>
      (text) => {
        const from = place(at, text);
        return text.slice(0, from) + thorn + text.slice(from);
      },
  ),
  fc.tuple(fc.nat(), fc.nat({ max: 400 })).map(
    ([at, times]): Mutation =>
      (text) => {
        const lines = text.split('\n');
        const line = lines[at % lines.length] ?? '';
        return [
          ...lines.slice(0, at % lines.length),
          ...Array(times).fill(line),
          ...lines.slice(at % lines.length),
        ].join('\n');
      },
  ),
  fc.tuple(fc.nat(), fc.nat({ max: 0xffff })).map(
    ([at, code]): Mutation =>
      (text) => {
        const from = place(at, text);
        return text.slice(0, from) + String.fromCharCode(code) + text.slice(from + 1);
      },
  ),
);

/** One of the projects, some files of which are mutated with the texts of another. */
export function mutated(projects: readonly Files[]): Arbitrary<Files> {
  const step = fc.record({ file: fc.nat(), other: fc.nat(), change: mutation });
  return fc
    .record({
      base: fc.constantFrom(...projects),
      donor: fc.constantFrom(...projects),
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    })
    .map(({ base, donor, steps }) => {
      const files: Record<string, string> = { ...base };
      const names = Object.keys(files);
      const texts = Object.values(donor);
      for (const { file, other, change } of steps) {
        const name = names[file % names.length] ?? '';
        files[name] = change(files[name] ?? '', texts[other % texts.length] ?? '');
      }
      return files;
    });
}
