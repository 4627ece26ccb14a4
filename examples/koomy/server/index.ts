import connectPgSimple from "connect-pg-simple";
import express, { type NextFunction, type Request, type Response } from "express";
import session from "express-session";
import path from "path";
import { pool } from "./db";
import { log, requestLogger } from "./logger";
import { registerRoutes } from "./routes";
import { storage } from "./storage";
import { stripeWebhookHandler } from "./webhook";
import { startWorker } from "./worker";

const app = express();
const PgSession = connectPgSimple(session);

app.set("trust proxy", 1);

// Le webhook Stripe a besoin du corps brut, donc avant express.json()
app.post("/api/stripe/webhook", express.raw({ type: "application/json" }), stripeWebhookHandler);

app.use(express.json({ limit: "10mb" }));
app.use(express.urlencoded({ extended: false }));

app.use(
  session({
    store: new PgSession({ pool, tableName: "user_sessions", createTableIfMissing: true }),
    secret: process.env.SESSION_SECRET || "koomy-dev-secret",
    resave: false,
    saveUninitialized: false,
    cookie: {
      httpOnly: true,
      sameSite: "lax",
      secure: process.env.COOKIE_SECURE === "true",
      maxAge: 30 * 24 * 60 * 60 * 1000,
    },
  }),
);

app.use(requestLogger);

app.get("/api/config", async (_req, res) => {
  const plans = await storage.getPlans();
  res.json({
    name: "Koomy",
    currency: "eur",
    supportEmail: "aide@koomy.example",
    plans: plans.map((plan) => ({ code: plan.code, name: plan.name, monthlyPriceCents: plan.monthlyPriceCents })),
  });
});

registerRoutes(app);

app.use(express.static(path.resolve(process.cwd(), "client")));

app.use((err: any, _req: Request, res: Response, _next: NextFunction) => {
  const status = err.status || err.statusCode || 500;
  console.error(err);
  res.status(status).json({ message: err.message || "Erreur interne" });
});

const port = parseInt(process.env.PORT || "5000", 10);
const host = process.env.HOST || "0.0.0.0";
app.listen(port, host, () => {
  log(`serving on ${host}:${port}`);
  startWorker();
});
