import Router from "@koa/router";
import { nanoid } from "nanoid";
import { z } from "zod";
import { db } from "../db";
import { hash, matches } from "../passwords";
import { organizerOnly } from "../session";

export const organizerRoutes = new Router({ prefix: "/api/organizer" });

organizerRoutes.post("/register", async (context) => {
  const { email, name, password } = context.request.body as Record<string, string>;
  const [organizer] = await db("organizers")
    .insert({ email, name, password: await hash(password) })
    .returning(["id", "email"]);
  context.session!.organizerId = organizer.id;
  context.status = 201;
  context.body = organizer;
});

organizerRoutes.post("/login", async (context) => {
  const { email, password } = context.request.body as Record<string, string>;
  const organizer = await db("organizers").where({ email }).first();
  if (!organizer || !(await matches(password, organizer.password)))
    context.throw(401, "Adresse ou mot de passe inconnus.");
  context.session!.organizerId = organizer.id;
  context.body = { id: organizer.id, name: organizer.name };
});

organizerRoutes.get("/events", organizerOnly, async (context) => {
  const events = await db("events").where({ organizer_id: context.session!.organizerId }).orderBy("starts_at", "desc");
  for (const event of events) {
    const [{ count }] = await db("tickets").where({ event_id: event.id }).count();
    event.sold = Number(count);
  }
  context.body = events;
});

organizerRoutes.get("/events/:id/dashboard", organizerOnly, async (context) => {
  const { id } = context.params;
  const [sold, scanned, revenue, byRate, days] = await Promise.all([
    db("tickets").where({ event_id: id }).count().first(),
    db("tickets").where({ event_id: id }).whereNotNull("scanned_at").count().first(),
    db("orders").where({ event_id: id, status: "paid" }).sum("total_cents as cents").first(),
    db("tickets")
      .join("rates", "rates.id", "tickets.rate_id")
      .where("tickets.event_id", id)
      .groupBy("rates.name")
      .select("rates.name")
      .count("* as sold"),
    db("orders")
      .where({ event_id: id })
      .select(db.raw("date_trunc('day', created_at) as day"))
      .count("* as orders")
      .groupBy("day")
      .orderBy("day"),
  ]);
  context.body = { sold, scanned, revenue, byRate, days };
});

organizerRoutes.get("/events/:id/attendees.csv", organizerOnly, async (context) => {
  const tickets = await db("tickets")
    .join("orders", "orders.id", "tickets.order_id")
    .where("tickets.event_id", context.params.id)
    .select("tickets.holder", "tickets.code", "tickets.scanned_at", "orders.email")
    .orderBy("tickets.holder");
  context.type = "text/csv";
  context.body = ["nom;billet;adresse;entrée"]
    .concat(
      tickets.map((ticket) =>
        [ticket.holder, ticket.code, ticket.email, ticket.scanned_at?.toISOString() ?? ""].join(";"),
      ),
    )
    .join("\n");
});

const Creation = z.object({
  title: z.string().min(3),
  description: z.string(),
  city: z.string(),
  startsAt: z.iso.datetime(),
  rates: z.array(z.object({ name: z.string(), priceCents: z.number().int(), places: z.number().int() })).min(1),
});

organizerRoutes.post("/events", organizerOnly, async (context) => {
  const wanted = Creation.parse(context.request.body);
  const [event] = await db("events")
    .insert({
      organizer_id: context.session!.organizerId,
      slug: `${wanted.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${nanoid(6)}`,
      title: wanted.title,
      description: wanted.description,
      city: wanted.city,
      starts_at: wanted.startsAt,
    })
    .returning("*");
  await db("rates").insert(
    wanted.rates.map(({ name, priceCents, places }) => ({
      event_id: event.id,
      name,
      price_cents: priceCents,
      left: places,
    })),
  );
  context.status = 201;
  context.body = event;
});
