import type { HostEntry } from './pack.ts';

const replitConnectors = { id: 'replit-connectors', name: 'Replit connectors', kind: 'platform' } as const;
const replitStorage = { id: 'replit-object-storage', name: 'Replit App Storage', kind: 'storage' } as const;

/** Hosts reached by a plain HTTP call, and the service behind each. */
export const HOSTS: readonly HostEntry[] = [
  { host: 'REPLIT_CONNECTORS_HOSTNAME', service: replitConnectors },
  { host: '127.0.0.1:1106', service: replitStorage },
  { host: 'api.stripe.com', service: { id: 'stripe', name: 'Stripe', kind: 'payments' } },
  { host: 'api.paypal.com', service: { id: 'paypal', name: 'PayPal', kind: 'payments' } },
  { host: 'api.sendgrid.com', service: { id: 'sendgrid', name: 'SendGrid', kind: 'email' } },
  { host: 'api.resend.com', service: { id: 'resend', name: 'Resend', kind: 'email' } },
  { host: 'api.brevo.com', service: { id: 'brevo', name: 'Brevo', kind: 'email' } },
  { host: 'api.postmarkapp.com', service: { id: 'postmark', name: 'Postmark', kind: 'email' } },
  { host: 'api.mailgun.net', service: { id: 'mailgun', name: 'Mailgun', kind: 'email' } },
  { host: 'api.openai.com', service: { id: 'openai', name: 'OpenAI', kind: 'ai' } },
  { host: 'api.anthropic.com', service: { id: 'anthropic', name: 'Anthropic', kind: 'ai' } },
  { host: 'generativelanguage.googleapis.com', service: { id: 'gemini', name: 'Google Gemini', kind: 'ai' } },
  { host: 'api.twilio.com', service: { id: 'twilio', name: 'Twilio', kind: 'sms' } },
  {
    host: 'storage.googleapis.com',
    service: { id: 'gcs', name: 'Google Cloud Storage', kind: 'storage' },
  },
  { host: 'fcm.googleapis.com', service: { id: 'fcm', name: 'Firebase Cloud Messaging', kind: 'push' } },
  { host: 'exp.host', service: { id: 'expo-push', name: 'Expo Push', kind: 'push' } },
];
