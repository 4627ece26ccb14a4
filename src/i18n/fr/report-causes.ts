import type { Text } from '../catalogue.ts';
import type { reportCauses as english } from '../en/report-causes.ts';

/** What fills a station: kinds of work, then faults found, with an article, so that a sentence can hold them. */
export const reportCauses: Record<keyof typeof english, Text> = {
  'report.cause.work.framework': () => 'l’aiguillage des requêtes',
  'report.cause.work.middleware': () => 'les fonctions intermédiaires (middleware)',
  'report.cause.work.body-parse': () => 'la lecture des corps reçus',
  'report.cause.work.json-stringify': () => 'l’écriture des réponses en JSON',
  'report.cause.work.body-log': () => 'l’écriture des réponses entières dans le journal',
  'report.cause.work.log-line': () => 'l’écriture du journal',
  'report.cause.work.validation': () => 'le contrôle des données reçues',
  'report.cause.work.hash': () => 'le hachage des mots de passe',
  'report.cause.work.token-sign': () => 'la signature des jetons',
  'report.cause.work.token-verify': () => 'la vérification des jetons',
  'report.cause.work.signature-verify': () => 'la vérification des signatures de webhooks',
  'report.cause.work.template': () => 'la composition des pages',
  'report.cause.work.compression': () => 'la compression des réponses',
  'report.cause.work.qr-code': () => 'le dessin des QR codes',
  'report.cause.work.image': () => 'le traitement des images',
  'report.cause.work.pdf': () => 'la production des PDF',
  'report.cause.work.spreadsheet': () => 'la production des tableurs',
  'report.cause.work.file-sync': () => 'l’accès bloquant aux fichiers',
  'report.cause.work.static-file': () => 'l’envoi des fichiers statiques',
  'report.cause.work.computation': () => 'les calculs sur les lignes lues',
  'report.cause.work.query': () => 'les requêtes à la base de données',
  'report.cause.work.file': () => 'l’accès aux fichiers',
  'report.cause.work.crypto': () => 'le chiffrement',
  'report.cause.work.dns': () => 'la résolution des noms',
  'report.cause.work.runtime': () => 'le travail propre de Node.js',
  'report.cause.work.other': () => 'le reste',
  'report.cause.blocking-hash': () => 'le hachage des mots de passe',
  'report.cause.table': (p) => `les requêtes sur la table \`${p['name']}\``,
  'report.cause.service': (p) => `les appels à ${p['name']}`,

  'report.finding.blocking-hash': () => 'le hachage des mots de passe, qui arrête tout le serveur',
  'report.finding.body-logging': () => 'la copie intégrale de chaque réponse dans le journal',
  'report.finding.duplicate-route': () => 'les routes enregistrées deux fois',
  'report.finding.unindexed-filter': () => 'les filtres sur des colonnes sans index',
  'report.finding.unindexed-foreign-keys': () => 'l’absence de tout index hors des clés',
  'report.finding.slow-webhook': () => 'le webhook qui appelle d’autres services avant de répondre',
  'report.finding.query-in-loop': () => 'les requêtes en boucle (N+1)',
  'report.finding.unbounded-list': () => 'les listes sans pagination',
  'report.finding.call-in-transaction': () => 'l’appel extérieur au milieu d’une transaction',
  'report.finding.nested-acquisition': () => 'la seconde connexion prise pendant que la première est retenue',
  'report.finding.awaited-email': () => 'l’envoi d’e-mails avant la réponse',
  'report.finding.repeated-credentials': () => 'les identifiants redemandés à chaque requête',
  'report.finding.webhook-parsed-body': () => 'la signature de webhook vérifiée sur un corps déjà décodé',
  'report.finding.missing-pool-timeout': () => 'l’attente sans limite d’une connexion',
  'report.finding.missing-call-timeout': () => 'les appels extérieurs sans délai maximal',
  'report.finding.missing-rate-limit': () => 'l’absence de limitation du nombre de requêtes',
  'report.finding.missing-compression': () => 'l’envoi de réponses non compressées',
  'report.finding.missing-health-check': () => 'l’absence de sonde de santé',
  'report.finding.memory-session': () => 'les sessions gardées en mémoire',
  'report.finding.memory-store': () => 'des valeurs partagées gardées dans la mémoire d’un processus',
  'report.finding.endless-retry': () => 'des tentatives sans limite',
  'report.finding.missing-sessions': () => 'l’absence de sessions',
  'report.finding.client-only-feature': () => 'la fonction qui n’existe qu’à l’écran',
  'report.finding.sync-file': () => 'l’accès bloquant aux fichiers',
  'report.finding.pool-over-limit': () => 'le nombre de connexions supérieur à celui que la base accepte',

  'report.why.blocking-hash': () =>
    'Pendant qu’un mot de passe est haché, le serveur ne fait rien d’autre : tout le monde attend, quoi qu’il ait demandé.',
  'report.why.body-logging': () =>
    'Chaque réponse est convertie en texte une seconde fois et écrite par le seul fil d’exécution ; des données personnelles finissent dans le journal.',
  'report.why.duplicate-route': () =>
    'Seul le premier enregistrement répond ; le second est du code mort que l’on croit vivant.',
  'report.why.unindexed-filter': () =>
    'Sans index, la base relit toute la table à chaque requête : le coût croît avec le nombre de comptes.',
  'report.why.unindexed-foreign-keys': () =>
    'Tout ce que l’on cherche par une autre colonne oblige à relire la table entière : sans effet aujourd’hui, coûteux à dix mille comptes.',
  'report.why.slow-webhook': () =>
    'Si cela dure trop, l’expéditeur abandonne et renvoie l’événement, au moment où la charge est la plus forte.',
  'report.why.query-in-loop': () =>
    'Une page envoie autant de requêtes à la base qu’elle montre de lignes : sa durée croît avec la liste.',
  'report.why.unbounded-list': () =>
    'La réponse contient toutes les lignes : plus le projet réussit, plus ses pages sont lourdes.',
  'report.why.call-in-transaction': () =>
    'Une connexion à la base reste prise aussi longtemps que le service extérieur met à répondre.',
  'report.why.nested-acquisition': () =>
    'Quand toutes les connexions sont tenues par des requêtes qui en attendent une seconde, plus rien n’avance.',
  'report.why.awaited-email': () =>
    'L’utilisateur attend le service d’e-mail, et reçoit une erreur quand celui-ci est en panne.',
  'report.why.repeated-credentials': () =>
    'Chaque paiement attend un aller-retour sur le réseau qu’une seule demande par heure rendrait inutile.',
  'report.why.webhook-parsed-body': () =>
    'La signature porte sur les octets reçus : les événements authentiques sont refusés.',
  'report.why.missing-pool-timeout': () =>
    'Quand les connexions viennent à manquer, les requêtes attendent sans fin au lieu d’échouer vite.',
  'report.why.missing-call-timeout': () =>
    'Si le service ne répond plus, les requêtes qui l’appellent restent bloquées avec lui.',
  'report.why.missing-rate-limit': () =>
    'Un seul client, ou un robot qui essaie des mots de passe, peut accaparer le serveur.',
  'report.why.missing-compression': () => 'Les longues listes voyagent cinq à dix fois plus grosses que nécessaire.',
  'report.why.missing-health-check': () =>
    'La plateforme ne peut pas distinguer un serveur bloqué d’un serveur qui fonctionne.',
  'report.why.memory-session': () =>
    'Chaque redémarrage déconnecte tout le monde, et une seconde instance ignore les sessions de la première.',
  'report.why.memory-store': () =>
    'Avec plusieurs instances, chacune a ses propres valeurs : la réponse dépend de celle qui est atteinte.',
  'report.why.endless-retry': () =>
    'Un service en panne une minute retient d’autant toutes les requêtes qui ont besoin de lui.',
  'report.why.missing-sessions': () => 'Rien ne prouve au serveur qui fait la demande.',
  'report.why.client-only-feature': () =>
    'L’écran existe, pas le serveur qui devrait le servir : sa charge ne peut pas être comptée.',
  'report.why.sync-file': () => 'Le seul fil d’exécution attend le disque, et tout le monde avec lui.',
  'report.why.pool-over-limit': () =>
    'Au-delà de la limite de la base, les nouvelles connexions sont refusées : des erreurs, et non des lenteurs.',
};
