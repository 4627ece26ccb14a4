import { loginSchema, registerSchema } from "@shared/schema";
import { Router } from "express";
import { nanoid } from "nanoid";
import { checkPassword, hashMemberPassword, publicAccount, requireAccount } from "../auth";
import { sendTemplate } from "../email";
import { storage } from "../storage";

const router = Router();

router.post("/register", async (req, res) => {
  try {
    const parsed = registerSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Données invalides", errors: parsed.error.flatten().fieldErrors });
    }
    const { password, ...data } = parsed.data;

    const existing = await storage.getAccountByEmail(data.email);
    if (existing) {
      return res.status(409).json({ message: "Un compte existe déjà avec cette adresse" });
    }

    const passwordHash = await hashMemberPassword(password);
    const account = await storage.createAccount({ ...data, passwordHash });
    await sendTemplate("welcome", account.email, { name: account.firstName });

    req.session.accountId = account.id;
    res.status(201).json({ account: publicAccount(account) });
  } catch (error) {
    console.error("register:", error);
    res.status(500).json({ message: "Impossible de créer le compte" });
  }
});

router.post("/login", async (req, res) => {
  try {
    const parsed = loginSchema.safeParse(req.body);
    if (!parsed.success) {
      return res.status(400).json({ message: "Adresse et mot de passe requis" });
    }
    const account = await storage.getAccountByEmail(parsed.data.email);
    if (!account || !(await checkPassword(parsed.data.password, account.passwordHash))) {
      return res.status(401).json({ message: "Identifiants invalides" });
    }
    await storage.updateAccount(account.id, { lastLoginAt: new Date() });
    const memberships = await storage.getMembershipsByAccount(account.id);

    req.session.accountId = account.id;
    res.json({ account: publicAccount(account), memberships });
  } catch (error) {
    console.error("login:", error);
    res.status(500).json({ message: "Connexion impossible" });
  }
});

router.post("/logout", (req, res) => {
  req.session.destroy(() => {
    res.clearCookie("connect.sid");
    res.json({ ok: true });
  });
});

router.get("/me", requireAccount, async (req, res) => {
  try {
    const memberships = await storage.getMembershipsByAccount(req.account!.id);
    res.json({ account: publicAccount(req.account!), memberships });
  } catch (error) {
    console.error("me:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.patch("/me", requireAccount, async (req, res) => {
  try {
    const { firstName, lastName, phone, avatarUrl } = req.body;
    const account = await storage.updateAccount(req.account!.id, { firstName, lastName, phone, avatarUrl });
    res.json({ account: publicAccount(account!) });
  } catch (error) {
    console.error("update me:", error);
    res.status(500).json({ message: "Mise à jour impossible" });
  }
});

router.post("/forgot-password", async (req, res) => {
  try {
    const account = await storage.getAccountByEmail(String(req.body.email || ""));
    if (account) {
      const token = nanoid(32);
      await storage.updateAccount(account.id, {
        resetToken: token,
        resetTokenExpiresAt: new Date(Date.now() + 60 * 60 * 1000),
      });
      const link = `${process.env.APP_URL || "http://localhost:5000"}/mot-de-passe/${token}`;
      await sendTemplate("reset_password", account.email, { name: account.firstName, link });
    }
    res.json({ ok: true });
  } catch (error) {
    console.error("forgot password:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

router.post("/reset-password", async (req, res) => {
  try {
    const { token, password } = req.body;
    if (!token || !password || password.length < 8) {
      return res.status(400).json({ message: "Mot de passe trop court" });
    }
    const account = await storage.getAccountByResetToken(token);
    if (!account || !account.resetTokenExpiresAt || account.resetTokenExpiresAt < new Date()) {
      return res.status(400).json({ message: "Lien expiré" });
    }
    const passwordHash = await hashMemberPassword(password);
    await storage.updateAccount(account.id, { passwordHash, resetToken: null, resetTokenExpiresAt: null });
    res.json({ ok: true });
  } catch (error) {
    console.error("reset password:", error);
    res.status(500).json({ message: "Erreur interne" });
  }
});

export default router;
