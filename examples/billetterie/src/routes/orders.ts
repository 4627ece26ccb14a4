import { createHmac, timingSafeEqual } from "node:crypto";
import Router from "@koa/router";
import { nanoid } from "nanoid";
import QRCode from "qrcode";
import { z } from "zod";
import { db } from "../db";
import { createCheckout, sendMail } from "../outside";
import { confirmation } from "../templates";

export const orderRoutes = new Router({ prefix: "/api" });

const Order = z.object({
  eventId: z.number().int(),
  email: z.email(),
  places: z
    .array(z.object({ rateId: z.number().int(), holder: z.string().min(1) }))
    .min(1)
    .max(10),
});

orderRoutes.post("/orders", async (context) => {
  const parsed = Order.safeParse(context.request.body);
  if (!parsed.success) return context.throw(400, "Commande incomplète.");
  const { eventId, email, places } = parsed.data;
  const id = nanoid();
  const total = await db.transaction(async (trx) => {
    let cents = 0;
    await trx("orders").insert({ id, event_id: eventId, email, total_cents: 0 });
    for (const place of places) {
      const [rate] = await trx("rates")
        .where({ id: place.rateId })
        .where("left", ">", 0)
        .decrement("left", 1)
        .returning("*");
      if (!rate) context.throw(409, "Il n’y a plus de place à ce tarif.");
      cents += rate.price_cents;
      await trx("tickets").insert({
        order_id: id,
        event_id: eventId,
        rate_id: rate.id,
        code: nanoid(12),
        holder: place.holder,
      });
    }
    await trx("orders").where({ id }).update({ total_cents: cents });
    return cents;
  });
  const checkout = await createCheckout(id, total);
  await db("orders").where({ id }).update({ payment_id: checkout.id });
  context.status = 201;
  context.body = { id, url: checkout.url };
});

orderRoutes.get("/orders/:id", async (context) => {
  const order = await db("orders").where({ id: context.params.id }).first();
  if (!order) context.throw(404, "Commande inconnue.");
  const tickets = await db("tickets")
    .join("rates", "rates.id", "tickets.rate_id")
    .where("tickets.order_id", order.id)
    .select("tickets.*", "rates.name as rate");
  context.body = { ...order, tickets };
});

orderRoutes.get("/tickets/:code/qr", async (context) => {
  const ticket = await db("tickets").where({ code: context.params.code }).first();
  if (!ticket) context.throw(404, "Billet inconnu.");
  context.type = "svg";
  context.body = await QRCode.toString(ticket.code, { type: "svg" });
});

orderRoutes.post("/stripe/webhook", async (context) => {
  const signature = createHmac("sha256", process.env.STRIPE_WEBHOOK_SECRET ?? "secret")
    .update(context.request.rawBody)
    .digest("hex");
  const given = String(context.get("stripe-signature"));
  if (given.length !== signature.length || !timingSafeEqual(Buffer.from(given), Buffer.from(signature)))
    context.throw(400, "Signature fausse.");
  const { type, data } = context.request.body as { type: string; data: { object: { id: string } } };
  if (type === "checkout.session.completed") {
    const [order] = await db("orders").where({ payment_id: data.object.id }).update({ status: "paid" }).returning("*");
    if (order) {
      const [event, tickets] = await Promise.all([
        db("events").where({ id: order.event_id }).first(),
        db("tickets").where({ order_id: order.id }),
      ]);
      await sendMail(order.email, `Vos billets pour ${event.title}`, confirmation({ title: event.title, tickets }));
    }
  }
  context.body = { received: true };
});
