import type { Text } from '../catalogue.ts';
import type { cli as english } from '../en/cli.ts';

export const cli: Record<keyof typeof english, Text> = {
  'cli.stage.inspect': () => 'Lecture du code et de la configuration d’hébergement…',
  'cli.stage.derive': () => 'Calcul du coût de chaque requête…',
  'cli.stage.plan': () => 'Recherche de ce qui cède en premier…',
  'cli.written': (p) => `Rapport écrit dans ${p['path']}`,
  'cli.help':
    () => `Combien d’utilisateurs votre application Node.js peut-elle supporter, qu’est-ce qui cède en premier, et que faut-il changer ?
Lit votre code et votre configuration d’hébergement ; n’exécute rien, ne modifie rien, n’envoie rien.

Utilisation : jauge [dossier] [options]

  --lang fr|en               langue du rapport (le français par défaut)
  --format terminal|markdown|json
  -o, --output FICHIER       écrit le rapport dans un fichier ; .md et .json choisissent le format
  --machine CPU:MEMOIRE*N    une instance, et leur nombre maximal : 1:2GB*3
  --objective p95:TEMPS      ce que « ça marche encore » veut dire : p95:800ms (1 s par défaut)
  --target UTILISATEURS      tient-elle autant d’utilisateurs par jour et, sinon, que faut-il changer ?
  --target-accounts N        la même question avec un nombre de comptes
  --config FICHIER           fichier de configuration (jauge.config.ts, .js ou .json à la racine)
  -q, --quiet                ni progression, ni avis
  --no-color                 sans couleur (NO_COLOR est respecté aussi)
  -h, --help    -v, --version

Codes de sortie : 0 tout va bien · 1 la cible n’est pas tenue · 2 ligne de commande · 3 projet illisible · 4 configuration · 70 notre faute`,
};
