import { insertNewsSchema } from "@shared/schema";
import { Router } from "express";
import { draftArticle } from "../ai";
import { canManage, requireStaff } from "../auth";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.get("/", async (req, res) => {
  try {
    const communityId = String(req.query.communityId || "");
    const items = await storage.getNews(communityId);
    res.json(items.filter((item) => item.status === "published" || req.session.staffId));
  } catch (error) {
    console.error("news:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/:id", async (req, res) => {
  try {
    const item = await storage.getNewsItem(req.params.id);
    if (!item) {
      return res.status(404).json({ message: "Article introuvable" });
    }
    res.json(item);
  } catch (error) {
    console.error("news item:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/draft", requireStaff, async (req, res) => {
  try {
    const { communityId, topic, tone } = req.body;
    if (!topic) {
      return res.status(400).json({ message: "Sujet requis" });
    }
    const community = await storage.getCommunity(communityId);
    if (!community || !canManage(req.staff, community.id)) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }
    const article = await draftArticle(community.name, topic, tone || "chaleureux");
    const item = await storage.createNews({
      communityId: community.id,
      title: article.title,
      body: article.body,
      status: "draft",
      authorId: req.staff!.id,
    });
    res.status(201).json(item);
  } catch (error) {
    console.error("draft news:", error);
    res.status(502).json({ message: "L'assistant de rédaction n'a pas répondu" });
  }
});

router.post("/", requireStaff, async (req, res) => {
  try {
    const parsed = insertNewsSchema.safeParse({ ...req.body, authorId: req.staff!.id });
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    if (!canManage(req.staff, parsed.data.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const item = await storage.createNews(parsed.data);
    res.status(201).json(item);
  } catch (error) {
    console.error("create news:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.patch("/:id", requireStaff, async (req, res) => {
  try {
    const { title, body, imageUrl } = req.body;
    const item = await storage.updateNews(req.params.id, { title, body, imageUrl });
    res.json(item);
  } catch (error) {
    console.error("update news:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.post("/:id/publish", requireStaff, async (req, res) => {
  try {
    const item = await storage.getNewsItem(req.params.id);
    if (!item || !canManage(req.staff, item.communityId)) {
      return res.status(404).json({ message: "Article introuvable" });
    }
    const published = await storage.updateNews(item.id, { status: "published", publishedAt: new Date() });

    let notified = 0;
    if (req.body.notify) {
      const community = await storage.getCommunity(item.communityId);
      const members = await storage.getMembersByCommunity(item.communityId);
      for (const member of members) {
        if (!member.email || member.status !== "active") continue;
        await sendTemplate(
          "news_published",
          member.email,
          { name: member.displayName, community: community?.name || "", title: item.title },
          item.communityId,
        );
        notified++;
      }
    }
    res.json({ ...published, notified });
  } catch (error) {
    console.error("publish news:", error);
    res.status(500).json({ message: "Publication impossible" });
  }
});

router.delete("/:id", requireStaff, async (req, res) => {
  try {
    await storage.deleteNews(req.params.id);
    res.json({ ok: true });
  } catch (error) {
    console.error("delete news:", error);
    res.status(500).json({ message: "Suppression impossible" });
  }
});

export default router;
