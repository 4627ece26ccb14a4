import type { Request, Response } from "express";
import type Stripe from "stripe";
import { sendTemplate } from "./email";
import { storage } from "./storage";
import { readWebhookEvent } from "./stripe";

const COMMISSION_RATE = 0.02;

function addMonths(date: Date, months: number) {
  const result = new Date(date);
  result.setMonth(result.getMonth() + months);
  return result;
}

async function markPaid(session: Stripe.Checkout.Session) {
  const payment = await storage.getPaymentBySession(session.id);
  if (!payment) {
    console.error(`Paiement inconnu pour la session ${session.id}`);
    return;
  }
  if (payment.status === "paid") return;

  const intentId = typeof session.payment_intent === "string" ? session.payment_intent : undefined;
  await storage.updatePayment(payment.id, { status: "paid", paidAt: new Date(), stripePaymentIntentId: intentId });
  await storage.createTransaction({
    communityId: payment.communityId,
    paymentId: payment.id,
    kind: payment.collectionId ? "donation" : "fee",
    amountCents: payment.amountCents,
    commissionCents: Math.round(payment.amountCents * COMMISSION_RATE),
    stripeReference: intentId,
  });

  const membership = await storage.getMembership(payment.membershipId);
  if (payment.feeId && membership) {
    const fee = await storage.getFee(payment.feeId);
    await storage.updateMembership(membership.id, {
      feeStatus: "paid",
      expiresAt: addMonths(new Date(), fee?.durationMonths ?? 12),
    });
  }
  if (payment.collectionId) {
    await storage.addToCollection(payment.collectionId, payment.amountCents);
  }

  const recipient = membership?.email || session.customer_details?.email;
  if (membership && recipient) {
    await sendTemplate(
      "payment_receipt",
      recipient,
      { name: membership.displayName, amount: (payment.amountCents / 100).toFixed(2).replace(".", ",") },
      payment.communityId,
    );
  }
}

export async function stripeWebhookHandler(req: Request, res: Response) {
  let event: Stripe.Event;
  try {
    event = await readWebhookEvent(req.body, req.headers["stripe-signature"] as string);
  } catch (error: any) {
    console.error("Webhook Stripe refusé:", error.message);
    return res.status(400).json({ message: "Signature invalide" });
  }

  try {
    switch (event.type) {
      case "checkout.session.completed":
        await markPaid(event.data.object);
        break;
      case "checkout.session.expired": {
        const payment = await storage.getPaymentBySession(event.data.object.id);
        if (payment) await storage.updatePayment(payment.id, { status: "failed" });
        break;
      }
      case "payment_intent.payment_failed": {
        const payment = await storage.getPaymentByIntent(event.data.object.id);
        if (payment) await storage.updatePayment(payment.id, { status: "failed" });
        break;
      }
      default:
        console.log(`Événement Stripe ignoré: ${event.type}`);
    }
    res.json({ received: true });
  } catch (error: any) {
    console.error("Webhook Stripe en erreur:", error);
    res.status(500).json({ message: "Erreur de traitement" });
  }
}
