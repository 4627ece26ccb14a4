import bcrypt from "bcryptjs";
import type { FastifyInstance } from "fastify";
import { signedIn } from "../auth";
import { prisma } from "../db";

const credentials = {
  type: "object",
  required: ["email", "password"],
  properties: {
    email: { type: "string", format: "email" },
    password: { type: "string", minLength: 8 },
    name: { type: "string" },
  },
};

export async function accountRoutes(app: FastifyInstance) {
  app.post<{ Body: { email: string; password: string; name?: string } }>(
    "/register",
    { schema: { body: credentials } },
    async (request, reply) => {
      const { email, password, name = "" } = request.body;
      const existing = await prisma.customer.findUnique({ where: { email } });
      if (existing) return reply.code(409).send({ error: "Cette adresse a déjà un compte." });
      const passwordHash = await bcrypt.hash(password, 10);
      const customer = await prisma.customer.create({ data: { email, name, passwordHash } });
      return reply.code(201).send({ token: app.jwt.sign({ id: customer.id, admin: false }) });
    },
  );

  app.post<{ Body: { email: string; password: string } }>(
    "/login",
    { schema: { body: credentials } },
    async (request, reply) => {
      const customer = await prisma.customer.findUnique({ where: { email: request.body.email } });
      if (!customer || !(await bcrypt.compare(request.body.password, customer.passwordHash)))
        return reply.code(401).send({ error: "Adresse ou mot de passe inconnus." });
      return { token: app.jwt.sign({ id: customer.id, admin: customer.isAdmin }) };
    },
  );

  app.get("/me", { preHandler: signedIn }, async (request) => {
    return prisma.customer.findUniqueOrThrow({
      where: { id: request.user.id },
      select: { id: true, email: true, name: true, createdAt: true },
    });
  });

  app.get("/me/orders", { preHandler: signedIn }, async (request) => {
    return prisma.order.findMany({
      where: { customerId: request.user.id },
      include: { lines: { include: { book: { select: { title: true, slug: true } } } } },
      orderBy: { createdAt: "desc" },
    });
  });

  // Ce que d’autres rayons proposent, d’après la dernière commande.
  app.get("/me/recommendations", { preHandler: signedIn }, async (request) => {
    const last = await prisma.order.findFirst({
      where: { customerId: request.user.id },
      orderBy: { createdAt: "desc" },
      include: { lines: true },
    });
    const suggestions = [];
    for (const line of last?.lines ?? []) {
      const book = await prisma.book.findUnique({ where: { id: line.bookId } });
      if (!book) continue;
      const similar = await prisma.book.findMany({
        where: { categoryId: book.categoryId, id: { not: book.id } },
        orderBy: { createdAt: "desc" },
        take: 4,
      });
      suggestions.push({ because: book.title, books: similar });
    }
    return suggestions;
  });
}
