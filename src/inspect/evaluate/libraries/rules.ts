import { type Rule, TECHNOLOGIES, type TechnologyPack } from '../../../facts/technologies/index.ts';

interface CompiledRule {
  readonly pattern: RegExp;
  readonly rule: Rule;
}

interface CompiledPack {
  readonly pack: TechnologyPack;
  readonly rules: readonly CompiledRule[];
}

const PACKS: ReadonlyMap<string, CompiledPack> = compileAll();

function compileAll(): ReadonlyMap<string, CompiledPack> {
  const packs = new Map<string, CompiledPack>();
  for (const pack of TECHNOLOGIES) {
    const compiled = { pack, rules: pack.rules.map((rule) => ({ pattern: compilePattern(rule.on), rule })) };
    for (const name of pack.packages) packs.set(name, compiled);
  }
  return packs;
}

/** A pattern of a rule as a regular expression over the steps joined with dots. */
export function compilePattern(on: string): RegExp {
  let source = '';
  for (let index = 0; index < on.length; index++) {
    const character = on[index] ?? '';
    if (on.startsWith('**.', index)) {
      source += '(?:.*\\.)?';
      index += 2;
    } else if (character === '*') source += '[^.()]+';
    else if (character === '{') source += '(?:';
    else if (character === '}') source += ')';
    else if (character === ',') source += '|';
    else source += /[a-zA-Z0-9_$]/.test(character) ? character : `\\${character}`;
  }
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
  return (PACKS.get(specifier) ?? PACKS.get(packageOf(specifier)))?.pack;
}

/** The first rule of a package that a call matches. The name of a class before `new()` may be left out of the rule. */
export function ruleFor(specifier: string, steps: readonly string[]): Rule | undefined {
  const compiled = PACKS.get(specifier) ?? PACKS.get(packageOf(specifier));
  if (compiled === undefined) return undefined;
  const path = steps.join('.');
  const bare = steps[1] === 'new()' ? steps.slice(1).join('.') : path;
  return compiled.rules.find(({ pattern }) => pattern.test(path) || pattern.test(bare))?.rule;
}
