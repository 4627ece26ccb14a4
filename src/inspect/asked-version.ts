import type { Project } from './project.ts';

/** The version of a package that the nearest package.json above a file asks for, as written; undefined where none names it. */
export function askedVersion(project: Project, name: string, file: string): string | undefined {
  const folders = file.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  for (const folder of folders.reverse()) {
    const text = project.read(folder === '' ? 'package.json' : `${folder}/package.json`);
    const found = text === undefined ? undefined : declared(text, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A version that is an address, perhaps with a token in it, says nothing of the version. */
function declared(text: string, name: string): string | undefined {
  try {
    const manifest = JSON.parse(text) as { readonly [key: string]: Readonly<Record<string, unknown>> | undefined };
    const version = manifest['dependencies']?.[name] ?? manifest['devDependencies']?.[name];
    return typeof version === 'string' && !version.includes(':') ? version : undefined;
  } catch {
    return undefined;
  }
}
