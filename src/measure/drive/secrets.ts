import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a key that moves real money looks like. */
const LIVE = [
  /\b(?:sk|rk)_live_\w{8,}/, // Stripe
  /\blive_[A-Za-z0-9]{30,}/, // Mollie
  /\bEAAA[A-Za-z0-9_-]{50,}/, // Square
  /\brzp_live_\w{8,}/, // Razorpay
  /\bpk_live_[0-9a-f]{40}/, // Paystack, secret under another name
  /\bsk_prod_\w{8,}/, // GoCardless and others
];
/** Variables that say so in words. */
const MODES: readonly (readonly [RegExp, RegExp])[] = [
  [/PAYPAL.*(?:MODE|ENV)/i, /^(?:live|production)$/i],
  [/(?:ADYEN|GOCARDLESS|BRAINTREE|SQUARE|LYDIA|HELLOASSO).*ENV/i, /^(?:live|production)$/i],
];

type Variables = Readonly<Record<string, string | undefined>>;

/** Names of the variables that hold a live payment key, sorted; never a value. */
export function liveKeys(variables: Variables): readonly string[] {
  return Object.entries(variables)
    .filter(([name, value = '']) => isLive(name, value))
    .map(([name]) => name)
    .sort();
}

function isLive(name: string, value: string): boolean {
  if (LIVE.some((pattern) => pattern.test(value))) return true;
  return MODES.some(([names, values]) => names.test(name) && values.test(value.trim()));
}

/** Variables that the application may load by itself: those of the `.env` files of a folder. */
export function environmentFiles(folder: string): Variables {
  const variables: Record<string, string> = {};
  for (const file of envFiles(folder)) {
    for (const line of textOf(join(folder, file)).split('\n')) {
      const found = /^\s*(?:export\s+)?([\w.]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (found !== null) variables[found[1] ?? ''] = (found[2] ?? '').replace(/^(['"])(.*)\1$/, '$2');
    }
  }
  return variables;
}

function envFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\.env(?:\.|$)/.test(name) && !/example|sample|template/.test(name));
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
