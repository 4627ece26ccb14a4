/**
 * Outside services. In: nothing. Out: packages and host names that give each away, latency, rate limits, allowances, plans.
 * Must hold data only: no functions, nothing computed; every number names its figures or its reason.
 */
import type { ServiceKnowledge } from '../../model/knowledge.ts';
import { algolia } from './algolia.ts';
import { anthropic } from './anthropic.ts';
import { appStore } from './app-store.ts';
import { auth0 } from './auth0.ts';
import { brevo } from './brevo.ts';
import { clerk } from './clerk.ts';
import { cloudinary } from './cloudinary.ts';
import { expoPush } from './expo-push.ts';
import { fcm } from './fcm.ts';
import { firebase } from './firebase.ts';
import { gcs } from './gcs.ts';
import { gemini } from './gemini.ts';
import { gmailSmtp } from './gmail-smtp.ts';
import { google } from './google.ts';
import { ldap } from './ldap.ts';
import { microsoft365 } from './m365.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { meilisearch } from './meilisearch.ts';
import { mongodb } from './mongodb.ts';
import { openai } from './openai.ts';
import { paypal } from './paypal.ts';
import { postmark } from './postmark.ts';
import { redis } from './redis.ts';
import { replitConnectors } from './replit-connectors.ts';
import { replitObjectStorage } from './replit-object-storage.ts';
import { resend } from './resend.ts';
import { s3 } from './s3.ts';
import { sendgrid } from './sendgrid.ts';
import { ses } from './ses.ts';
import { smtp } from './smtp.ts';
import { smtp2go } from './smtp2go.ts';
import { sqs } from './sqs.ts';
import { stripe } from './stripe.ts';
import { supabase } from './supabase.ts';
import { twilio } from './twilio.ts';
import { webPush } from './web-push.ts';

/** Every service. When nothing says which plan is in use, the first rate limit listed applies. */
export const services: readonly ServiceKnowledge[] = [
  stripe,
  paypal,
  resend,
  sendgrid,
  postmark,
  mailgun,
  ses,
  brevo,
  mailjet,
  appStore,
  google,
  ldap,
  meilisearch,
  smtp2go,
  gmailSmtp,
  microsoft365,
  smtp,
  twilio,
  fcm,
  expoPush,
  webPush,
  clerk,
  auth0,
  algolia,
  anthropic,
  openai,
  gemini,
  cloudinary,
  s3,
  gcs,
  firebase,
  supabase,
  redis,
  mongodb,
  sqs,
  replitObjectStorage,
  replitConnectors,
];
