import type { FastifyReply, FastifyRequest } from "fastify";

export interface Visitor {
  id: number;
  admin: boolean;
}

declare module "@fastify/jwt" {
  interface FastifyJWT {
    payload: Visitor;
    user: Visitor;
  }
}

export async function signedIn(request: FastifyRequest, reply: FastifyReply) {
  try {
    await request.jwtVerify();
  } catch {
    return reply.code(401).send({ error: "Connectez-vous." });
  }
}

export async function adminOnly(request: FastifyRequest, reply: FastifyReply) {
  await signedIn(request, reply);
  if (!reply.sent && !request.user.admin) return reply.code(403).send({ error: "Réservé à la librairie." });
}
