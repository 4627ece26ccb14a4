import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/prepare.js';

// biome-ignore lint/suspicious/noExplicitAny: a client without types here.
type Any = any;

/** The packages of the example that uses Prisma 7 with a driver adapter, which npm test installs. */
const librairie = createRequire(join(root, 'examples', 'librairie', 'package.json'));
const COMPILER = '@prisma/client/runtime/query_compiler_fast_bg.postgresql';
const SCHEMA = `generator client {
  provider = "prisma-client"
  output   = "generated"
}
datasource db {
  provider = "postgresql"
}
model Member {
  id   Int    @id
  name String
}
`;

/** A client of Prisma 7 with one model, as `prisma generate` writes it; that command asks the network for its engine. */
export function prismaClient(connectionString: string, max: number): Any {
  const { getPrismaClient }: Any = librairie('@prisma/client/runtime/client');
  const { PrismaPg }: Any = librairie('@prisma/adapter-pg');
  const { version } = librairie('@prisma/client/package.json');
  const field = (name: string, type: string) => ({ name, kind: 'scalar', type });
  const member = { dbName: null, schema: null, fields: [field('id', 'Int'), field('name', 'String')] };
  const Client = getPrismaClient({
    previewFeatures: [],
    clientVersion: version,
    engineVersion: version,
    activeProvider: 'postgresql',
    inlineSchema: SCHEMA,
    parameterizationSchema: { strings: [], graph: 'AAAA' },
    runtimeDataModel: {
      models: { Member: { ...member, primaryKey: null, uniqueFields: [], uniqueIndexes: [], isGenerated: false } },
      enums: {},
      types: {},
    },
    compilerWasm: {
      getRuntime: async () => librairie(`${COMPILER}.js`),
      getQueryCompilerWasmModule: async () =>
        new (globalThis as Any).WebAssembly.Module(Buffer.from(librairie(`${COMPILER}.wasm-base64.js`).wasm, 'base64')),
      importName: './query_compiler_fast_bg.js',
    },
  });
  return new Client({ adapter: new PrismaPg({ connectionString, max }) });
}
