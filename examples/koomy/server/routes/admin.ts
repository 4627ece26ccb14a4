import { insertPlanSchema, loginSchema } from "@shared/schema";
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from "express";
import { checkPassword, hashStaffPassword, publicAccount, publicStaff, requirePlatform, requireStaff } from "../auth";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

const wrap =
  (handler: (req: Request, res: Response) => Promise<unknown>): RequestHandler =>
  (req: Request, res: Response, next: NextFunction) => {
    handler(req, res).catch(next);
  };

// ----- Accès au back-office -----

router.post(
  "/register",
  wrap(async (req, res) => {
    const { email, password, name, communityName, slug, city } = req.body;
    if (!email || !password || !communityName || !slug) {
      return res.status(400).json({ message: "Données invalides" });
    }
    const existing = await storage.getStaffByEmail(email);
    if (existing) {
      return res.status(409).json({ message: "Un utilisateur existe déjà avec cette adresse" });
    }
    const plan = await storage.getPlanByCode("decouverte");
    const community = await storage.createCommunity({ name: communityName, slug, city, planId: plan?.id });
    const user = await storage.createStaff({
      email,
      name: name || email,
      role: "owner",
      communityId: community.id,
      passwordHash: await hashStaffPassword(password),
    });
    await sendTemplate("staff_welcome", user.email, { name: user.name, community: community.name }, community.id);
    req.session.staffId = user.id;
    res.status(201).json({ user: publicStaff(user), community });
  }),
);

router.post(
  "/login",
  wrap(async (req, res) => {
    const parsed = loginSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Adresse et mot de passe requis" });
    }
    const user = await storage.getStaffByEmail(parsed.data.email);
    if (!user || !(await checkPassword(parsed.data.password, user.passwordHash))) {
      return res.status(401).json({ message: "Identifiants invalides" });
    }
    req.session.staffId = user.id;
    const community = user.communityId ? await storage.getCommunity(user.communityId) : undefined;
    res.json({ user: publicStaff(user), community });
  }),
);

router.get(
  "/me",
  requireStaff,
  wrap(async (req, res) => {
    res.json({ user: publicStaff(req.staff!) });
  }),
);

// ----- Équipe Koomy uniquement -----

router.use(requirePlatform);

router.get(
  "/overview",
  wrap(async (_req, res) => {
    const communities = await storage.getCommunities();
    const accounts = await storage.countAccounts();
    const transactions = await storage.getAllTransactions();
    const tickets = await storage.getAllTickets();

    const byMonth: Record<string, number> = {};
    for (const transaction of transactions) {
      const month = transaction.createdAt.toISOString().slice(0, 7);
      byMonth[month] = (byMonth[month] || 0) + transaction.amountCents;
    }

    res.json({
      communities: communities.length,
      accounts,
      openTickets: tickets.filter((ticket) => ticket.status === "open").length,
      volumeCents: transactions.reduce((total, t) => total + t.amountCents, 0),
      commissionCents: transactions.reduce((total, t) => total + t.commissionCents, 0),
      byMonth,
    });
  }),
);

router.get(
  "/communities",
  wrap(async (_req, res) => {
    const communities = await storage.getCommunities();
    const result = [];
    for (const community of communities) {
      const members = await storage.countMembers(community.id);
      const plan = community.planId ? await storage.getPlan(community.planId) : undefined;
      const volumeCents = await storage.sumTransactions(community.id);
      result.push({ ...community, members, plan: plan?.name, volumeCents });
    }
    res.json(result);
  }),
);

router.get(
  "/accounts",
  wrap(async (_req, res) => {
    const accounts = await storage.getAllAccounts();
    res.json(accounts.map(publicAccount));
  }),
);

router.get(
  "/transactions",
  wrap(async (_req, res) => {
    const transactions = await storage.getAllTransactions();
    res.json(transactions);
  }),
);

router.get(
  "/tickets",
  wrap(async (_req, res) => {
    const tickets = await storage.getAllTickets();
    const result = await Promise.all(
      tickets.map(async (ticket) => {
        const account = await storage.getAccount(ticket.accountId);
        const replies = await storage.getTicketReplies(ticket.id);
        return { ...ticket, email: account?.email, replies: replies.length };
      }),
    );
    res.json(result);
  }),
);

router.patch(
  "/tickets/:id",
  wrap(async (req, res) => {
    const { status, priority } = req.body;
    const ticket = await storage.updateTicket(req.params.id, { status, priority });
    res.json(ticket);
  }),
);

router.get(
  "/email-logs",
  wrap(async (_req, res) => {
    const logs = await storage.getEmailLogs();
    res.json(logs);
  }),
);

router.get(
  "/email-templates",
  wrap(async (_req, res) => {
    const templates = await storage.getEmailTemplates();
    res.json(templates);
  }),
);

router.put(
  "/email-templates/:type",
  wrap(async (req, res) => {
    const { subject, html } = req.body;
    if (!subject || !html) {
      return res.status(400).json({ message: "Objet et contenu requis" });
    }
    const template = await storage.saveEmailTemplate(req.params.type, subject, html);
    res.json(template);
  }),
);

router.post(
  "/email-templates/:type/test",
  wrap(async (req, res) => {
    const sent = await sendTemplate(req.params.type, req.staff!.email, { name: req.staff!.name });
    res.json({ sent });
  }),
);

router.post(
  "/plans",
  wrap(async (req, res) => {
    const parsed = insertPlanSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    const plan = await storage.createPlan(parsed.data);
    res.status(201).json(plan);
  }),
);

router.patch(
  "/plans/:id",
  wrap(async (req, res) => {
    const { name, monthlyPriceCents, maxMembers, features, position } = req.body;
    const plan = await storage.updatePlan(req.params.id, { name, monthlyPriceCents, maxMembers, features, position });
    res.json(plan);
  }),
);

export default router;
