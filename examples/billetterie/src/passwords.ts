import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(scrypt) as (password: string, salt: string, length: number) => Promise<Buffer>;

export async function hash(password: string) {
  const salt = randomBytes(16).toString("hex");
  return `${salt}:${(await derive(password, salt, 64)).toString("hex")}`;
}

export async function matches(password: string, stored: string) {
  const [salt = "", key = ""] = stored.split(":");
  return timingSafeEqual(Buffer.from(key, "hex"), await derive(password, salt, 64));
}
