/**
 * What Jauge knows of libraries, as data, a file each: packs (what their calls do), drivers (what their pools do by default), hosts (which service answers there).
 * Comes in: nothing. Goes out: lists without functions, equal to their JSON round trip. Must not hold code or depend on the evaluator.
 */
import { ADONIS } from './adonis.ts';
import { agenda } from './agenda.ts';
import { ajv } from './ajv.ts';
import { algolia } from './algolia.ts';
import { anthropic } from './anthropic.ts';
import { appStore } from './app-store.ts';
import { archives } from './archives.ts';
import { argon2 } from './argon2.ts';
import { auth0 } from './auth0.ts';
import { awsSdk } from './aws-sdk.ts';
import { axios } from './axios.ts';
import { bcrypt } from './bcrypt.ts';
import { bcryptjs } from './bcryptjs.ts';
import { bodyParser } from './body-parser.ts';
import { brevo } from './brevo.ts';
import { bullmq } from './bullmq.ts';
import { celebrate } from './celebrate.ts';
import { classValidator } from './class-validator.ts';
import { clerk } from './clerk.ts';
import { cloudinary } from './cloudinary.ts';
import { compression } from './compression.ts';
import { cookieSession } from './cookie-session.ts';
import { cookies } from './cookies.ts';
import { cors } from './cors.ts';
import { csv } from './csv.ts';
import { expoPush } from './expo-push.ts';
import { expressJwt } from './express-jwt.ts';
import { expressRateLimit } from './express-rate-limit.ts';
import { expressSession } from './express-session.ts';
import { expressValidator } from './express-validator.ts';
import { firebase } from './firebase.ts';
import { firestore } from './firestore.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { gcs } from './gcs.ts';
import { gemini } from './gemini.ts';
import { googleAuth } from './google-auth.ts';
import { harmless } from './harmless.ts';
import { helmet } from './helmet.ts';
import { jimp } from './jimp.ts';
import { jose } from './jose.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { jwtSimple } from './jwt-simple.ts';
import { ldap } from './ldap.ts';
import { loggers } from './loggers.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { mappers } from './mappers.ts';
import { markup } from './markup.ts';
import { meilisearch } from './meilisearch.ts';
import { memoryCaches } from './memory-caches.ts';
import { morgan } from './morgan.ts';
import { multer } from './multer.ts';
import { nodeCron } from './node-cron.ts';
import { nodeCrypto } from './node-crypto.ts';
import { nodeDns } from './node-dns.ts';
import { nodeFs } from './node-fs.ts';
import { nodeZlib } from './node-zlib.ts';
import { nodemailer } from './nodemailer.ts';
import { openai } from './openai.ts';
import { otherStores } from './other-stores.ts';
import type { TechnologyPack } from './pack.ts';
import { passport } from './passport.ts';
import { paypal } from './paypal.ts';
import { pdf } from './pdf.ts';
import { pgBoss } from './pg-boss.ts';
import { postmark } from './postmark.ts';
import { puppeteer } from './puppeteer.ts';
import { qrcode } from './qrcode.ts';
import { reactServer } from './react-server.ts';
import { redis } from './redis.ts';
import { replitObjectStorage } from './replit-object-storage.ts';
import { resend } from './resend.ts';
import { s3 } from './s3.ts';
import { s3Presigner } from './s3-presigner.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { ses } from './ses.ts';
import { sessionStores } from './session-stores.ts';
import { sharp } from './sharp.ts';
import { smtp2go } from './smtp2go.ts';
import { spreadsheet } from './spreadsheet.ts';
import { sqs } from './sqs.ts';
import { stripe } from './stripe.ts';
import { supabase } from './supabase.ts';
import { templates } from './templates.ts';
import { twilio } from './twilio.ts';
import { typebox } from './typebox.ts';
import { vite } from './vite.ts';
import { webPush } from './web-push.ts';
import { workers } from './workers.ts';
import { zod } from './zod.ts';

export { DRIVERS } from './drivers.ts';
export { HOSTS } from './hosts.ts';
export type { Effect, Pixels, Rounds, Rule, ServiceIdentity, TechnologyPack } from './pack.ts';

/** Every pack, in the order of the alphabet: no two speak of the same package. */
export const TECHNOLOGIES: readonly TechnologyPack[] = [
  agenda,
  ajv,
  algolia,
  anthropic,
  archives,
  argon2,
  auth0,
  awsSdk,
  axios,
  bcrypt,
  bcryptjs,
  bodyParser,
  brevo,
  bullmq,
  celebrate,
  classValidator,
  clerk,
  cloudinary,
  compression,
  cookieSession,
  cookies,
  cors,
  csv,
  expoPush,
  expressJwt,
  expressRateLimit,
  expressSession,
  expressValidator,
  firebase,
  firestore,
  gcs,
  gemini,
  harmless,
  helmet,
  jimp,
  jose,
  jsonwebtoken,
  jwtSimple,
  loggers,
  mailgun,
  mailjet,
  appStore,
  googleAuth,
  ldap,
  meilisearch,
  memoryCaches,
  mappers,
  markup,
  morgan,
  multer,
  nodeCron,
  nodeCrypto,
  nodeDns,
  nodeFs,
  nodeZlib,
  nodemailer,
  openai,
  passport,
  paypal,
  pdf,
  pgBoss,
  postmark,
  puppeteer,
  qrcode,
  reactServer,
  redis,
  replitObjectStorage,
  resend,
  s3,
  s3Presigner,
  sendgrid,
  sentry,
  ses,
  sessionStores,
  otherStores,
  sharp,
  smtp2go,
  spreadsheet,
  sqs,
  stripe,
  supabase,
  templates,
  twilio,
  typebox,
  vite,
  webPush,
  workers,
  zod,
  ...ADONIS,
  ...FRAMEWORKS,
];
