import type { Text } from '../catalogue.ts';
import type { inspect as english } from '../en/inspect.ts';

export const inspect: Record<keyof typeof english, Text> = {
  'unknown.too-many-files': ({ count }, format) =>
    `le projet compte plus de ${format.count(count)} fichiers : les autres n’ont pas été parcourus`,
  'unknown.link-outside': ({ path }) => `${path} est un lien qui mène hors du projet : il n’a pas été suivi`,
  'unknown.unreadable-folder': ({ path, reason }) => `le dossier ${path} n’a pas pu être lu (${reason})`,
  'unknown.large-file': ({ path, bytes }, format) =>
    `${path} est trop volumineux pour être du code (${format.bytes(bytes)}) : il n’a pas été lu`,
  'unknown.unreadable-file': ({ path, reason }) => `le fichier ${path} n’a pas pu être lu (${reason})`,
  'unknown.unparsable-file': ({ path, reason }) =>
    `${path} n’est pas du code analysable (${reason}) : ce qu’il fait n’est pas compté`,
  'unknown.nested-file': ({ path }) =>
    `${path} est trop imbriqué pour être du code écrit à la main : il n’a pas été lu`,
  'unknown.unresolved-import': ({ specifier }) => `l’import de « ${specifier} » ne mène à aucun fichier du projet`,
  'unknown.plugin': (p) =>
    `ce que l’extension ${p['package']} ajoute à chaque requête n’est pas connu : ce n’est pas compté`,
  'unknown.dynamic-import': () => 'un fichier est importé sous un nom qui n’est connu qu’à l’exécution du serveur',
  'unknown.budget-steps': ({ count }, format) =>
    `ce code est trop long pour être suivi jusqu’au bout (${format.count(count)} étapes) : la suite n’est pas comptée`,
  'unknown.budget-depth': ({ count }, format) =>
    `des fonctions s’appellent sur plus de ${format.count(count)} niveaux : les plus profondes ne sont pas comptées`,
  'unknown.budget-modules': ({ count }, format) =>
    `le serveur atteint plus de ${format.count(count)} fichiers : les autres n’ont pas été lus`,
  'unknown.budget-nesting': ({ count }, format) =>
    `des routeurs sont montés les uns dans les autres sur plus de ${format.count(count)} niveaux : les routes les plus profondes ne sont pas comptées`,
  'unknown.budget-routes': ({ count }, format) =>
    `l’application a plus de ${format.count(count)} routes : les suivantes ne sont pas comptées`,
  'unknown.budget-program': ({ route }) => `ce que fait ${route} est trop long pour être montré en entier`,
  'unknown.evaluation-failed': ({ reason }) =>
    `ce code n’a pas pu être suivi jusqu’au bout (${reason}) : la suite n’est pas comptée`,
  'unknown.unmounted-router': () => 'ce routeur n’est rattaché à aucune application : ses routes ne sont pas comptées',
  'inspect.lone-connection': () => 'une connexion ouverte seule, sans pool',
  'inspect.pool-size': () => 'pilote inconnu : dix connexions, comme la plupart en ouvrent par défaut',
  'inspect.pool-none': () => 'ce pilote ne tient pas de groupe de connexions',
  'inspect.database-host': () => 'l’adresse de la base de données est dans un secret, pas dans le code',
};
