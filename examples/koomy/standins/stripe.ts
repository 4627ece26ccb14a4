import { createHmac, randomUUID } from "node:crypto";
import { secretKey, webhookSecret } from "./credentials";
import { delays } from "./delays";
import { type Call, json, type Reply, type Standin, sleep } from "./http";

interface Session {
  id: string;
  amount: number;
  label: string;
  metadata: Record<string, string>;
  successUrl: string;
  intent: string;
  paid: boolean;
}

interface Options {
  /** Address of this stand-in, for the payment page. */
  publicUrl: string;
  /** Where signed events are delivered. */
  webhookUrl: string;
}

const sessions = new Map<string, Session>();
const refunded = new Set<string>();
const identifier = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "").slice(0, 24)}`;

function failure(status: number, type: string, message: string): Reply {
  return json(status, { error: { type, message } });
}

function metadataOf(form: URLSearchParams) {
  const metadata: Record<string, string> = {};
  for (const [key, value] of form) {
    const name = /^metadata\[(.+)\]$/.exec(key)?.[1];
    if (name) metadata[name] = value;
  }
  return metadata;
}

function sessionObject(session: Session, publicUrl: string) {
  return {
    id: session.id,
    object: "checkout.session",
    amount_total: session.amount,
    currency: "eur",
    customer_details: null,
    metadata: session.metadata,
    mode: "payment",
    payment_intent: session.paid ? session.intent : null,
    payment_status: session.paid ? "paid" : "unpaid",
    status: session.paid ? "complete" : "open",
    url: session.paid ? null : `${publicUrl}/pay/${session.id}`,
  };
}

export function signature(payload: string, timestamp: number) {
  const digest = createHmac("sha256", webhookSecret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}

async function deliver(url: string, type: string, object: unknown): Promise<number> {
  const payload = JSON.stringify({
    id: identifier("evt"),
    object: "event",
    type,
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object },
  });
  let status = 0;
  for (const wait of [0, 1000, 5000]) {
    await sleep(wait);
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signature(payload, Math.floor(Date.now() / 1000)),
      },
      body: payload,
    }).catch(() => undefined);
    status = response?.status ?? 0;
    if (status >= 200 && status < 300) return status;
  }
  return status;
}

function createSession(call: Call, options: Options): Reply {
  const form = new URLSearchParams(call.body.toString());
  const amount = Number(form.get("line_items[0][price_data][unit_amount]"));
  if (!Number.isInteger(amount) || amount <= 0) {
    return failure(400, "invalid_request_error", "Missing required param: line_items[0][price_data][unit_amount].");
  }
  const session: Session = {
    id: identifier("cs_test"),
    amount,
    label: form.get("line_items[0][price_data][product_data][name]") ?? "",
    metadata: metadataOf(form),
    successUrl: form.get("success_url") ?? options.publicUrl,
    intent: identifier("pi"),
    paid: false,
  };
  sessions.set(session.id, session);
  return json(200, sessionObject(session, options.publicUrl));
}

function createRefund(call: Call): Reply {
  const intent = new URLSearchParams(call.body.toString()).get("payment_intent") ?? "";
  if (refunded.has(intent)) return failure(400, "invalid_request_error", "Charge has already been refunded.");
  refunded.add(intent);
  return json(200, { id: identifier("re"), object: "refund", payment_intent: intent, status: "succeeded" });
}

function page(session: Session): Reply {
  const amount = (session.amount / 100).toLocaleString("fr-FR", { style: "currency", currency: "EUR" });
  const label = session.label.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = session.paid
    ? "<p>Ce paiement est déjà réglé.</p>"
    : `<p>${label} : ${amount}</p><form method="post"><button>Payer</button></form>`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html><html lang="fr"><title>Paiement (doublure locale)</title><h1>Paiement</h1>${body}</html>`,
  };
}

async function pay(call: Call, options: Options): Promise<Reply> {
  const session = sessions.get(call.path.slice("/pay/".length));
  if (!session) return { status: 404, body: "Paiement inconnu" };
  if (call.method === "GET") return page(session);
  session.paid = true;
  const status = await deliver(
    options.webhookUrl,
    "checkout.session.completed",
    sessionObject(session, options.publicUrl),
  );
  return { status: 303, headers: { location: session.successUrl, "x-webhook-status": String(status) } };
}

export function stripe(options: Options): Standin {
  return async (call) => {
    if (call.path.startsWith("/pay/")) return pay(call, options);
    if (!call.path.startsWith("/v1/")) return undefined;
    await sleep(delays.stripe);
    if (call.headers.authorization !== `Bearer ${secretKey}`) {
      return failure(401, "invalid_request_error", "Invalid API Key provided.");
    }
    if (call.method === "POST" && call.path === "/v1/customers") {
      const form = new URLSearchParams(call.body.toString());
      return json(200, { id: identifier("cus"), object: "customer", email: form.get("email") });
    }
    if (call.method === "POST" && call.path === "/v1/checkout/sessions") return createSession(call, options);
    if (call.method === "POST" && call.path === "/v1/refunds") return createRefund(call);
    return failure(404, "invalid_request_error", `Unrecognized request URL (${call.method}: ${call.path}).`);
  };
}
