import type { Conversation } from "@shared/schema";
import { Router } from "express";
import { ownsMembership, requireAccount, requireAnyone } from "../auth";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

async function withLastMessage(conversation: Conversation) {
  const lastMessage = await storage.getLastMessage(conversation.id);
  const unread = await storage.countUnreadMessages(conversation.id);
  const membership = await storage.getMembership(conversation.membershipId);
  return { ...conversation, lastMessage, unread, memberName: membership?.displayName };
}

router.get("/", requireAnyone, async (req, res) => {
  try {
    let conversations: Conversation[] = [];
    if (req.staff) {
      const communityId = req.staff.communityId || String(req.query.communityId || "");
      conversations = await storage.getConversationsByCommunity(communityId);
    } else {
      const memberships = await storage.getMembershipsByAccount(req.account!.id);
      for (const membership of memberships) {
        conversations.push(...(await storage.getConversationsByMembership(membership.id)));
      }
    }
    const result = await Promise.all(conversations.map(withLastMessage));
    res.json(result);
  } catch (error) {
    console.error("conversations:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/", requireAccount, async (req, res) => {
  try {
    const { membershipId, subject, body } = req.body;
    const membership = await storage.getMembership(membershipId);
    if (!membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Carte introuvable" });
    }
    if (!subject || !body) {
      return res.status(400).json({ message: "Sujet et message requis" });
    }
    const conversation = await storage.createConversation({
      communityId: membership.communityId,
      membershipId: membership.id,
      subject,
    });
    const message = await storage.createMessage({
      conversationId: conversation.id,
      senderType: "member",
      senderId: req.account!.id,
      body,
    });
    res.status(201).json({ ...conversation, messages: [message] });
  } catch (error) {
    console.error("create conversation:", error);
    res.status(500).json({ message: "Envoi impossible" });
  }
});

router.get("/:id/messages", requireAnyone, async (req, res) => {
  try {
    const conversation = await storage.getConversation(req.params.id);
    const membership = conversation && (await storage.getMembership(conversation.membershipId));
    if (!conversation || !membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Conversation introuvable" });
    }
    await storage.markMessagesRead(conversation.id, req.staff ? "member" : "staff");
    const messages = await storage.getMessages(conversation.id);
    res.json(messages);
  } catch (error) {
    console.error("messages:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/:id/messages", requireAnyone, async (req, res) => {
  try {
    const conversation = await storage.getConversation(req.params.id);
    const membership = conversation && (await storage.getMembership(conversation.membershipId));
    if (!conversation || !membership || !ownsMembership(req, membership)) {
      return res.status(404).json({ message: "Conversation introuvable" });
    }
    if (!req.body.body) {
      return res.status(400).json({ message: "Message vide" });
    }
    const message = await storage.createMessage({
      conversationId: conversation.id,
      senderType: req.staff ? "staff" : "member",
      senderId: req.staff ? req.staff.id : req.account!.id,
      body: req.body.body,
    });
    await storage.updateConversation(conversation.id, { updatedAt: new Date(), status: "open" });
    if (req.staff && membership.email) {
      await sendTemplate(
        "new_message",
        membership.email,
        { name: membership.displayName, subject: conversation.subject },
        conversation.communityId,
      );
    }
    res.status(201).json(message);
  } catch (error) {
    console.error("create message:", error);
    res.status(500).json({ message: "Envoi impossible" });
  }
});

router.post("/:id/close", requireAnyone, async (req, res) => {
  try {
    const conversation = await storage.updateConversation(req.params.id, { status: "closed" });
    res.json(conversation);
  } catch (error) {
    console.error("close conversation:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

export default router;
