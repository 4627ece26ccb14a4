import { insertEventSchema } from "@shared/schema";
import { Router } from "express";
import { canManage, requireAccount, requireStaff } from "../auth";
import { readCardCode } from "../cards";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.get("/", async (req, res) => {
  try {
    const communityId = String(req.query.communityId || "");
    if (!communityId) {
      return res.status(400).json({ message: "communityId requis" });
    }
    const events = await storage.getEvents(communityId);
    const result = await Promise.all(
      events.map(async (event) => {
        const registered = await storage.countRegistrations(event.id);
        return { ...event, registered };
      }),
    );
    res.json(result);
  } catch (error) {
    console.error("events:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/upcoming", requireAccount, async (req, res) => {
  try {
    const memberships = await storage.getMembershipsByAccount(req.account!.id);
    const result = [];
    for (const membership of memberships) {
      const events = await storage.getUpcomingEvents(membership.communityId);
      for (const event of events) {
        const registration = await storage.getRegistration(event.id, membership.id);
        result.push({ ...event, membershipId: membership.id, registered: Boolean(registration) });
      }
    }
    result.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    res.json(result);
  } catch (error) {
    console.error("upcoming events:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.get("/:eventId", async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event) {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const community = await storage.getCommunity(event.communityId);
    const registered = await storage.countRegistrations(event.id);
    res.json({ ...event, community, registered });
  } catch (error) {
    console.error("event:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/", requireStaff, async (req, res) => {
  try {
    const parsed = insertEventSchema.safeParse({ ...req.body, createdBy: req.staff!.id });
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    if (!canManage(req.staff, parsed.data.communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const event = await storage.createEvent(parsed.data);
    res.status(201).json(event);
  } catch (error) {
    console.error("create event:", error);
    res.status(500).json({ message: "Création impossible" });
  }
});

router.patch("/:eventId", requireStaff, async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event || !canManage(req.staff, event.communityId)) {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const { title, description, location, capacity, status } = req.body;
    const updated = await storage.updateEvent(event.id, { title, description, location, capacity, status });
    res.json(updated);
  } catch (error) {
    console.error("update event:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.delete("/:eventId", requireStaff, async (req, res) => {
  try {
    await storage.deleteEvent(req.params.eventId);
    res.json({ ok: true });
  } catch (error) {
    console.error("delete event:", error);
    res.status(500).json({ message: "Suppression impossible" });
  }
});

router.post("/:eventId/register", requireAccount, async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event || event.status !== "published") {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const membership = await storage.getMembershipOf(req.account!.id, event.communityId);
    if (!membership) {
      return res.status(403).json({ message: "Réservé aux membres" });
    }
    const existing = await storage.getRegistration(event.id, membership.id);
    if (existing) {
      return res.status(409).json({ message: "Déjà inscrit" });
    }
    const registered = await storage.countRegistrations(event.id);
    if (event.capacity && registered >= event.capacity) {
      return res.status(409).json({ message: "Complet" });
    }
    const registration = await storage.createRegistration(event.id, membership.id);
    await sendTemplate(
      "event_confirmation",
      req.account!.email,
      {
        name: req.account!.firstName,
        event: event.title,
        date: event.startsAt.toLocaleString("fr-FR"),
        location: event.location || "",
      },
      event.communityId,
    );
    res.status(201).json(registration);
  } catch (error) {
    console.error("register to event:", error);
    res.status(500).json({ message: "Inscription impossible" });
  }
});

router.delete("/:eventId/register", requireAccount, async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event) {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const membership = await storage.getMembershipOf(req.account!.id, event.communityId);
    const registration = membership && (await storage.getRegistration(event.id, membership.id));
    if (!registration) {
      return res.status(404).json({ message: "Inscription introuvable" });
    }
    await storage.cancelRegistration(registration.id);
    res.json({ ok: true });
  } catch (error) {
    console.error("cancel registration:", error);
    res.status(500).json({ message: "Annulation impossible" });
  }
});

router.get("/:eventId/registrations", requireStaff, async (req, res) => {
  try {
    const registrations = await storage.getRegistrations(req.params.eventId);
    const result = [];
    for (const registration of registrations) {
      const membership = await storage.getMembership(registration.membershipId);
      const checkIn = await storage.getCheckIn(registration.eventId, registration.membershipId);
      result.push({
        ...registration,
        displayName: membership?.displayName,
        cardCode: membership?.cardCode,
        checkedInAt: checkIn?.scannedAt ?? null,
      });
    }
    res.json(result);
  } catch (error) {
    console.error("registrations:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:eventId/check-in", requireStaff, async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event || !canManage(req.staff, event.communityId)) {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const code = readCardCode(String(req.body.code || ""));
    const membership = await storage.getMembershipByCardCode(code);
    if (!membership || membership.communityId !== event.communityId) {
      return res.status(404).json({ message: "Carte inconnue" });
    }
    if (membership.status !== "active") {
      return res.status(403).json({ message: "Carte suspendue" });
    }
    const registration = await storage.getRegistration(event.id, membership.id);
    if (!registration) {
      return res.status(403).json({ message: "Non inscrit à cet événement" });
    }
    const already = await storage.getCheckIn(event.id, membership.id);
    if (already) {
      return res.status(409).json({ message: "Carte déjà scannée", scannedAt: already.scannedAt });
    }
    const checkIn = await storage.createCheckIn({
      eventId: event.id,
      membershipId: membership.id,
      scannedBy: req.staff!.id,
    });
    const present = await storage.countCheckIns(event.id);
    res.status(201).json({ checkIn, displayName: membership.displayName, feeStatus: membership.feeStatus, present });
  } catch (error) {
    console.error("check-in:", error);
    res.status(500).json({ message: "Scan impossible" });
  }
});

router.get("/:eventId/check-ins", requireStaff, async (req, res) => {
  try {
    const checkIns = await storage.getCheckIns(req.params.eventId);
    res.json(checkIns);
  } catch (error) {
    console.error("check-ins:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:eventId/remind", requireStaff, async (req, res) => {
  try {
    const event = await storage.getEvent(req.params.eventId);
    if (!event || !canManage(req.staff, event.communityId)) {
      return res.status(404).json({ message: "Événement introuvable" });
    }
    const registrations = await storage.getRegistrations(event.id);
    let sent = 0;
    for (const registration of registrations) {
      const membership = await storage.getMembership(registration.membershipId);
      if (!membership?.email) continue;
      await sendTemplate(
        "event_reminder",
        membership.email,
        {
          name: membership.displayName,
          event: event.title,
          date: event.startsAt.toLocaleString("fr-FR"),
          location: event.location || "",
        },
        event.communityId,
      );
      sent++;
    }
    await storage.updateEvent(event.id, { reminderSentAt: new Date() });
    res.json({ sent });
  } catch (error) {
    console.error("remind:", error);
    res.status(500).json({ message: "Rappel impossible" });
  }
});

export default router;
