import Router from "@koa/router";
import { db } from "../db";
import { eventPage } from "../templates";

export const eventRoutes = new Router();

eventRoutes.get("/health", (context) => {
  context.body = { ok: true };
});

eventRoutes.get("/api/events", async (context) => {
  const page = Number(context.query.page ?? 1);
  context.body = await db("events")
    .where("starts_at", ">", new Date())
    .orderBy("starts_at")
    .limit(20)
    .offset((page - 1) * 20);
});

eventRoutes.get("/api/events/search", async (context) => {
  const q = `%${context.query.q}%`;
  context.body = await db("events")
    .select("slug", "title", "city", "starts_at")
    .where((builder) => builder.whereILike("title", q).orWhereILike("city", q))
    .limit(30);
});

eventRoutes.get("/api/events/:slug", async (context) => {
  const event = await db("events").where({ slug: context.params.slug }).first();
  if (!event) context.throw(404, "Événement inconnu.");
  const rates = await db("rates").where({ event_id: event.id }).orderBy("price_cents");
  context.body = { ...event, rates };
});

eventRoutes.get("/e/:slug", async (context) => {
  const event = await db("events").where({ slug: context.params.slug }).first();
  if (!event) context.throw(404, "Événement inconnu.");
  const rates = await db("rates").where({ event_id: event.id }).orderBy("price_cents");
  context.type = "html";
  context.body = eventPage({ event, rates });
});
