import type { Location } from '../model/source.ts';
import { isClientFile } from './client.ts';
import type { Project } from './project.ts';

/** Ways a server learns who sends a request: a token, a session, a guard. */
const SIGNS: readonly RegExp[] = [
  /\b(?:req|request|ctx|context|c|event)\.(?:session|user|auth|cookies?|signedCookies|isAuthenticated)\b/,
  /\b(?:ctx|c)\.(?:state|var)\.(?:user|session|auth)\b/,
  /headers?(?:\.authorization|\[['"](?:authorization|x-api-key|cookie)['"]\])/i,
  /headers?(?:\.get)?\(\s*['"](?:authorization|x-api-key|cookie)['"]/i,
  /@UseGuards\b|\b(?:passport|fastify)\.authenticate\b|\bauth\.protect\b/,
  /\b(?:getServerSession|getAuth|clerkMiddleware|requireAuth|jwtVerify|getSessionFromRequest|verifyIdToken|getIronSession|basicAuth|bearerAuth|expressjwt)\s*\(/,
  /\b(?:jwt|jsonwebtoken|jose)\.(?:verify|decode|jwtVerify)\s*\(/,
  /from\s+['"](?:next-auth|@auth\/[\w-]+|better-auth(?:\/[\w-]+)*|lucia|passport|express-session|cookie-session|jsonwebtoken|express-jwt|koa-jwt|hono\/jwt|iron-session|@clerk\/(?:express|backend|nextjs\/server|fastify)|@fastify\/(?:jwt|session|secure-session)|express-openid-connect|firebase-admin\/auth)['"]/,
  /require\(\s*['"](?:passport|express-session|cookie-session|jsonwebtoken|express-jwt|koa-jwt)['"]\s*\)/,
];

const SOURCE = /\.[cm]?[jt]s$/;
const NOT_SERVER = /(^|\/)(tests?|__tests__|e2e|scripts?|fixtures|docs|migrations)\/|\.(test|spec|d)\.[cm]?[jt]s$/;

/** The first line, in file order, where the server tells who the caller is. Undefined when there is none: anybody can be anybody. */
export function findAuthentication(project: Project): Location | undefined {
  for (const file of project.files) {
    if (!SOURCE.test(file) || NOT_SERVER.test(file) || isClientFile(file)) continue;
    const line = firstSign(project.read(file) ?? '');
    if (line !== undefined) return { file, line };
  }
  return undefined;
}

function firstSign(text: string): number | undefined {
  if (!SIGNS.some((sign) => sign.test(text))) return undefined;
  const index = text.split('\n').findIndex((line) => !isComment(line) && SIGNS.some((sign) => sign.test(line)));
  return index === -1 ? undefined : index + 1;
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\*|\/\*)/.test(line);
}
