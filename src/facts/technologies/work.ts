import type { TechnologyPack } from './pack.ts';

/** Libraries that keep the processor busy, on the event loop or on the threads beside it. */
export const WORK: readonly TechnologyPack[] = [
  {
    id: 'bcryptjs',
    packages: ['bcryptjs'],
    rules: [
      {
        on: '{hash,hashSync}()',
        does: { kind: 'cpu', work: 'hash', rounds: { argument: 1, assumed: 10 }, asynchronous: true },
        example: 'hash()',
      },
      {
        on: '{compare,compareSync}()',
        does: {
          kind: 'cpu',
          work: 'hash',
          rounds: { argument: -1, fromHashes: true, assumed: 10 },
          asynchronous: true,
        },
        example: 'compare()',
      },
      { on: '{genSalt,genSaltSync}()', does: { kind: 'nothing' }, gives: 0, example: 'genSalt()' },
    ],
  },
  {
    id: 'bcrypt',
    packages: ['bcrypt', '@node-rs/bcrypt'],
    rules: [
      { on: 'hash()', does: { kind: 'thread', work: 'hash', rounds: { argument: 1, assumed: 10 } }, example: 'hash()' },
      {
        on: 'compare()',
        does: { kind: 'thread', work: 'hash', rounds: { argument: -1, fromHashes: true, assumed: 10 } },
        example: 'compare()',
      },
      {
        on: 'hashSync()',
        does: { kind: 'cpu', work: 'hash', rounds: { argument: 1, assumed: 10 } },
        example: 'hashSync()',
      },
      {
        on: 'compareSync()',
        does: { kind: 'cpu', work: 'hash', rounds: { argument: -1, fromHashes: true, assumed: 10 } },
        example: 'compareSync()',
      },
      { on: '{genSalt,genSaltSync}()', does: { kind: 'nothing' }, gives: 0, example: 'genSalt()' },
    ],
  },
  {
    id: 'argon2',
    packages: ['argon2', '@node-rs/argon2'],
    rules: [{ on: '{hash,verify}()', does: { kind: 'thread', work: 'hash' }, example: 'verify()' }],
  },
  {
    id: 'node-crypto',
    packages: ['crypto'],
    rules: [
      { on: '{scrypt,pbkdf2}()', does: { kind: 'thread', work: 'hash' }, example: 'scrypt()' },
      { on: '{scryptSync,pbkdf2Sync}()', does: { kind: 'cpu', work: 'hash' }, example: 'scryptSync()' },
    ],
    harmless: true,
  },
  {
    id: 'jsonwebtoken',
    packages: ['jsonwebtoken'],
    rules: [
      { on: 'sign()', does: { kind: 'cpu', work: 'token-sign' }, example: 'sign()' },
      { on: 'verify()', does: { kind: 'cpu', work: 'token-verify' }, example: 'verify()' },
      { on: 'decode()', does: { kind: 'nothing' }, example: 'decode()' },
    ],
  },
  {
    id: 'jose',
    packages: ['jose'],
    rules: [
      { on: '**.sign()', does: { kind: 'cpu', work: 'token-sign' }, example: 'SignJWT.new().sign()' },
      { on: '{jwtVerify,compactVerify}()', does: { kind: 'cpu', work: 'token-verify' }, example: 'jwtVerify()' },
    ],
    harmless: true,
  },
  {
    id: 'zod',
    packages: ['zod', 'drizzle-zod', 'yup', 'joi', 'valibot', 'superstruct'],
    rules: [
      {
        on: '**.{parse,parseAsync,safeParse,safeParseAsync,validate,validateSync,validateAsync}()',
        does: { kind: 'cpu', work: 'validation' },
        gives: 0,
        example: 'object().parse()',
      },
      { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'string().email()' },
    ],
  },
  {
    id: 'express-validator',
    packages: ['express-validator'],
    rules: [{ on: '**.validationResult()', does: { kind: 'cpu', work: 'validation' }, example: 'validationResult()' }],
    harmless: true,
  },
  {
    id: 'qrcode',
    packages: ['qrcode', 'qr-image'],
    rules: [{ on: '**.*()', does: { kind: 'cpu', work: 'qr-code' }, example: 'toDataURL()' }],
  },
  {
    id: 'sharp',
    packages: ['sharp'],
    rules: [
      {
        on: '**.{toBuffer,toFile,metadata,stats}()',
        does: { kind: 'thread', work: 'image' },
        example: '().resize().toBuffer()',
      },
      { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: '().resize()' },
      { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
    ],
  },
  {
    id: 'jimp',
    packages: ['jimp', 'canvas'],
    rules: [
      {
        on: '**.{read,getBufferAsync,getBuffer,toBuffer,writeAsync,loadImage}()',
        does: { kind: 'cpu', work: 'image' },
        example: 'read()',
      },
    ],
    harmless: true,
  },
  {
    id: 'pdf',
    packages: ['pdfkit', 'pdf-lib', 'pdfmake', 'jspdf'],
    rules: [
      { on: '**.{end,save,output,createPdfKitDocument}()', does: { kind: 'cpu', work: 'pdf' }, example: 'new().end()' },
      { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().text()' },
    ],
  },
  {
    id: 'spreadsheet',
    packages: ['exceljs', 'xlsx', 'csv-stringify', 'csv-parse', 'papaparse'],
    rules: [
      {
        on: '**.{writeBuffer,write,writeFile,read,readFile,load,stringify,parse,unparse}()',
        does: { kind: 'cpu', work: 'spreadsheet' },
        example: 'new().xlsx.writeBuffer()',
      },
      { on: '**.*()', does: { kind: 'nothing' }, gives: 'client', example: 'new().addWorksheet()' },
    ],
  },
  {
    id: 'node-fs',
    packages: ['fs', 'fs-extra', 'graceful-fs'],
    rules: [
      {
        on: '**.{readFileSync,writeFileSync,existsSync,readdirSync,statSync,mkdirSync,unlinkSync,appendFileSync,copyFileSync,rmSync,accessSync}()',
        does: { kind: 'cpu', work: 'file-sync' },
        example: 'readFileSync()',
      },
      { on: '**.*()', does: { kind: 'thread', work: 'file' }, example: 'promises.readFile()' },
    ],
  },
  {
    id: 'node-zlib',
    packages: ['zlib'],
    rules: [
      {
        on: '**.{gzipSync,gunzipSync,deflateSync,inflateSync,brotliCompressSync,brotliDecompressSync}()',
        does: { kind: 'cpu', work: 'compression' },
        example: 'gzipSync()',
      },
      {
        on: '**.{gzip,gunzip,deflate,inflate,brotliCompress,brotliDecompress}()',
        does: { kind: 'thread', work: 'compression' },
        example: 'gzip()',
      },
    ],
    harmless: true,
  },
  {
    id: 'node-dns',
    packages: ['dns'],
    rules: [
      { on: '**.{lookup,resolve,resolve4,resolveMx}()', does: { kind: 'thread', work: 'dns' }, example: 'lookup()' },
    ],
    harmless: true,
  },
  {
    id: 'templates',
    packages: ['ejs', 'pug', 'handlebars', 'mustache', 'nunjucks'],
    rules: [
      { on: '**.{render,renderFile,renderString}()', does: { kind: 'cpu', work: 'template' }, example: 'render()' },
      { on: '**.compile()', does: { kind: 'nothing' }, gives: 'client', example: 'compile()' },
      { on: '**.compile().()', does: { kind: 'cpu', work: 'template' }, example: 'compile().()' },
    ],
    harmless: true,
  },
];
