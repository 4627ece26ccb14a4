import type { Server } from 'node:http';
import { isUnder, type Pages } from './handler.ts';

/** The process was started with `--import jauge/monitor`, on its command line or in NODE_OPTIONS. */
export function isPreloaded(words: readonly string[], options: string): boolean {
  return /--import(?:=|\s+)\S*\bjauge\/(?:monitor\b|dist\/monitor\/)/.test(`${words.join(' ')} ${options}`);
}

/** Shows the pages on every server of the process, without a word in its code. */
export function showEverywhere(mount: string, pages: Pages): void {
  type Emit = (this: Server, event: string | symbol, ...words: unknown[]) => boolean;
  // An import would load the client of WebSocket and all of undici with it: six megabytes.
  const { prototype } = process.getBuiltinModule('node:http').Server;
  const emit = prototype.emit as Emit;
  prototype.emit = function (this: Server, event: string | symbol, ...words: unknown[]): boolean {
    const [request, response] = words as Parameters<Pages>;
    if (event !== 'request' || !isUnder(request.url ?? '', mount)) return emit.call(this, event, ...words);
    pages(request, response, mount);
    return true;
  };
}
