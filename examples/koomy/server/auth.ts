import type { Account, Membership, Staff } from "@shared/schema";
import bcrypt from "bcryptjs";
import type { NextFunction, Request, Response } from "express";
import { storage } from "./storage";

declare module "express-session" {
  interface SessionData {
    accountId?: string;
    staffId?: string;
  }
}

declare global {
  namespace Express {
    interface Request {
      account?: Account;
      staff?: Staff;
    }
  }
}

const MEMBER_ROUNDS = 12;
const STAFF_ROUNDS = 10;

export function hashMemberPassword(password: string) {
  return bcrypt.hash(password, MEMBER_ROUNDS);
}

export function hashStaffPassword(password: string) {
  return bcrypt.hash(password, STAFF_ROUNDS);
}

export async function checkPassword(password: string, hash: string) {
  return bcrypt.compare(password, hash);
}

export function publicAccount(account: Account) {
  const { passwordHash, resetToken, resetTokenExpiresAt, ...rest } = account;
  return rest;
}

export function publicStaff(user: Staff) {
  const { passwordHash, ...rest } = user;
  return rest;
}

export async function requireAccount(req: Request, res: Response, next: NextFunction) {
  if (!req.session.accountId) {
    return res.status(401).json({ message: "Connexion requise" });
  }
  const account = await storage.getAccount(req.session.accountId);
  if (!account) {
    return res.status(401).json({ message: "Compte introuvable" });
  }
  req.account = account;
  next();
}

export async function requireStaff(req: Request, res: Response, next: NextFunction) {
  if (!req.session.staffId) {
    return res.status(401).json({ message: "Connexion au back-office requise" });
  }
  const user = await storage.getStaff(req.session.staffId);
  if (!user) {
    return res.status(401).json({ message: "Utilisateur introuvable" });
  }
  req.staff = user;
  next();
}

export async function requirePlatform(req: Request, res: Response, next: NextFunction) {
  if (!req.session.staffId) {
    return res.status(401).json({ message: "Connexion au back-office requise" });
  }
  const user = await storage.getStaff(req.session.staffId);
  if (!user || user.role !== "platform") {
    return res.status(403).json({ message: "Réservé à l'équipe Koomy" });
  }
  req.staff = user;
  next();
}

export async function requireAnyone(req: Request, res: Response, next: NextFunction) {
  if (req.session.staffId) return requireStaff(req, res, next);
  return requireAccount(req, res, next);
}

export function canManage(user: Staff | undefined, communityId: string) {
  if (!user) return false;
  return user.role === "platform" || user.communityId === communityId;
}

export function ownsMembership(req: Request, membership: Membership) {
  if (req.staff) return canManage(req.staff, membership.communityId);
  return membership.accountId === req.account?.id;
}
