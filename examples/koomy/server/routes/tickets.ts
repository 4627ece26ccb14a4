import { Router } from "express";
import { requireAccount, requireAnyone } from "../auth";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.get("/", requireAccount, async (req, res) => {
  try {
    const tickets = await storage.getTicketsByAccount(req.account!.id);
    res.json(tickets);
  } catch (error) {
    console.error("tickets:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/", requireAccount, async (req, res) => {
  try {
    const { subject, body, communityId, priority } = req.body;
    if (!subject || !body) {
      return res.status(400).json({ message: "Sujet et description requis" });
    }
    const ticket = await storage.createTicket({
      accountId: req.account!.id,
      communityId,
      subject,
      body,
      priority,
    });
    await sendTemplate("ticket_received", req.account!.email, { name: req.account!.firstName, subject });
    res.status(201).json(ticket);
  } catch (error) {
    console.error("create ticket:", error);
    res.status(500).json({ message: "Envoi impossible" });
  }
});

router.get("/:id", requireAnyone, async (req, res) => {
  try {
    const ticket = await storage.getTicket(req.params.id);
    if (!ticket) {
      return res.status(404).json({ message: "Demande introuvable" });
    }
    const replies = await storage.getTicketReplies(ticket.id);
    res.json({ ...ticket, replies });
  } catch (error) {
    console.error("ticket:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:id/replies", requireAnyone, async (req, res) => {
  try {
    const ticket = await storage.getTicket(req.params.id);
    if (!ticket || !req.body.body) {
      return res.status(404).json({ message: "Demande introuvable" });
    }
    const reply = await storage.createTicketReply({
      ticketId: ticket.id,
      authorType: req.staff ? "staff" : "account",
      authorId: req.staff ? req.staff.id : req.account!.id,
      body: req.body.body,
    });
    if (req.staff) {
      const account = await storage.getAccount(ticket.accountId);
      await storage.updateTicket(ticket.id, { status: "answered" });
      if (account) {
        await sendTemplate("ticket_answered", account.email, { name: account.firstName, subject: ticket.subject });
      }
    }
    res.status(201).json(reply);
  } catch (error) {
    console.error("reply:", error);
    res.status(500).json({ message: "Envoi impossible" });
  }
});

export default router;
