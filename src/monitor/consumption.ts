import type { OutboundCall, Work } from '../probe/index.ts';

/** Calls that take something from an allowance: which service, what, and how they are known. */
const TAKERS: readonly {
  readonly service: string;
  readonly unit: string;
  readonly host: RegExp;
  readonly path: RegExp;
}[] = [
  { service: 'sendgrid', unit: 'email', host: /^api(?:\.eu)?\.sendgrid\.com$/, path: /^\/v3\/mail\/send$/ },
  { service: 'resend', unit: 'email', host: /^api\.resend\.com$/, path: /^\/emails$/ },
  { service: 'postmark', unit: 'email', host: /^api\.postmarkapp\.com$/, path: /^\/email(?:\/withTemplate)?$/ },
  { service: 'mailgun', unit: 'email', host: /^api(?:\.eu)?\.mailgun\.net$/, path: /^\/v3\/[^/]+\/messages/ },
  { service: 'brevo', unit: 'email', host: /^api\.(?:brevo|sendinblue)\.com$/, path: /^\/v3\/smtp\/email$/ },
  { service: 'mailjet', unit: 'email', host: /^api(?:\.us)?\.mailjet\.com$/, path: /^\/v3(?:\.1)?\/send$/ },
  { service: 'ses', unit: 'email', host: /^email\.[\w-]+\.amazonaws\.com$/, path: /./ },
  { service: 'twilio', unit: 'sms', host: /^api\.twilio\.com$/, path: /\/Messages\.json$/ },
];

/** Tells what the accepted calls of some work took: one unit a call, since bodies are not read. */
export function tellConsumption(work: Work, consume: (service: string, unit: string, amount: number) => void): void {
  if (work.outbound === undefined) return;
  for (const call of work.outbound) {
    const taker = takerOf(call);
    if (taker !== undefined) consume(taker.service, taker.unit, 1);
  }
}

function takerOf({ host, path, method, status, isContinued }: OutboundCall): (typeof TAKERS)[number] | undefined {
  if (method !== 'POST' || isContinued || status < 200 || status >= 300) return undefined;
  return TAKERS.find((taker) => taker.host.test(host) && taker.path.test(path));
}
