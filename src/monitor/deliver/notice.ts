import type { Param } from '../../model/message.ts';
import type { Key, Voice } from '../words/index.ts';

/** A share of a resource that a route takes. */
export interface RouteShare {
  readonly route: string;
  readonly share: number;
}

/** What is said of an incident, without language: when it opens, worsens, or is over. */
export interface Notice {
  readonly change: 'opened' | 'raised' | 'over';
  readonly level: 'watch' | 'act';
  /** What the incident is: the same from its opening to its end. */
  readonly incident: string;
  readonly what: Key;
  readonly params: Readonly<Record<string, Param>>;
  /** Routes that use the resource most, the largest first. */
  readonly routes: readonly RouteShare[];
  readonly remedy: { readonly key: Key; readonly at: string; readonly params?: Readonly<Record<string, Param>> };
  /** Milliseconds since 1970. */
  readonly opened: number;
  readonly at: number;
}

/** A notice as people read it. */
export interface Words {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Writes a notice: what happens, which routes are behind it, what to do; or that it is over. */
export function write(notice: Notice, voice: Voice): Words {
  const what = voice.say(notice.what, notice.params);
  if (notice.change === 'over') {
    const duration = (notice.at - notice.opened) / 1000;
    return { title: voice.say('notice.over', { duration }), lines: [sentence(what)] };
  }
  const named = notice.routes.map(({ route, share }) => voice.say('route.share', { route, share }));
  const remedy = voice.say(notice.remedy.key, notice.remedy.params ?? {});
  return {
    title: voice.say(`notice.${notice.level}`),
    lines: [
      sentence(what),
      ...(named.length === 0 ? [] : [voice.say('notice.routes', { routes: named })]),
      voice.say('notice.remedy', { remedy, at: notice.remedy.at }),
    ],
  };
}

function sentence(text: string): string {
  return `${text}.`;
}
