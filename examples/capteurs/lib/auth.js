const jwt = require("jsonwebtoken");

const secret = process.env.JWT_SECRET || "capteurs";

function sign(user) {
  return jwt.sign({ id: user.id, name: user.name }, secret, { expiresIn: "7d" });
}

function signedIn(request, response, next) {
  const token = (request.headers.authorization || "").replace(/^Bearer /, "");
  try {
    request.user = jwt.verify(token, secret);
  } catch {
    return response.status(401).json({ error: "Connectez-vous." });
  }
  next();
}

module.exports = { sign, signedIn };
