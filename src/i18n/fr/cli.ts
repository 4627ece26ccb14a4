import type { Text } from '../catalogue.ts';
import type { cli as english } from '../en/cli.ts';

export const cli: Record<keyof typeof english, Text> = {
  'cli.stage.inspect': () => 'Lecture du code et de la configuration d’hébergement…',
  'cli.stage.derive': () => 'Calcul du coût de chaque requête…',
  'cli.stage.plan': () => 'Recherche de ce qui cède en premier…',
  'cli.written': (p) => `Rapport écrit dans ${p['path']}`,
  'cli.summary.report': () =>
    'combien d’utilisateurs, ce qui cède en premier, ce qu’il faut changer (sans commande, c’est elle)',
  'cli.summary.routes': () =>
    'chaque route, avec les requêtes à la base, les appels et les calculs lourds d’une requête',
  'cli.summary.explain': () => 'une route pas à pas, à comparer avec le code',
  'cli.summary.calibrate': () => 'une journée de production vue par le moniteur, pour une estimation mesurée',
  'cli.help.routes': () => `Utilisation : jauge routes [dossier] [options]

  --unknown                  au lieu des routes, les appels qui n’ont pas pu être suivis et pourquoi ils peuvent compter
  --config FICHIER           fichier de configuration (jauge.config.ts, .js ou .json à la racine)
  --format terminal|markdown|json`,
  'cli.help.explain': () => `Utilisation : jauge explain "GET /chemin" [dossier] [options]

Le chemin s’écrit comme dans le code (/members/:id) ; sans méthode quand une seule le porte.

  --config FICHIER           fichier de configuration (jauge.config.ts, .js ou .json à la racine)
  --format terminal|markdown|json`,
  'cli.help.calibrate': () => `Utilisation : jauge calibrate ADRESSE|FICHIER [options]
       jauge calibrate --database

ADRESSE est celle de la page du moniteur (https://mon-application.example/jauge) ; son jeton est lu dans JAUGE_TOKEN.
FICHIER est ce que /jauge/history a donné. Écrit jauge.measurement.json, que jauge lit ensuite.

  --database                 lit l’historique du moniteur dans la base que nomme DATABASE_URL
  -o, --output FICHIER       écrit ailleurs`,
  'cli.help.opening':
    () => `Combien d’utilisateurs votre application Node.js peut-elle supporter, qu’est-ce qui cède en premier, et que faut-il changer ?
Lit votre code et votre configuration d’hébergement ; n’exécute rien, ne modifie rien, n’envoie rien.`,
  'cli.help.report': () => `Utilisation : jauge [dossier] [options]

  --machine CPU:MEMOIRE*N    une instance, et leur nombre maximal : 1:2GB*3
  --objective p95:TEMPS      ce que « ça marche encore » veut dire : p95:800ms (1 s par défaut)
  --target UTILISATEURS      tient-elle autant d’utilisateurs par jour et, sinon, que faut-il changer ?
  --target-accounts N        la même question avec un nombre de comptes
  --config FICHIER           fichier de configuration (jauge.config.ts, .js ou .json à la racine)
  --measurement FICHIER      ce qui a été mesuré (jauge.measurement.json dans le dossier)
  --format terminal|markdown|json`,
  'cli.help.common': () => `  --lang fr|en               langue (le français par défaut)
  -o, --output FICHIER       écrit dans un fichier ; son extension (.md, .json) choisit le format
  -q, --quiet                ni progression, ni avis
  --no-color                 sans couleur (NO_COLOR est respecté aussi)
  -h, --help    -v, --version`,
  'cli.help.commands': () => 'Commandes (jauge help COMMANDE en dit plus ; un dossier de ce nom s’écrit ./NOM) :',
  'cli.help.codes': () =>
    'Codes de sortie : 0 tout va bien · 1 la cible n’est pas tenue · 2 ligne de commande · 3 projet illisible · 4 configuration · 5 mesure impossible ou interrompue · 6 mesure nulle · 70 notre faute',
};
