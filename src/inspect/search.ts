import type { Location } from '../model/source.ts';
import type { Project } from './project.ts';

/** A number read in a file, and its line. */
export interface Found {
  readonly value: number;
  readonly at: Location;
}

/** The first number that a pattern captures, line by line, in the files given; `max` counts for 0. Comments are left out. */
export function findNumber(project: Project, files: readonly string[], pattern: RegExp): Found | undefined {
  for (const file of files) {
    for (const [index, line] of (project.read(file) ?? '').split('\n').entries()) {
      const text = /^\s*(\/\/|#|\*)/.test(line) ? undefined : pattern.exec(line)?.[1];
      const value = text === 'max' ? 0 : Number(text?.replaceAll('_', ''));
      if (text !== undefined && Number.isFinite(value)) return { value, at: { file, line: index + 1 } };
    }
  }
  return undefined;
}
