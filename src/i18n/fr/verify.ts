import type { Text } from '../catalogue.ts';
import type { verify as english } from '../en/verify.ts';

export const verify: Record<keyof typeof english, Text> = {
  'verify.title': () => 'L’estimation face à l’application qui tourne',
  'verify.subtitle': () =>
    'Chargée jusqu’à ce qu’elle cède ; les temps de réponse comptent à partir du moment où chaque requête devait partir',
  'verify.outcome.complete': () => 'La plus grande charge qui respecte l’objectif a été trouvée.',
  'verify.outcome.bounded': () =>
    'La recherche s’est arrêtée au débit, au temps ou au nombre de requêtes permis : le chiffre est le meilleur connu à ce moment-là.',
  'verify.outcome.void': () =>
    'Pas de chiffre : cette machine était trop occupée pour envoyer les requêtes à l’heure, et les temps de réponse seraient les siens. Fermez ce qui tourne à côté, ou chargez depuis une autre machine.',
  'verify.outcome.interrupted': () => 'Interrompue : voici ce qui était déjà mesuré.',
  'verify.outcome.gone': () =>
    'L’application ne répond plus (connexion refusée) : voici ce qui avait été mesuré avant.',
  'verify.outcome.rate-limited': () =>
    'L’application refuse son appelant (429) : une limite par adresse ou par compte est atteinte avant que la moindre ressource ne cède. Levez-la pour cette adresse, ou faites-lui lire un autre en-tête, puis recommencez.',
  'verify.outcome.failing': () =>
    'Plus de la moitié des requêtes échouent à tous les débits : ce sont les requêtes ou l’application qui sont en cause, pas la charge.',
  'verify.capacity': (p, f) =>
    `Mesuré : **${f.number(p['measured'])} requêtes/s**. Prévu : ${f.number(p['typical'])} (de ${f.number(p['low'])} à ${f.number(p['high'])}).`,
  'verify.inside': () => 'La mesure tombe dans l’intervalle prévu.',
  'verify.outside': () => 'La mesure tombe hors de l’intervalle prévu : ici, l’estimation se trompe.',
  'verify.bottleneck': (p) => `Ce qui cède : ${p['measured']} (prévu : ${p['predicted']}).`,
  'verify.elsewhere': () =>
    'quelque chose que les requêtes attendent (une réserve de connexions, un service extérieur, un verrou)',
  'verify.heading.mix': () => 'L’ensemble du trafic',
  'verify.heading.routes': (p, f) => `Route par route, à ${f.number(p['rate'])} requêtes/s`,
  'verify.heading.windows': () => 'Tous les débits essayés',
  'verify.heading.refusals': () => 'Réponses qui ne sont pas un succès',
  'verify.pairs': () => 'Prévu / mesuré.',
  'verify.row.capacity': () => 'Requêtes/s dans l’objectif',
  'verify.row.busy': (p) => `Occupation à ce débit : ${p['station']}`,
  'verify.row.time': (p, f) => `${p['which']} à ${f.number(p['rate'])} requêtes/s`,
  'verify.column.predicted': () => 'Prévu',
  'verify.column.measured': () => 'Mesuré',
  'verify.column.route': () => 'Route',
  'verify.column.share': () => 'Part',
  'verify.column.requests': () => 'Requêtes',
  'verify.column.p50': () => 'p50',
  'verify.column.p95': () => 'p95',
  'verify.column.failed': () => 'Échecs',
  'verify.column.rate': () => 'Requêtes/s',
  'verify.column.verdict': () => 'Verdict',
  'verify.column.errors': () => 'Erreurs',
  'verify.column.loop': () => 'Boucle d’événements',
  'verify.column.database': () => 'Base (processeurs)',
  'verify.column.lag': () => 'Retard du générateur',
  'verify.verdict.void': () => 'nul : générateur en retard',
  'verify.verdict.passed': () => 'tient',
  'verify.verdict.errors': () => 'trop d’erreurs',
  'verify.verdict.late': () => 'trop lent',
  'verify.verdict.backlog': () => 'la file s’allonge',
  'verify.note.judged': (p, f) =>
    `Prévision et mesure sont jugées de même : toutes les requêtes ensemble, et chacune à part les ${f.count(p['alone'])} routes sur ${f.count(p['routes'])} dont une fenêtre contient cent requêtes. L’estimation, elle, juge chaque route : ${f.number(p['every'])} requêtes/s.`,
  'verify.note.session': (p, f) =>
    `Pas envoyée, car les autres requêtes se servent de la même session, qu’elle fermerait : ${f.list(p['routes'])}.`,
  'verify.note.left-out': (p) => `Pas chargée : \`${p['route']}\`, qui répond ${p['answer']}.`,
  'verify.note.writes': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'requête qui écrit a été laissée', 'requêtes qui écrivent ont été laissées')} de côté (--allow-writes les envoie).`,
  'verify.note.unfilled': (p, f) => `Pas chargées, faute de valeurs : ${f.list(p['routes'])}.`,
  'verify.note.unknown': (p, f) => `Sans prévision : ${f.list(p['routes'])}.`,
  'verify.note.accounts': () =>
    'Le temps de processeur de l’application ne peut pas être lu d’ici : ce qui cède n’est pas nommé.',
  'verify.note.local': (p, f) =>
    `Prévu pour cette machine (${f.count(p['processors'])} ${f.plural(p['processors'], 'processeur', 'processeurs')}, une instance, la base à côté), et non pour l’hébergement.`,
  'cli.summary.verify': () => 'charge l’application qui tourne, et montre le prévu à côté du mesuré',
  'cli.help.verify': () => `Usage : jauge verify [dossier] --url http://127.0.0.1:PORT [options]
        jauge verify [dossier] [options] -- npm start

Boucle locale seulement, et requêtes qui lisent seulement, sauf avis contraire.

  --url ADRESSE              l’application qui tourne
  --requests FICHIER         requêtes (.http, .har ou .json) ; jauge measure --draft FICHIER en écrit une première version
  --scenario normal|peak     poids des requêtes, quand le fichier n’en donne pas (normal par défaut)
  --objective p95:TEMPS      ce que « ça marche encore » veut dire : p95:800ms (1 s par défaut)
  --allow-writes             envoyer aussi les requêtes qui écrivent
  --allow-host NOM           charger une autre machine que celle-ci, qui est à vous
  --header 'NOM: VALEUR'     envoyé avec chaque requête : une session, un jeton ; plusieurs fois pour plusieurs sessions
  --seconds N                temps maximal (150 par défaut)
  --most-requests N          nombre maximal de requêtes (100 000 par défaut)
  --most-rate N              requêtes par seconde au plus (5 000 par défaut)
  --database-port N          port de PostgreSQL sur cette machine, pour lire son temps de processeur
  --config FICHIER           fichier de configuration
  --measurement FICHIER      ce qui a été mesuré (jauge.measurement.json dans le dossier)
  --format terminal|markdown|json

Codes de sortie de verify : 0 la mesure est dans la prévision · 1 elle est en dehors · 5 elle n’a pas pu être faite · 6 nulle : le générateur manquait de processeur`,
  'cli.verify.starting': () => 'Démarrage de l’application, ou prise de contact…',
  'cli.verify.estimating': () => 'Estimation…',
  'cli.verify.trying': () => 'Un essai de chaque requête…',
  'cli.verify.progress': (p, f) => `${p['bar']} ${f.percent(p['share'])}  ${f.number(p['rate'])} requêtes/s`,
  'cli.summary.export': () => 'la charge pour k6 ou Artillery, les seuils pour Grafana ou Prometheus',
  'cli.help.export': () => `Usage : jauge export k6|artillery [dossier] [options]
        jauge export grafana|prometheus [dossier]

grafana : un tableau de bord à importer ; prometheus : des règles d’alerte ; leurs mesures viennent de /jauge/metrics.

  --requests FICHIER         requêtes (.http, .har ou .json ; jauge.requests.json dans le dossier)
  --scenario normal|peak     poids des requêtes, quand le fichier n’en donne pas (normal par défaut)
  --url ADRESSE              adresse de l’application dans le script
  --rate N                   requêtes par seconde du dernier palier (la capacité prévue par défaut)
  --step N                   secondes de chaque palier (60 par défaut)
  --objective p95:TEMPS      les seuils : p95:800ms (1 s par défaut)
  --allow-writes             les requêtes qui écrivent, aussi
  --config FICHIER, --measurement FICHIER`,
  'cli.export.left-out': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'requête laissée', 'requêtes laissées')} de côté : elles écrivent (--allow-writes), ou des valeurs leur manquent (--requests).`,
  'error.export-engine': (p, f) => `Quel moteur ? jauge export ${f.list(p['known'])}`,
  'error.verify-target': () =>
    'Quelle application ? Donnez son adresse (--url http://127.0.0.1:5000) ou la commande qui la démarre (-- npm start).',
  'error.verify-nothing': () => 'Il n’y a rien à charger : aucune requête qui puisse être envoyée n’a été trouvée.',
  'error.verify-nothing-hint': () =>
    'jauge measure --draft jauge.requests.json écrit des requêtes pour chaque route, à compléter ; --allow-writes envoie celles qui écrivent.',
};
