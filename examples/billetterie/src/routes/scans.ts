import Router from "@koa/router";
import { db } from "../db";
import { organizerOnly } from "../session";

export const scanRoutes = new Router({ prefix: "/api" });

scanRoutes.post("/scan/:code", organizerOnly, async (context) => {
  context.body = await db.transaction(async (trx) => {
    const ticket = await trx("tickets").where({ code: context.params.code }).forUpdate().first();
    if (!ticket) context.throw(404, "Billet inconnu.");
    if (ticket.scanned_at) return { valid: false, since: ticket.scanned_at };
    await trx("tickets").where({ id: ticket.id }).update({ scanned_at: trx.fn.now() });
    return { valid: true, holder: ticket.holder };
  });
});

scanRoutes.get("/orders", organizerOnly, async (context) => {
  context.body = await db("orders")
    .where({ email: String(context.query.email) })
    .orderBy("created_at", "desc");
});
