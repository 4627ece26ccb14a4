import type { Express } from "express";
import adminRouter from "./admin";
import authRouter from "./auth";
import collectionsRouter from "./collections";
import communitiesRouter from "./communities";
import conversationsRouter from "./conversations";
import eventsRouter from "./events";
import membershipsRouter from "./memberships";
import newsRouter from "./news";
import paymentsRouter from "./payments";
import ticketsRouter from "./tickets";
import uploadsRouter from "./uploads";

export function registerRoutes(app: Express) {
  app.use("/api/auth", authRouter);
  app.use("/api/communities", communitiesRouter);
  app.use("/api/memberships", membershipsRouter);
  app.use("/api/events", eventsRouter);
  app.use("/api/news", newsRouter);
  app.use("/api/conversations", conversationsRouter);
  app.use("/api/payments", paymentsRouter);
  app.use("/api/collections", collectionsRouter);
  app.use("/api/tickets", ticketsRouter);
  app.use("/api/uploads", uploadsRouter);
  app.use("/api/admin", adminRouter);
}
