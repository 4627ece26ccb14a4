import type { Text } from '../catalogue.ts';
import type { planRemedies as english } from '../en/plan-remedies.ts';

/** What to change, and why it helps. */
export const planRemedies: Record<keyof typeof english, Text> = {
  'remedy.hash-off-the-loop.title': () =>
    'hacher les mots de passe hors de la boucle d’événements (`bcrypt` à la place de `bcryptjs`)',
  'remedy.hash-off-the-loop.why': () =>
    'le paquet natif a les mêmes fonctions et relit les empreintes déjà enregistrées ; il travaille sur des fils auxiliaires, si bien que tout le monde continue d’être servi pendant une identification',
  'remedy.add-indexes.title': (p, f) =>
    `ajouter ${f.plural(p['count'], 'l’index manquant', `les ${f.count(p['count'])} index manquants`)}`,
  'remedy.add-indexes.why': () =>
    `une seule migration ; chaque requête ne lit plus alors que les lignes qu’elle renvoie`,
  'remedy.stop-logging-bodies.title': () => 'ne plus écrire les réponses entières dans le journal',
  'remedy.stop-logging-bodies.why': () =>
    'chaque réponse est convertie en texte une seconde fois pour personne ; la méthode, le chemin, le code et la durée suffisent',
  'remedy.batch-queries.title': (p, f) =>
    `remplacer ${f.plural(p['count'], 'la requête en boucle par une seule requête', `les ${f.count(p['count'])} requêtes en boucle par une requête chacune`)}`,
  'remedy.batch-queries.why': () =>
    'une jointure, ou `where id in (…)`, lit en une fois ce qui est aujourd’hui lu ligne par ligne',
  'remedy.send-email-after-answering.title': () => 'répondre d’abord, envoyer l’e-mail ensuite',
  'remedy.send-email-after-answering.why': () =>
    'la personne n’attend plus le service d’e-mail, et ses pannes ne deviennent plus les nôtres',
  'remedy.call-outside-transaction.title': () =>
    'appeler le service extérieur avant ou après la transaction, pas dedans',
  'remedy.call-outside-transaction.why': () => 'la connexion à la base n’est plus retenue pendant qu’un tiers répond',
  'remedy.keep-credentials.title': () =>
    'garder les identifiants d’accès en mémoire au lieu de les redemander à chaque requête',
  'remedy.keep-credentials.why': () =>
    'un appel HTTP de moins sur chacune de ces requêtes ; il suffit de les renouveler de temps en temps',
  'remedy.read-files-once.title': () => 'lire les fichiers une fois au démarrage, ou sans bloquer',
  'remedy.read-files-once.why': () => 'une lecture synchrone arrête toutes les autres requêtes',
  'remedy.paginate-lists.title': (p, f) =>
    `renvoyer les listes par pages (${f.count(p['count'])} ${f.plural(p['count'], 'liste', 'listes')})`,
  'remedy.paginate-lists.why': (p, f) =>
    `un écran montre une cinquantaine de lignes (${f.count(p['page'])} par page) ; le reste est lu, converti et envoyé pour rien, et grossit avec les données`,
  'remedy.raise-pool-size.title': (p, f) =>
    `porter le nombre de connexions à la base de ${f.count(p['from'])} à ${f.count(p['to'])}`,
  'remedy.raise-pool-size.why': (p, f) =>
    `des requêtes attendent une connexion alors que la base a du temps libre ; elle en accepte ${f.count(p['limit'])}`,
  'remedy.upgrade-node.title': (p, f) => `passer de Node.js ${f.count(p['from'])} à Node.js ${f.count(p['to'])}`,
  'remedy.upgrade-node.why': (p, f) =>
    `le même code coûte moins cher par requête avec Node.js ${f.count(p['to'])} (mesuré : voir le livre des coûts), et Node.js 20 ne reçoit plus de correctifs de sécurité`,
  'remedy.add-instances.title': (p, f) => `autoriser ${f.count(p['to'])} instances (${f.count(p['from'])} jusque-là)`,
  'remedy.add-instances.why': () =>
    'chaque instance a sa propre boucle d’événements ; la base et ses connexions, elles, sont partagées',
  'remedy.add-instances.why-sessions': () =>
    'chaque instance a sa propre boucle d’événements ; les sessions gardées en mémoire doivent d’abord passer en base, sinon les gens seront déconnectés au hasard',
  'remedy.take-a-whole-core.title': (p, f) =>
    `prendre une machine dotée d’un cœur entier (${p['machine']} : ${f.number(p['cpu'])} vCPU, ${f.bytes(p['memory'])})`,
  'remedy.take-a-whole-core.why': (p, f) =>
    `l’actuelle ne prête que ${f.percent(p['share'])} d’un cœur, et Node.js travaille sur un seul cœur`,
  'remedy.enlarge-database.title': (p, f) => `passer la base à ${p['plan']} (${f.number(p['cpu'])} vCPU)`,
  'remedy.enlarge-database.why': () => 'c’est son processeur qui limite ; les requêtes restent telles quelles',
  'remedy.add-read-replica.title': () => 'ajouter une réplique de lecture de la base',
  'remedy.add-read-replica.why': () =>
    'les listes et les pages se lisent sur la copie, les écritures restent sur l’original ; elle est supposée coûter ce que coûte l’original',
  'remedy.change-plan.title': (p) =>
    `changer de formule chez ${p['service']}${p['plan'] === '' ? '' : ` pour « ${p['plan']} »`}`,
  'remedy.change-plan.why': (p, f) =>
    `son allocation s’arrête à ${f.number(p['amount'])} par ${p['period'] === 'day' ? 'jour' : 'mois'}`,
};
