import type { NextFunction, Request, Response } from "express";

export function log(message: string, source = "express") {
  const time = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  console.log(`${time} [${source}] ${message}`);
}

export function requestLogger(req: Request, res: Response, next: NextFunction) {
  const start = Date.now();
  const path = req.path;
  let responseBody: any;

  const originalJson = res.json.bind(res);
  res.json = (body: any) => {
    responseBody = body;
    return originalJson(body);
  };

  res.on("finish", () => {
    if (!path.startsWith("/api")) return;
    let line = `${req.method} ${path} ${res.statusCode} in ${Date.now() - start}ms`;
    if (responseBody !== undefined) {
      line += ` :: ${JSON.stringify(responseBody)}`;
    }
    log(line);
  });

  next();
}
