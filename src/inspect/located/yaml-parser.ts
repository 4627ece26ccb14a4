import { createRequire } from 'node:module';

type Parser = typeof import('yaml');

let parser: Parser | undefined;

/** The YAML parser, loaded for the first file that needs it: most projects have none, and it takes longer to load than a small project to read. */
export function yamlParser(): Parser {
  parser ??= createRequire(import.meta.url)('yaml') as Parser;
  return parser;
}
