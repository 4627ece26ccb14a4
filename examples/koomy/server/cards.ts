import type { Community, Membership } from "@shared/schema";
import fs from "fs";
import { customAlphabet } from "nanoid";
import path from "path";
import QRCode from "qrcode";

const nextCode = customAlphabet("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10);

export function createCardCode() {
  return `KMY-${nextCode()}`;
}

// Le lecteur de QR code peut renvoyer l'URL complète ou seulement le code
export function readCardCode(scanned: string) {
  const value = scanned.trim();
  const last = value.split("/").pop() || value;
  return last.toUpperCase();
}

export function cardLink(membership: Membership) {
  const appUrl = process.env.APP_URL || "http://localhost:5000";
  return `${appUrl}/carte/${membership.cardCode}`;
}

function escapeXml(text: string) {
  return text.replace(/[<>&"]/g, (c) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[c] as string);
}

export async function renderCardPng(membership: Membership) {
  return QRCode.toBuffer(cardLink(membership), { width: 480, margin: 2, errorCorrectionLevel: "M" });
}

export async function renderCardSvg(membership: Membership, community: Community) {
  const template = fs.readFileSync(path.resolve(process.cwd(), "server/assets/card.svg"), "utf-8");
  const qr = await QRCode.toDataURL(cardLink(membership), { width: 320, margin: 1 });
  return template
    .replace("__COLOR__", community.primaryColor)
    .replace("__COMMUNITY__", escapeXml(community.name))
    .replace("__NAME__", escapeXml(membership.displayName))
    .replace("__CODE__", membership.cardCode)
    .replace("__QR__", qr);
}
