import type { Text } from '../catalogue.ts';
import type { measure as english } from '../en/measure.ts';

/** Ce que dit `jauge measure`, et ce qui l’arrête. */
export const measure: Record<keyof typeof english, Text> = {
  'cli.summary.measure': () =>
    'remplacer les hypothèses par des mesures : journaux, base de données, application mise en marche',
  'cli.help.measure': () => `Usage : jauge measure [dossier] [options] [-- commande qui démarre l’application]

  --logs FICHIER             journaux d’accès, compressés ou non (à répéter ; - pour l’entrée standard)
  --database                 la base de DATABASE_URL, en lecture seule
  --database-url ADRESSE     la base à cette adresse (jamais affichée, jamais gardée)
  --database-env NOM         la base dont l’adresse est dans cette variable
  -- npm start               démarre l’application, sollicite chaque route seule, puis toutes, puis l’arrête
  --url ADRESSE              sollicite l’application qui tourne à cette adresse de cette machine
  --allow-host HÔTE          sollicite tout de même cette autre machine
  --port N                   port où l’application écoute, quand elle en ouvre plusieurs
  --requests FICHIER         requêtes à envoyer : .json, .http, .har enregistré par un navigateur,
                             ou .jsonl (trafic noté) ; jauge.requests.json dans le dossier, sinon un brouillon
  --draft FICHIER            écrit seulement ce brouillon, à retoucher
  --record FICHIER.jsonl     se place devant l’application et note ce qui arrive, à renvoyer avec --requests
  --header 'NOM: VALEUR'     envoyé avec chaque requête : une session, un jeton ; plusieurs fois pour plusieurs sessions
  --allow-writes             envoie aussi les requêtes qui écrivent (POST, PUT, PATCH, DELETE)
  --seconds N                durée des mesures (120 par défaut)
  --machine                  la vitesse de cette machine, en une seconde environ
  --production               cette machine est celle qui sert en production
  --measurement FICHIER      fichier à écrire (jauge.measurement.json dans le dossier)
  --config FICHIER           fichier de configuration`,
  'cli.measure.lines': (p, f) => `Lecture des journaux… ${f.count(p['lines'])} lignes`,
  'cli.measure.asking-database': () => 'Interrogation de la base de données…',
  'cli.measure.starting': () => 'Démarrage de l’application…',
  'cli.measure.progress': (p, f) =>
    `Mesures… ${f.percent(p['share'])}  ${p['route'] === '' ? 'toutes les routes ensemble' : String(p['route'])}`,
  'cli.measure.logs': (p, f) =>
    `Journaux : ${f.count(p['requests'])} requêtes vers ${f.count(p['routes'])} routes ; ${f.count(p['unmatched'])} autres laissées de côté (fichiers, robots).`,
  'cli.measure.rate': (p, f) =>
    `${f.number(p['rate'])} requêtes par seconde en moyenne, ${f.number(p['peak'])} pendant l’heure la plus chargée.`,
  'cli.measure.database': (p, f) =>
    `Base de données : ${f.count(p['tables'])} tables, ${f.count(p['rows'])} lignes, ${f.count(p['connections'])} connexions au plus ; ${f.count(p['statements'])} instructions planifiées, dont ${f.count(p['scans'])} lisent une table entière.`,
  'cli.measure.no-statistics': () =>
    'pg_stat_statements n’est pas installée : les plans sont ceux des requêtes vues dans le code. (create extension pg_stat_statements ajoute ce que coûte chacune.)',
  'cli.measure.machine': (p, f) =>
    `Le même travail prend ici ${f.number(p['slowness'])} fois le temps qu’il prend sur la machine de référence.`,
  'cli.measure.draft': (p, f) =>
    `${f.count(p['requests'])} requêtes écrites dans ${p['path']} ; ${f.count(p['pools'])} listes de valeurs, dont ${f.count(p['missing'])} à remplir.`,
  'cli.measure.recording': (p) =>
    `Utilisez l’application à l’adresse ${p['url']} : chaque requête est notée, cookies et jetons compris. Ctrl-C termine.`,
  'cli.measure.recorded': (p, f) =>
    `${f.count(p['requests'])} ${f.plural(p['requests'], 'requête notée', 'requêtes notées')} dans ${p['path']}.`,
  'cli.measure.left-out': (p) => `Laissée de côté : ${p['route']} (${p['answer']})`,
  'error.measure-limited': () =>
    'L’application limite les demandes d’une même adresse (429) : relevez cette limite le temps des mesures, puis mesurez de nouveau. Les autres routes ont été gardées.',
  'cli.measure.blind': () =>
    'L’agent n’est pas dans le processus qui répond : requêtes à la base et appels au dehors n’ont pas été comptés, tout le reste l’a été.',
  'cli.measure.driven': (p, f) =>
    `${f.count(p['routes'])} ${f.plural(p['routes'], 'route mesurée', 'routes mesurées')} avec ${f.count(p['requests'])} requêtes ; cette machine, pendant ce temps : ${f.number(p['slowness'])} fois le temps de la machine de référence.`,
  'cli.measure.written': (p) => `Mesures écrites dans ${p['path']} : jauge s’en sert désormais.`,
  'error.log-unreadable': (p) => `Le journal ${p['file']} ne peut pas être lu (${p['reason']}).`,
  'error.logs-no-request': (p, f) => `Aucune requête n’a été reconnue dans ${f.list(p['files'])}.`,
  'error.logs-no-route': (p, f) =>
    `Aucune des ${f.count(p['requests'])} requêtes de ${f.list(p['files'])} ne vise une route de ce projet.`,
  'error.logs-hint': () =>
    'Formats connus : combined (Apache, nginx, morgan), JSON (pino, morgan, winston), lignes de Replit, routeurs de Heroku et de Render. Voir docs/fr/measure.md.',
  'error.database-url': () => 'L’adresse de la base de données n’est pas une adresse PostgreSQL (postgresql://…).',
  'error.database-variable': (p) => `La variable ${p['name']} ne contient pas d’adresse de base de données.`,
  'error.database-refused': () => 'La base de données refuse le nom ou le mot de passe.',
  'error.database-unknown': () => 'Le serveur répond, mais n’a pas de base de ce nom.',
  'error.database-permission': () => 'La base de données n’autorise pas cet utilisateur à lire ce qu’il faut.',
  'error.database-full': () => 'La base de données n’accepte plus de connexion pour le moment.',
  'error.database-slow': () => 'La base de données n’a pas répondu à temps.',
  'error.database-host': () => 'L’hôte de la base de données est inconnu.',
  'error.database-unreachable': () => 'Rien ne répond à l’adresse de la base de données.',
  'error.database-starting': () => 'La base de données est en train de démarrer ou de s’arrêter.',
  'error.database-other': (p) => `La base de données a répondu par une erreur (${p['code']}).`,
  'error.database-hint': () =>
    'Vérifiez l’adresse avec psql, depuis la même machine ; un utilisateur qui ne peut que lire suffit. Rien de l’adresse n’a été gardé.',
  'error.application-command': (p) => `La commande ${p['command']} ne peut pas être lancée (${p['reason']}).`,
  'error.application-port': (p) =>
    `L’application n’a pas démarré : le port ${p['port']} est déjà pris. Une autre copie tourne peut-être : --url http://127.0.0.1:${p['port']} la sollicite.`,
  'error.application-options': () => 'Le Node de l’application refuse --import dans NODE_OPTIONS.',
  'error.application-disk': () => 'L’application s’est arrêtée : le disque est plein.',
  'error.application-database': () => 'L’application s’est arrêtée : elle n’atteint pas sa base de données.',
  'error.application-ended': (p) => `L’application s’est arrêtée d’elle-même (${p['code']}).`,
  'error.application-silent': (p, f) => `L’application n’a pas répondu en HTTP au bout de ${f.duration(p['seconds'])}.`,
  'error.application-hint': () =>
    'Lancez-la à la main avec la même commande pour voir ce qu’elle dit ; donnez --port si elle en ouvre plusieurs.',
  'error.file-unwritable': (p) =>
    `${p['file']} ne peut pas être écrit${p['reason'] === 'ENOSPC' ? ' : le disque est plein' : ` (${p['reason']})`}.`,
  'error.file-elsewhere': (p) =>
    `Ce qui a été mesuré est dans ${p['path']} ; ce que ${p['file']} contenait est toujours là. Faites de la place, puis déplacez l’un sur l’autre.`,
  'error.file-hint': () =>
    'Ce qu’il contenait est toujours là. Faites de la place, ou nommez un autre fichier (--measurement FICHIER).',
  'error.requests-unreadable': (p) => `Le fichier de requêtes ${p['file']} ne peut pas être lu (${p['reason']}).`,
  'error.requests-syntax': (p) => `Le fichier de requêtes ${p['file']} n’a pas été compris.`,
  'error.requests-none': (p) => `Le fichier ${p['file']} ne contient aucune requête vers une route de ce projet.`,
  'error.requests-hint': () =>
    'jauge measure --draft jauge.requests.json en écrit un pour commencer ; voir docs/fr/measure.md.',
  'error.measure-nothing': () =>
    'Rien à mesurer : donnez des journaux (--logs FICHIER), la base (--database), ou la commande qui démarre l’application (jauge measure -- npm start).',
  'error.measure-url': () => 'L’adresse de l’application ne commence ni par http:// ni par https://.',
  'error.measure-host': (p) =>
    `${p['host']} n’est pas cette machine. Solliciter une application la charge : si c’est bien ce que vous voulez, ajoutez --allow-host ${p['host']}.`,
  'error.measure-silent': (p) => `Aucune application ne répond sur ${p['host']}.`,
  'error.measure-hint': () => 'jauge help measure donne la liste des options.',
  'error.measure-no-answer': () =>
    'Aucune route n’a répondu avec succès : il manque une session ou des paramètres, ou toutes les requêtes écrivent (--allow-writes).',
  'error.measure-failing': (p) =>
    `Toutes les requêtes échouent (${p['answer']}) : l’application n’est pas en état de marche.`,
  'error.measure-refused': (p) =>
    `Toutes les requêtes sont refusées (${p['answer']}) : l’application écoute, et ferme ses connexions.`,
  'error.measure-gone': () => 'L’application ne répond plus : rien n’écoute plus à son adresse.',
  'error.measure-interrupted': () => 'Interrompu.',
  'error.measure-kept': () => 'Ce qui avait été mesuré est gardé dans le fichier de mesures.',
  'error.live-keys': (p, f) =>
    `L’application tournerait avec de vraies clés de paiement (${f.list(p['names'])}) : elle n’est pas sollicitée.`,
  'error.live-keys-hint': () =>
    'Mettez des clés de test à leur place, puis mesurez de nouveau. Aucune clé n’a été affichée ni gardée.',
};
