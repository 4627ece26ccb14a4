// @ts-check
// Costs measured inside a process: text, tokens, password hashes, images and documents.
import { BYTES, entry, formulas } from '../book.js';

/** @param {any} measurements @returns {import('../book.js').Entry[]} */
export function processEntries(measurements) {
  const { of, minus, over, plus, widened } = formulas(measurements);
  const stringify = widened(
    over(of('text', 'stringify-large'), BYTES.many),
    over(of('text', 'stringify-small'), BYTES.one),
    over(of('text', 'stringify-prose'), BYTES.prose),
  );
  const logged = over(of('text', 'log-stdout-large'), BYTES.many);
  return [
    entry(
      'log-line',
      'toLocaleTimeString',
      'line',
      of('text', 'locale-time'),
      'new Date().toLocaleTimeString(locale, options), to add to the line it stamps',
    ),
    entry('log-line', 'pino', 'line', of('text', 'pino-line'), 'pino to a file, synchronous'),
    entry(
      'body-log',
      undefined,
      'byte',
      plus(stringify, logged),
      'JSON.stringify of 250 rows again, then console.log of the text to a file',
    ),
    entry(
      'json-stringify',
      'JSON.stringify',
      'byte',
      stringify,
      'JSON.stringify alone, 250 rows of 10 columns (two dates); bounds include one row and a long text',
    ),
    entry('file-sync', undefined, 'once', of('text', 'read-file-sync'), 'readFileSync of 2 kB, cached by the system'),
    entry('validation', undefined, 'value', over(of('text', 'zod-parse'), 10), 'zod 4 parse of an object of 10 fields'),
    entry(
      'validation',
      'zod-new-schema',
      'once',
      of('text', 'zod-parse-new-schema'),
      'zod 4 schema extended at each request, then parse',
    ),
    entry('token-sign', undefined, 'once', of('text', 'jwt-sign'), 'jsonwebtoken 9 sign HS256'),
    entry('token-verify', undefined, 'once', of('text', 'jwt-verify'), 'jsonwebtoken 9 verify HS256'),
    entry(
      'signature-verify',
      undefined,
      'once',
      of('text', 'stripe-construct-event'),
      'stripe webhooks.constructEvent of 1.7 kB',
    ),
    entry(
      'template',
      undefined,
      'byte',
      over(of('text', 'ejs-render'), BYTES.page),
      'ejs, compiled template, 250 rows of three escaped values',
    ),
    entry(
      'computation',
      undefined,
      'row',
      over(of('text', 'row-loop'), 250),
      'filter then map with a spread over 250 rows of 10 columns',
    ),
    entry(
      'hash',
      'bcryptjs',
      'once',
      widened(of('hash', 'bcryptjs-10'), over(of('hash', 'bcryptjs-12'), 4), of('hash', 'bcryptjs-compare-10')),
      'bcryptjs 3 hash at cost 10 (checked: ×4 at 12)',
    ),
    entry(
      'hash',
      undefined,
      'once',
      widened(of('hash', 'bcryptjs-10'), over(of('hash', 'bcryptjs-12'), 4)),
      'bcryptjs 3 hash at cost 10, taken for a library not measured',
    ),
    entry(
      'hash-thread',
      'bcrypt',
      'once',
      widened(of('hash', 'bcrypt-10'), over(of('hash', 'bcrypt-12'), 4)),
      'bcrypt 6 hash at cost 10 on a thread of libuv (checked: ×4 at 12)',
    ),
    entry(
      'hash-thread',
      'scrypt',
      'once',
      of('hash', 'scrypt'),
      'crypto.scrypt with default parameters (N = 16384), 64 bytes',
    ),
    entry(
      'hash-thread',
      'argon2',
      'once',
      of('hash', 'argon2'),
      'argon2 0.45 hash with default parameters (64 MiB, 3 passes, 4 lanes)',
    ),
    entry(
      'hash-thread',
      '@node-rs/argon2',
      'once',
      of('hash', 'node-rs-argon2'),
      '@node-rs/argon2 2 hash with default parameters (19 MiB, 2 passes)',
    ),
    entry(
      'hash-thread',
      undefined,
      'once',
      widened(of('hash', 'bcrypt-10'), of('hash', 'scrypt')),
      'bcrypt 6 at cost 10, taken for a library not measured',
    ),
    entry(
      'qr-code',
      undefined,
      'once',
      widened(of('image', 'qr-data-url'), of('image', 'qr-buffer')),
      'qrcode 1.5 toDataURL of an address of 66 characters, 148 pixels wide',
    ),
    entry('qr-code', 'qrcode/svg', 'once', of('image', 'qr-svg'), 'qrcode 1.5 toString as SVG'),
    entry(
      'image',
      undefined,
      'once',
      of('image', 'sharp-resize'),
      'sharp, JPEG of 2000 × 1500 to 400 wide, threads of libuv counted',
    ),
    entry('pdf', undefined, 'once', of('image', 'pdf-page'), 'pdfkit, one page of 21 lines'),
    entry('spreadsheet', undefined, 'once', of('image', 'xlsx-10'), 'exceljs, workbook of 10 rows'),
    entry(
      'spreadsheet',
      undefined,
      'row',
      over(minus(of('image', 'xlsx-510'), of('image', 'xlsx-10')), 500),
      'exceljs, 510 rows of 10 columns against 10',
    ),
  ];
}
