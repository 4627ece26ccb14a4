import helmet from "@fastify/helmet";
import jwt from "@fastify/jwt";
import Fastify from "fastify";
import { accountRoutes } from "./routes/account";
import { adminRoutes } from "./routes/admin";
import { bookRoutes } from "./routes/books";
import { orderRoutes } from "./routes/orders";

const app = Fastify({ logger: true, bodyLimit: 2 * 1024 * 1024 });

await app.register(helmet);
await app.register(jwt, { secret: process.env.JWT_SECRET ?? "librairie" });

app.get("/health", async () => ({ ok: true }));

await app.register(accountRoutes, { prefix: "/api" });
await app.register(bookRoutes, { prefix: "/api/books" });
await app.register(orderRoutes, { prefix: "/api/orders" });
await app.register(adminRoutes, { prefix: "/api/admin" });

await app.listen({ port: Number(process.env.PORT ?? 3000), host: process.env.HOST ?? "0.0.0.0" });
