import { describe, expect, it, test } from 'vitest';
import type { BodyShape } from '../../model/body.ts';
import { inspect, memoryProject, readBodies, readQueries } from '../index.ts';

// What routes accept, as their own validation says it, read and never run.

function bodyOf(
  files: Readonly<Record<string, string>>,
  dependencies: readonly string[],
  id?: string,
): BodyShape | undefined {
  const project = memoryProject({
    'package.json': JSON.stringify({
      name: 'club',
      type: 'module',
      scripts: { start: 'node server.ts' },
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
    }),
    ...files,
  });
  const bodies = readBodies(project, inspect(project).routes);
  return id === undefined ? [...bodies.values()][0] : bodies.get(id);
}

const express = (imports: string, registration: string) => ({
  'server.ts': `import express from 'express';\n${imports}\nconst app = express();\napp.use(express.json());\n${registration}\napp.listen(3000);\n`,
});
const fields = (shape: BodyShape | undefined) =>
  shape?.kind === 'object'
    ? Object.fromEntries(shape.fields.map((each) => [each.name, [each.shape, each.optional]]))
    : shape;

const MEMBER = {
  email: [{ kind: 'string', format: 'email' }, false],
  age: [{ kind: 'number', integer: true, least: 18, most: 99 }, false],
  role: [{ kind: 'one-of', values: ['member', 'owner'] }, false],
  nickname: [{ kind: 'string', least: 2 }, true],
};

describe('the body of a route', () => {
  it('is read from zod, parsed in the handler', () => {
    const shape = bodyOf(
      express(
        `import { z } from 'zod';
const base = z.object({ email: z.string().email(), age: z.number().int().min(18).max(99) });
const schema = base.extend({ role: z.enum(['member', 'owner']), nickname: z.string().min(2).optional() }).strict();`,
        `app.post('/members', (req, res) => { const body = schema.parse(req.body); res.json(body); });`,
      ),
      ['express', 'zod'],
    );
    expect(fields(shape)).toEqual(MEMBER);
  });

  it('is read from another file, through a middleware, in the part of the request that is the body', () => {
    const shape = bodyOf(
      {
        ...express(
          `import { validate } from './validate.js';\nimport * as schemas from './schemas/index.js';`,
          `app.post('/members', validate(schemas.member), (req, res) => res.json({}));`,
        ),
        'validate.ts': `export const validate = (schema) => (req, res, next) => { schema.parse(req); next(); };`,
        'schemas/index.ts': `export * from './member.js';`,
        'schemas/member.ts': `import { z } from 'zod';
export const member = z.object({ params: z.object({}), body: z.object({ tags: z.array(z.string().uuid()).nonempty(), at: z.coerce.date() }) });`,
      },
      ['express', 'zod'],
    );
    expect(fields(shape)).toEqual({
      tags: [{ kind: 'array', of: { kind: 'string', format: 'uuid' }, least: 1 }, false],
      at: [{ kind: 'string', format: 'date-time' }, false],
    });
  });

  it('leaves out what the server adds, and what the schema does without', () => {
    const shape = bodyOf(
      express(
        `import { z } from 'zod';
const schema = z.object({ title: z.string(), secret: z.string(), authorId: z.string() }).omit({ secret: true });`,
        `app.post('/news', (req, res) => { const parsed = schema.safeParse({ ...req.body, authorId: req.user.id }); res.json(parsed); });`,
      ),
      ['express', 'zod'],
    );
    expect(fields(shape)).toEqual({ title: [{ kind: 'string' }, false] });
  });

  it('is read from the table behind drizzle-zod', () => {
    const shape = bodyOf(
      express(
        `import { pgTable, pgEnum, text, integer, serial, timestamp, boolean } from 'drizzle-orm/pg-core';
import { createInsertSchema } from 'drizzle-zod';
import { z } from 'zod';
export const kind = pgEnum('kind', ['match', 'party']);
export const events = pgTable('events', {
  id: serial('id').primaryKey(),
  clubId: text('club_id').notNull(),
  kind: kind('kind').notNull(),
  seats: integer('seats').notNull(),
  open: boolean('open').notNull().default(true),
  email: text('email').notNull(),
  startsAt: timestamp('starts_at').notNull(),
  note: text('note'),
});
const insertEvent = createInsertSchema(events, { email: z.string().email() }).omit({ id: true });`,
        `app.post('/events', (req, res) => { res.json(insertEvent.parse(req.body)); });`,
      ),
      ['express', 'drizzle-zod', 'drizzle-orm', 'zod'],
    );
    expect(fields(shape)).toEqual({
      clubId: [{ kind: 'string' }, false],
      kind: [{ kind: 'one-of', values: ['match', 'party'] }, false],
      seats: [{ kind: 'number', integer: true }, false],
      open: [{ kind: 'boolean' }, true],
      email: [{ kind: 'string', format: 'email' }, false],
      startsAt: [{ kind: 'string', format: 'date-time' }, false],
      note: [{ kind: 'string' }, true],
    });
  });

  it.each<[string, string, string]>([
    [
      'valibot',
      `import * as v from 'valibot';
const schema = v.object({
  email: v.pipe(v.string(), v.email()),
  age: v.pipe(v.number(), v.integer(), v.minValue(18), v.maxValue(99)),
  role: v.picklist(['member', 'owner']),
  nickname: v.optional(v.pipe(v.string(), v.minLength(2))),
});`,
      `app.post('/members', (req, res) => { res.json(v.parse(schema, req.body)); });`,
    ],
    [
      'joi',
      `import Joi from 'joi';
const schema = Joi.object({
  email: Joi.string().email().required(),
  age: Joi.number().integer().min(18).max(99).required(),
  role: Joi.string().valid('member', 'owner').required(),
  nickname: Joi.string().min(2),
});`,
      `app.post('/members', (req, res) => { const { error } = schema.validate(req.body); res.json({ error }); });`,
    ],
    [
      'yup',
      `import { object, string, number } from 'yup';
const schema = object({
  email: string().email().required(),
  age: number().integer().min(18).max(99).required(),
  role: string().oneOf(['member', 'owner']).required(),
  nickname: string().min(2),
});`,
      `app.post('/members', async (req, res) => { res.json(await schema.validate(req.body)); });`,
    ],
    [
      'express-validator',
      `import { body } from 'express-validator';
const rules = [
  body('email').isEmail(),
  body('age').isInt({ min: 18, max: 99 }),
  body('role').isIn(['member', 'owner']),
  body('nickname').optional().isLength({ min: 2 }),
];`,
      `app.post('/members', rules, (req, res) => res.json({}));`,
    ],
  ])('is read from %s', (name, imports, registration) => {
    expect(fields(bodyOf(express(imports, registration), ['express', name]))).toEqual(MEMBER);
  });

  it('is read from the JSON Schema of Fastify', () => {
    const shape = bodyOf(
      {
        'server.ts': `import Fastify from 'fastify';
const app = Fastify();
const body = {
  type: 'object',
  required: ['email', 'age', 'role'],
  properties: {
    email: { type: 'string', format: 'email' },
    age: { type: 'integer', minimum: 18, maximum: 99 },
    role: { type: 'string', enum: ['member', 'owner'] },
    nickname: { type: 'string', minLength: 2 },
  },
} as const;
app.post('/members', { schema: { body } }, async () => ({}));
app.listen({ port: 3000 });
`,
      },
      ['fastify'],
    );
    expect(fields(shape)).toEqual(MEMBER);
  });

  it('is read from the validator of Hono', () => {
    const shape = bodyOf(
      {
        'server.ts': `import { Hono } from 'hono';
import { serve } from '@hono/node-server';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';
const app = new Hono();
app.post('/members', zValidator('query', z.object({ page: z.string() })), zValidator('json', z.object({ name: z.string() })), (c) => c.json({}));
serve(app);
`,
      },
      ['hono', '@hono/node-server', '@hono/zod-validator', 'zod'],
    );
    expect(fields(shape)).toEqual({ name: [{ kind: 'string' }, false] });
  });

  it('is what the handler reads of it, where nothing checks it', () => {
    const handler = `app.post('/a', (req, res) => { const { title, note = '' } = req.body ?? {}; res.json([title, note, req.body.seats]); });`;
    expect(fields(bodyOf(express('', handler), ['express']))).toEqual({
      title: [{ kind: 'anything' }, false],
      note: [{ kind: 'anything' }, true],
      seats: [{ kind: 'anything' }, false],
    });
  });

  it('is unknown when nothing checks it, or when what checks it is not understood', () => {
    expect(bodyOf(express('', `app.post('/a', (req, res) => res.json(req.body));`), ['express'])).toBeUndefined();
    const own = `const check = { parse: (body) => body };`;
    expect(
      bodyOf(express(own, `app.post('/a', (req, res) => res.json(check.parse(req.body)));`), ['express']),
    ).toBeUndefined();
  });
});

test('the words of the address that a handler reads', () => {
  const project = memoryProject({
    'package.json': JSON.stringify({
      name: 'club',
      type: 'module',
      scripts: { start: 'node server.ts' },
      dependencies: { express: '*' },
    }),
    ...express(
      '',
      "app.get('/api/events', (req, res) => {\n  const { page = 1 } = req.query;\n  res.json([req.query.communityId, page]);\n});\napp.post('/api/events', (req, res) => res.json(req.query.dry));",
    ),
  });
  expect([...readQueries(project, inspect(project).routes)]).toEqual([['GET /api/events', ['page', 'communityId']]]);
});
