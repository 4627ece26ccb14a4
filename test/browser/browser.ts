import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the tests use of playwright-core. */
export interface Page {
  goto(address: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  waitForSelector(selector: string, options?: { readonly timeout?: number }): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  /** Evaluates an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  screenshot(options: { readonly path?: string; readonly fullPage?: boolean }): Promise<Uint8Array>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  content(): Promise<string>;
  close(): Promise<void>;
}

interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Browser {
  newContext(options: {
    readonly colorScheme?: 'light' | 'dark';
    readonly viewport?: { readonly width: number; readonly height: number };
    readonly locale?: string;
    readonly timezoneId?: string;
  }): Promise<Context>;
  close(): Promise<void>;
}

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** The Chromium of the machine: `.ci/run` installs Debian's. */
export const CHROMIUM: string | undefined = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => path !== '' && existsSync(path));

/** Starts it, with an empty profile, speaking to loopback only. */
export async function startBrowser(): Promise<Browser> {
  const { chromium } = createRequire(import.meta.url)('playwright-core') as {
    readonly chromium: { launch(options: object): Promise<Browser> };
  };
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}
