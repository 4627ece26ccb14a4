import { createHash } from "node:crypto";
import { delays } from "./delays";
import { type Call, type Reply, type Standin, sleep } from "./http";

interface StoredObject {
  body: Buffer;
  type: string;
}

const objects = new Map<string, StoredObject>();

function missing(): Reply {
  return {
    status: 404,
    headers: { "content-type": "application/xml" },
    body: "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>",
  };
}

function put(call: Call): Reply {
  const type = call.headers["content-type"] ?? "application/octet-stream";
  objects.set(call.path, { body: call.body, type });
  return { status: 200, headers: { etag: `"${createHash("md5").update(call.body).digest("hex")}"` } };
}

/** Object storage with path-style addresses: `/bucket/key`. */
export const storage: Standin = async (call) => {
  await sleep(delays.storage);
  if (call.method === "PUT") return put(call);
  const object = objects.get(call.path);
  if (call.method === "DELETE") {
    objects.delete(call.path);
    return { status: 204 };
  }
  if (!object) return missing();
  const headers = { "content-type": object.type, "content-length": String(object.body.length) };
  return call.method === "HEAD" ? { status: 200, headers } : { status: 200, headers, body: object.body };
};
