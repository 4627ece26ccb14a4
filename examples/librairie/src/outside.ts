const stripeUrl = process.env.STRIPE_URL ?? "https://api.stripe.com";
const carrierUrl = process.env.CARRIER_URL ?? "https://api.laposte.fr";

export async function charge(orderId: number, cents: number): Promise<{ id: string }> {
  const response = await fetch(`${stripeUrl}/v1/payment_intents`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      amount: String(cents),
      currency: "eur",
      confirm: "true",
      "metadata[order]": String(orderId),
    }),
  });
  if (!response.ok) throw new Error(`Stripe a répondu ${response.status}.`);
  return (await response.json()) as { id: string };
}

export async function tracking(orderId: number) {
  const response = await fetch(`${carrierUrl}/suivi/v2/idships/${orderId}`, {
    headers: { "x-okapi-key": process.env.LAPOSTE_KEY ?? "" },
  });
  if (!response.ok) throw new Error(`La Poste a répondu ${response.status}.`);
  return response.json();
}
