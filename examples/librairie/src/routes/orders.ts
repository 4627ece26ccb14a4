import type { FastifyInstance } from "fastify";
import { signedIn } from "../auth";
import { prisma } from "../db";
import { invoice } from "../invoice";
import { charge, tracking } from "../outside";

export async function orderRoutes(app: FastifyInstance) {
  app.post<{ Body: { lines: { slug: string; quantity: number }[] } }>(
    "/",
    {
      preHandler: signedIn,
      schema: {
        body: {
          type: "object",
          required: ["lines"],
          properties: {
            lines: {
              type: "array",
              minItems: 1,
              maxItems: 20,
              items: {
                type: "object",
                required: ["slug", "quantity"],
                properties: { slug: { type: "string" }, quantity: { type: "integer", minimum: 1 } },
              },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const order = await prisma.$transaction(async (tx) => {
        const lines = [];
        let totalCents = 0;
        for (const { slug, quantity } of request.body.lines) {
          const book = await tx.book.findUniqueOrThrow({ where: { slug } });
          await tx.book.update({ where: { id: book.id }, data: { stock: { decrement: quantity } } });
          totalCents += book.priceCents * quantity;
          lines.push({ bookId: book.id, quantity, priceCents: book.priceCents });
        }
        return tx.order.create({
          data: { customerId: request.user.id, totalCents, lines: { create: lines } },
          include: { lines: true },
        });
      });
      const payment = await charge(order.id, order.totalCents);
      const paid = await prisma.order.update({
        where: { id: order.id },
        data: { status: "paid", paymentId: payment.id },
      });
      return reply.code(201).send(paid);
    },
  );

  app.get<{ Params: { id: string } }>("/:id", { preHandler: signedIn }, async (request, reply) => {
    const order = await prisma.order.findUnique({
      where: { id: Number(request.params.id) },
      include: { lines: { include: { book: true } } },
    });
    if (!order || order.customerId !== request.user.id) return reply.code(404).send({ error: "Commande inconnue." });
    return order;
  });

  app.get<{ Params: { id: string } }>("/:id/tracking", { preHandler: signedIn }, async (request, reply) => {
    const order = await prisma.order.findUnique({ where: { id: Number(request.params.id) } });
    if (!order) return reply.code(404).send({ error: "Commande inconnue." });
    return tracking(order.id);
  });

  app.get<{ Params: { id: string } }>("/:id/invoice.pdf", { preHandler: signedIn }, async (request, reply) => {
    const order = await prisma.order.findUnique({
      where: { id: Number(request.params.id) },
      include: { customer: true, lines: { include: { book: true } } },
    });
    if (!order) return reply.code(404).send({ error: "Commande inconnue." });
    reply.type("application/pdf");
    return invoice(order);
  });
}
