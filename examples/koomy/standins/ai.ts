import { randomUUID } from "node:crypto";
import { delays } from "./delays";
import { json, type Standin, sleep } from "./http";

function article(prompt: string) {
  const topic = /Sujet\s*: (.*)/.exec(prompt)?.[1] ?? "la vie de l’association";
  const community = /Association\s*: (.*)/.exec(prompt)?.[1] ?? "L’association";
  return {
    title: `${topic} : tous au rendez-vous`,
    body: `${community} vous invite à participer. ${topic} : c’est l’occasion de se retrouver, d’accueillir les nouveaux membres et de préparer la suite de l’année.`,
  };
}

export const ai: Standin = async (call) => {
  if (call.method !== "POST" || call.path !== "/v1/chat/completions") return undefined;
  await sleep(delays.ai);
  const request = JSON.parse(call.body.toString());
  const prompt = request.messages.at(-1)?.content ?? "";
  return json(200, {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      { index: 0, finish_reason: "stop", message: { role: "assistant", content: JSON.stringify(article(prompt)) } },
    ],
    usage: { prompt_tokens: 90, completion_tokens: 160, total_tokens: 250 },
  });
};
