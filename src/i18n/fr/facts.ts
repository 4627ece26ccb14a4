import type { Text } from '../catalogue.ts';
import type { facts as english } from '../en/facts.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export const facts: Record<keyof typeof english, Text> = {
  // Machines et instances
  'reason.replit-machine': () =>
    'la taille d’une machine Autoscale se choisit dans le volet de publication, n’est écrite dans aucun fichier, et Replit ne publie pas les tailles proposées : 1 vCPU et 2 Go sont supposés',
  'reason.replit-instances': () =>
    'le nombre maximal de machines Autoscale se choisit dans le volet de publication et n’est écrit dans aucun fichier : 3 sont supposées, entre 1 et 10',
  'reason.replit-cold-start': () =>
    'Replit parle seulement de « quelques secondes » ; des utilisateurs en rapportent jusqu’à trente',
  'reason.scale-to-zero': () => 'sans trafic, la plateforme arrête la dernière instance',
  'reason.one-instance': () => 'aucun fichier ne demande plus d’une instance',
  'reason.render-machine': () =>
    'l’offre n’est écrite dans aucun fichier : Starter est supposée, entre l’offre gratuite et Standard',
  'reason.railway-replica': () =>
    'Railway laisse chaque réplique grandir jusqu’à un plafond fixé par l’abonnement : celui de Hobby est supposé, partagé entre 6 répliques',
  'reason.fly-machine': () =>
    'sans section [[vm]], Fly.io démarre sa plus petite machine partagée ; un processeur partagé n’est prêté qu’une partie du temps',
  'reason.fly-instances': () =>
    'Fly.io crée d’ordinaire deux machines par application, ce que les fichiers ne montrent pas',
  'reason.fly-cold-start': () =>
    'une reprise demande quelques centaines de millisecondes, mais un démarrage complet est parfois nécessaire',
  'reason.heroku-machine': () =>
    'le type de dyno n’est écrit dans aucun fichier : un dyno de 512 Mo au processeur partagé est supposé',
  'reason.scalingo-machine': () => 'la taille du conteneur n’est écrite dans aucun fichier : la taille M est supposée',
  'reason.clever-cloud-machine': () => 'la taille n’est écrite dans aucun fichier : XS est supposée, entre pico et S',
  'reason.functions-instances': () =>
    'les fonctions démarrent au rythme des requêtes, jusqu’à un plafond bien supérieur à ce qu’une base de données accepte',
  'reason.one-request-per-function': () => 'une fonction traite une requête à la fois',
  'reason.cloud-run-machine': () =>
    'la taille n’est écrite dans aucun fichier : 1 vCPU et 512 Mo sont ce que Cloud Run donne par défaut',
  'reason.cloud-run-instances': () =>
    'sans maximum dans les fichiers, les 100 instances par défaut sont supposées ; des quotas peuvent abaisser ce nombre',
  'reason.app-engine-machine': () => 'sans classe d’instance dans app.yaml, la classe F1 est supposée',
  'reason.app-engine-instances': () => 'sans maximum dans app.yaml, 5 instances sont supposées, entre 1 et 20',
  'reason.digitalocean-machine': () => 'la taille n’est écrite dans aucun fichier : la plus petite est supposée',
  'reason.container-host': () =>
    'un conteneur sans limite partage la machine qui le porte, que les fichiers ne décrivent pas',
  'reason.unknown-machine': () => 'rien ne dit où l’application tourne : une petite machine virtuelle est supposée',
  'reason.shared-cpu': () =>
    'le processeur est partagé avec d’autres clients : la part que chacun en obtient n’est pas publiée',
  'reason.size-not-sourced': () => 'cette taille est connue par ailleurs, sans avoir été lue dans la documentation',

  // Bases de données
  'reason.prisma-pool': () =>
    'Prisma 5 et 6 ouvrent deux connexions par processeur de l’hôte, plus une : de 1 à 8 processeurs sont supposés',
  'reason.mysql-connections': () => 'MySQL accepte 151 connexions si personne ne le règle (connaissance générale)',
  'reason.round-trip-same-region': () => 'l’application et la base sont supposées dans la même région',
  'reason.round-trip-neon': () =>
    'même région supposée ; le relais de Neon et le WebSocket de son pilote ajoutent un peu au réseau',
  'reason.round-trip-replit': () =>
    'Replit ne dit ni où ni sur quoi tourne la base de production : une base gérée dans la même région est supposée',
  'reason.round-trip-managed': () => 'une base gérée, jointe par un relais dans la même région, est supposée',
  'reason.round-trip-local': () => 'la base est supposée sur la même machine ou le même réseau privé',

  // Services
  'reason.latency-payments': () =>
    'aucun temps de réponse publié n’a été trouvé pour les services de paiement : un appel qui crée quelque chose prend d’ordinaire de 0,2 à 1 s',
  'reason.latency-email': () =>
    'aucun temps de réponse publié n’a été trouvé pour les services d’e-mail : accepter un message prend d’ordinaire de 0,1 à 0,6 s',
  'reason.latency-smtp': () =>
    'un échange SMTP ouvre une connexion, la chiffre, s’authentifie puis remet le message : plusieurs allers-retours',
  'reason.latency-ai': () =>
    'le temps d’une réponse croît avec sa longueur : de 1 s pour une ligne à 15 s pour une page',
  'reason.latency-storage': () => 'un stockage d’objets répond d’ordinaire en 30 à 300 ms pour un petit objet',
  'reason.latency-image-upload': () => 'une image est envoyée puis transformée : le temps croît avec sa taille',
  'reason.latency-authentication': () =>
    'aucun temps de réponse publié n’a été trouvé pour les services d’authentification : de 50 à 400 ms d’ordinaire',
  'reason.latency-credentials': () => 'un appel interne à la plateforme, en HTTP, qui rend une clé',
  'reason.latency-push': () =>
    'aucun temps de réponse publié n’a été trouvé pour les services de notification : de 50 à 500 ms d’ordinaire',
  'reason.latency-sms': () =>
    'aucun temps de réponse publié n’a été trouvé pour les services de SMS, qui acceptent le message puis le remettent plus tard',
  'reason.latency-queue': () =>
    'aucun temps de réponse publié n’a été trouvé pour les files de messages : déposer un message prend d’ordinaire de 10 à 100 ms',
  'reason.latency-cache': () => 'un cache répond de mémoire : un aller-retour sur le réseau, de 0,5 à 5 ms d’ordinaire',
  'reason.latency-hosted-data': () =>
    'aucun temps de réponse publié n’a été trouvé : une base jointe par une API prend d’ordinaire de 30 à 300 ms',
  'reason.ses-rate': () => 'Amazon accorde le débit compte par compte ; 14 messages par seconde sont un départ courant',
  'reason.twilio-long-code': () =>
    'le débit d’un numéro ordinaire n’a pas été trouvé : un message par seconde est souvent cité',

  // Usage
  'reason.think-time': () =>
    'le banc d’essai TPC-W compte 7 à 8 s entre deux pages ; lire ou remplir un formulaire prend plus longtemps',
  'reason.requests-per-action': () =>
    'une page demande des dizaines de fichiers, mais peu arrivent au serveur Node.js : d’un à quatre appels à l’API',
  'reason.active-share': () =>
    'parmi les personnes dont l’application est ouverte, une sur quatre est supposée en train d’agir',
  'reason.sessions-per-day': () =>
    'les exemples publiés donnent de 1,6 à 3 sessions par jour ; les membres d’un club viennent une fois',
  'reason.requests-per-session': () =>
    'les exemples publiés donnent 4, 15 ou 60 requêtes par session, selon qu’on consulte ou qu’on travaille',
  'reason.peak-hour-share': () =>
    'les exemples publiés placent de 10 à 20 % de la journée dans l’heure la plus chargée',
  'reason.burst': () =>
    'les exemples publiés placent la minute la plus chargée de 15 à 60 % au-dessus de la moyenne de son heure',
  'reason.daily-share': () =>
    'aucun chiffre n’existe pour les associations ; un logiciel en ligne voit venir environ 12 % de ses comptes dans la journée, et un rythme hebdomadaire en donne autant',
  'reason.peak-day': () =>
    'exemple d’un événement en direct : 28 % de la journée en une heure, et une minute la plus chargée à 1,6 fois la moyenne ; jusqu’à 4 fois ailleurs',
  'reason.check-in': () =>
    'une file contrôle de 5 à 8 personnes par minute ; un lecteur seul en lirait une toutes les 2 s',

  // Replit
  'figure.A009': (_, f) => `une instance Autoscale s’endort après ${f.duration(900)} sans trafic`,
  'figure.A010': () => 'une instance Autoscale traite plusieurs requêtes à la fois',
  'figure.A012': () =>
    'les instances Autoscale sont redémarrées régulièrement : ce qu’elles gardent en mémoire est perdu',
  'figure.A013': () => 'les tailles des machines Autoscale et leur nombre maximal ne sont pas publiés',
  'figure.A014': () => 'le délai au bout duquel Replit abandonne une requête n’est pas publié',
  'figure.A015': () => 'le nombre de requêtes qu’une instance traite à la fois n’est pas publié',
  'figure.A016': (_, f) => `à la publication, la page d’accueil doit répondre en moins de ${f.duration(5)}`,
  'figure.A018': () => 'les fichiers d’une application publiée sont effacés à chaque publication',
  'figure.A026': () => 'une Reserved VM ne s’endort jamais et reste seule : Replit ne lui en ajoute pas d’autres',
  'figure.A036': (_, f) => `le stockage d’objets coûte ${f.money(1.5)} par mois pour 100 Go`,
  'figure.A037': (_, f) =>
    `un million d’opérations sur le stockage d’objets coûte ${f.money(0.4)} pour les simples, ${f.money(5)} pour les autres`,
  'figure.A038': () => 'une fois le budget atteint, tous les services facturés à l’usage sont suspendus',
  'figure.A042': () => 'la taille de la machine n’est pas dans .replit : elle se choisit dans le volet de publication',
  'figure.A045': () =>
    'la base de développement est un PostgreSQL 16 géré par Replit (Helium) depuis décembre 2025 ; les plus anciennes sont chez Neon',
  'figure.A046': (_, f) => `la base de développement contient ${f.bytes(20 * GIB)} gratuitement`,
  'figure.A047': (_, f) => `la base de production contient au plus ${f.bytes(10 * GIB)}`,
  'figure.A048': (_, f) =>
    `la base de production coûte ${f.money(0.16)} par heure éveillée, environ ${f.money(117)} par mois sans interruption`,
  'figure.A049': (_, f) => `le stockage de la base de production coûte ${f.money(0.35)} par Go et par mois`,
  'figure.A050': (_, f) => `la base de production s’endort après ${f.duration(300)} d’inactivité`,
  'figure.A051': () => 'le nombre de connexions qu’accepte le PostgreSQL de Replit n’est pas publié',

  // Render
  'figure.A068': (_, f) => `un service payant va jusqu’à ${f.count(100)} instances`,
  'figure.A069': () =>
    'l’ajustement automatique, selon le processeur ou la mémoire, demande un espace Pro et aucun disque persistant',
  'figure.A070': (_, f) => `une instance gratuite s’arrête après ${f.duration(900)} sans trafic`,
  'figure.A071': (_, f) => `une instance gratuite met de ${f.duration(30)} à ${f.duration(60)} à redémarrer`,
  'figure.A072': (_, f) => `les instances gratuites d’un espace se partagent ${f.count(750)} heures par mois`,
  'figure.A073': (_, f) => `une réponse peut durer ${f.duration(6000)}`,
  'figure.A074': (_, f) => `une instance qu’on arrête a ${f.duration(30)} pour finir ses requêtes`,
  'figure.A076': (_, f) => `au-delà du forfait, le trafic sortant coûte ${f.money(0.15)} par Go`,

  // Railway
  'figure.A084': (_, f) => `le trafic sortant coûte ${f.money(0.05)} par Go`,
  'figure.A088': () => 'avec Hobby, un service va jusqu’à 6 répliques, 48 Go et 48 vCPU au total',
  'figure.A091': () => 'avec Pro, une réplique va jusqu’à 24 vCPU et 24 Go',
  'figure.A092': () => 'Railway n’ajoute pas de répliques de lui-même : leur nombre se règle à la main',
  'figure.A093': (_, f) =>
    `une réponse qui n’envoie rien pendant ${f.duration(300)} est coupée, et toute réponse au bout de ${f.duration(900)}`,
  'figure.A094': (_, f) =>
    `un domaine accepte environ ${f.count(11_000)} requêtes par seconde et ${f.count(10_000)} connexions à la fois`,
  'figure.A095': (_, f) => `une connexion HTTP/1.1 inactive est fermée après ${f.duration(60)}`,
  'figure.A096': (_, f) =>
    `si la mise en veille est activée, un service s’arrête après ${f.duration(600)} sans rien envoyer ; un pool de connexions ouvert le tient éveillé`,
  'figure.A099': (_, f) => `railway.json et railway.toml ne sont plus lus à partir du ${f.date('2026-12-01')}`,
  'figure.A100': (_, f) =>
    `le PgBouncer proposé partage ${f.count(20)} connexions entre ${f.count(1000)} clients par réplique`,

  // Fly.io
  'figure.A105': (_, f) =>
    `le trafic sortant coûte ${f.money(0.02)} par Go en Europe et en Amérique du Nord, jusqu’à ${f.money(0.12)} ailleurs`,
  'figure.A106': (_, f) =>
    `un processeur partagé vient avec ${f.bytes(256 * MIB)} à ${f.bytes(2 * GIB)} de mémoire, un processeur dédié avec ${f.bytes(2 * GIB)} à ${f.bytes(8 * GIB)}`,
  'figure.A107': (_, f) =>
    `au-delà de ${f.count(20)} connexions, le trafic est envoyé à une autre machine ; rien n’est refusé tant qu’aucune limite stricte n’est fixée`,
  'figure.A108': () => 'sauf mention contraire dans fly.toml, aucune machine n’est tenue éveillée',
  'figure.A109': () => 'une machine suspendue reprend en quelques centaines de millisecondes, sans garantie',
  'figure.A110': (_, f) => `une machine qu’on arrête a ${f.duration(5)} pour finir, ${f.duration(300)} au plus`,
  'figure.A111': () => 'les nouvelles organisations n’ont pas de forfait gratuit',
  'figure.A113': (_, f) => `le plus petit PostgreSQL géré coûte ${f.money(38)} par mois, stockage non compris`,
  'figure.A118': (_, f) => `le relais du PostgreSQL géré ferme les connexions après ${f.duration(600)}`,

  // Heroku
  'figure.A119': () => 'Heroku n’est plus que maintenu, depuis février 2026',
  'figure.A120': (_, f) => `une requête sans premier octet après ${f.duration(30)} est coupée (erreur H12)`,
  'figure.A121': (_, f) =>
    `un dyno Eco s’endort après ${f.duration(1800)} sans trafic, et les dynos Eco se partagent ${f.count(1000)} heures par mois`,
  'figure.A123': (_, f) =>
    `Eco et Basic n’admettent qu’un dyno web ; les autres, jusqu’à ${f.count(100)} par application, et Performance ${f.count(10)} par type`,
  'figure.A124': () => 'seuls les dynos Performance, Private et Shield s’ajustent automatiquement à la charge',
  'figure.A125': () => 'chaque dyno est redémarré environ une fois par jour',
  'figure.A126': (_, f) => `un dyno qu’on arrête a ${f.duration(30)} pour finir ses requêtes`,

  // Vercel et Netlify
  'figure.A129': (_, f) => `une fonction dure au plus ${f.duration(300)} avec Hobby, ${f.duration(800)} avec Pro`,
  'figure.A130': (_, f) =>
    `sans Fluid compute, une fonction dure par défaut ${f.duration(10)} avec Hobby, ${f.duration(15)} avec Pro`,
  'figure.A131': () => 'une fonction a 1 vCPU et 2 Go avec Hobby, jusqu’à 2 vCPU et 4 Go avec Pro',
  'figure.A132': (_, f) =>
    `jusqu’à ${f.count(30_000)} exécutions simultanées, ${f.count(1000)} de plus toutes les ${f.duration(10)} dans une région`,
  'figure.A133': () => 'une requête ou une réponse pèse au plus 4,5 Mo',
  'figure.A134': (_, f) => `les exécutions d’une instance se partagent ${f.count(1024)} fichiers et connexions ouverts`,
  'figure.A136': (_, f) =>
    `Hobby comprend un million d’appels et ${f.count(4)} heures de processeur par mois, hors usage commercial`,
  'figure.A137': (_, f) =>
    `Pro coûte ${f.money(20)} par mois, puis ${f.money(12.8)} pour 100 heures de processeur et ${f.money(0.6)} par million d’appels`,
  'figure.A139': (_, f) => `une fonction dure au plus ${f.duration(60)} ; en arrière-plan, ${f.duration(900)}`,
  'figure.A140': (_, f) =>
    `une fonction a ${f.bytes(GIB)} de mémoire avec Free et Personal, jusqu’à ${f.bytes(4 * GIB)} et 2 vCPU au-delà`,
  'figure.A141': () => 'une réponse pèse au plus 6 Mo d’un bloc, 20 Mo en flux',
  'figure.A142': (_, f) =>
    `les offres coûtent ${f.money(0)}, ${f.money(9)} et ${f.money(20)} par mois, pour ${f.count(300)}, ${f.count(1000)} et ${f.count(3000)} crédits`,
  'figure.A143': () => 'une fois les crédits épuisés, tous les sites de l’équipe sont mis en pause',
  'figure.A144': () =>
    'les fonctions des offres Free et Personal tournent dans l’Ohio, quel que soit le pays des visiteurs',

  // Google Cloud, DigitalOcean, Clever Cloud
  'figure.A146': (_, f) =>
    `une instance traite par défaut ${f.count(80)} requêtes à la fois, ${f.count(80)} par vCPU si elle est déployée en ligne de commande`,
  'figure.A147': (_, f) => `une instance peut être réglée pour traiter jusqu’à ${f.count(1000)} requêtes à la fois`,
  'figure.A148': (_, f) =>
    `une requête dure par défaut au plus ${f.duration(300)}, et ${f.duration(3600)} si on le règle`,
  'figure.A149': () => 'au-dessous de 1 vCPU, une instance traite une requête à la fois',
  'figure.A151': (_, f) =>
    `Firebase App Hosting donne ${f.bytes(512 * MIB)} de mémoire et jusqu’à ${f.count(100)} instances, dont aucune n’est tenue éveillée`,
  'figure.A156': (_, f) =>
    `les instances vont de ${f.money(5)} (512 Mo, processeur partagé) à ${f.money(392)} par mois (8 vCPU dédiés, 32 Go)`,
  'figure.A157': (_, f) =>
    `une application va jusqu’à ${f.count(250)} conteneurs ; l’ajustement selon le processeur demande des conteneurs dédiés`,
  'figure.A158': (_, f) =>
    `une requête est abandonnée après ${f.duration(30)}, ou jusqu’à ${f.duration(100)} si on le règle`,
  'figure.A159': (_, f) => `le disque local contient ${f.bytes(4 * GIB)} et ne survit pas au conteneur`,
  'figure.A160': (_, f) => `la base de développement coûte ${f.money(7)} par mois pour 512 Mo`,
  'figure.A171': (_, f) => `une application va jusqu’à ${f.count(40)} instances`,
  'figure.A172': () => 'les tailles vont de pico à 3XL ; pico et nano ont un moindre accès au processeur',
  'figure.A173': (_, f) => `le relais abandonne une requête après ${f.duration(180)}`,
  'figure.A174': () => 'le tas de Node.js est réglé aux trois quarts de la mémoire de l’instance',
  'figure.A176': (_, f) => `une offre de PostgreSQL donnée en exemple accepte ${f.count(125)} connexions`,
  'figure.A178': () => 'les prix n’ont pas été trouvés dans la documentation publique',

  // Bases de données
  'figure.B001': (_, f) => `une base de 0,25 CU (1 Go) accepte ${f.count(104)} connexions, dont 7 réservées`,
  'figure.B012': (_, f) =>
    `par le répartiteur (hôte en « -pooler »), jusqu’à ${f.count(10_000)} clients se les partagent`,
  'figure.B013': (_, f) =>
    `le répartiteur mène de front au plus ${f.percent(0.9)} de ce nombre de transactions, par utilisateur et par base`,
  'figure.B014': (_, f) => `avec l’offre Launch, une unité de calcul (CU) allumée tout le mois coûte ${f.money(77.4)}`,
  'figure.B016': (_, f) => `le stockage coûte ${f.money(0.35)} par Go et par mois dans les offres payantes`,
  'figure.B017': (_, f) =>
    `l’offre gratuite donne ${f.count(100)} heures de CU par mois et ${f.bytes(512 * MIB)} par projet`,
  'figure.B019': (_, f) =>
    `la base s’endort après ${f.duration(300)} sans requête ; les offres payantes permettent de l’éviter`,
  'figure.B020': () => 'elle met quelques centaines de millisecondes à se réveiller',
  'figure.B021': () => 'sa taille suit la charge entre deux bornes, de 0,25 à 16 CU',
  'figure.B023': (_, f) =>
    `l’offre gratuite accepte ${f.count(60)} connexions directes et ${f.count(200)} clients du répartiteur`,
  'figure.B024': (_, f) =>
    `la taille Micro accepte ${f.count(60)} connexions directes et ${f.count(200)} clients du répartiteur`,
  'figure.B034': (_, f) => `un projet gratuit est mis en pause après ${f.count(7)} jours sans activité`,
  'figure.B036': (_, f) =>
    `la base accepte environ ${f.count(112)} connexions par Go de mémoire, ${f.count(5000)} au plus`,
  'figure.B038': (_, f) => `une instance micro (1 Go) accepte environ ${f.count(110)} connexions`,
  'figure.B039': (_, f) => `une instance small (2 Go) accepte environ ${f.count(225)} connexions`,
  'figure.B040': (_, f) => `une instance medium (4 Go) accepte environ ${f.count(450)} connexions`,
  'figure.B042': (_, f) => `au-dessous de 8 Go de mémoire, la base accepte ${f.count(100)} connexions`,
  'figure.B043': (_, f) => `avec 8 Go de mémoire, la base accepte ${f.count(200)} connexions`,
  'figure.B046': () => 'les bases payantes comprennent PgBouncer, à activer',
  'figure.B047': () => 'la base gratuite (1 Go) expire au bout de 30 jours',
  'figure.B048': () => 'rempli à 90 %, le stockage s’agrandit de moitié de lui-même',
  'figure.B050': (_, f) => `un PostgreSQL que personne ne règle accepte ${f.count(100)} connexions`,
  'figure.B052': (_, f) => `Essential-0 accepte ${f.count(20)} connexions`,
  'figure.B053': (_, f) => `Essential-1 accepte ${f.count(25)} connexions`,
  'figure.B054': (_, f) => `Standard-0 accepte ${f.count(120)} connexions`,
  'figure.B056': (_, f) => `Essential-0 coûte à partir de ${f.money(5)} par mois`,
  'figure.B059': () => 'le nombre de connexions qu’elle accepte n’a pas été trouvé',
  'figure.B060': () => 'les connexions ne sont pas comptées avec Scaler Pro (documentation de 2024)',
  'figure.B062': (_, f) => `la grappe gratuite M0 accepte ${f.count(500)} connexions`,
  'figure.B064': (_, f) => `M10 accepte ${f.count(1500)} connexions`,
  'figure.B065': (_, f) => `M20 accepte ${f.count(3000)} connexions`,
  'figure.B068': (_, f) => `l’offre gratuite donne ${f.count(500_000)} commandes par mois et 256 Mo`,
  'figure.B069': (_, f) => `${f.count(10_000)} commandes par seconde au plus`,
  'figure.B070': (_, f) => `à l’usage, un million de commandes coûte ${f.money(2)}`,
  'figure.B073': () => 'le nombre de connexions simultanées n’est plus publié',

  // Services
  'figure.C036': (_, f) => `en mode pool, nodemailer ouvre ${f.count(5)} connexions vers le serveur de messagerie`,
  'figure.D001': (_, f) => `un compte peut envoyer ${f.count(100)} requêtes par seconde en mode réel`,
  'figure.D003': (_, f) =>
    `un même type d’appel (créer une session de paiement, par exemple) est limité à ${f.count(25)} par seconde`,
  'figure.D007': () => 'un webhook qui échoue est renvoyé pendant 3 jours au plus',
  'figure.D008': () => 'le temps que Stripe laisse pour répondre à un webhook n’est pas publié',
  'figure.D009': () => 'le temps de réponse de Stripe n’a pas été trouvé',
  'figure.D011': (_, f) => `une équipe peut envoyer ${f.count(5)} requêtes par seconde`,
  'figure.D012': (_, f) => `l’offre gratuite envoie ${f.count(100)} e-mails par jour et ${f.count(3000)} par mois`,
  'figure.D013': () => 'l’offre gratuite a été retirée en 2025',
  'figure.D014': () => 'le débit auquel SendGrid accepte les messages n’a pas été trouvé',
  'figure.D015': (_, f) => `un appel envoie jusqu’à ${f.count(500)} messages`,
  'figure.D016': (_, f) => `l’offre gratuite envoie ${f.count(100)} e-mails par mois`,
  'figure.D017': () => 'les limites de Mailgun n’ont pas été trouvées',
  'figure.D018': (_, f) => `un nouveau compte, en bac à sable, envoie ${f.count(200)} e-mails par jour`,
  'figure.D019': () => 'en bac à sable, un e-mail par seconde',
  'figure.D020': (_, f) =>
    `${f.count(3000)} e-mails par mois sont gratuits pendant un an, puis ${f.money(0.1)} le millier`,
  'figure.D021': () => 'hors du bac à sable, Amazon accorde le débit compte par compte',
  'figure.D022': (_, f) => `l’offre gratuite envoie ${f.count(300)} e-mails par jour`,
  'figure.D023': (_, f) => `l’offre gratuite envoie ${f.count(200)} e-mails par jour et ${f.count(6000)} par mois`,
  'figure.D024': (_, f) => `l’offre gratuite envoie ${f.count(200)} e-mails par jour et ${f.count(1000)} par mois`,
  'figure.D025': (_, f) => `un compte personnel écrit à ${f.count(500)} destinataires en 24 heures`,
  'figure.D026': (_, f) => `un compte Workspace écrit à ${f.count(2000)} destinataires en 24 heures`,
  'figure.D027': (_, f) =>
    `une boîte envoie ${f.count(30)} messages par minute, à ${f.count(10_000)} destinataires en 24 heures`,
  'figure.D028': (_, f) => `un numéro court envoie ${f.count(100)} SMS par seconde`,
  'figure.D029': () => 'le débit d’un numéro ordinaire n’a pas été trouvé',
  'figure.D030': (_, f) => `un projet envoie ${f.count(600_000)} messages par minute`,
  'figure.D031': (_, f) => `un appareil Android reçoit ${f.count(240)} messages par minute`,
  'figure.D032': (_, f) =>
    `le serveur peut envoyer ${f.count(100)} requêtes par seconde en production ; lire l’utilisateur courant en compte une`,
  'figure.D034': () =>
    'une même adresse peut s’identifier 5 fois en 10 s : tout le monde à l’entrée d’un événement partage la même adresse',
  'figure.D035': (_, f) => `${f.count(100)} invitations par heure`,
  'figure.D036': () => 'les limites dépendent du niveau du compte, d’Evaluation à Custom',
  'figure.D037': (_, f) => `au niveau Start, ${f.count(1000)} requêtes par minute`,
  'figure.D038': (_, f) => `au niveau Scale, ${f.count(4000)} requêtes par minute`,
  'figure.D040': (_, f) =>
    `l’API d’administration accepte ${f.count(500)} appels par heure dans l’offre gratuite ; les envois d’images n’en sont pas`,
  'figure.D041': (_, f) =>
    `un même préfixe accepte ${f.count(3500)} écritures et ${f.count(5500)} lectures par seconde`,
  'figure.D042': (_, f) =>
    `un compartiment accepte d’abord environ ${f.count(1000)} écritures et ${f.count(5000)} lectures par seconde`,
  'figure.D062': (_, f) =>
    `l’offre gratuite accepte ${f.count(300)} requêtes par minute, 5 identifications par seconde`,
  'figure.D063': (_, f) => `Essentials et Professional acceptent ${f.count(25)} requêtes par seconde`,
  'figure.D065': () => 'le profil d’un même utilisateur se lit 5 fois par minute',
  'figure.D066': () => 'les limites dépendent du modèle et du niveau du compte',
  'figure.D067': (_, f) =>
    `souvent cité : ${f.count(3)} requêtes par minute gratuitement, ${f.count(500)} au premier niveau payant`,

  // Node.js
  'figure.E001': (_, f) => `Node.js laisse ${f.duration(300)} à une requête pour arriver`,
  'figure.E003': (_, f) =>
    `Node.js ferme une connexion inactive après ${f.duration(5)}, avant la plupart des répartiteurs de charge : une source d’erreurs 502`,
  'figure.E008': (_, f) => `fichiers, noms de domaine et hachage natif se partagent ${f.count(4)} fils d’exécution`,
  'figure.E011': () =>
    'dans un conteneur, le tas prend environ la moitié de la mémoire accordée, 2 Go au plus (Node 20)',
  'figure.E024': (_, f) => `express.json refuse les corps de plus de ${f.bytes(100 * KIB)}`,
  'figure.E025': () =>
    'le magasin de sessions par défaut garde tout dans la mémoire d’un seul processus, sans jamais la libérer',
  'figure.E026': (_, f) =>
    `la plupart des systèmes Linux admettent ${f.count(1024)} fichiers et connexions ouverts par processus`,
  'figure.E027': () => 'un processus n’exécute JavaScript que sur un processeur, quel que soit leur nombre',
};
