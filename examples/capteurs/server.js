const path = require("node:path");
const compression = require("compression");
const express = require("express");
const helmet = require("helmet");
const pinoHttp = require("pino-http");

const app = express();

app.set("view engine", "ejs");
app.set("views", path.join(__dirname, "views"));
app.use(pinoHttp());
app.use(helmet());
app.use(compression());
app.use(express.json({ limit: "1mb" }));

app.use("/", require("./routes/pages"));
app.use("/api", require("./routes/login"));
app.use("/api/ingest", require("./routes/ingest"));
app.use("/api/sensors", require("./routes/sensors"));
app.use("/api/sites", require("./routes/sites"));
app.use("/api/alerts", require("./routes/alerts"));

app.use((error, request, response, next) => {
  request.log.error(error);
  response.status(500).json({ error: "Erreur interne." });
});

const port = Number(process.env.PORT || 3000);
app.listen(port, process.env.HOST || "0.0.0.0", () => console.log(`http://localhost:${port}`));
