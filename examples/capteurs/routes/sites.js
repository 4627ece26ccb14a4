const { Router } = require("express");
const { signedIn } = require("../lib/auth");
const { pool } = require("../lib/db");

const router = Router();
router.use(signedIn);

router.get("/", async (request, response) => {
  const { rows } = await pool.query("SELECT * FROM sites WHERE owner_id = $1 ORDER BY name", [request.user.id]);
  response.json(rows);
});

router.get("/:id/summary", async (request, response) => {
  const { rows } = await pool.query(
    `SELECT s.id, s.name, date_trunc('day', r.at) AS day, avg(r.value) AS mean, min(r.value) AS low, max(r.value) AS high
     FROM sensors s JOIN readings r ON r.sensor_id = s.id
     WHERE s.site_id = $1 AND r.at > now() - interval '7 days'
     GROUP BY s.id, s.name, day
     ORDER BY s.id, day`,
    [request.params.id],
  );
  response.json(rows);
});

router.get("/:id/search", async (request, response) => {
  const { rows } = await pool.query("SELECT id, name, kind FROM sensors WHERE name ILIKE $1 ORDER BY name LIMIT 20", [
    `%${request.query.q}%`,
  ]);
  response.json(rows);
});

// Remet chaque capteur du site d’accord avec la moyenne de ses dernières mesures.
router.post("/:id/recalibrate", async (request, response) => {
  const { rows: sensors } = await pool.query("SELECT id, threshold FROM sensors WHERE site_id = $1", [
    request.params.id,
  ]);
  for (const sensor of sensors) {
    const { rows } = await pool.query("SELECT value FROM readings WHERE sensor_id = $1 ORDER BY at DESC LIMIT 100", [
      sensor.id,
    ]);
    const mean = rows.reduce((sum, { value }) => sum + value, 0) / Math.max(1, rows.length);
    await pool.query("UPDATE sensors SET calibration = $2 WHERE id = $1", [sensor.id, (20 - mean) / 100]);
  }
  response.json({ recalibrated: sensors.length });
});

module.exports = router;
