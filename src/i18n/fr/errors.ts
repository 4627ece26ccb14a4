import type { Text } from '../catalogue.ts';
import type { errors as english } from '../en/errors.ts';

/** The file at fault, when there is one. */
function source(params: Readonly<Record<string, unknown>>): string {
  return params['file'] === undefined || params['file'] === '' ? '' : `${params['file']} : `;
}

export const errors: Record<keyof typeof english, Text> = {
  'error.directory-missing': (p) => `Le dossier ${p['path']} n’existe pas.`,
  'error.directory-unreadable': (p) => `Le dossier ${p['path']} ne peut pas être lu : l’accès est refusé.`,
  'error.not-a-directory': (p) => `${p['path']} est un fichier ; Jauge examine le dossier d’un projet.`,
  'error.directory-hint': () =>
    'Lancez jauge dans le dossier de l’application, ou indiquez-le : jauge chemin/de/l-application',
  'error.no-manifest': () => 'Il n’y a pas de package.json ici : cela ne ressemble pas à un projet Node.js.',
  'error.manifest-invalid': (p, f) => `package.json n’est pas du JSON valide (${f.place(p['at'])}).`,
  'error.manifest-hint': () =>
    'Placez-vous dans le dossier qui contient le package.json du serveur, puis relancez jauge.',
  'error.other-language': (p) =>
    `Ce projet est écrit en ${p['language']} : Jauge lit les serveurs Node.js (JavaScript ou TypeScript).`,
  'error.no-server': (p) =>
    `Aucun serveur n’a été trouvé dans ${p['name']} : aucun fichier atteint par ses scripts ne crée d’application HTTP.`,
  'error.no-server-hint': () =>
    'Si le serveur démarre depuis un autre fichier, indiquez-le dans jauge.config.json : { "entry": "server/index.ts" }',
  'error.no-routes': (p, f) => `Le serveur démarre dans ${f.place(p['at'])}, mais aucune route n’y a été trouvée.`,
  'error.entry-syntax': (p, f) =>
    `Le fichier qui démarre le serveur contient une erreur de syntaxe (${f.place(p['at'])}).`,
  'error.entry-missing': (p) =>
    `La configuration désigne ${p['entry']} comme le fichier qui démarre le serveur, et ce fichier n’existe pas.`,
  'error.config-syntax': (p, f) => `${f.place(p['at'])} : la configuration contient une erreur de syntaxe.`,
  'error.config-no-export': (p, f) => `${f.place(p['at'])} : la configuration n’a pas d’export par défaut.`,
  'error.config-not-literal': (p, f) =>
    `${f.place(p['at'])} : cette valeur est calculée. Jauge n’exécute jamais le code du projet, configuration comprise.`,
  'error.config-literal-hint': () =>
    'Écrivez la valeur elle-même : un nombre, un texte, une liste ou une constante du même fichier.',
  'error.config-unknown-key': (p, f) =>
    `${f.place(p['at'])} : clé inconnue « ${p['key']} ». Clés possibles : ${f.list(p['known'])}.`,
  'error.config-unknown-key-near': (p, f) =>
    `${f.place(p['at'])} : clé inconnue « ${p['key']} ». Vouliez-vous dire « ${p['near']} » ?`,
  'error.config-value': (p, f) =>
    `${f.place(p['at'])} : « ${p['key']} » ne peut pas valoir ${p['received']}${p['expected'] === '' ? '' : ` (attendu : ${p['expected']})`}.`,
  'error.config-unknown-name': (p) =>
    `${source(p)}La configuration désigne « ${p['name']} » dans ${p['key']}, qui n’existe pas.`,
  'error.config-unknown-name-near': (p) =>
    `${source(p)}La configuration désigne « ${p['name']} » dans ${p['key']}, qui n’existe pas. Vouliez-vous dire « ${p['near']} » ?`,
  'error.config-empty-mix': (p) => `${source(p)}${p['key']} ne contient aucune route dont la part dépasse 0.`,
  'error.config-instances': (p, f) =>
    `${source(p)}instances.minimum (${f.count(p['minimum'])}) dépasse instances.maximum (${f.count(p['maximum'])}).`,
  'error.config-missing': (p) => `Le fichier de configuration ${p['file']} n’existe pas dans le projet.`,
  'error.config-hint': () => 'La configuration est décrite dans docs/fr/configuration.md ; rien n’y est obligatoire.',
  'error.measurement-syntax': (p) => `${p['file']} n’est pas du JSON valide.`,
  'error.measurement-version': (p, f) =>
    `${p['file']} a été écrit par une version plus récente de Jauge (schéma ${f.count(p['version'])}).`,
  'error.measurement-value': (p) =>
    `${p['file']} : « ${p['key']} » ne peut pas valoir ${p['received']} (attendu : ${p['expected']}).`,
  'error.measurement-missing': (p) => `Le fichier de mesures ${p['file']} n’existe pas.`,
  'error.measurement-hint': () =>
    'jauge measure écrit ce fichier ; supprimez-le pour revenir à une estimation tirée du seul code.',
  'error.too-many-directories': (p, f) => `Un seul dossier à la fois : ${f.list(p['directories'])}.`,
  'error.unknown-command': (p, f) => `Commande inconnue : ${p['command']}. Commandes : ${f.list(p['known'])}.`,
  'error.unknown-command-near': (p) => `Commande inconnue : ${p['command']}. Vouliez-vous dire ${p['near']} ?`,
  'error.command-near': (p) => `Si c’est une commande que vous vouliez : jauge ${p['near']}`,
  'error.no-route-asked': () => 'Quelle route ? Par exemple : jauge explain "GET /api/books"',
  'error.unknown-route': (p) => `Aucune route ${p['route']}. jauge routes en donne la liste.`,
  'error.unknown-route-near': (p, f) => `Aucune route ${p['route']}. Vouliez-vous dire : ${f.list(p['known'])} ?`,
  'error.route-several': (p, f) =>
    `Plusieurs routes ont le chemin ${p['route']} : ${f.list(p['known'])}. Dites laquelle.`,
  'error.unknown-option': (p) => `Option inconnue : ${p['option']}.`,
  'error.unknown-option-near': (p) => `Option inconnue : ${p['option']}. Vouliez-vous dire ${p['near']} ?`,
  'error.option-value': (p) => `L’option ${p['option']} est inconnue, ou il lui manque sa valeur.`,
  'error.option-choice': (p, f) =>
    `${p['option']} ne peut pas valoir « ${p['value']} » : choisissez parmi ${f.list(p['allowed'])}.`,
  'error.option-form': (p) =>
    `${p['option']} ne peut pas valoir « ${p['value']} » ; écrivez par exemple : ${p['option']} ${p['example']}`,
  'error.usage-hint': () => 'jauge --help donne la liste des options.',
  'error.output': (p) => `Le rapport ne peut pas être écrit dans ${p['path']} (${p['reason']}).`,
  'error.internal': (p) =>
    `Jauge a échoué, et c’est notre faute (${p['detail']}). Signalez-le-nous avec la commande que vous avez tapée ; rien n’a été modifié dans le projet.`,
  'error.calibrate-source': () => 'Il faut l’adresse de la page du moniteur, un fichier, ou --database.',
  'error.calibrate-database': () => 'La variable DATABASE_URL ne contient pas l’adresse d’une base.',
  'error.calibrate-unreachable': (p) => `${p['host']} ne répond pas (${p['reason']}).`,
  'error.calibrate-refused': (p) => `${p['host']} refuse de montrer son moniteur.`,
  'error.calibrate-token': () => 'Donnez à la variable JAUGE_TOKEN la valeur qu’elle a dans l’application.',
  'error.calibrate-document': (p) => `${p['from']} n’est pas l’historique d’un moniteur de Jauge.`,
  'error.calibrate-hint': () => 'L’historique est à l’adresse de la page, suivie de /history.',
  'error.calibrate-empty': () => 'Le moniteur n’a vu aucune requête depuis un jour : rien à mesurer.',
};
