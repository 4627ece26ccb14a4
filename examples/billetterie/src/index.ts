import { bodyParser } from "@koa/bodyparser";
import Koa from "koa";
import session from "koa-session";
import { eventRoutes } from "./routes/events";
import { orderRoutes } from "./routes/orders";
import { organizerRoutes } from "./routes/organizers";
import { scanRoutes } from "./routes/scans";

const app = new Koa();
app.keys = [process.env.SESSION_KEY ?? "billetterie"];

app.use(async (context, next) => {
  const start = Date.now();
  try {
    await next();
  } catch (error) {
    const { status = 500, message } = error as { status?: number; message: string };
    context.status = status;
    context.body = { error: status === 500 ? "Erreur interne." : message };
    if (status === 500) console.error(error);
  }
  console.log(`${context.method} ${context.url} ${context.status} ${Date.now() - start} ms`);
});
app.use(session({ maxAge: 7 * 24 * 3600 * 1000 }, app));
app.use(bodyParser());

for (const router of [eventRoutes, orderRoutes, organizerRoutes, scanRoutes]) {
  app.use(router.routes());
  app.use(router.allowedMethods());
}

app.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? "0.0.0.0");
