// @ts-check
// Costs measured on a whole HTTP server: dispatch, middleware, answers, bodies, files.
import { BYTES, entry, formulas } from '../book.js';

/** @param {any} measurements @returns {import('../book.js').Entry[]} */
export function serverEntries(measurements) {
  const { of, minus, over, widened } = formulas(measurements);
  const e4 = (/** @type {string} */ path) => of('express-4', path);
  /** @param {string} kind */
  const answer = (kind) => over(minus(of(kind, 'list-250'), of(kind, 'hello')), BYTES.many);
  const prose = over(minus(e4('prose-64k'), e4('hello')), BYTES.text);
  return [
    entry(
      'framework',
      'node:http',
      'once',
      of('http', 'hello'),
      'node:http answering 29 bytes of JSON, 16 keep-alive connections',
    ),
    entry(
      'framework',
      'express@4',
      'once',
      widened(e4('hello'), e4('hello-half-load')),
      'Express 4 res.json of 29 bytes, 16 keep-alive connections; upper bound: the same paced well below saturation',
    ),
    entry(
      'framework',
      'express@5',
      'once',
      widened(of('express-5', 'hello'), of('express-5', 'hello-half-load')),
      'Express 5 res.json of 29 bytes, 16 keep-alive connections; upper bound: the same paced well below saturation',
    ),
    entry(
      'framework',
      'fastify',
      'once',
      widened(of('fastify', 'hello'), of('fastify', 'hello-half-load')),
      'Fastify 5 answering 29 bytes of JSON, 16 keep-alive connections; upper bound: the same paced well below saturation',
    ),
    entry(
      'framework',
      'koa',
      'once',
      widened(of('koa', 'hello'), of('koa', 'hello-half-load')),
      'Koa 3 answering 29 bytes of JSON, 16 keep-alive connections; upper bound: the same paced well below saturation',
    ),
    entry(
      'framework',
      'express@4',
      'value',
      over(minus(e4('after-100-routes'), e4('hello')), 100),
      'Express 4, 100 routes of another method and path tried before; per route',
    ),
    entry(
      'framework',
      'express@5',
      'value',
      over(minus(of('express-5', 'after-100-routes'), of('express-5', 'hello')), 100),
      'Express 5, 100 routes of another method and path tried before; per route',
    ),
    entry(
      'framework',
      undefined,
      'once',
      widened(of('express-5', 'hello'), of('http', 'hello'), of('express-5', 'hello-half-load')),
      'Express 5 taken for a framework not measured, bounds from bare node:http to Express 5 below saturation',
    ),
    entry(
      'middleware',
      undefined,
      'once',
      over(widened(minus(e4('used'), e4('hello')), minus(e4('chain'), e4('hello'))), 10),
      'Express 4, ten functions that only call next(), mounted; bounds include ten in the chain of a route',
    ),
    entry('middleware', 'helmet', 'once', minus(e4('helmet'), e4('hello')), 'Express 4 with helmet() against without'),
    entry('middleware', 'cors', 'once', minus(e4('cors'), e4('hello')), 'Express 4 with cors() against without'),
    entry(
      'log-line',
      'morgan',
      'line',
      minus(e4('morgan'), e4('hello')),
      "Express 4 with morgan('combined') to a file against without",
    ),
    entry(
      'log-line',
      undefined,
      'line',
      widened(minus(e4('log'), e4('hello')), of('text', 'log-stdout-line')),
      'Express 4 with a console.log to a file on finish, against without; lower bound: console.log alone',
    ),
    entry(
      'json-stringify',
      undefined,
      'byte',
      widened(answer('express-4'), answer('express-5'), prose),
      'Express 4 res.json of 250 rows of 10 columns against a small body: stringify, ETag hash, write to the socket; lower bound: one long text',
    ),
    entry(
      'json-stringify',
      'fastify',
      'byte',
      answer('fastify'),
      'Fastify 5 answering 250 rows of 10 columns without a schema, against a small body',
    ),
    entry(
      'json-stringify',
      'koa',
      'byte',
      answer('koa'),
      'Koa 3 answering 250 rows of 10 columns against a small body',
    ),
    entry(
      'body-parse',
      undefined,
      'once',
      widened(minus(e4('json-1'), e4('hello')), minus(of('express-5', 'json-1'), of('express-5', 'hello'))),
      'Express 4 POST of 296 bytes through express.json against a GET',
    ),
    entry(
      'body-parse',
      undefined,
      'byte',
      over(minus(e4('json-250'), e4('json-1')), BYTES.many - BYTES.one),
      'Express 4 POST of 75 kB through express.json against 296 bytes',
    ),
    entry(
      'compression',
      undefined,
      'byte',
      over(minus(e4('list-250-gzip'), e4('list-250')), BYTES.many),
      'Express 4 with compression() of 75 kB of JSON against without; zlib runs on a thread of libuv, counted here',
    ),
    entry(
      'static-file',
      undefined,
      'once',
      widened(minus(e4('static'), e4('hello')), minus(e4('send-file'), e4('hello'))),
      'Express 4 express.static and res.sendFile of 2 kB against a small res.json, threads of libuv counted',
    ),
  ];
}
