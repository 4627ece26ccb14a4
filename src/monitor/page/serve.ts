import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../../i18n/format.ts';
import type { Span } from '../history/history.ts';
import { type Voice, voiceOf } from '../words/index.ts';
import { type Access, COOKIE } from './access.ts';
import { tokenOf } from './form.ts';
import { closedHtml, dashboardHtml, loginHtml, type PageOptions } from './html.ts';
import { ICON, STYLE } from './style.ts';
import type { View } from './view.ts';

export interface PagesOptions {
  readonly application: () => string;
  readonly language: Language;
  readonly access: Access;
  readonly view: (span: Span, voice: Voice) => Promise<View>;
  /** Documents for programs, by the name under the page: Prometheus text, JSON for `jauge calibrate`. */
  readonly documents: Readonly<Record<string, () => Promise<Document>>>;
  readonly health: () => Health;
}

export interface Document {
  readonly type: string;
  readonly text: string;
}

export interface Health {
  readonly isWell: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Nothing from elsewhere, nothing inline, nobody's frame. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ASSETS = new Set(['app.js', 'chart.js']);

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What follows the mount: empty for the page itself. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly page: PageOptions;
}

/**
 * Answers requests under the page's address, whatever the framework: `rest` is the path after the mount (`/jauge`), `mount` its last
 * segment. Never throws.
 */
export function createPages(
  options: PagesOptions,
): (request: IncomingMessage, response: ServerResponse, mount: string) => void {
  return (request, response, mount) => {
    visit(request, response, mount, options).catch(() => {
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  };
}

async function visit(
  request: IncomingMessage,
  response: ServerResponse,
  mount: string,
  options: PagesOptions,
): Promise<void> {
  const url = new URL(
    (request as { readonly originalUrl?: string }).originalUrl ?? request.url ?? '/',
    'http://localhost',
  );
  const at = url.pathname.indexOf(mount);
  const rest = at === -1 ? '' : url.pathname.slice(at + mount.length);
  const segment = mount.slice(mount.lastIndexOf('/') + 1);
  const asked = url.searchParams.get('lang');
  const voice = voiceOf(asked === 'fr' || asked === 'en' ? asked : options.language);
  // A page under `/jauge/` would look for its files one folder too deep.
  const page = {
    application: options.application(),
    segment: rest.startsWith('/') && rest.length === 1 ? '.' : segment,
    voice,
  };
  const name = rest.replace(/^\/+/, '').replace(/\/+$/, '');
  guard(response);
  send(request, response, await answer({ request, response, name, query: url.searchParams, page }, options));
}

function guard(response: ServerResponse): void {
  const headers = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
  };
  for (const [key, value] of Object.entries(headers)) response.setHeader(key, value);
  response.removeHeader('x-powered-by');
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const reply = (status: number, type = 'text/plain', text = ''): Reply => ({ status, type, text });

async function answer(visit: Visit, options: PagesOptions): Promise<Reply> {
  const { name, request } = visit;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (name === 'login' && request.method === 'POST') return login(visit, options);
  if (!isReading) return reply(405);
  return (await publicReply(name, options)) ?? guarded(visit, options);
}

/** What anybody may read: it says nothing of the application. */
async function publicReply(name: string, { health }: PagesOptions): Promise<Reply | undefined> {
  if (name === 'health') {
    const { isWell, body } = health();
    return reply(isWell ? 200 : 503, 'application/json', JSON.stringify(body));
  }
  if (name === 'style.css') return reply(200, 'text/css', STYLE);
  if (name === 'icon.svg') return reply(200, 'image/svg+xml', ICON);
  if (!ASSETS.has(name)) return undefined;
  return reply(200, 'text/javascript', await readFile(new URL(`./assets/${name}`, import.meta.url), 'utf8'));
}

async function guarded(visit: Visit, { access, view, documents }: PagesOptions): Promise<Reply> {
  const { name, page, query, request, response } = visit;
  const verdict = await access.judge(request);
  if (verdict === 'ask') response.setHeader('www-authenticate', 'Bearer realm="jauge"');
  if (verdict !== 'open') return refusal(verdict, visit);
  if (name === '') return reply(200, 'text/html', dashboardHtml(page));
  if (name === 'data') {
    return reply(200, 'application/json', JSON.stringify(await view(spanOf(query.get('span')), page.voice)));
  }
  const document = Object.hasOwn(documents, name) ? await documents[name]?.() : undefined;
  return document === undefined ? reply(404) : reply(200, document.type, document.text);
}

function refusal(verdict: 'ask' | 'closed' | 'refused', { name, page }: Visit): Reply {
  const status = verdict === 'ask' ? 401 : 403;
  if (name !== '' || verdict === 'refused') return reply(status);
  return reply(status, 'text/html', verdict === 'ask' ? loginHtml(page) : closedHtml(page));
}

async function login({ request, response, page }: Visit, { access }: PagesOptions): Promise<Reply> {
  const entered = access.enter(await tokenOf(request));
  // The form was sent to a name under the page: its files are then beside it.
  const beside = { ...page, segment: '.' };
  if (entered === 'later') return reply(429, 'text/html', loginHtml(beside, 'login.later'));
  if (entered === 'wrong') return reply(401, 'text/html', loginHtml(beside, 'login.wrong'));
  const isSecure = isEncrypted(request) ? '; Secure' : '';
  response.setHeader(
    'set-cookie',
    `${COOKIE}=${entered.cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000${isSecure}`,
  );
  response.setHeader('location', `../${page.segment === '.' ? '' : page.segment}`);
  return reply(303);
}

function isEncrypted({ socket, headers }: IncomingMessage): boolean {
  return (socket as { readonly encrypted?: boolean }).encrypted === true || headers['x-forwarded-proto'] === 'https';
}

function spanOf(asked: string | null): Span {
  return asked === 'day' || asked === 'month' ? asked : 'hour';
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, text }: Reply): void {
  const isText = type.startsWith('text/') || type === 'application/json';
  response.statusCode = status;
  response.setHeader('content-type', isText && !type.includes('charset') ? `${type}; charset=utf-8` : type);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(request.method === 'HEAD' ? undefined : text);
}
