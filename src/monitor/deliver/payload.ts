import type { Voice } from '../words/index.ts';
import { type Notice, write } from './notice.ts';

export type HookKind = 'slack' | 'discord' | 'generic';

/** Whose webhook an address is. */
export function hookKindOf(address: URL): HookKind {
  const host = address.hostname;
  if (host === 'hooks.slack.com' || host === 'hooks.slack-gov.com') return 'slack';
  if (/(^|\.)discord(app)?\.com$/.test(host) && address.pathname.startsWith('/api/webhooks/')) return 'discord';
  return 'generic';
}

/** What is told with every message: whose application it is, and where to see more. */
export interface Letterhead {
  readonly application: string;
  /** Address of the dashboard. */
  readonly page?: string;
}

const SIGNS = { watch: '🟠', act: '🔴', over: '🟢' } as const;
const COLOURS = { watch: 0xd98a1f, act: 0xc9372c, over: 0x2f8f5b } as const;
/** Discord takes ten embeds in a message; Slack, fifty blocks. */
const MOST_TOGETHER = 10;

/** The body of one message for several notices, in the shape that the webhook takes. */
export function payloadOf(kind: HookKind, notices: readonly Notice[], head: Letterhead, voice: Voice): unknown {
  const shown = notices.slice(-MOST_TOGETHER);
  if (kind === 'slack') return slack(shown, head, voice);
  return kind === 'discord' ? discord(shown, head, voice) : generic(notices, head, voice);
}

const stateOf = (notice: Notice): keyof typeof SIGNS => (notice.change === 'over' ? 'over' : notice.level);

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: `text` is what notifications show. */
function slack(notices: readonly Notice[], head: Letterhead, voice: Voice): unknown {
  const written = notices.map((notice) => ({ sign: SIGNS[stateOf(notice)], ...write(notice, voice) }));
  const section = (text: string): unknown => ({ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 2900) } });
  return {
    text: escaped(`${head.application} · ${written.map(({ title, lines }) => `${title} – ${lines[0]}`).join(' · ')}`),
    blocks: [
      ...written.map(({ sign, title, lines }) =>
        section(`${sign} *${escaped(head.application)} · ${escaped(title)}*\n${lines.map(escaped).join('\n')}`),
      ),
      ...(head.page === undefined ? [] : [section(escaped(voice.say('notice.page', { address: head.page })))]),
    ],
  };
}

/** Slack reads these three characters as markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** https://discord.com/developers/docs/resources/webhook#execute-webhook; nobody is mentioned, whatever a route is called. */
function discord(notices: readonly Notice[], head: Letterhead, voice: Voice): unknown {
  return {
    username: 'Jauge',
    allowed_mentions: { parse: [] },
    embeds: notices.map((notice) => {
      const { title, lines } = write(notice, voice);
      return {
        title: `${head.application} · ${title}`.slice(0, 250),
        description: lines.join('\n').slice(0, 3000),
        color: COLOURS[stateOf(notice)],
        timestamp: new Date(notice.at).toISOString(),
        ...(head.page === undefined ? {} : { url: head.page }),
      };
    }),
  };
}

function generic(notices: readonly Notice[], head: Letterhead, voice: Voice): unknown {
  return {
    source: 'jauge',
    application: head.application,
    ...(head.page === undefined ? {} : { page: head.page }),
    notices: notices.map((notice) => ({
      change: notice.change,
      level: notice.level,
      incident: notice.incident,
      opened: new Date(notice.opened).toISOString(),
      at: new Date(notice.at).toISOString(),
      ...write(notice, voice),
      routes: notice.routes,
      remedy: { id: notice.remedy.key.replace(/^remedy\./, ''), at: notice.remedy.at },
      values: notice.params,
    })),
  };
}
