import { insertCollectionSchema } from "@shared/schema";
import { Router } from "express";
import { canManage, ownsMembership, requireAccount, requireStaff } from "../auth";
import { storage } from "../storage";
import { createCheckout } from "../stripe";

const router = Router();

router
  .route("/")
  .get(async (req, res) => {
    try {
      const collections = await storage.getCollections(String(req.query.communityId || ""));
      const result = [];
      for (const collection of collections) {
        const contributions = await storage.getContributions(collection.id);
        result.push({ ...collection, contributors: new Set(contributions.map((c) => c.membershipId)).size });
      }
      res.json(result);
    } catch (error) {
      console.error("collections:", error);
      res.status(500).json({ message: "Erreur interne" });
    }
  })
  .post(requireStaff, async (req, res) => {
    try {
      const parsed = insertCollectionSchema.safeParse(req.body);
      if (!parsed.success) {
        return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
      }
      if (!canManage(req.staff, parsed.data.communityId)) {
        return res.status(403).json({ message: "Accès refusé" });
      }
      const collection = await storage.createCollection(parsed.data);
      res.status(201).json(collection);
    } catch (error) {
      console.error("create collection:", error);
      res.status(500).json({ message: "Création impossible" });
    }
  });

router.get("/:id", async (req, res) => {
  try {
    const collection = await storage.getCollection(req.params.id);
    if (!collection) {
      return res.status(404).json({ message: "Collecte introuvable" });
    }
    const contributions = await storage.getContributions(collection.id);
    const contributors = await Promise.all(
      contributions.map(async (contribution) => {
        const membership = contribution.anonymous ? undefined : await storage.getMembership(contribution.membershipId);
        return {
          amountCents: contribution.amountCents,
          name: membership?.displayName ?? "Anonyme",
          createdAt: contribution.createdAt,
        };
      }),
    );
    res.json({ ...collection, contributors });
  } catch (error) {
    console.error("collection:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.patch("/:id", requireStaff, async (req, res) => {
  try {
    const { title, description, goalCents, status } = req.body;
    const collection = await storage.updateCollection(req.params.id, { title, description, goalCents, status });
    res.json(collection);
  } catch (error) {
    console.error("update collection:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.post("/:id/contribute", requireAccount, async (req, res) => {
  try {
    const { membershipId, amountCents, anonymous } = req.body;
    if (!Number.isInteger(amountCents) || amountCents < 100) {
      return res.status(400).json({ message: "Montant invalide" });
    }
    const collection = await storage.getCollection(req.params.id);
    if (!collection || collection.status !== "open") {
      return res.status(404).json({ message: "Collecte introuvable" });
    }
    const membership = await storage.getMembership(membershipId);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    const payment = await storage.createPayment({
      communityId: collection.communityId,
      membershipId: membership.id,
      collectionId: collection.id,
      amountCents,
    });
    await storage.createContribution({
      collectionId: collection.id,
      membershipId: membership.id,
      paymentId: payment.id,
      amountCents,
      anonymous: Boolean(anonymous),
    });
    const session = await createCheckout({
      label: collection.title,
      amountCents,
      email: req.account!.email,
      metadata: { paymentId: payment.id, collectionId: collection.id },
    });
    await storage.updatePayment(payment.id, { stripeSessionId: session.id });
    res.status(201).json({ paymentId: payment.id, url: session.url });
  } catch (error) {
    console.error("contribute:", error);
    res.status(502).json({ message: "Le paiement n'a pas pu être préparé" });
  }
});

export default router;
