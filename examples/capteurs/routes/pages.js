const { Router } = require("express");
const { pool } = require("../lib/db");

const router = Router();

router.get("/", async (request, response) => {
  const { rows: sites } = await pool.query(
    "SELECT id, name, city, sensor_count FROM sites ORDER BY sensor_count DESC, id LIMIT 30",
  );
  response.render("home", { sites });
});

router.get("/health", (request, response) => response.json({ ok: true }));

module.exports = router;
