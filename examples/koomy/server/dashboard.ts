import type { Request, Response } from "express";
import { canManage } from "./auth";
import { storage } from "./storage";

export async function getCommunityDashboard(req: Request, res: Response) {
  try {
    const { communityId } = req.params;
    if (!canManage(req.staff, communityId)) {
      return res.status(403).json({ message: "Accès refusé" });
    }
    const community = await storage.getCommunity(communityId);
    if (!community) {
      return res.status(404).json({ message: "Communauté introuvable" });
    }

    const members = await storage.getMembersByCommunity(communityId);
    const payments = await storage.getPaymentsByCommunity(communityId);
    const transactions = await storage.getTransactions(communityId);
    const news = await storage.getNews(communityId);
    const upcoming = await storage.getUpcomingEvents(communityId);

    const events = [];
    for (const event of upcoming) {
      const registered = await storage.countRegistrations(event.id);
      const present = await storage.countCheckIns(event.id);
      events.push({ id: event.id, title: event.title, startsAt: event.startsAt, registered, present });
    }

    const startOfMonth = new Date();
    startOfMonth.setDate(1);
    startOfMonth.setHours(0, 0, 0, 0);

    res.json({
      community,
      members: {
        total: members.length,
        active: members.filter((m) => m.status === "active").length,
        upToDate: members.filter((m) => m.feeStatus === "paid").length,
        newThisMonth: members.filter((m) => m.joinedAt >= startOfMonth).length,
      },
      money: {
        balanceCents: transactions.reduce((total, t) => total + t.amountCents - t.commissionCents, 0),
        pending: payments.filter((p) => p.status === "pending").length,
        thisMonthCents: payments
          .filter((p) => p.status === "paid" && p.paidAt && p.paidAt >= startOfMonth)
          .reduce((total, p) => total + p.amountCents, 0),
      },
      events,
      lastNews: news.slice(0, 5),
    });
  } catch (error) {
    console.error("dashboard:", error);
    res.status(500).json({ message: "Tableau de bord indisponible" });
  }
}
