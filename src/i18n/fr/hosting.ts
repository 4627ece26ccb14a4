import type { Text } from '../catalogue.ts';
import type { hosting as english } from '../en/hosting.ts';

const NAMES: Readonly<Record<string, string>> = {
  replit: 'Replit',
  render: 'Render',
  railway: 'Railway',
  fly: 'Fly.io',
  heroku: 'Heroku',
  scalingo: 'Scalingo',
  'clever-cloud': 'Clever Cloud',
  vercel: 'Vercel',
  netlify: 'Netlify',
  'cloud-run': 'Google Cloud Run',
  'app-engine': 'Google App Engine',
  digitalocean: 'DigitalOcean App Platform',
  docker: 'Docker',
  compose: 'Docker Compose',
  unknown: 'une plateforme inconnue',
};
const KINDS: Readonly<Record<string, string>> = {
  autoscale: 'un déploiement à mise à l’échelle automatique',
  fixed: 'des machines toujours allumées',
  functions: 'des fonctions',
  static: 'un site statique',
  scheduled: 'une tâche planifiée',
  workspace: 'un espace de développement',
  container: 'un conteneur',
  unknown: 'un déploiement',
};

function platform(id: unknown): string {
  return NAMES[String(id)] ?? String(id);
}

function kind(id: unknown): string {
  return KINDS[String(id)] ?? String(id);
}

/** « Docker » désigne un outil, les autres noms une plateforme. */
function where(id: unknown): string {
  return id === 'docker' || id === 'compose' ? `avec ${platform(id)}` : `sur ${platform(id)}`;
}

export const hosting: Record<keyof typeof english, Text> = {
  'hosting.none': () => 'aucune configuration d’hébergement n’a été trouvée dans le projet',

  'hosting.why.run': (p, f) =>
    `${f.place(p['at'])} déclare ${kind(p['kind'])} ${where(p['platform'])} et lance le serveur par \`${p['command']}\` (${f.place(p['runAt'])})${
      Array.isArray(p['others']) && p['others'].length > 0
        ? ` ; ${f.list(p['others'])} ne ${f.plural(p['others'].length, 'sert', 'servent')} que les pages du site`
        : ''
    }`,
  'hosting.why.only': (p, f) =>
    `${f.place(p['at'])} déclare ${kind(p['kind'])} ${where(p['platform'])}, où tourne le serveur`,
  'hosting.why.functions': (p, f) =>
    `d’après ${f.place(p['at'])}, ${platform(p['platform'])} exécute le code du projet sous forme de fonctions`,
  'hosting.why.workspace-only': (p, f) =>
    `${f.place(p['at'])} décrit un espace de développement ${platform(p['platform'])}, sans déploiement`,
  'hosting.why.running-there': (p) =>
    `la commande est exécutée dans le déploiement ${platform(p['platform'])} lui-même`,
  'hosting.why.nothing-serves': (p, f) => `${f.list(p['files'])} : rien n’y lance le serveur`,
  'hosting.forwards-to': (p, f) =>
    `${f.place(p['at'])} transmet les requêtes à ${p['host']}, une adresse de ${platform(p['platform'])}`,

  'hosting.static-rewrites-only': (p, f) =>
    `${String((p['at'] as { readonly file: string }).file)} ne contient aucune fonction : ${platform(p['platform'])} y sert des fichiers et réécrit des adresses (${f.place(p['at'])})`,
  'hosting.runs-functions': (p) => `${platform(p['platform'])} exécute le code du projet sous forme de fonctions`,
  'hosting.railway-file-deprecated': (p, f) =>
    `Railway cesse de lire ${String((p['at'] as { readonly file: string }).file)} le ${f.date(p['date'])} : \`.railway/railway.ts\` le remplace`,
  'hosting.machine-not-in-file': (p) =>
    ['docker', 'compose', 'unknown'].includes(String(p['platform']))
      ? 'la taille de la machine n’est pas écrite dans le fichier : elle dépend de l’endroit où tourne le conteneur, et elle est supposée ici'
      : `la taille de la machine n’est pas écrite dans le fichier : elle se choisit sur ${platform(p['platform'])}, et elle est supposée ici`,
  'hosting.timeout-not-published': (p) =>
    `aucune page trouvée n’indique au bout de combien de temps ${platform(p['platform'])} abandonne une requête`,
  'hosting.workspace-not-used': (p) =>
    `la commande est exécutée dans ${p['platform'] === 'unknown' ? 'un espace de développement' : `l’espace de développement ${platform(p['platform'])}`} : ses processeurs et sa mémoire ne sont pas ceux du déploiement, et ne servent pas au calcul`,

  'hosting.malformed': (p, f) => `${f.place(p['at'])} est mal formé : le fichier a été laissé de côté`,
  'hosting.unknown-platform': () => 'rien ne dit où le serveur est déployé, ni sur quelle machine',
  'hosting.ambiguous': (p, f) =>
    `deux plateformes pourraient faire tourner le serveur : ${platform(p['platform'])} (${f.place(p['at'])}) a été retenue, et non ${platform(p['other'])} (${f.place(p['otherAt'])})`,
  'hosting.not-deployed': (p, f) =>
    `${f.place(p['at'])} ne décrit que l’espace de développement ${platform(p['platform'])} : rien n’y dit comment l’application sera publiée`,
  'hosting.procfile-family': (p, f) =>
    `${f.place(p['at'])} : plusieurs plateformes lisent un Procfile (Heroku, Scalingo, Clever Cloud) ; Heroku est supposé`,
  'hosting.computed-value': (p, f) => `${f.place(p['at'])} : \`${p['key']}\` est calculé, et Jauge n’exécute rien`,

  'hosting.entry.command': (p, f) => `\`${p['file']}\` est le fichier que lance la commande (${f.place(p['at'])})`,
  'hosting.entry.build': (p, f) =>
    `la commande (${f.place(p['at'])}) lance un fichier compilé, construit à partir de \`${p['file']}\` (${f.place(p['builtAt'])})`,
  'hosting.entry.compiled': (p, f) =>
    `la commande (${f.place(p['at'])}) lance un fichier compilé, dont \`${p['file']}\` est la source d’après son chemin`,
  'hosting.entry.main': (p, f) => `\`${p['file']}\` est le fichier principal du paquet (${f.place(p['at'])})`,
  'hosting.entry.built': (p, f) => `la construction prend \`${p['file']}\` comme point d’entrée (${f.place(p['at'])})`,
  'hosting.entry.files': (p) =>
    `le cadre applicatif sert des fichiers d’après leur emplacement, comme \`${p['file']}\``,
  'hosting.entry.listens': (p, f) =>
    `aucune commande ne nomme le point d’entrée ; \`${p['file']}\` est, parmi les fichiers qui ouvrent un port, le plus proche de la racine (${f.place(p['at'])})`,

  'hosting.reason.settings': () => 'valeur donnée dans la configuration de Jauge',
  'hosting.reason.host': () => 'valeur lue sur la machine du déploiement, où la commande est exécutée',
  'hosting.reason.node-default': () =>
    'aucun fichier ne dit quelle version de Node.js tourne en production : celle que les plateformes installent le plus souvent est supposée',
  'hosting.reason.node-at-least': () =>
    'le projet n’exige qu’un minimum : la version qui tourne en production peut être plus récente',
  'hosting.reason.platform-default': () =>
    'valeur habituelle sur cette plateforme, faute d’indication dans les fichiers',
};
