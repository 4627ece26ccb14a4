import { type Rule, TECHNOLOGIES, type TechnologyPack } from '../../../facts/technologies/index.ts';

interface CompiledRule {
  readonly pattern: RegExp;
  readonly rule: Rule;
}

interface CompiledPack {
  readonly pack: TechnologyPack;
  readonly rules: readonly CompiledRule[];
}

const PACKS: ReadonlyMap<string, TechnologyPack> = new Map(
  TECHNOLOGIES.flatMap((pack) => pack.packages.map((name) => [name, pack] as const)),
);

const compiled = new Map<TechnologyPack, CompiledPack>();

function compile(pack: TechnologyPack): CompiledPack {
  const known = compiled.get(pack);
  if (known !== undefined) return known;
  const made = { pack, rules: pack.rules.map((rule) => ({ pattern: compilePattern(rule.on), rule })) };
  compiled.set(pack, made);
  return made;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  '**.': '(?:.*\\.)?',
  '*': '[^.()]+',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

/** A pattern of a rule as a regular expression over the steps joined with dots. */
function compilePattern(on: string): RegExp {
  const source = on.replace(/\*\*\.|[^\w$]/g, (symbol) => SYMBOLS[symbol] ?? `\\${symbol}`);
  return new RegExp(`^${source}$`);
}

/** Name of the package of a specifier: `@aws-sdk/client-s3/x` gives `@aws-sdk/client-s3`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function packOf(specifier: string): TechnologyPack | undefined {
  return PACKS.get(specifier) ?? PACKS.get(packageOf(specifier));
}

/** The first rule of a package that a call matches. The name of a class before `new()` may be left out of the rule. */
export function ruleFor(specifier: string, steps: readonly string[]): Rule | undefined {
  const pack = packOf(specifier);
  if (pack === undefined || pack.rules.length === 0) return undefined;
  const path = steps.join('.');
  const bare = steps[1] === 'new()' ? steps.slice(1).join('.') : path;
  return compile(pack).rules.find(({ pattern }) => pattern.test(path) || pattern.test(bare))?.rule;
}
