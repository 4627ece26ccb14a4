import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { emailSender } from '../../src/monitor/deliver/email.ts';
import type { Notice } from '../../src/monitor/deliver/notice.ts';
import { hookKindOf, payloadOf } from '../../src/monitor/deliver/payload.ts';
import { type WebhookOptions, webhookSender } from '../../src/monitor/deliver/webhook.ts';
import { voiceOf } from '../../src/monitor/words/index.ts';

const notice = (incident: string): Notice => ({
  change: 'opened',
  level: 'act',
  incident,
  what: 'alert.event-loop',
  params: { value: 0.9, limit: 0.8 },
  routes: [{ route: 'POST /a<b>&@everyone', share: 0.5 }],
  remedy: { key: 'remedy.add-indexes', at: 'server/db.ts:9' },
  opened: 0,
  at: 60_000,
});
const head = { application: 'Koomy', page: 'https://koomy.example/jauge' };
const voice = voiceOf('fr');

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A webhook that answers as told, and remembers what it received and when. */
async function hook(
  answer: Answer,
): Promise<{ readonly address: string; readonly bodies: string[]; readonly times: number[] }> {
  const bodies: string[] = [];
  const times: number[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    times.push(performance.now());
    answer(request, response, bodies.length);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`, bodies, times };
}

function sender(address: string, more: Partial<WebhookOptions> = {}) {
  const complaints: string[] = [];
  const made = webhookSender({
    address,
    head,
    voice,
    complain: (text) => complaints.push(text),
    patience: [10, 10],
    timeout: 300,
    ...more,
  });
  return { ...made, complaints };
}

const accept: Answer = (_, response) => response.writeHead(204).end();

describe('a webhook', () => {
  it('receives each notice once', async () => {
    const { address, bodies } = await hook(accept);
    const { send, settle, complaints } = sender(address);
    send(notice('a'));
    await settle(5000);
    expect(bodies.map((body) => JSON.parse(body).notices.map((each: Notice) => each.incident))).toEqual([['a']]);
    expect(complaints).toEqual([]);
  });

  it('is tried again when it is down, and the notices that came meanwhile go together', async () => {
    const { address, bodies } = await hook((_, response, count) => response.writeHead(count < 3 ? 503 : 200).end());
    const { send, settle } = sender(address);
    send(notice('a'));
    send(notice('b'));
    await settle(5000);
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    const told = bodies.slice(2).flatMap((body) => JSON.parse(body).notices.map((each: Notice) => each.incident));
    expect(told).toEqual(['a', 'b']);
  });

  it('is left alone for as long as it asks', async () => {
    const { address, times } = await hook((_, response, count) =>
      count === 1 ? response.writeHead(429, { 'retry-after': '1' }).end() : response.writeHead(200).end(),
    );
    const { send, settle } = sender(address);
    send(notice('a'));
    await settle(5000);
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });

  it('is given up when it hangs, without holding anything, and the log says so without its secret', async () => {
    const { address, bodies } = await hook(() => undefined);
    const { send, settle, complaints } = sender(address, { timeout: 50 });
    send(notice('a'));
    await settle(5000);
    expect(bodies).toHaveLength(3);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('ne répond pas');
    expect(complaints[0]).not.toContain('secret-path');
  });

  it('is not insisted upon when it refuses, nor followed elsewhere', async () => {
    const refusing = await hook((_, response) => response.writeHead(404).end());
    const moved = await hook((_, response) => response.writeHead(302, { location: refusing.address }).end());
    const first = sender(refusing.address);
    first.send(notice('a'));
    await first.settle(5000);
    expect(refusing.bodies).toHaveLength(1);
    expect(first.complaints[0]).toContain('404');
    const second = sender(moved.address);
    second.send(notice('a'));
    await second.settle(5000);
    expect(moved.bodies).toHaveLength(1);
    expect(refusing.bodies).toHaveLength(1);
  });

  it.each(['', 'koomy', 'ftp://example.org', 'https://', 'javascript:alert(1)'])(
    'that is %j is only complained about',
    async (address) => {
      const { send, settle, complaints } = sender(address);
      send(notice('a'));
      await settle(100);
      expect(complaints).toHaveLength(1);
    },
  );
});

describe('the shape of a message', () => {
  it('is the one of the service that the address names', () => {
    expect(hookKindOf(new URL('https://hooks.slack.com/services/T0/B0/x'))).toBe('slack');
    expect(hookKindOf(new URL('https://discord.com/api/webhooks/1/x'))).toBe('discord');
    expect(hookKindOf(new URL('https://ptb.discord.com/api/webhooks/1/x'))).toBe('discord');
    expect(hookKindOf(new URL('https://notdiscord.com/api/webhooks/1/x'))).toBe('generic');
    expect(hookKindOf(new URL('https://example.org/hooks.slack.com'))).toBe('generic');
  });

  it('carries no markup of Slack from the name of a route', () => {
    const text = JSON.stringify(payloadOf('slack', [notice('a')], head, voice));
    expect(text).toContain('POST /a&lt;b&gt;&amp;@everyone');
    expect(text).not.toContain('<b>');
  });

  it('mentions nobody on Discord, and keeps within its ten embeds', () => {
    const payload = payloadOf(
      'discord',
      Array.from({ length: 14 }, (_, index) => notice(`${index}`)),
      head,
      voice,
    ) as {
      readonly embeds: readonly unknown[];
      readonly allowed_mentions: unknown;
    };
    expect(payload.embeds).toHaveLength(10);
    expect(payload.allowed_mentions).toEqual({ parse: [] });
  });
});

describe('an e-mail', () => {
  it('leaves through the function of the application, with the remedy and the address of the page', async () => {
    const sent: { subject: string; text: string }[] = [];
    const { send, settle } = emailSender({
      sendEmail: (mail) => sent.push(mail),
      head,
      voice,
      complain: () => undefined,
    });
    send(notice('a'));
    await settle(1000);
    expect(sent[0]?.subject).toContain('Koomy');
    expect(sent[0]?.text).toContain('server/db.ts:9');
    expect(sent[0]?.text).toContain('https://koomy.example/jauge');
  });

  it('that fails is said in the log, whether the function throws or rejects', async () => {
    for (const sendEmail of [
      () => {
        throw new Error('no key');
      },
      () => Promise.reject(new Error('no key')),
    ]) {
      const complaints: string[] = [];
      const { send, settle } = emailSender({ sendEmail, head, voice, complain: (text) => complaints.push(text) });
      send(notice('a'));
      await settle(1000);
      expect(complaints).toEqual(['L’envoi de l’alerte par e-mail a échoué\u202f: no key']);
    }
  });
});
