import { insertFeeSchema, payments, transactions } from "@shared/schema";
import { eq } from "drizzle-orm";
import { Router } from "express";
import { canManage, ownsMembership, requireAccount, requireAnyone, requireStaff } from "../auth";
import { db } from "../db";
import { sendTemplate } from "../email";
import { storage } from "../storage";
import { createCheckout, getStripe } from "../stripe";

const router = Router();

router.get("/fees", async (req, res) => {
  try {
    const fees = await storage.getFees(String(req.query.communityId || ""));
    res.json(fees);
  } catch (error) {
    console.error("fees:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/fees", requireStaff, async (req, res) => {
  try {
    const parsed = insertFeeSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    if (!canManage(req.staff, parsed.data.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const fee = await storage.createFee(parsed.data);
    res.status(201).json(fee);
  } catch (error) {
    console.error("create fee:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.patch("/fees/:id", requireStaff, async (req, res) => {
  try {
    const { label, amountCents, durationMonths, active } = req.body;
    const fee = await storage.updateFee(req.params.id, { label, amountCents, durationMonths, active });
    res.json(fee);
  } catch (error) {
    console.error("update fee:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.post("/checkout", requireAccount, async (req, res) => {
  try {
    const { membershipId, feeId } = req.body;
    const membership = await storage.getMembership(membershipId);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    const fee = await storage.getFee(feeId);
    if (!fee || fee.communityId !== membership.communityId) {
      return res.status(404).json({ message: "Cotisation introuvable" });
    }
    const payment = await storage.createPayment({
      communityId: membership.communityId,
      membershipId: membership.id,
      feeId: fee.id,
      amountCents: fee.amountCents,
    });
    const session = await createCheckout({
      label: fee.label,
      amountCents: fee.amountCents,
      email: req.account!.email,
      metadata: { paymentId: payment.id, membershipId: membership.id },
    });
    await storage.updatePayment(payment.id, { stripeSessionId: session.id });
    res.status(201).json({ paymentId: payment.id, url: session.url });
  } catch (error) {
    console.error("checkout:", error);
    res.status(502).json({ message: "Le paiement n'a pas pu être préparé" });
  }
});

router.get("/", requireStaff, async (req, res) => {
  try {
    const communityId = String(req.query.communityId || req.staff!.communityId || "");
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const list = await storage.getPaymentsByCommunity(communityId);
    const result = await Promise.all(
      list.map(async (payment) => {
        const membership = await storage.getMembership(payment.membershipId);
        return { ...payment, memberName: membership?.displayName };
      }),
    );
    res.json(result);
  } catch (error) {
    console.error("payments:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/transactions", requireStaff, async (req, res) => {
  try {
    const communityId = String(req.query.communityId || req.staff!.communityId || "");
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const list = await storage.getTransactions(communityId);
    res.json(list);
  } catch (error) {
    console.error("transactions:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/:id", requireAnyone, async (req, res) => {
  try {
    const payment = await storage.getPayment(req.params.id);
    const membership = payment && (await storage.getMembership(payment.membershipId));
    if (!payment || !membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Paiement introuvable" });
    }
    res.json(payment);
  } catch (error) {
    console.error("payment:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:id/refund", requireStaff, async (req, res) => {
  try {
    const refunded = await db.transaction(async (tx) => {
      const [payment] = await tx.select().from(payments).where(eq(payments.id, req.params.id)).for("update");
      if (!payment || !canManage(req.staff, payment.communityId)) return undefined;
      if (payment.status !== "paid" || !payment.stripePaymentIntentId) return undefined;

      const stripe = await getStripe();
      const refund = await stripe.refunds.create({ payment_intent: payment.stripePaymentIntentId });

      const [updated] = await tx
        .update(payments)
        .set({ status: "refunded" })
        .where(eq(payments.id, payment.id))
        .returning();
      await tx.insert(transactions).values({
        communityId: payment.communityId,
        paymentId: payment.id,
        kind: "refund",
        amountCents: -payment.amountCents,
        stripeReference: refund.id,
      });

      const membership = await storage.getMembership(payment.membershipId);
      if (membership && payment.feeId) {
        await storage.updateMembership(membership.id, { feeStatus: "due", expiresAt: null });
      }
      return { payment: updated, membership };
    });

    if (!refunded) {
      return res.status(409).json({ message: "Ce paiement ne peut pas être remboursé" });
    }
    if (refunded.membership?.email) {
      await sendTemplate(
        "payment_refunded",
        refunded.membership.email,
        {
          name: refunded.membership.displayName,
          amount: (refunded.payment.amountCents / 100).toFixed(2).replace(".", ","),
        },
        refunded.payment.communityId,
      );
    }
    res.json(refunded.payment);
  } catch (error) {
    console.error("refund:", error);
    res.status(502).json({ message: "Remboursement impossible" });
  }
});

export default router;
