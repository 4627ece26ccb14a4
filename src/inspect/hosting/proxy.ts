import type { PlatformId } from '../../model/deployment.ts';
import { message } from '../../model/message.ts';
import { type Tree, text } from '../located/index.ts';
import { configuration, type ReadConfiguration } from './configuration.ts';

/** Domains that platforms give to the services they host. */
const DOMAINS: readonly (readonly [PlatformId, RegExp])[] = [
  ['replit', /\.(?:replit\.app|repl\.co|replit\.dev)$/],
  ['render', /\.onrender\.com$/],
  ['railway', /\.(?:up\.)?railway\.app$/],
  ['fly', /\.fly\.dev$/],
  ['heroku', /\.herokuapp\.com$/],
  ['scalingo', /\.scalingo\.io$/],
  ['clever-cloud', /\.cleverapps\.io$/],
  ['cloud-run', /\.run\.app$/],
  ['app-engine', /\.appspot\.com$/],
  ['digitalocean', /\.ondigitalocean\.app$/],
];

/** Configurations guessed from the addresses a front end forwards requests to: they tell where the back end runs, and nothing else. */
export function elsewhere(targets: readonly Tree[]): readonly ReadConfiguration[] {
  const found = new Map<string, ReadConfiguration>();
  for (const target of targets) {
    const host = /^https?:\/\/([^/:@\s]+)/.exec(text(target) ?? '')?.[1]?.toLowerCase();
    const platform = host === undefined ? undefined : DOMAINS.find(([, pattern]) => pattern.test(host))?.[0];
    if (host === undefined || platform === undefined || found.has(platform)) continue;
    const note = {
      message: message('hosting.forwards-to', { at: target.at, host, platform }),
      source: { provenance: 'declared', at: target.at },
    } as const;
    found.set(platform, configuration({ platform, kind: 'unknown', at: target.at, serves: 'back end', notes: [note] }));
  }
  return [...found.values()];
}
