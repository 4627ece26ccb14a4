const { Router } = require("express");
const { z } = require("zod");
const { pool } = require("../lib/db");

const router = Router();
const batch = z.object({
  readings: z
    .array(z.object({ at: z.iso.datetime(), value: z.number() }))
    .min(1)
    .max(200),
});

router.post("/", async (request, response) => {
  const { rows } = await pool.query("SELECT id, threshold, calibration FROM sensors WHERE token = $1", [
    request.headers["x-sensor-token"],
  ]);
  const sensor = rows[0];
  if (!sensor) return response.status(401).json({ error: "Capteur inconnu." });
  const { readings } = batch.parse(request.body);
  const values = readings.map(({ value }) => value + sensor.calibration);
  await pool.query(
    "INSERT INTO readings (sensor_id, at, value) SELECT $1, * FROM unnest($2::timestamptz[], $3::float8[])",
    [sensor.id, readings.map(({ at }) => at), values],
  );
  const worst = Math.max(...values);
  if (worst > sensor.threshold) {
    await pool.query("INSERT INTO alerts (sensor_id, message, value) VALUES ($1, $2, $3)", [
      sensor.id,
      "Seuil dépassé",
      worst,
    ]);
  }
  response.status(202).json({ stored: readings.length });
});

module.exports = router;
