const { randomBytes } = require("node:crypto");
const { Router } = require("express");
const QRCode = require("qrcode");
const { z } = require("zod");
const { signedIn } = require("../lib/auth");
const { pool, transaction } = require("../lib/db");
const { autocorrelation, movingMedian } = require("../lib/signal");

const router = Router();
router.use(signedIn);

router.get("/", async (request, response) => {
  const { rows } = await pool.query(
    `SELECT s.*, last.at, last.value
     FROM sensors s
     JOIN sites t ON t.id = s.site_id
     LEFT JOIN LATERAL (SELECT at, value FROM readings r WHERE r.sensor_id = s.id ORDER BY at DESC LIMIT 1) last ON true
     WHERE t.owner_id = $1
     ORDER BY s.id`,
    [request.user.id],
  );
  response.json(rows);
});

const creation = z.object({
  siteId: z.number().int(),
  name: z.string().min(1).max(100),
  kind: z.enum(["temperature", "humidity", "co2", "noise"]),
  threshold: z.number(),
});

router.post("/", async (request, response) => {
  const wanted = creation.parse(request.body);
  const sensor = await transaction(async (client) => {
    const token = randomBytes(16).toString("hex");
    const { rows } = await client.query(
      "INSERT INTO sensors (site_id, token, name, kind, threshold) VALUES ($1, $2, $3, $4, $5) RETURNING *",
      [wanted.siteId, token, wanted.name, wanted.kind, wanted.threshold],
    );
    await client.query("UPDATE sites SET sensor_count = sensor_count + 1 WHERE id = $1", [wanted.siteId]);
    await client.query("INSERT INTO audit (user_id, action, detail) VALUES ($1, $2, $3)", [
      request.user.id,
      "sensor.create",
      JSON.stringify(wanted),
    ]);
    return rows[0];
  });
  response.status(201).json(sensor);
});

router.get("/:id", async (request, response) => {
  const { rows } = await pool.query("SELECT * FROM sensors WHERE id = $1", [request.params.id]);
  if (!rows[0]) return response.status(404).json({ error: "Capteur inconnu." });
  response.json(rows[0]);
});

router.get("/:id/readings", async (request, response) => {
  const { rows } = await pool.query(
    "SELECT at, value FROM readings WHERE sensor_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 1000",
    [request.params.id, request.query.from || "1970-01-01"],
  );
  response.json(rows);
});

router.get("/:id/analysis", async (request, response) => {
  const { rows } = await pool.query("SELECT value FROM readings WHERE sensor_id = $1 ORDER BY at DESC LIMIT 2000", [
    request.params.id,
  ]);
  const values = rows.map(({ value }) => value);
  const smooth = movingMedian(values, 12);
  const correlation = autocorrelation(smooth, 200);
  const period = correlation.indexOf(Math.max(...correlation.slice(10))) + 1;
  response.json({ count: values.length, period, correlation });
});

router.get("/:id/export.csv", async (request, response) => {
  const { rows } = await pool.query("SELECT at, value FROM readings WHERE sensor_id = $1 ORDER BY at LIMIT 5000", [
    request.params.id,
  ]);
  const lines = rows.map(({ at, value }) => `${at.toISOString()};${String(value).replace(".", ",")}`);
  response.type("text/csv").send(["date;valeur", ...lines].join("\n"));
});

router.get("/:id/label.png", async (request, response) => {
  const { rows } = await pool.query("SELECT token FROM sensors WHERE id = $1", [request.params.id]);
  if (!rows[0]) return response.status(404).json({ error: "Capteur inconnu." });
  const image = await QRCode.toBuffer(`https://capteurs.example/installer/${rows[0].token}`, { width: 400 });
  response.type("png").send(image);
});

module.exports = router;
