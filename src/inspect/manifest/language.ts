import type { Project } from '../project.ts';

/** Files that say which language a project is in, when it has no package.json. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['Python', /(?:^|\/)(?:requirements\.txt|pyproject\.toml|Pipfile|setup\.py|manage\.py)$/],
  ['Ruby', /(?:^|\/)Gemfile$/],
  ['PHP', /(?:^|\/)composer\.json$/],
  ['Go', /(?:^|\/)go\.mod$/],
  ['Rust', /(?:^|\/)Cargo\.toml$/],
  ['Java', /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/],
  ['C#', /\.(?:csproj|sln)$/],
  ['Elixir', /(?:^|\/)mix\.exs$/],
  ['Deno', /(?:^|\/)deno\.jsonc?$/],
];

/** The language of a project without package.json, from the shallowest telling file. */
export function otherLanguage(project: Project): string | undefined {
  const byDepth = [...project.files].sort((a, b) => a.split('/').length - b.split('/').length);
  for (const file of byDepth) {
    const sign = SIGNS.find(([, pattern]) => pattern.test(file));
    if (sign !== undefined) return sign[0];
  }
  return undefined;
}
