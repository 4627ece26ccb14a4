import type { Param } from '../../model/message.ts';
import type { Format, Text } from '../catalogue.ts';
import type { findings as english } from '../en/findings.ts';

type Params = Readonly<Record<string, Param>>;

/** Nomme les premières routes concernées et compte les autres. */
function concerned(params: Params, format: Format): string {
  const examples = (params['examples'] as readonly string[] | undefined) ?? [];
  const others = Number(params['others'] ?? 0);
  if (examples.length === 0) return '';
  const named =
    others > 0 ? [...examples, `${format.count(others)} ${format.plural(others, 'autre', 'autres')}`] : examples;
  return ` Routes concernées : ${format.list(named)}.`;
}

export const findings: Record<keyof typeof english, Text> = {
  'finding.blocking-hash': (p, f) =>
    `${p['library']} calcule l’empreinte du mot de passe sur l’unique fil qui sert toutes les requêtes (coût ${f.count(p['rounds'])}, soit ${f.count(p['iterations'])} tours) : pendant ce temps, aucune autre n’avance, quelle que soit sa route.${concerned(p, f)}`,
  'finding.blocking-hash-several-costs': (p, f) =>
    `${p['library']} vérifie le mot de passe sur l’unique fil qui sert toutes les requêtes (coût ${f.count(p['roundsFrom'])} ou ${f.count(p['rounds'])} selon la ligne du code qui a produit l’empreinte, soit ${f.count(p['iterationsFrom'])} à ${f.count(p['iterations'])} tours) : pendant ce temps, aucune autre n’avance, quelle que soit sa route.${concerned(p, f)}`,
  'finding.blocking-hash-unknown-cost': (p, f) =>
    `${p['library']} calcule l’empreinte du mot de passe sur l’unique fil qui sert toutes les requêtes, à un coût que le code ne précise pas : pendant ce temps, aucune autre n’avance, quelle que soit sa route.${concerned(p, f)}`,
  'finding.blocking-key': (p, f) =>
    `${p['library']} dérive une clé de chiffrement de façon synchrone, avec une fonction lente à dessein, sur l’unique fil qui sert toutes les requêtes : dérivée une fois au démarrage, elle ne coûterait plus rien.${concerned(p, f)}`,
  'finding.body-logging': (p, f) =>
    `chaque réponse JSON est sérialisée une seconde fois et écrite en entier dans le journal : les plus longues listes coûtent deux fois leur temps de processeur, et les données personnelles des utilisateurs finissent dans le journal${Number(p['routes']) > 0 ? ` (${f.count(p['routes'])} ${f.plural(p['routes'], 'route', 'routes')})` : ''}.`,
  'finding.duplicate-route': (p, f) =>
    `${p['route']} est déclarée ici alors que ${f.place(p['first'])} y répond déjà : ce code ne s’exécute jamais.`,
  'finding.unindexed-filter': (p, f) =>
    `aucun index sur ${p['table']} (${f.list(p['columns'])}) : la base relit toute la table ${f.plural(p['queries'], 'à chaque exécution de la requête qui filtre', `à chaque exécution des ${f.count(p['queries'])} requêtes qui filtrent`)} sur ${f.plural((p['columns'] as readonly string[]).length, 'cette colonne', 'ces colonnes')}, de plus en plus longtemps à mesure que la table grossit.${concerned(p, f)}`,
  'finding.unindexed-foreign-keys': (p, f) =>
    `le schéma déclare ${f.count(p['tables'])} ${f.plural(p['tables'], 'table', 'tables')}, ${f.count(p['primary'])} ${f.plural(p['primary'], 'clé primaire', 'clés primaires')} et ${f.count(p['unique'])} ${f.plural(p['unique'], 'contrainte d’unicité', 'contraintes d’unicité')}, mais aucun autre index : ${f.plural(p['pointers'], 'la seule colonne qui renvoie à une autre table ne peut être cherchée', `aucune des ${f.count(p['pointers'])} colonnes qui renvoient à une autre table, par une clé déclarée ou par leur nom, ne peut être cherchée`)} sans relire toute la table.`,
  'finding.query-in-loop': (p, f) =>
    `${f.count(p['perTurn'])} ${f.plural(p['perTurn'], 'requête', 'requêtes')} à la base à chaque tour de cette boucle (${f.list(p['tables'])}) : leur nombre croît avec la longueur de la liste.${concerned(p, f)}`,
  'finding.query-in-loop-confirmed': (p, f) =>
    `pour chaque ligne lue en ${f.place(p['rowsFrom'])}, l’une après l’autre, ${f.count(p['perTurn'])} ${f.plural(p['perTurn'], 'requête à la base', 'requêtes à la base')} de plus (${f.list(p['tables'])}) : N + 1 requêtes là où une ou deux suffiraient.${concerned(p, f)}`,
  'finding.query-in-loop-parallel': (p, f) =>
    `pour chaque ligne lue en ${f.place(p['rowsFrom'])}, toutes à la fois, ${f.count(p['perTurn'])} ${f.plural(p['perTurn'], 'requête à la base', 'requêtes à la base')} de plus (${f.list(p['tables'])}) : un seul utilisateur peut occuper toutes les connexions à la base.${concerned(p, f)}`,
  'finding.unbounded-list': (p, f) =>
    `toutes les lignes de ${p['table']} que retient un filtre sur ${f.list(p['columns'])} sont renvoyées, sans limite : la réponse grossit avec les données.${concerned(p, f)}`,
  'finding.unbounded-list-table': (p, f) =>
    `la table ${p['table']} est lue en entier, sans limite : le travail, et d’ordinaire la réponse, grossissent avec les données.${concerned(p, f)}`,
  'finding.call-in-transaction': (p, f) =>
    `appel à ${f.list(p['services'])} à l’intérieur de la transaction ouverte en ${f.place(p['begin'])} : une connexion à la base reste prise jusqu’à ce que le service réponde, et un service lent bloque tout l’accès à la base.${concerned(p, f)}`,
  'finding.nested-acquisition': (p, f) =>
    `une seconde connexion est demandée alors que la transaction ouverte en ${f.place(p['begin'])} en tient déjà une : quand toutes sont prises de cette façon, les requêtes s’attendent sans fin les unes les autres.${concerned(p, f)}`,
  'finding.awaited-email': (p, f) =>
    `l’utilisateur attend que ${p['service']} ait accepté l’e-mail : son temps de réponse s’ajoute au nôtre, et ses pannes deviennent les nôtres.${concerned(p, f)}`,
  'finding.repeated-credentials': (p, f) =>
    `les identifiants d’accès sont redemandés par HTTP (${p['endpoint']}) à chaque requête, alors qu’ils ne changent pas de l’une à l’autre : un aller-retour de plus à chaque fois, et une panne de plus à subir.${concerned(p, f)}`,
  'finding.webhook-parsed-body': (p) =>
    `la signature du webhook est vérifiée sur un corps de requête déjà analysé : les octets signés sont perdus, si bien que les événements authentiques sont refusés (${p['route']}).`,
  'finding.slow-webhook': (p, f) =>
    `${p['route']} appelle ${f.list(p['services'])} avant de répondre : si cela dure trop, l’expéditeur abandonne et renvoie l’événement, au moment même où la charge est la plus forte.`,
  'finding.missing-pool-timeout': (p, f) =>
    `rien ne limite l’attente d’une des ${f.count(p['size'])} connexions à la base (${p['driver']}) : en cas de surcharge, les requêtes s’accumulent sans fin au lieu d’échouer vite.`,
  'finding.missing-call-timeout': (p, f) =>
    `aucune limite de temps n’est fixée aux appels à ${p['service']} : si ce service ne répond plus, les requêtes qui l’attendent ne répondent plus non plus.${concerned(p, f)}`,
  'finding.missing-rate-limit': (p, f) =>
    `aucune limite de débit sur les routes qui vérifient ou créent un mot de passe : quelques tentatives par seconde, malveillantes ou non, suffisent à occuper le serveur.${concerned(p, f)}`,
  'finding.missing-compression': () =>
    'aucune compression des réponses n’a été trouvée : les listes voyagent dans leur taille entière, sur les réseaux mobiles aussi.',
  'finding.missing-health-check': () =>
    'aucune route de contrôle d’état : ni l’hébergeur ni la surveillance ne peuvent distinguer un serveur qui fonctionne d’un serveur qui ne répond plus.',
  'finding.memory-session': () =>
    'les sessions sont gardées dans la mémoire du processus : chaque redémarrage déconnecte tout le monde, et une seconde instance est exclue.',
  'finding.memory-session-several': () =>
    'les sessions sont gardées dans la mémoire d’un processus alors que l’hébergement lance plusieurs instances : l’utilisateur est déconnecté dès qu’une autre instance lui répond.',
  'finding.memory-store': (p, f) =>
    `ce qui est gardé ici l’est dans la mémoire d’un seul processus, alors que l’hébergement lance plusieurs instances : ce qu’une requête change, une requête servie par une autre instance ne le voit pas.${concerned(p, f)}`,
  'finding.endless-retry': (p, f) =>
    `ce qui échoue ici est retenté sans fin : tant que la panne dure, les requêtes s’accumulent et aucune ne se termine.${concerned(p, f)}`,
  'finding.long-retry': (p, f) =>
    `ce qui échoue ici est retenté pendant ${f.duration(p['seconds'])} au pire, bien plus que personne n’attend une réponse : tant que la panne dure, les requêtes s’accumulent.${concerned(p, f)}`,
  'finding.missing-authentication': () =>
    'les mots de passe sont vérifiés, mais ni session, ni jeton, ni contrôle d’accès n’ont été trouvés côté serveur : rien ne prouve ensuite qui envoie une requête.',
  'finding.missing-authentication-packages': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'paquet de session est installé', 'paquets de session sont installés')} (${f.list(p['packages'])}) et ${f.plural(p['count'], 'le serveur ne l’importe pas', 'le serveur n’en importe aucun')} ; aucun jeton ni contrôle d’accès n’a été trouvé non plus : après la connexion, rien ne prouve qui envoie une requête.`,
  'finding.unused-session-packages': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'paquet de session est installé', 'paquets de session sont installés')} (${f.list(p['packages'])}) et ${f.plural(p['count'], 'le serveur ne l’importe pas', 'le serveur n’en importe aucun')} : il n’y a pas de sessions à dimensionner.`,
  'finding.client-only-check-in': (p, f) =>
    `l’écran de scan ${f.place(p['screen'])} n’envoie aucune requête et le serveur n’a aucune route pour lui : le contrôle des entrées n’existe pas encore, et sa capacité ne peut pas être estimée.`,
  'finding.client-only-check-in-timer': (p, f) =>
    `l’écran de scan ${f.place(p['screen'])} n’envoie aucune requête et le serveur n’a aucune route pour lui : une minuterie affiche un résultat fixe (${f.place(p['instead'])}). Le contrôle des entrées n’existe pas encore : sa capacité ne peut pas être estimée.`,
  'finding.client-only-check-in-constant': (p, f) =>
    `l’écran de scan ${f.place(p['screen'])} n’envoie aucune requête et le serveur n’a aucune route pour lui : il affiche un résultat fixe (${f.place(p['instead'])}). Le contrôle des entrées n’existe pas encore : sa capacité ne peut pas être estimée.`,
  'finding.sync-file': (p, f) =>
    `un fichier est lu ou écrit de façon synchrone pendant une requête : toutes les autres attendent le disque.${concerned(p, f)}`,
  'finding.pool-over-limit': (p, f) =>
    `${f.count(p['size'])} connexions × ${f.count(p['processes'])} processus × ${f.count(p['instances'])} ${f.plural(p['instances'], 'instance', 'instances')} = ${f.count(p['wanted'])}, alors que la base en accepte ${f.count(p['limit'])} : les instances ajoutées en pleine charge seraient refusées.`,
  'finding.entry-configured': (p) => `la configuration désigne ${p['file']}`,
  'reason.configured': () => 'indiqué dans la configuration de Jauge',
  'reason.database-host-unknown': () => 'aucun fichier du projet ne dit qui héberge la base',
  'reason.cluster': () => 'le code lance un processus par processeur',
  'reason.single-process': () => 'Node.js lance un seul processus sauf indication contraire',
};
