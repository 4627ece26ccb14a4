import Stripe from "stripe";

interface StripeCredentials {
  secretKey: string;
  webhookSecret: string;
}

async function getStripeCredentials(): Promise<StripeCredentials> {
  const base = process.env.CONNECTORS_URL || "https://connectors.replit.com";
  const response = await fetch(`${base}/api/v2/connection?include_secrets=true&connector_names=stripe`, {
    headers: {
      Accept: "application/json",
      X_REPLIT_TOKEN: `repl ${process.env.REPL_IDENTITY || ""}`,
    },
  });
  if (!response.ok) {
    throw new Error(`Stripe n'est pas connecté (${response.status})`);
  }
  const data: any = await response.json();
  const settings = data.items?.[0]?.settings;
  if (!settings?.secret) {
    throw new Error("Stripe n'est pas connecté");
  }
  return { secretKey: settings.secret, webhookSecret: settings.webhook_secret };
}

function createClient(secretKey: string) {
  const api = new URL(process.env.STRIPE_API_URL || "https://api.stripe.com");
  return new Stripe(secretKey, {
    host: api.hostname,
    port: api.port || undefined,
    protocol: api.protocol === "http:" ? "http" : "https",
  });
}

// Les identifiants peuvent changer, on ne garde pas le client en mémoire
export async function getStripe(): Promise<Stripe> {
  const { secretKey } = await getStripeCredentials();
  return createClient(secretKey);
}

export async function readWebhookEvent(rawBody: Buffer, signature: string): Promise<Stripe.Event> {
  const { secretKey, webhookSecret } = await getStripeCredentials();
  const stripe = createClient(secretKey);
  return stripe.webhooks.constructEvent(rawBody, signature, webhookSecret);
}

interface CheckoutInput {
  label: string;
  amountCents: number;
  email: string;
  metadata: Record<string, string>;
}

export async function createCheckout(input: CheckoutInput) {
  const stripe = await getStripe();
  const appUrl = process.env.APP_URL || "http://localhost:5000";
  const customer = await stripe.customers.create({ email: input.email, metadata: input.metadata });
  return stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: "eur",
          unit_amount: input.amountCents,
          product_data: { name: input.label },
        },
      },
    ],
    metadata: input.metadata,
    success_url: `${appUrl}/?paiement=ok`,
    cancel_url: `${appUrl}/?paiement=annule`,
  });
}
