const stripe = process.env.STRIPE_URL ?? "https://api.stripe.com";
const brevo = process.env.BREVO_URL ?? "https://api.brevo.com";

export async function createCheckout(orderId: string, cents: number) {
  const response = await fetch(`${stripe}/v1/checkout/sessions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      mode: "payment",
      client_reference_id: orderId,
      "line_items[0][price_data][unit_amount]": String(cents),
      "line_items[0][price_data][currency]": "eur",
    }),
  });
  if (!response.ok) throw new Error(`Stripe : ${response.status}`);
  return (await response.json()) as { id: string; url: string };
}

export async function sendMail(to: string, subject: string, html: string) {
  const response = await fetch(`${brevo}/v3/smtp/email`, {
    method: "POST",
    headers: { "api-key": process.env.BREVO_KEY ?? "", "content-type": "application/json" },
    body: JSON.stringify({
      sender: { email: "billets@billetterie.example" },
      to: [{ email: to }],
      subject,
      htmlContent: html,
    }),
  });
  if (!response.ok) throw new Error(`Brevo : ${response.status}`);
}
