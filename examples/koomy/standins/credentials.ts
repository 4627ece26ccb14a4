import { delays } from "./delays";
import { json, type Standin, sleep } from "./http";

export const secretKey = "local-secret-key";
export const webhookSecret = "local-webhook-secret";

export const credentials: Standin = async (call) => {
  await sleep(delays.credentials);
  if (call.method !== "GET" || !call.path.startsWith("/api/v2/connection")) return undefined;
  return json(200, { items: [{ settings: { secret: secretKey, webhook_secret: webhookSecret } }] });
};
