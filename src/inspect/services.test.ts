import { expect, it } from 'vitest';
import type { Route, Service } from '../model/inventory.ts';
import type { Step } from '../model/program.ts';
import { readManifest } from './manifest.ts';
import { memoryProject } from './project.ts';
import { describeServices, unusedServices } from './services.ts';

const at = (line: number) => ({ file: 'server/mail.ts', line });
const call = (service: string): Step => ({ kind: 'call', service, endpoint: 'send', at: at(9) });
const route = (id: string, program: Step, more: Partial<Route> = {}): Route => ({
  id,
  method: 'POST',
  path: '/',
  at: at(1),
  handler: at(1),
  program,
  unknownCalls: [],
  ...more,
});
const found: Service = {
  id: 'sendgrid',
  name: 'sendgrid',
  kind: 'other',
  at: at(2),
  sites: [
    { at: at(9), endpoint: 'send' },
    { at: at(4), endpoint: 'send' },
    { at: at(9), endpoint: 'send' },
  ],
  routes: [],
};

const nothing = memoryProject({});

it('names a service, says what it is for and which routes reach it', () => {
  const routes = [
    route('POST /api/invitations', { kind: 'detached', at: at(8), body: call('sendgrid') }),
    route('POST /api/fines', call('stripe')),
    route('POST /api/invitations (2)', call('sendgrid'), { shadowedBy: at(1) }),
  ];
  const described = describeServices(nothing, [found], routes);
  expect(described[0]?.limits?.map((limit) => limit.source.fact)).toEqual(['D013', 'D014']);
  expect(described.map(({ limits: _, ...rest }) => rest)).toEqual([
    {
      ...found,
      name: 'SendGrid',
      kind: 'email',
      sites: [
        { at: at(4), endpoint: 'send' },
        { at: at(9), endpoint: 'send' },
      ],
      routes: ['POST /api/invitations'],
    },
  ]);
});

it('recognises a service by its host, and keeps what it does not know as it is', () => {
  const [byHost, unknown] = describeServices(
    nothing,
    [
      { ...found, id: 'api.openai.com' },
      { ...found, id: 'books.example.org', name: 'books.example.org' },
    ],
    [],
  );
  expect(byHost).toMatchObject({ name: 'OpenAI', kind: 'ai' });
  expect(unknown).toMatchObject({ name: 'books.example.org', kind: 'other', routes: [] });
});

it('tells apart the packages of services that the server never imports', () => {
  const manifest = readManifest(
    memoryProject({
      'package.json': `{
  "dependencies": {
    "express": "4", "stripe": "18",
    "openai": "6",
    "@sendgrid/client": "8"
  },
  "devDependencies": { "twilio": "5" }
}`,
    }),
  );
  expect(unusedServices(manifest, new Set(['express', 'stripe', '@sendgrid/mail']))).toEqual([
    { package: 'openai', service: 'OpenAI', at: { file: 'package.json', line: 4 } },
  ]);
});

it('reads the time limit of calls when every one of them has it', () => {
  const limited =
    "const answer = await fetch('https://books.example.org', {\n  signal: AbortSignal.timeout(3_000),\n});\n";
  const free = "await fetch('https://books.example.org');\n";
  const books = (texts: Record<string, string>) =>
    describeServices(
      memoryProject(texts),
      [{ ...found, sites: Object.keys(texts).map((file) => ({ at: { file, line: 1 }, endpoint: '' })) }],
      [],
    )[0]?.timeout;
  expect(books({ 'server/a.ts': limited })).toEqual({
    value: 3,
    source: { provenance: 'declared', at: { file: 'server/a.ts', line: 2 } },
  });
  expect(books({ 'server/a.ts': limited, 'server/b.ts': free })).toBeUndefined();
  expect(books({ 'server/a.ts': `${free}${limited}` })).toBeUndefined();
});

it('reads the time limit of a controller that aborts the call', () => {
  const lines = [
    'const PATIENCE = 3_000;',
    'const controller = new AbortController();',
    'const timer = setTimeout(() => controller.abort(), PATIENCE);',
    'const answer = await fetch(url, {',
    '  signal: controller.signal,',
    '});',
  ];
  const site = { at: at(4), endpoint: 'GET' };
  const timeout = (text: readonly string[]) =>
    describeServices(memoryProject({ 'server/mail.ts': text.join('\n') }), [{ ...found, sites: [site] }], [])[0]
      ?.timeout;
  expect(timeout(lines)).toEqual({ value: 3, source: { provenance: 'declared', at: at(3) } });
  expect(timeout(lines.map((line) => line.replace('PATIENCE)', 'patience())')))).toBeUndefined();
  expect(timeout(lines.filter((line) => !line.startsWith('const timer')))).toBeUndefined();
});

it('reads the time limit of a call under the name of what holds it', () => {
  const timeout = (call: string, others: Record<string, string> = {}) =>
    describeServices(
      memoryProject({ ...others, 'server/mail.ts': call }),
      [
        {
          ...found,
          sites: [{ at: at(call.split('\n').findIndex((line) => line.includes('get(')) + 1), endpoint: 'GET' }],
        },
      ],
      [],
    )[0]?.timeout?.value;
  const options = 'await axios.get(url, {\n  params,\n  timeout\n});';
  expect(timeout('await axios.get(url, { timeout: 30 * 1000 });')).toBe(30);
  expect(timeout(`const timeout = 5_000;\n${options}`)).toBe(5);
  expect(timeout(`#patience = 10000\nasync search(text, timeout = this.#patience) {\n${options}`)).toBe(10);
  expect(timeout(`async search(text, timeout) {\n${options}`)).toBeUndefined();
  const imported = "import { PATIENCE } from './limits.ts';\nawait axios.get(url, { timeout: PATIENCE });";
  expect(timeout(imported, { 'server/limits.ts': 'export const PATIENCE = 2_000;' })).toBe(2);
  expect(timeout(imported, { 'server/limits.ts': 'export const PATIENCE = read();' })).toBeUndefined();
});
