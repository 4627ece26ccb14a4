import type { Context, Next } from "koa";

export async function organizerOnly(context: Context, next: Next) {
  if (!context.session?.organizerId) context.throw(401, "Connectez-vous.");
  await next();
}
