import type { Project } from '../project.ts';
import type { Package } from './package.ts';

/** Names that templates leave behind: they name nothing. */
const TEMPLATE_NAMES = new Set([
  'rest-express',
  'express-app',
  'my-app',
  'app',
  'server',
  'backend',
  'client',
  'frontend',
  'web',
  'api',
  'api-server',
  'web-server',
  'monorepo',
  'workspace',
  'workspaces',
  'root',
  'nodejs',
  'node-app',
  'project',
  'template',
  'vite-project',
  'starter',
  'runner',
]);
const TEMPLATE_TITLES =
  /^(?:readme|overview|features|introduction|documentation|getting started|installation|usage|table of contents|contents|project|description|welcome|untitled|replit|about|summary|quick start|changelog|.*\b(?:template|starter|boilerplate)|react \+ .*|(?:express|node(?:\.?js)?|rest express|typescript|next\.?js)(?: (?:app|application|server|project|api))?)$/i;
const PAGES = ['index.html', 'client/index.html', 'public/index.html', 'frontend/index.html', 'web/index.html'];
const LONGEST = 60;
/** A title further than this is the title of something else. */
const MOST_READ = 20_000;
/** What follows the name in the title of a document about it. */
const SUFFIXES = /\s+(?:overview|documentation|readme|project|technical documentation)$/i;

/** Name for people: the title of the project's own description, of its page, or its package name; never a template's. */
export function projectName(project: Project, packages: readonly Package[], server: Package): string {
  const folders = server.folder === '' ? [''] : ['', `${server.folder}/`];
  const documents = folders.flatMap((folder) =>
    ['replit.md', 'readme.md', 'readme', 'readme.markdown'].flatMap(
      (name) => project.files.find((file) => file.toLowerCase() === folder.toLowerCase() + name) ?? [],
    ),
  );
  for (const file of documents) {
    const title = titleOf(project.read(file) ?? '');
    if (title !== undefined) return title;
  }
  const root = packages.find(({ folder }) => folder === '');
  return packageName(root) ?? packageName(server) ?? pageTitle(project) ?? scope(root ?? server) ?? 'application';
}

/** `@mill/root`: the scope says more than the package. */
function scope(found: Package): string | undefined {
  const name = /^@([^/]+)\//.exec(found.name ?? '')?.[1];
  return name === undefined || TEMPLATE_NAMES.has(name) || name === 'repo' ? undefined : name;
}

function packageName(found: Package | undefined): string | undefined {
  const name = found?.name;
  return name === undefined || name === '' || TEMPLATE_NAMES.has(name.replace(/^@[^/]+\//, '').toLowerCase())
    ? undefined
    : name;
}

/** First title of a Markdown text, up to what separates a name from its description. */
export function titleOf(markdown: string): string | undefined {
  const fenceless = markdown.slice(0, MOST_READ).replace(/```[\s\S]*?```/g, '');
  const titles = fenceless.matchAll(/^#[ \t]+(.+)$|<h1[^>]*>([\s\S]*?)<\/h1>/gim);
  const [first] = titles;
  return meaningful(first?.[1] ?? first?.[2]);
}

function pageTitle(project: Project): string | undefined {
  for (const page of PAGES) {
    const title = meaningful(/<title>([^<]*)<\/title>/i.exec(project.read(page) ?? '')?.[1]);
    if (title !== undefined && !/^vite\b|^vite \+|react app$/i.test(title)) return title;
  }
  return undefined;
}

function meaningful(written: string | undefined): string | undefined {
  const plain = (written ?? '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/[`*_#]/g, '')
    .replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\uFE0F|\u200D/gu, '')
    .trim();
  const name = (plain.replace(SUFFIXES, '').split(/\s+[-–—|·]\s+|\s*:\s+/, 1)[0] ?? '').trim();
  return name === '' || name.length > LONGEST || TEMPLATE_TITLES.test(name) ? undefined : name;
}
