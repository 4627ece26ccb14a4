const { Router } = require("express");
const { signedIn } = require("../lib/auth");
const { pool } = require("../lib/db");

const router = Router();
router.use(signedIn);
const twilio = process.env.TWILIO_URL || "https://api.twilio.com";

router.get("/", async (request, response) => {
  const { rows } = await pool.query(
    `SELECT a.*, s.name AS sensor FROM alerts a JOIN sensors s ON s.id = a.sensor_id
     WHERE NOT a.acknowledged ORDER BY a.created_at DESC LIMIT 50`,
  );
  response.json(rows);
});

router.patch("/:id/acknowledge", async (request, response) => {
  const { rows } = await pool.query("UPDATE alerts SET acknowledged = true WHERE id = $1 RETURNING *", [
    request.params.id,
  ]);
  if (!rows[0]) return response.status(404).json({ error: "Alerte inconnue." });
  response.json(rows[0]);
});

router.post("/:id/notify", async (request, response) => {
  const { rows } = await pool.query(
    "SELECT a.message, a.value, s.name FROM alerts a JOIN sensors s ON s.id = a.sensor_id WHERE a.id = $1",
    [request.params.id],
  );
  const alert = rows[0];
  if (!alert) return response.status(404).json({ error: "Alerte inconnue." });
  const sent = await fetch(`${twilio}/2010-04-01/Accounts/${process.env.TWILIO_SID}/Messages.json`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${process.env.TWILIO_SID}:${process.env.TWILIO_TOKEN}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      To: String(request.body.phone),
      Body: `${alert.name} : ${alert.message} (${alert.value})`,
    }),
  });
  if (!sent.ok) return response.status(502).json({ error: "Le SMS n’est pas parti." });
  await pool.query("INSERT INTO audit (user_id, action, detail) VALUES ($1, 'alert.notify', $2)", [
    request.user.id,
    JSON.stringify({ alert: request.params.id }),
  ]);
  response.json({ sent: true });
});

module.exports = router;
