import type { FastifyInstance } from "fastify";
import { adminOnly } from "../auth";
import { prisma } from "../db";

interface Imported {
  slug: string;
  title: string;
  description: string;
  priceCents: number;
  stock: number;
  authorId: number;
  categoryId: number;
}

export async function adminRoutes(app: FastifyInstance) {
  app.addHook("onRequest", adminOnly);

  app.get("/stats", async () => {
    const since = new Date(Date.now() - 30 * 24 * 3600 * 1000);
    const [books, customers, revenue, byStatus, best] = await Promise.all([
      prisma.book.count(),
      prisma.customer.count(),
      prisma.order.aggregate({ where: { createdAt: { gte: since } }, _sum: { totalCents: true }, _count: true }),
      prisma.order.groupBy({ by: ["status"], _count: true }),
      prisma.orderLine.groupBy({
        by: ["bookId"],
        _sum: { quantity: true },
        orderBy: { _sum: { quantity: "desc" } },
        take: 10,
      }),
    ]);
    return { books, customers, revenue, byStatus, best };
  });

  app.get("/customers", async () => {
    return prisma.customer.findMany({
      select: { id: true, email: true, name: true, createdAt: true, _count: { select: { orders: true } } },
      orderBy: { name: "asc" },
    });
  });

  app.get<{ Querystring: { status?: string } }>("/orders", async (request) => {
    return prisma.order.findMany({
      where: { status: request.query.status ?? "paid" },
      include: { customer: { select: { email: true } } },
      orderBy: { createdAt: "desc" },
      take: 100,
    });
  });

  app.post<{ Body: { books: Imported[] } }>("/books/import", async (request, reply) => {
    let imported = 0;
    for (const book of request.body.books) {
      await prisma.book.upsert({ where: { slug: book.slug }, create: book, update: { ...book } });
      imported++;
    }
    return reply.code(201).send({ imported });
  });

  app.patch<{ Params: { id: string }; Body: { stock: number } }>("/books/:id/stock", async (request) => {
    return prisma.book.update({ where: { id: Number(request.params.id) }, data: { stock: request.body.stock } });
  });
}
