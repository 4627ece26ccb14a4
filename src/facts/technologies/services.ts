import type { TechnologyPack } from './pack.ts';

/** Clients of services outside: every call waits for an answer over the network. */
export const SERVICES: readonly TechnologyPack[] = [
  {
    id: 'stripe',
    packages: ['stripe'],
    service: { id: 'stripe', name: 'Stripe', kind: 'payments' },
    timeout: { option: 'timeout', unit: 0.001 },
    rules: [
      {
        on: 'new().webhooks.{constructEvent,constructEventAsync}()',
        does: { kind: 'cpu', work: 'signature-verify', checks: 0 },
        example: 'new().webhooks.constructEvent()',
      },
      { on: 'new().webhooks.*()', does: { kind: 'nothing' }, example: 'new().webhooks.generateTestHeaderString()' },
      {
        on: 'webhooks.{constructEvent,constructEventAsync}()',
        does: { kind: 'cpu', work: 'signature-verify', checks: 0 },
        example: 'webhooks.constructEvent()',
      },
      { on: 'new().**.*()', does: { kind: 'call' }, example: 'new().checkout.sessions.create()' },
      { on: '().**.*()', does: { kind: 'call' }, example: '().customers.create()' },
      { on: '()', does: { kind: 'nothing' }, gives: 'client', example: '()' },
    ],
  },
  {
    id: 'sendgrid',
    packages: ['@sendgrid/mail'],
    service: { id: 'sendgrid', name: 'SendGrid', kind: 'email' },
    rules: [
      { on: '{send,sendMultiple}()', does: { kind: 'call' }, example: 'send()' },
      { on: 'new().{send,sendMultiple}()', does: { kind: 'call' }, example: 'new().send()' },
      { on: '**.{setApiKey,setTimeout,setClient}()', does: { kind: 'nothing' }, example: 'setApiKey()' },
    ],
  },
  {
    id: 'resend',
    packages: ['resend'],
    service: { id: 'resend', name: 'Resend', kind: 'email' },
    rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().emails.send()' }],
  },
  {
    id: 'nodemailer',
    packages: ['nodemailer'],
    service: { id: 'smtp', name: 'SMTP', kind: 'email' },
    timeout: { option: 'socketTimeout', unit: 0.001 },
    rules: [
      { on: 'createTransport()', does: { kind: 'nothing' }, gives: 'client', example: 'createTransport()' },
      { on: 'createTransport().{sendMail,verify}()', does: { kind: 'call' }, example: 'createTransport().sendMail()' },
    ],
  },
  {
    id: 'postmark',
    packages: ['postmark'],
    service: { id: 'postmark', name: 'Postmark', kind: 'email' },
    rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().sendEmail()' }],
  },
  {
    id: 'mailgun',
    packages: ['mailgun.js'],
    service: { id: 'mailgun', name: 'Mailgun', kind: 'email' },
    rules: [
      { on: 'new().client()', does: { kind: 'nothing' }, gives: 'client', example: 'new().client()' },
      { on: 'new().client().**.*()', does: { kind: 'call' }, example: 'new().client().messages.create()' },
    ],
  },
  {
    id: 'twilio',
    packages: ['twilio'],
    service: { id: 'twilio', name: 'Twilio', kind: 'sms' },
    rules: [
      { on: '{(),new()}', does: { kind: 'nothing' }, gives: 'client', example: '()' },
      {
        on: '{(),new()}.**.{create,fetch,list,update,remove}()',
        does: { kind: 'call' },
        example: '().messages.create()',
      },
    ],
  },
  {
    id: 'openai',
    packages: ['openai'],
    service: { id: 'openai', name: 'OpenAI', kind: 'ai' },
    timeout: { option: 'timeout', unit: 0.001 },
    rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().chat.completions.create()' }],
  },
  {
    id: 'anthropic',
    packages: ['@anthropic-ai/sdk'],
    service: { id: 'anthropic', name: 'Anthropic', kind: 'ai' },
    timeout: { option: 'timeout', unit: 0.001 },
    rules: [{ on: 'new().**.*()', does: { kind: 'call' }, example: 'new().messages.create()' }],
  },
  {
    id: 'gemini',
    packages: ['@google/genai', '@google/generative-ai'],
    service: { id: 'gemini', name: 'Google Gemini', kind: 'ai' },
    rules: [
      {
        on: 'new().getGenerativeModel()',
        does: { kind: 'nothing' },
        gives: 'client',
        example: 'new().getGenerativeModel()',
      },
      {
        on: 'new().**.{generateContent,generateContentStream,embedContent,sendMessage}()',
        does: { kind: 'call' },
        example: 'new().models.generateContent()',
      },
    ],
  },
  {
    id: 's3',
    packages: ['@aws-sdk/client-s3'],
    service: { id: 's3', name: 'Amazon S3', kind: 'storage' },
    rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
    harmless: true,
  },
  {
    id: 'ses',
    packages: ['@aws-sdk/client-ses', '@aws-sdk/client-sesv2'],
    service: { id: 'ses', name: 'Amazon SES', kind: 'email' },
    rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
    harmless: true,
  },
  {
    id: 'sqs',
    packages: ['@aws-sdk/client-sqs', '@aws-sdk/client-sns'],
    service: { id: 'sqs', name: 'Amazon SQS', kind: 'queue' },
    rules: [{ on: 'new().send()', does: { kind: 'call' }, example: 'new().send()' }],
    harmless: true,
  },
  {
    id: 'gcs',
    packages: ['@google-cloud/storage'],
    service: { id: 'gcs', name: 'Google Cloud Storage', kind: 'storage' },
    rules: [
      { on: 'new().{bucket,bucket().file}()', does: { kind: 'nothing' }, gives: 'client', example: 'new().bucket()' },
      {
        on: 'new().**.{createReadStream,createWriteStream}()',
        does: { kind: 'call', stream: true },
        example: 'new().bucket().file().createReadStream()',
      },
      { on: 'new().**.*()', does: { kind: 'call' }, example: 'new().bucket().file().exists()' },
    ],
  },
  {
    id: 'replit-object-storage',
    packages: ['@replit/object-storage'],
    service: { id: 'replit-object-storage', name: 'Replit App Storage', kind: 'storage' },
    rules: [{ on: 'new().*()', does: { kind: 'call' }, example: 'new().downloadAsBytes()' }],
  },
  {
    id: 'firebase',
    packages: ['firebase-admin'],
    service: { id: 'firebase', name: 'Firebase', kind: 'other' },
    rules: [
      {
        on: '**.{initializeApp,cert,applicationDefault,app,settings}()',
        does: { kind: 'nothing' },
        gives: 'client',
        example: 'initializeApp()',
      },
      { on: '**.{verifyIdToken}()', does: { kind: 'cpu', work: 'token-verify' }, example: 'auth().verifyIdToken()' },
      {
        on: '**.{get,set,add,update,delete,send,sendEach,sendEachForMulticast,getUser,getUserByEmail,createUser,updateUser,deleteUser,save,download}()',
        does: { kind: 'call' },
        example: 'firestore().collection().get()',
      },
    ],
    harmless: true,
  },
  {
    id: 'cloudinary',
    packages: ['cloudinary'],
    service: { id: 'cloudinary', name: 'Cloudinary', kind: 'storage' },
    rules: [
      { on: '**.{uploader,api,search}.**.*()', does: { kind: 'call' }, example: 'v2.uploader.upload()' },
      { on: '**.config()', does: { kind: 'nothing' }, example: 'v2.config()' },
    ],
    harmless: true,
  },
  {
    id: 'supabase',
    packages: ['@supabase/supabase-js'],
    service: { id: 'supabase', name: 'Supabase', kind: 'other' },
    rules: [
      { on: 'createClient()', does: { kind: 'nothing' }, gives: 'client', example: 'createClient()' },
      { on: 'createClient().{rpc,from}()', does: { kind: 'call' }, example: 'createClient().from()' },
      { on: 'createClient().{auth,storage}.**.*()', does: { kind: 'call' }, example: 'createClient().auth.getUser()' },
    ],
    harmless: true,
  },
  {
    id: 'clerk',
    packages: ['@clerk/clerk-sdk-node', '@clerk/backend', '@clerk/express'],
    service: { id: 'clerk', name: 'Clerk', kind: 'authentication' },
    rules: [
      { on: 'createClerkClient()', does: { kind: 'nothing' }, gives: 'client', example: 'createClerkClient()' },
      {
        on: '{clerkClient,createClerkClient()}.**.*()',
        does: { kind: 'call' },
        example: 'clerkClient.users.getUser()',
      },
      {
        on: '{requireAuth,clerkMiddleware,getAuth}()',
        does: { kind: 'cpu', work: 'token-verify' },
        example: 'getAuth()',
      },
    ],
    harmless: true,
  },
  {
    id: 'redis',
    packages: ['ioredis', 'redis', '@upstash/redis', '@redis/client'],
    service: { id: 'redis', name: 'Redis', kind: 'cache' },
    rules: [
      {
        on: '{new(),createClient()}.{on,once,duplicate,defineCommand,pipeline,multi}()',
        does: { kind: 'nothing' },
        gives: 'client',
        example: 'new().on()',
      },
      { on: '{createClient,fromEnv}()', does: { kind: 'nothing' }, gives: 'client', example: 'createClient()' },
      {
        on: '{new(),createClient()}.{connect,disconnect,quit}()',
        does: { kind: 'nothing' },
        example: 'createClient().connect()',
      },
      { on: '{new(),createClient()}.**.*()', does: { kind: 'call' }, gives: 'state', example: 'new().get()' },
    ],
  },
  {
    id: 'axios',
    packages: ['axios', 'got', 'node-fetch', 'undici', 'ky', 'superagent'],
    rules: [{ on: '**.{create,extend,defaults}()', does: { kind: 'nothing' }, gives: 'client', example: 'create()' }],
  },
];
