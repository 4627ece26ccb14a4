import { Router } from "express";
import { ownsMembership, requireAccount, requireAnyone, requireStaff } from "../auth";
import { createCardCode, readCardCode, renderCardPng, renderCardSvg } from "../cards";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.get("/mine", requireAccount, async (req, res) => {
  try {
    const memberships = await storage.getMembershipsByAccount(req.account!.id);
    const result = [];
    for (const membership of memberships) {
      const community = await storage.getCommunity(membership.communityId);
      const lastPayment = await storage.getLastPayment(membership.id);
      result.push({ ...membership, community, lastPayment });
    }
    res.json(result);
  } catch (error) {
    console.error("my memberships:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/join", requireAccount, async (req, res) => {
  try {
    const { communityId } = req.body;
    const community = await storage.getCommunity(communityId);
    if (!community) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }
    const existing = await storage.getMembershipOf(req.account!.id, communityId);
    if (existing) {
      return res.status(409).json({ message: "Vous êtes déjà membre" });
    }
    const membership = await storage.createMembership({
      communityId,
      accountId: req.account!.id,
      displayName: `${req.account!.firstName} ${req.account!.lastName}`,
      email: req.account!.email,
      cardCode: createCardCode(),
    });
    await sendTemplate(
      "card_ready",
      req.account!.email,
      { name: req.account!.firstName, community: community.name, code: membership.cardCode },
      communityId,
    );
    res.status(201).json(membership);
  } catch (error) {
    console.error("join:", error);
    res.status(500).json({ message: "Adhésion impossible" });
  }
});

router.post("/claim", requireAccount, async (req, res) => {
  try {
    const code = readCardCode(String(req.body.code || ""));
    const membership = await storage.getMembershipByCardCode(code);
    if (!membership) {
      return res.status(404).json({ message: "Carte inconnue" });
    }
    if (membership.accountId) {
      return res.status(409).json({ message: "Cette carte est déjà rattachée à un compte" });
    }
    const updated = await storage.updateMembership(membership.id, { accountId: req.account!.id });
    res.json(updated);
  } catch (error) {
    console.error("claim:", error);
    res.status(500).json({ message: "Rattachement impossible" });
  }
});

router.get("/verify/:code", async (req, res) => {
  try {
    const membership = await storage.getMembershipByCardCode(readCardCode(req.params.code));
    if (!membership) {
      return res.status(404).json({ valid: false, message: "Carte inconnue" });
    }
    const community = await storage.getCommunity(membership.communityId);
    res.json({
      valid: membership.status === "active",
      displayName: membership.displayName,
      community: community?.name,
      feeStatus: membership.feeStatus,
      expiresAt: membership.expiresAt,
    });
  } catch (error) {
    console.error("verify:", error);
    res.status(500).json({ message: "Vérification impossible" });
  }
});

router.get("/:id", requireAnyone, async (req, res) => {
  try {
    const membership = await storage.getMembership(req.params.id);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    const community = await storage.getCommunity(membership.communityId);
    res.json({ ...membership, community });
  } catch (error) {
    console.error("membership:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.patch("/:id", requireStaff, async (req, res) => {
  try {
    const { displayName, email, sectionId, role, status, feeStatus } = req.body;
    const membership = await storage.updateMembership(req.params.id, {
      displayName,
      email,
      sectionId,
      role,
      status,
      feeStatus,
    });
    if (!membership) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    res.json(membership);
  } catch (error) {
    console.error("update membership:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.get("/:id/card", requireAnyone, async (req, res) => {
  try {
    const membership = await storage.getMembership(req.params.id);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    if (req.query.format === "png") {
      const png = await renderCardPng(membership);
      return res.type("png").send(png);
    }
    const community = await storage.getCommunity(membership.communityId);
    const svg = await renderCardSvg(membership, community!);
    res.type("svg").send(svg);
  } catch (error) {
    console.error("card:", error);
    res.status(500).json({ message: "Carte indisponible" });
  }
});

router.get("/:id/payments", requireAnyone, async (req, res) => {
  try {
    const membership = await storage.getMembership(req.params.id);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    const payments = await storage.getPaymentsByMembership(membership.id);
    res.json(payments);
  } catch (error) {
    console.error("membership payments:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

export default router;
