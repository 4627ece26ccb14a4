import { insertCommunitySchema, insertSectionSchema } from "@shared/schema";
import { Router } from "express";
import { canManage, requirePlatform, requireStaff } from "../auth";
import { createCardCode } from "../cards";
import { getCommunityDashboard } from "../dashboard";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.get("/", async (req, res) => {
  try {
    const search = req.query.q ? String(req.query.q) : undefined;
    const communities = await storage.getCommunities(search);
    res.json(communities);
  } catch (error) {
    console.error("communities:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/", requirePlatform, async (req, res) => {
  try {
    const parsed = insertCommunitySchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    const community = await storage.createCommunity(parsed.data);
    res.status(201).json(community);
  } catch (error) {
    console.error("create community:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.get("/by-slug/:slug", async (req, res) => {
  try {
    const community = await storage.getCommunityBySlug(req.params.slug);
    if (!community) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }
    res.json(community);
  } catch (error) {
    console.error("community by slug:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/:communityId", async (req, res) => {
  try {
    const community = await storage.getCommunity(req.params.communityId);
    if (!community) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }
    const sections = await storage.getSections(community.id);
    res.json({ ...community, sections });
  } catch (error) {
    console.error("community:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.patch("/:communityId", requireStaff, async (req, res) => {
  try {
    if (!canManage(req.staff, req.params.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const { name, description, city, contactEmail, logoUrl, primaryColor } = req.body;
    const community = await storage.updateCommunity(req.params.communityId, {
      name,
      description,
      city,
      contactEmail,
      logoUrl,
      primaryColor,
    });
    res.json(community);
  } catch (error) {
    console.error("update community:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.get("/:communityId/sections", async (req, res) => {
  try {
    const sections = await storage.getSections(req.params.communityId);
    res.json(sections);
  } catch (error) {
    console.error("sections:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:communityId/sections", requireStaff, async (req, res) => {
  try {
    const parsed = insertSectionSchema.safeParse({ ...req.body, communityId: req.params.communityId });
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides" });
    }
    const section = await storage.createSection(parsed.data);
    res.status(201).json(section);
  } catch (error) {
    console.error("create section:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.get("/:communityId/members", requireStaff, async (req, res) => {
  try {
    if (!canManage(req.staff, req.params.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const members = await storage.getMembersByCommunity(req.params.communityId);
    const result = await Promise.all(
      members.map(async (member) => {
        const account = member.accountId ? await storage.getAccount(member.accountId) : undefined;
        return {
          ...member,
          phone: account?.phone ?? null,
          avatarUrl: account?.avatarUrl ?? null,
          lastLoginAt: account?.lastLoginAt ?? null,
        };
      }),
    );
    res.json(result);
  } catch (error) {
    console.error("members:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:communityId/members", requireStaff, async (req, res) => {
  try {
    const { communityId } = req.params;
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const { displayName, email, sectionId, role } = req.body;
    if (!displayName) {
      return res.status(400).json({ message: "Nom requis" });
    }
    const community = await storage.getCommunity(communityId);
    if (!community) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }
    if (community.planId) {
      const plan = await storage.getPlan(community.planId);
      const total = await storage.countMembers(communityId);
      if (plan?.maxMembers && total >= plan.maxMembers) {
        return res.status(402).json({ message: "Limite de membres atteinte pour cette formule" });
      }
    }
    const membership = await storage.createMembership({
      communityId,
      displayName,
      email,
      sectionId,
      role,
      cardCode: createCardCode(),
    });
    if (email) {
      await sendTemplate(
        "card_ready",
        email,
        { name: displayName, community: community.name, code: membership.cardCode },
        communityId,
      );
    }
    res.status(201).json(membership);
  } catch (error) {
    console.error("create member:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.post("/:communityId/members/import", requireStaff, async (req, res) => {
  try {
    const { communityId } = req.params;
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const rows: { displayName: string; email?: string }[] = req.body.members || [];
    const community = await storage.getCommunity(communityId);
    let created = 0;
    for (const row of rows) {
      if (!row.displayName) continue;
      const membership = await storage.createMembership({
        communityId,
        displayName: row.displayName,
        email: row.email,
        cardCode: createCardCode(),
      });
      if (row.email) {
        await sendTemplate(
          "card_ready",
          row.email,
          { name: row.displayName, community: community?.name || "", code: membership.cardCode },
          communityId,
        );
      }
      created++;
    }
    res.status(201).json({ created });
  } catch (error) {
    console.error("import members:", error);
    res.status(500).json({ message: "Import impossible" });
  }
});

router.get("/:communityId/members/export", requireStaff, async (req, res) => {
  try {
    if (!canManage(req.staff, req.params.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const members = await storage.getMembersByCommunity(req.params.communityId);
    let csv = "nom;email;carte;statut;cotisation\n";
    for (const member of members) {
      csv += `${member.displayName};${member.email || ""};${member.cardCode};${member.status};${member.feeStatus}\n`;
    }
    res.setHeader("Content-Type", "text/csv; charset=utf-8");
    res.setHeader("Content-Disposition", 'attachment; filename="membres.csv"');
    res.send(csv);
  } catch (error) {
    console.error("export members:", error);
    res.status(500).json({ message: "Export impossible" });
  }
});

router.get("/:communityId/dashboard", requireStaff, getCommunityDashboard);

router.get("/:communityId/sections", requireStaff, async (req, res) => {
  try {
    const sections = await storage.getSections(req.params.communityId);
    const members = await storage.getMembersByCommunity(req.params.communityId);
    res.json(
      sections.map((section) => ({
        ...section,
        members: members.filter((member) => member.sectionId === section.id).length,
      })),
    );
  } catch (error) {
    console.error("sections with members:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

export default router;
