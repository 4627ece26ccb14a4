import type { FastifyInstance } from "fastify";
import { signedIn } from "../auth";
import { prisma } from "../db";

const PAGE = 24;

export async function bookRoutes(app: FastifyInstance) {
  app.get<{ Querystring: { page?: number; category?: string } }>(
    "/",
    {
      schema: {
        querystring: {
          type: "object",
          properties: { page: { type: "integer", minimum: 1, default: 1 }, category: { type: "string" } },
        },
      },
    },
    async (request) => {
      const { page = 1, category } = request.query;
      const where = category ? { category: { slug: category } } : {};
      const [total, books] = await Promise.all([
        prisma.book.count({ where }),
        prisma.book.findMany({
          where,
          include: { author: true },
          orderBy: { createdAt: "desc" },
          skip: (page - 1) * PAGE,
          take: PAGE,
        }),
      ]);
      return { total, page, pages: Math.ceil(total / PAGE), books };
    },
  );

  app.get<{ Querystring: { q: string } }>("/search", async (request) => {
    return prisma.book.findMany({
      where: {
        OR: [
          { title: { contains: request.query.q, mode: "insensitive" } },
          { description: { contains: request.query.q, mode: "insensitive" } },
        ],
      },
      select: { slug: true, title: true, priceCents: true, author: { select: { name: true } } },
      take: 20,
    });
  });

  app.get<{ Params: { id: string } }>("/by-author/:id", async (request, reply) => {
    const author = await prisma.author.findUnique({
      where: { id: Number(request.params.id) },
      include: { books: { orderBy: { title: "asc" } } },
    });
    if (!author) return reply.code(404).send({ error: "Auteur inconnu." });
    return author;
  });

  app.get<{ Params: { slug: string } }>("/:slug", async (request, reply) => {
    const book = await prisma.book.findUnique({
      where: { slug: request.params.slug },
      include: {
        author: true,
        category: true,
        reviews: { include: { customer: { select: { name: true } } }, orderBy: { createdAt: "desc" }, take: 10 },
      },
    });
    if (!book) return reply.code(404).send({ error: "Livre introuvable." });
    return book;
  });

  app.post<{ Params: { slug: string }; Body: { stars: number; text: string } }>(
    "/:slug/reviews",
    {
      preHandler: signedIn,
      schema: {
        body: {
          type: "object",
          required: ["stars", "text"],
          additionalProperties: false,
          properties: {
            stars: { type: "integer", minimum: 1, maximum: 5 },
            text: { type: "string", minLength: 10, maxLength: 2000 },
          },
        },
      },
    },
    async (request, reply) => {
      const book = await prisma.book.findUnique({ where: { slug: request.params.slug }, select: { id: true } });
      if (!book) return reply.code(404).send({ error: "Livre introuvable." });
      const review = await prisma.review.create({
        data: { bookId: book.id, customerId: request.user.id, ...request.body },
      });
      const { _avg } = await prisma.review.aggregate({ where: { bookId: book.id }, _avg: { stars: true } });
      await prisma.book.update({ where: { id: book.id }, data: { rating: _avg.stars ?? 0 } });
      return reply.code(201).send(review);
    },
  );
}
