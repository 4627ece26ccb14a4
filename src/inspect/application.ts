import type { Stack } from '../model/inventory.ts';
import type { Project } from './project.ts';

const CREATION =
  /^\s*(?:export\s+)?(?:const|let|var)\s+(\w+)[^=\n]*=\s*(?:await\s+)?(?:new\s+)?(express|fastify|Fastify|Koa|Hono)(?:<[^>\n]*>)?\s*\(/;

/** The line that makes the application, and the name it is given: where code that must come first is placed. */
export function findApplication(project: Project, files: readonly string[]): Stack['application'] {
  for (const file of files) {
    const lines = project.read(file)?.split('\n') ?? [];
    const index = lines.findIndex((line) => CREATION.test(line));
    const variable = CREATION.exec(lines[index] ?? '')?.[1];
    if (variable !== undefined) return { variable, at: { file, line: index + 1 } };
  }
  return undefined;
}
