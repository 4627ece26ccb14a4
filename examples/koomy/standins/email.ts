import { randomUUID } from "node:crypto";
import { delays } from "./delays";
import { json, type Standin, sleep } from "./http";

interface Mail {
  id: string;
  to: string;
  subject: string;
}

const kept = 500;
const mails: Mail[] = [];

/** Answers like the mail API, and lists the last messages received on `/outbox`. */
export const email: Standin = async (call) => {
  if (call.method === "GET" && call.path === "/outbox") return json(200, mails);
  if (call.method !== "POST" || call.path !== "/v3/mail/send") return undefined;
  await sleep(delays.email);
  const message = JSON.parse(call.body.toString());
  const id = randomUUID();
  mails.push({ id, to: message.personalizations[0].to[0].email, subject: message.subject });
  if (mails.length > kept) mails.shift();
  return { status: 202, headers: { "x-message-id": id } };
};
