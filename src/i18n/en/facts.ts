import type { Catalogue } from '../catalogue.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Why a value was assumed (`reason.*`), and the figures worth telling (`figure.*`), one short sentence each. */
export const facts = {
  // Machines and instances
  'reason.replit-machine': () =>
    'the size of an Autoscale machine is chosen in the Publishing pane, is written in no file, and Replit publishes no menu: 1 vCPU and 2 GiB are assumed',
  'reason.replit-instances': () =>
    'the maximum number of Autoscale machines is chosen in the Publishing pane and written in no file: 3 are assumed, between 1 and 10',
  'reason.replit-cold-start': () => 'Replit only says “a few seconds”; users report up to thirty',
  'reason.scale-to-zero': () => 'without traffic the platform stops the last instance',
  'reason.one-instance': () => 'no file asks for more than one instance',
  'reason.render-machine': () =>
    'the plan is written in no file: Starter is assumed, between the free plan and Standard',
  'reason.railway-replica': () =>
    'Railway lets a replica grow up to a cap set by the subscription: that of Hobby is assumed, its allowance shared between 6 replicas',
  'reason.fly-machine': () =>
    'without a [[vm]] section Fly.io starts its smallest shared machine; a shared processor is only lent for a share of the time',
  'reason.fly-instances': () => 'Fly.io usually creates two machines per application, which the files do not show',
  'reason.fly-cold-start': () => 'resuming takes a few hundred milliseconds, but a full start may be needed',
  'reason.heroku-machine': () =>
    'the type of dyno is written in no file: a dyno of 512 MiB with a shared processor is assumed',
  'reason.scalingo-machine': () => 'the size of the container is written in no file: size M is assumed',
  'reason.clever-cloud-machine': () => 'the flavor is written in no file: XS is assumed, between pico and S',
  'reason.functions-instances': () =>
    'functions start as requests come, up to a cap that is much higher than what a database accepts',
  'reason.one-request-per-function': () => 'one function serves one request at a time',
  'reason.cloud-run-machine': () =>
    'the size is written in no file: 1 vCPU and 512 MiB are what Cloud Run gives by default',
  'reason.cloud-run-instances': () =>
    'without a maximum in the files, the default of 100 instances is assumed; quotas may lower it',
  'reason.app-engine-machine': () => 'without an instance class in app.yaml, class F1 is assumed',
  'reason.app-engine-instances': () => 'without a maximum in app.yaml, 5 instances are assumed, between 1 and 20',
  'reason.digitalocean-machine': () => 'the size is written in no file: the smallest one is assumed',
  'reason.container-host': () =>
    'a container without a limit shares the machine that carries it, which the files do not describe',
  'reason.unknown-machine': () => 'nothing says where the application runs: a small virtual machine is assumed',
  'reason.shared-cpu': () => 'the processor is shared with other customers: what one gets of it is not published',
  'reason.size-not-sourced': () => 'this size is common knowledge, not read in the documentation',

  // Databases
  'reason.prisma-pool': () =>
    'Prisma 5 and 6 open twice as many connections as the host has processors, plus one: between 1 and 8 processors are assumed',
  'reason.mysql-connections': () => 'MySQL accepts 151 connections when nobody sets it (common knowledge)',
  'reason.round-trip-same-region': () => 'application and database are assumed to be in the same region',
  'reason.round-trip-neon': () =>
    'same region assumed; the proxy of Neon, and the WebSocket of its driver, add a little to the network',
  'reason.round-trip-replit': () =>
    'Replit says neither where nor on what the production database runs: a managed database of the same region is assumed',
  'reason.round-trip-managed': () => 'a managed database reached through a proxy, in the same region, is assumed',
  'reason.round-trip-local': () => 'the database is assumed to be on the same machine or the same private network',

  // Services
  'reason.latency-payments': () =>
    'no published latency was found for payment APIs: a call that creates something usually takes 0.2 to 1 s',
  'reason.latency-email': () =>
    'no published latency was found for e-mail APIs: accepting one message usually takes 0.1 to 0.6 s',
  'reason.latency-smtp': () =>
    'an SMTP exchange opens a connection, encrypts it, authenticates, then hands the message over: several round trips',
  'reason.latency-ai': () => 'the time of an answer grows with its length: from 1 s for a line to 15 s for a page',
  'reason.latency-storage': () => 'object storage usually answers a small object in 30 to 300 ms',
  'reason.latency-image-upload': () => 'an image is sent, then transformed: the time grows with its size',
  'reason.latency-authentication': () =>
    'no published latency was found for authentication APIs: 50 to 400 ms are usual',
  'reason.latency-credentials': () => 'an internal call that returns a key, over HTTP inside the platform',
  'reason.latency-push': () => 'no published latency was found for push services: 50 to 500 ms are usual',
  'reason.latency-sms': () =>
    'no published latency was found for SMS APIs, which accept a message and deliver it later',
  'reason.latency-queue': () =>
    'no published latency was found for message queues: handing a message over usually takes 10 to 100 ms',
  'reason.latency-cache': () => 'a cache answers from memory: one round trip on the network, usually 0.5 to 5 ms',
  'reason.latency-hosted-data': () =>
    'no published latency was found: a database reached through an API usually takes 30 to 300 ms',
  'reason.ses-rate': () => 'Amazon grants the rate account by account; 14 messages a second is a common start',
  'reason.twilio-long-code': () =>
    'the rate of an ordinary number was not found: one message a second is commonly quoted',

  // Usage
  'reason.think-time': () =>
    'the TPC-W benchmark uses 7 to 8 s between two pages; a person reading or filling in a form takes longer',
  'reason.requests-per-action': () =>
    'a page asks for dozens of files, but few of them reach the Node.js server: one to four calls to the API',
  'reason.active-share': () =>
    'among the people with the application open, one in four is assumed to be doing something',
  'reason.sessions-per-day': () => 'published examples say 1.6 to 3 sessions a day; members of a club come once',
  'reason.requests-per-session': () => 'published examples say 4, 15 or 60 requests a session, as one looks or works',
  'reason.peak-hour-share': () => 'published examples put 10 to 20% of the day in its busiest hour',
  'reason.burst': () => 'published examples put the busiest minute 15 to 60% above the mean of its hour',
  'reason.daily-share': () =>
    'no figure exists for associations; a SaaS sees about 12% of its accounts on a day, a weekly rhythm gives as much',
  'reason.peak-day': () =>
    'example of a live event: 28% of the day in one hour, and a busiest minute 1.6 times the mean; up to 4 times elsewhere',
  'reason.check-in': () => 'a lane scans 5 to 8 people a minute; a scanner alone would do one every 2 s',

  // Replit
  'figure.A009': (_, f) => `an Autoscale instance falls asleep after ${f.duration(900)} without traffic`,
  'figure.A010': () => 'an Autoscale instance serves several requests at once',
  'figure.A012': () => 'Autoscale instances are restarted regularly: what they hold in memory is lost',
  'figure.A013': () => 'the sizes of Autoscale machines and their maximum number are not published',
  'figure.A014': () => 'the time after which Replit gives up on a request is not published',
  'figure.A015': () => 'the number of requests that one instance takes at once is not published',
  'figure.A016': (_, f) => `at publication, the home page must answer within ${f.duration(5)}`,
  'figure.A018': () => 'the files of a published application are erased at each publication',
  'figure.A026': () => 'a Reserved VM never sleeps and stays alone: Replit does not add others to it',
  'figure.A036': (_, f) => `object storage costs ${f.money(1.5)} a month per 100 GiB`,
  'figure.A037': (_, f) =>
    `a million operations on object storage cost ${f.money(0.4)} for the basic ones, ${f.money(5)} for the others`,
  'figure.A038': () => 'once the budget is reached, every service billed by use is suspended',
  'figure.A042': () => 'the size of the machine is not in .replit: it is chosen in the Publishing pane',
  'figure.A045': () =>
    'the development database is a PostgreSQL 16 run by Replit (Helium) since December 2025; older ones are on Neon',
  'figure.A046': (_, f) => `the development database holds ${f.bytes(20 * GIB)} for free`,
  'figure.A047': (_, f) => `the production database holds at most ${f.bytes(10 * GIB)}`,
  'figure.A048': (_, f) =>
    `the production database costs ${f.money(0.16)} per hour awake, about ${f.money(117)} a month always on`,
  'figure.A049': (_, f) => `storage of the production database costs ${f.money(0.35)} per GiB and month`,
  'figure.A050': (_, f) => `the production database falls asleep after ${f.duration(300)} of inactivity`,
  'figure.A051': () => 'the number of connections that Replit’s PostgreSQL accepts is not published',

  // Render
  'figure.A068': (_, f) => `a paid service goes up to ${f.count(100)} instances`,
  'figure.A069': () => 'automatic scaling, on processor or memory, asks for a Pro workspace and no persistent disk',
  'figure.A070': (_, f) => `a free instance stops after ${f.duration(900)} without traffic`,
  'figure.A071': (_, f) => `a free instance takes ${f.duration(30)} to ${f.duration(60)} to start again`,
  'figure.A072': (_, f) => `free instances share ${f.count(750)} hours a month per workspace`,
  'figure.A073': (_, f) => `an answer may last ${f.duration(6000)}`,
  'figure.A074': (_, f) => `an instance that is stopped has ${f.duration(30)} to finish its requests`,
  'figure.A076': (_, f) => `outbound transfer beyond the allowance costs ${f.money(0.15)} per GB`,

  // Railway
  'figure.A084': (_, f) => `outbound transfer costs ${f.money(0.05)} per GB`,
  'figure.A088': () => 'on Hobby, a service goes up to 6 replicas, 48 GB and 48 vCPU altogether',
  'figure.A091': () => 'on Pro, a replica goes up to 24 vCPU and 24 GB',
  'figure.A092': () => 'Railway does not add replicas by itself: their number is set by hand',
  'figure.A093': (_, f) =>
    `an answer that sends nothing for ${f.duration(300)} is cut, and any answer after ${f.duration(900)}`,
  'figure.A094': (_, f) =>
    `a domain takes about ${f.count(11_000)} requests a second and ${f.count(10_000)} connections at once`,
  'figure.A095': (_, f) => `an idle HTTP/1.1 connection is closed after ${f.duration(60)}`,
  'figure.A096': (_, f) =>
    `with sleep turned on, a service stops after ${f.duration(600)} without sending anything; an open database pool keeps it awake`,
  'figure.A099': (_, f) => `railway.json and railway.toml are not read any more from ${f.date('2026-12-01')} on`,
  'figure.A100': (_, f) =>
    `the optional PgBouncer shares ${f.count(20)} connections among ${f.count(1000)} clients per replica`,

  // Fly.io
  'figure.A105': (_, f) =>
    `outbound transfer costs ${f.money(0.02)} per GB in Europe and North America, up to ${f.money(0.12)} elsewhere`,
  'figure.A106': (_, f) =>
    `a shared processor comes with ${f.bytes(256 * MIB)} to ${f.bytes(2 * GIB)}, a dedicated one with ${f.bytes(2 * GIB)} to ${f.bytes(8 * GIB)}`,
  'figure.A107': (_, f) =>
    `beyond ${f.count(20)} connections, the proxy sends traffic to another machine; nothing is refused unless a hard limit is set`,
  'figure.A108': () => 'unless fly.toml says otherwise, no machine is kept awake',
  'figure.A109': () => 'a suspended machine wakes up in a few hundred milliseconds, without a guarantee',
  'figure.A110': (_, f) => `a machine that is stopped has ${f.duration(5)} to finish, ${f.duration(300)} at most`,
  'figure.A111': () => 'new organisations have no free allowance',
  'figure.A113': (_, f) => `the smallest managed PostgreSQL costs ${f.money(38)} a month, storage not included`,
  'figure.A118': (_, f) => `the proxy of the managed PostgreSQL closes connections after ${f.duration(600)}`,

  // Heroku
  'figure.A119': () => 'Heroku has been in maintenance mode since February 2026',
  'figure.A120': (_, f) => `a request without a first byte after ${f.duration(30)} is cut (error H12)`,
  'figure.A121': (_, f) =>
    `an Eco dyno falls asleep after ${f.duration(1800)} without traffic, and Eco dynos share ${f.count(1000)} hours a month`,
  'figure.A123': (_, f) =>
    `Eco and Basic allow one web dyno; the others up to ${f.count(100)} per application, Performance ${f.count(10)} per type`,
  'figure.A124': () => 'only Performance, Private and Shield dynos scale automatically',
  'figure.A125': () => 'every dyno is restarted about once a day',
  'figure.A126': (_, f) => `a dyno that is stopped has ${f.duration(30)} to finish its requests`,

  // Vercel and Netlify
  'figure.A129': (_, f) => `a function lasts at most ${f.duration(300)} on Hobby, ${f.duration(800)} on Pro`,
  'figure.A130': (_, f) =>
    `without Fluid compute, a function lasts ${f.duration(10)} by default on Hobby, ${f.duration(15)} on Pro`,
  'figure.A131': () => 'a function has 1 vCPU and 2 GB on Hobby, up to 2 vCPU and 4 GB on Pro',
  'figure.A132': (_, f) =>
    `up to ${f.count(30_000)} executions run at once, ${f.count(1000)} more every ${f.duration(10)} in a region`,
  'figure.A133': () => 'a request or an answer carries at most 4.5 MB',
  'figure.A134': (_, f) => `the executions of one instance share ${f.count(1024)} open files and sockets`,
  'figure.A136': (_, f) =>
    `Hobby includes a million calls and ${f.count(4)} hours of processor a month, for non-commercial use only`,
  'figure.A137': (_, f) =>
    `Pro costs ${f.money(20)} a month, then ${f.money(12.8)} per 100 hours of processor and ${f.money(0.6)} per million calls`,
  'figure.A139': (_, f) => `a function lasts at most ${f.duration(60)}; in the background, ${f.duration(900)}`,
  'figure.A140': (_, f) =>
    `a function has ${f.bytes(GIB)} on Free and Personal, up to ${f.bytes(4 * GIB)} and 2 vCPU beyond`,
  'figure.A141': () => 'an answer carries at most 6 MB at once, 20 MB as a stream',
  'figure.A142': (_, f) =>
    `plans cost ${f.money(0)}, ${f.money(9)} and ${f.money(20)} a month, for ${f.count(300)}, ${f.count(1000)} and ${f.count(3000)} credits`,
  'figure.A143': () => 'once credits run out, every site of the team is paused',
  'figure.A144': () => 'functions of Free and Personal run in Ohio, whatever the visitors’ country',

  // Google Cloud, DigitalOcean, Clever Cloud
  'figure.A146': (_, f) =>
    `an instance takes ${f.count(80)} requests at once by default, ${f.count(80)} per vCPU when deployed from the command line`,
  'figure.A147': (_, f) => `an instance can be set to take up to ${f.count(1000)} requests at once`,
  'figure.A148': (_, f) => `a request lasts at most ${f.duration(300)} by default, ${f.duration(3600)} when set`,
  'figure.A149': () => 'below 1 vCPU, an instance takes one request at a time',
  'figure.A151': (_, f) =>
    `Firebase App Hosting gives ${f.bytes(512 * MIB)} and up to ${f.count(100)} instances, none kept awake`,
  'figure.A156': (_, f) =>
    `instances go from ${f.money(5)} (512 MiB, shared) to ${f.money(392)} a month (8 dedicated vCPU, 32 GiB)`,
  'figure.A157': (_, f) =>
    `an application goes up to ${f.count(250)} containers; scaling on processor asks for dedicated ones`,
  'figure.A158': (_, f) => `a request is given up after ${f.duration(30)}, or up to ${f.duration(100)} when set`,
  'figure.A159': (_, f) => `the local disk holds ${f.bytes(4 * GIB)} and does not outlive the container`,
  'figure.A160': (_, f) => `the development database costs ${f.money(7)} a month for 512 MB`,
  'figure.A171': (_, f) => `an application goes up to ${f.count(40)} instances`,
  'figure.A172': () => 'sizes go from pico to 3XL; pico and nano have less access to the processor',
  'figure.A173': (_, f) => `the reverse proxy gives up on a request after ${f.duration(180)}`,
  'figure.A174': () => 'the heap of Node.js is set to three quarters of the memory of the instance',
  'figure.A176': (_, f) => `a plan of PostgreSQL given as an example accepts ${f.count(125)} connections`,
  'figure.A178': () => 'prices were not found in the public documentation',

  // Databases
  'figure.B001': (_, f) => `a compute of 0.25 CU (1 GB) accepts ${f.count(104)} connections, 7 of them reserved`,
  'figure.B012': (_, f) => `through the pooler (“-pooler” host), up to ${f.count(10_000)} clients share them`,
  'figure.B013': (_, f) =>
    `the pooler runs at most ${f.percent(0.9)} of that number of transactions at once, per user and database`,
  'figure.B014': (_, f) => `on Launch, one CU on all month costs ${f.money(77.4)}`,
  'figure.B016': (_, f) => `storage costs ${f.money(0.35)} per GB and month on paid plans`,
  'figure.B017': (_, f) => `the free plan gives ${f.count(100)} CU-hours a month and ${f.bytes(512 * MIB)} per project`,
  'figure.B019': (_, f) =>
    `the database falls asleep after ${f.duration(300)} without a query; paid plans can prevent it`,
  'figure.B020': () => 'it takes a few hundred milliseconds to wake up',
  'figure.B021': () => 'its size follows the load between two bounds, from 0.25 to 16 CU',
  'figure.B023': (_, f) =>
    `the free plan accepts ${f.count(60)} direct connections and ${f.count(200)} clients of the pooler`,
  'figure.B024': (_, f) => `Micro accepts ${f.count(60)} direct connections and ${f.count(200)} clients of the pooler`,
  'figure.B034': (_, f) => `a free project is paused after ${f.count(7)} days without activity`,
  'figure.B036': (_, f) => `about ${f.count(112)} connections are accepted per GiB of memory, ${f.count(5000)} at most`,
  'figure.B038': (_, f) => `a micro instance (1 GiB) accepts about ${f.count(110)} connections`,
  'figure.B039': (_, f) => `a small instance (2 GiB) accepts about ${f.count(225)} connections`,
  'figure.B040': (_, f) => `a medium instance (4 GiB) accepts about ${f.count(450)} connections`,
  'figure.B042': (_, f) => `below 8 GB of memory, the database accepts ${f.count(100)} connections`,
  'figure.B043': (_, f) => `with 8 GB of memory, the database accepts ${f.count(200)} connections`,
  'figure.B046': () => 'paid databases come with PgBouncer, to be turned on',
  'figure.B047': () => 'the free database (1 GB) expires after 30 days',
  'figure.B048': () => 'at 90% full, storage grows by half on its own',
  'figure.B050': (_, f) => `a PostgreSQL that nobody set accepts ${f.count(100)} connections`,
  'figure.B052': (_, f) => `Essential-0 accepts ${f.count(20)} connections`,
  'figure.B053': (_, f) => `Essential-1 accepts ${f.count(25)} connections`,
  'figure.B054': (_, f) => `Standard-0 accepts ${f.count(120)} connections`,
  'figure.B056': (_, f) => `Essential-0 starts at ${f.money(5)} a month`,
  'figure.B059': () => 'the number of connections that it accepts was not found',
  'figure.B060': () => 'connections are not counted on Scaler Pro (2024 documentation)',
  'figure.B062': (_, f) => `the free cluster M0 accepts ${f.count(500)} connections`,
  'figure.B064': (_, f) => `M10 accepts ${f.count(1500)} connections`,
  'figure.B065': (_, f) => `M20 accepts ${f.count(3000)} connections`,
  'figure.B068': (_, f) => `the free plan gives ${f.count(500_000)} commands a month and 256 MB`,
  'figure.B069': (_, f) => `${f.count(10_000)} commands a second at most`,
  'figure.B070': (_, f) => `paid by use, a million commands cost ${f.money(2)}`,
  'figure.B073': () => 'the number of simultaneous connections is no longer published',

  // Services
  'figure.C036': (_, f) => `with a pool, nodemailer opens ${f.count(5)} connections to the mail server`,
  'figure.D001': (_, f) => `an account may send ${f.count(100)} requests a second in live mode`,
  'figure.D003': (_, f) => `one kind of call (creating a payment session, say) is limited to ${f.count(25)} a second`,
  'figure.D007': () => 'a webhook that fails is sent again for up to 3 days',
  'figure.D008': () => 'the time Stripe waits for the answer to a webhook is not published',
  'figure.D009': () => 'the response time of Stripe was not found',
  'figure.D011': (_, f) => `a team may send ${f.count(5)} requests a second`,
  'figure.D012': (_, f) => `the free plan sends ${f.count(100)} e-mails a day and ${f.count(3000)} a month`,
  'figure.D013': () => 'the free plan was withdrawn in 2025',
  'figure.D014': () => 'the rate at which SendGrid accepts messages was not found',
  'figure.D015': (_, f) => `one call sends up to ${f.count(500)} messages`,
  'figure.D016': (_, f) => `the free plan sends ${f.count(100)} e-mails a month`,
  'figure.D017': () => 'the limits of Mailgun were not found',
  'figure.D018': (_, f) => `a new account, in the sandbox, sends ${f.count(200)} e-mails a day`,
  'figure.D019': () => 'in the sandbox, one e-mail a second',
  'figure.D020': (_, f) => `${f.count(3000)} e-mails a month are free for a year, then ${f.money(0.1)} per thousand`,
  'figure.D021': () => 'outside the sandbox, Amazon grants the rate account by account',
  'figure.D022': (_, f) => `the free plan sends ${f.count(300)} e-mails a day`,
  'figure.D023': (_, f) => `the free plan sends ${f.count(200)} e-mails a day and ${f.count(6000)} a month`,
  'figure.D024': (_, f) => `the free plan sends ${f.count(200)} e-mails a day and ${f.count(1000)} a month`,
  'figure.D025': (_, f) => `a personal account writes to ${f.count(500)} recipients in 24 hours`,
  'figure.D026': (_, f) => `a Workspace account writes to ${f.count(2000)} recipients in 24 hours`,
  'figure.D027': (_, f) =>
    `a mailbox sends ${f.count(30)} messages a minute, to ${f.count(10_000)} recipients in 24 hours`,
  'figure.D028': (_, f) => `a short code sends ${f.count(100)} SMS a second`,
  'figure.D029': () => 'the rate of an ordinary number was not found',
  'figure.D030': (_, f) => `a project sends ${f.count(600_000)} messages a minute`,
  'figure.D031': (_, f) => `one Android device takes ${f.count(240)} messages a minute`,
  'figure.D032': (_, f) =>
    `the server may send ${f.count(100)} requests a second in production; reading the current user counts`,
  'figure.D034': () =>
    'one address may sign in 5 times in 10 s: everybody at the entrance of an event shares the same address',
  'figure.D035': (_, f) => `${f.count(100)} invitations an hour`,
  'figure.D036': () => 'limits depend on the tier of the account, from Evaluation to Custom',
  'figure.D037': (_, f) => `at the Start tier, ${f.count(1000)} requests a minute`,
  'figure.D038': (_, f) => `at the Scale tier, ${f.count(4000)} requests a minute`,
  'figure.D040': (_, f) =>
    `the administration API takes ${f.count(500)} calls an hour on the free plan; uploads are not counted`,
  'figure.D041': (_, f) => `one prefix takes ${f.count(3500)} writes and ${f.count(5500)} reads a second`,
  'figure.D042': (_, f) => `a bucket takes about ${f.count(1000)} writes and ${f.count(5000)} reads a second at first`,
  'figure.D062': (_, f) => `the free plan takes ${f.count(300)} requests a minute, 5 logins a second`,
  'figure.D063': (_, f) => `Essentials and Professional take ${f.count(25)} requests a second`,
  'figure.D065': () => 'the profile of one user can be read 5 times a minute',
  'figure.D066': () => 'limits depend on the model and on the tier of the account',
  'figure.D067': (_, f) => `commonly quoted: ${f.count(3)} requests a minute for free, ${f.count(500)} at tier 1`,

  // Node.js
  'figure.E001': (_, f) => `Node.js gives a request ${f.duration(300)} to arrive`,
  'figure.E003': (_, f) =>
    `Node.js closes an idle connection after ${f.duration(5)}, before most load balancers do: a source of 502 errors`,
  'figure.E008': (_, f) => `files, names and native hashing share ${f.count(4)} threads`,
  'figure.E011': () => 'in a container, the heap takes about half of the memory granted, 2 GiB at most (Node 20)',
  'figure.E024': (_, f) => `express.json refuses bodies over ${f.bytes(100 * KIB)}`,
  'figure.E025': () => 'the default session store keeps everything in the memory of one process, and leaks',
  'figure.E026': (_, f) => `most Linux systems allow ${f.count(1024)} open files and sockets per process`,
  'figure.E027': () => 'one process uses one processor for JavaScript, however many the machine has',
} satisfies Catalogue;
