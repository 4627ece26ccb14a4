import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { ai } from "./ai";
import { credentials } from "./credentials";
import { email } from "./email";
import { type Reply, readBody, type Standin } from "./http";
import { storage } from "./storage";
import { stripe } from "./stripe";

// Doublures locales des services externes : PORT et WEBHOOK_URL sont donnés par dev/start.js.
const port = Number(process.env.PORT);
const publicUrl = `http://127.0.0.1:${port}`;
const webhookUrl = process.env.WEBHOOK_URL ?? "";

const standins: [prefix: string, standin: Standin][] = [
  ["/connectors", credentials],
  ["/sendgrid", email],
  ["/storage", storage],
  ["/openai", ai],
  ["", stripe({ publicUrl, webhookUrl })],
];

async function answer(request: IncomingMessage): Promise<Reply> {
  const path = new URL(request.url ?? "/", publicUrl).pathname;
  const [prefix, standin] = standins.find(([start]) => path.startsWith(start)) as [string, Standin];
  const call = {
    method: request.method ?? "GET",
    path: path.slice(prefix.length),
    headers: request.headers,
    body: await readBody(request),
  };
  return (await standin(call)) ?? { status: 404, body: "Not found" };
}

function send(response: ServerResponse, reply: Reply) {
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

http
  .createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      (error) => send(response, { status: 500, body: String(error) }),
    );
  })
  .listen(port, "127.0.0.1", () => console.log(`standins listening on ${port}`));
