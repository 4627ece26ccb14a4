const bcrypt = require("bcrypt");
const { Router } = require("express");
const { z } = require("zod");
const { sign, signedIn } = require("../lib/auth");
const { pool } = require("../lib/db");

const router = Router();
const credentials = z.object({ email: z.email(), password: z.string().min(8) });

router.post("/login", async (request, response) => {
  const parsed = credentials.safeParse(request.body);
  if (!parsed.success) return response.status(400).json({ error: parsed.error.issues });
  const { rows } = await pool.query("SELECT * FROM users WHERE email = $1", [parsed.data.email]);
  const user = rows[0];
  if (!user || !(await bcrypt.compare(parsed.data.password, user.password_hash)))
    return response.status(401).json({ error: "Adresse ou mot de passe inconnus." });
  response.json({ token: sign(user) });
});

router.get("/overview", signedIn, async (request, response) => {
  const [sites, sensors, alerts, readings] = await Promise.all([
    pool.query("SELECT count(*)::int AS n FROM sites WHERE owner_id = $1", [request.user.id]),
    pool.query(
      "SELECT kind, count(*)::int AS n FROM sensors s JOIN sites t ON t.id = s.site_id WHERE t.owner_id = $1 GROUP BY kind",
      [request.user.id],
    ),
    pool.query(
      `SELECT count(*)::int AS n FROM alerts a JOIN sensors s ON s.id = a.sensor_id JOIN sites t ON t.id = s.site_id
       WHERE t.owner_id = $1 AND NOT a.acknowledged`,
      [request.user.id],
    ),
    pool.query("SELECT max(at) AS last FROM readings WHERE at > now() - interval '1 day'"),
  ]);
  response.json({
    sites: sites.rows[0].n,
    sensors: sensors.rows,
    openAlerts: alerts.rows[0].n,
    lastReading: readings.rows[0].last,
  });
});

module.exports = router;
