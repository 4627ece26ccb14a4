import type { Catalogue, Language } from '../../src/i18n/index.ts';

/** Texts of the messages that the hand-written estimate carries: what the other stages would say. */
export const TEXTS: Readonly<Record<Language, Catalogue>> = {
  fr: {
    'sample.why': (p, f) =>
      `sa commande de démarrage lance ${f.place(p['entry'])}, le fichier qui ouvre le serveur ; \`vercel.json\` ne publie que des pages`,
    'sample.reason': () => 'le fichier ne le dit pas, une petite instance est la plus courante',
    'sample.limit.idle': (p, f) =>
      `une instance sans requête pendant ${f.duration(p['after'])} est arrêtée ; la suivante paie un démarrage à froid`,
    'sample.limit.size': () => 'la taille de la machine ne figure pas dans `.replit` : elle se règle dans l’interface',
    'sample.limit.storage': (p, f) => `${f.bytes(p['bytes'])} de données dans l’offre gratuite`,
    'sample.limit.stripe': (p, f) => `${f.count(p['rate'])} requêtes par seconde au plus en production`,
    'sample.finding.filter': (p) => `aucun index sur ${p['subject']}`,
    'sample.finding.hash': (p, f) =>
      `bcryptjs calcule l’empreinte du mot de passe sur la boucle d’événements (coût ${f.count(p['rounds'])}) : pendant ce temps, aucune autre requête n’avance.`,
    'sample.finding.transaction': (p) =>
      `appel à ${p['service']} à l’intérieur d’une transaction : une connexion à la base reste prise jusqu’à sa réponse.`,
    'sample.finding.loop': (p, f) =>
      `une requête SQL de plus pour chaque ligne lue en ${f.place(p['rows'])} : N + 1 requêtes là où deux suffiraient.`,
    'sample.finding.log': () =>
      'chaque réponse JSON est sérialisée une seconde fois et écrite en entier dans le journal.',
    'sample.finding.duplicate': (p) => `${p['route']} est déjà enregistrée : ce code ne s’exécute jamais.`,
    'sample.accounts.because': () =>
      'au-delà, relire toute la table `memberships` à chaque page dépasse l’objectif d’une seconde.',
    'sample.ceiling.machine': () => 'en pointe, 31 requêtes/s',
    'sample.ceiling.email': (p, f) =>
      `si vous êtes à la formule « ${p['plan']} » : ${f.count(p['amount'])} e-mails par jour`,
    'sample.ceiling.data': (p) => `la table ${p['table']} est relue en entier à chaque page`,
    'sample.ceiling.stripe': (p, f) => `${f.count(p['rate'])} appels par seconde`,
    'sample.remedy.hash': () => 'Hacher les mots de passe hors de la boucle d’événements',
    'sample.remedy.hash.why': () =>
      'remplacer bcryptjs par bcrypt, dont le calcul se fait dans les fils auxiliaires : les autres requêtes n’attendent plus.',
    'sample.remedy.index': (p, f) => `Ajouter ${f.count(p['count'])} index`,
    'sample.remedy.index.why': () => 'la base trouve les lignes sans relire les tables.',
    'sample.remedy.email': () => 'Passer à l’offre Essentials de SendGrid',
    'sample.remedy.email.why': () => 'l’offre gratuite s’arrête à 100 e-mails par jour.',
    'sample.remedy.instances': (p, f) => `Autoriser ${f.count(p['count'])} instances`,
    'sample.remedy.instances.why': () => 'la charge se répartit ; la base, elle, reste partagée.',
    'sample.remedy.compress': () => 'Compresser les réponses',
    'sample.remedy.compress.why': () => 'les listes voyagent cinq à dix fois plus petites.',
    'sample.risk.login': () => 'des identifications de plus d’une seconde, puis des délais dépassés',
    'sample.risk.everyone': () => 'des pages lentes pour tous, même les plus simples',
    'sample.risk.webhook': () => 'des webhooks de Stripe en retard, donc renvoyés',
    'sample.risk.dashboard': () => 'des tableaux de bord de plus d’une seconde',
    'sample.risk.email': () => 'des e-mails refusés en fin de journée',
    'sample.risk.pool': () => 'des requêtes qui attendent une connexion retenue par un paiement, puis des erreurs 500',
    'sample.watch.requests': () => '60 % puis 80 % de la capacité en pointe',
    'sample.watch.hour': () => 'la même chose, sur l’heure la plus chargée',
    'sample.watch.p95': () => 'l’objectif est d’une seconde',
    'sample.watch.errors': () => 'l’objectif est de moins de 1 %',
    'sample.watch.loop': () => 'la limite est atteinte à 60 % en pointe',
    'sample.watch.memory': () => '60 % puis 80 % de la mémoire supposée',
    'sample.watch.logins': () => 'chaque identification occupe le serveur 0,3 s',
    'sample.watch.emails': () => 'l’offre gratuite s’arrête à 100',
    'sample.watch.accounts': () => 'les tables sans index deviennent le plafond',
    'sample.insert.monitor': () => 'Une ligne de journal par requête, sans le corps',
    'sample.insert.monitor.why': () =>
      'le journal actuel écrit chaque réponse en entier ; celui-ci garde la route, le code et la durée.',
    'sample.insert.health': () => 'Une sonde de santé',
    'sample.insert.health.why': () => 'la plateforme saura qu’un serveur bloqué doit être redémarré.',
    'sample.assumption.cpu': () => 'puissance d’une instance',
    'sample.assumption.cpu.action': () => 'lire la taille dans l’onglet Deployments de Replit et la donner par `--machine`',
    'sample.assumption.think': () => 'pause d’un utilisateur entre deux actions',
    'sample.assumption.think.action': () => 'mesurer une semaine de journaux',
    'sample.assumption.login': () => 'part des identifications dans la charge normale',
    'sample.assumption.login.action': () => 'compter `POST /api/auth/login` dans les journaux d’une semaine',
    'sample.assumption.hash': () => 'durée d’un hachage bcryptjs de coût 12',
    'sample.assumption.hash.action': () => 'la chronométrer une fois sur la machine de production',
    'sample.assumption.accounts': () => 'comptes existants',
    'sample.assumption.accounts.action': () => 'compter les lignes de la table `accounts`',
    'sample.summary.present': () =>
      'Harmonie est bien construite pour son âge : ses lectures et ses écritures simples tiennent plusieurs centaines de requêtes par seconde.',
    'sample.summary.cause': () =>
      'Sa limite tient à un seul point : chaque identification occupe 0,3 s le seul fil d’exécution du serveur, et tout le monde attend.',
    'sample.summary.first': () =>
      'La première chose à faire prend une demi-journée et ne coûte rien : hacher les mots de passe hors de la boucle d’événements.',
    'sample.unknown.size': () => 'la taille de la machine, qui n’est dans aucun fichier du projet',
    'sample.unknown.call': (p) => `l’appel à \`${p['name']}\`, importé d’un paquet que le projet ne contient pas`,
  },
  en: {
    'sample.why': (p, f) =>
      `its start command runs ${f.place(p['entry'])}, the file that opens the server; \`vercel.json\` publishes pages only`,
    'sample.reason': () => 'the file does not say, a small instance is the most common',
    'sample.limit.idle': (p, f) =>
      `an instance without a request for ${f.duration(p['after'])} is stopped; the next one pays a cold start`,
    'sample.limit.size': () => 'the size of the machine is not in `.replit`: it is set in the interface',
    'sample.limit.storage': (p, f) => `${f.bytes(p['bytes'])} of data on the free plan`,
    'sample.limit.stripe': (p, f) => `${f.count(p['rate'])} requests per second at most in live mode`,
    'sample.finding.filter': (p) => `no index on ${p['subject']}`,
    'sample.finding.hash': (p, f) =>
      `bcryptjs hashes the password on the event loop (cost ${f.count(p['rounds'])}): meanwhile no other request moves.`,
    'sample.finding.transaction': (p) =>
      `a call to ${p['service']} inside a transaction: a database connection is held until it answers.`,
    'sample.finding.loop': (p, f) =>
      `one more SQL query for each row read at ${f.place(p['rows'])}: N + 1 queries where two would do.`,
    'sample.finding.log': () => 'every JSON answer is serialised a second time and written whole to the log.',
    'sample.finding.duplicate': (p) => `${p['route']} is registered already: this code never runs.`,
    'sample.accounts.because': () =>
      'beyond that, reading the whole `memberships` table on every page misses the one-second objective.',
    'sample.ceiling.machine': () => 'at peak, 31 requests/s',
    'sample.ceiling.email': (p, f) => `if you are on the “${p['plan']}” plan: ${f.count(p['amount'])} e-mails a day`,
    'sample.ceiling.data': (p) => `the ${p['table']} table is read whole on every page`,
    'sample.ceiling.stripe': (p, f) => `${f.count(p['rate'])} calls per second`,
    'sample.remedy.hash': () => 'Hash passwords off the event loop',
    'sample.remedy.hash.why': () =>
      'replace bcryptjs by bcrypt, which computes in background threads: other requests no longer wait.',
    'sample.remedy.index': (p, f) => `Add ${f.count(p['count'])} indexes`,
    'sample.remedy.index.why': () => 'the database finds rows without reading whole tables.',
    'sample.remedy.email': () => 'Move to SendGrid’s Essentials plan',
    'sample.remedy.email.why': () => 'the free plan stops at 100 e-mails a day.',
    'sample.remedy.instances': (p, f) => `Allow ${f.count(p['count'])} instances`,
    'sample.remedy.instances.why': () => 'the load is spread; the database stays shared.',
    'sample.remedy.compress': () => 'Compress answers',
    'sample.remedy.compress.why': () => 'lists travel five to ten times smaller.',
    'sample.risk.login': () => 'logins over a second, then timeouts',
    'sample.risk.everyone': () => 'slow pages for everyone, the simplest included',
    'sample.risk.webhook': () => 'late Stripe webhooks, hence sent again',
    'sample.risk.dashboard': () => 'dashboards over a second',
    'sample.risk.email': () => 'e-mails refused at the end of the day',
    'sample.risk.pool': () => 'requests that wait for a connection held by a payment, then 500 errors',
    'sample.watch.requests': () => '60 % then 80 % of the peak capacity',
    'sample.watch.hour': () => 'the same, over the busiest hour',
    'sample.watch.p95': () => 'the objective is one second',
    'sample.watch.errors': () => 'the objective is under 1%',
    'sample.watch.loop': () => 'the limit is reached at 60% at peak',
    'sample.watch.memory': () => '60% then 80% of the memory assumed',
    'sample.watch.logins': () => 'each login holds the server for 0.3 s',
    'sample.watch.emails': () => 'the free plan stops at 100',
    'sample.watch.accounts': () => 'tables without an index become the ceiling',
    'sample.insert.monitor': () => 'One log line per request, without the body',
    'sample.insert.monitor.why': () =>
      'the present log writes every answer whole; this one keeps the route, the status and the duration.',
    'sample.insert.health': () => 'A health check',
    'sample.insert.health.why': () => 'the platform will know that a stuck server must be restarted.',
    'sample.assumption.cpu': () => 'power of one instance',
    'sample.assumption.cpu.action': () => 'read the size in Replit’s Deployments tab and give it with `--machine`',
    'sample.assumption.think': () => 'pause of a user between two actions',
    'sample.assumption.think.action': () => 'measure one week of logs',
    'sample.assumption.login': () => 'share of logins in the normal load',
    'sample.assumption.login.action': () => 'count `POST /api/auth/login` in one week of logs',
    'sample.assumption.hash': () => 'time of one bcryptjs hash of cost 12',
    'sample.assumption.hash.action': () => 'time it once on the production machine',
    'sample.assumption.accounts': () => 'accounts that exist',
    'sample.assumption.accounts.action': () => 'count the rows of the `accounts` table',
    'sample.summary.present': () =>
      'Harmonie is well built for its age: its simple reads and writes take several hundred requests per second.',
    'sample.summary.cause': () =>
      'Its limit comes down to one point: each login holds the only thread of the server for 0.3 s, and everybody waits.',
    'sample.summary.first': () =>
      'The first thing to do takes half a day and costs nothing: hash passwords off the event loop.',
    'sample.unknown.size': () => 'the size of the machine, which no file of the project gives',
    'sample.unknown.call': (p) => `the call to \`${p['name']}\`, imported from a package that the project does not hold`,
  },
};
