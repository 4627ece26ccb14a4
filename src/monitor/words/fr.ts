import type { Text } from './catalogue.ts';
import type { Key } from './en.ts';

const scenarios: Readonly<Record<string, string>> = { normal: 'd’un jour normal', peak: 'de pointe' };
const tiers: Readonly<Record<string, string>> = {
  'as-is': 'l’application telle quelle',
  light: 'avec des optimisations légères',
  infrastructure: 'avec une infrastructure plus solide',
};

export const FRENCH: Readonly<Record<Key, Text>> = {
  'resource.capacity': () => 'débit',
  'resource.event-loop': () => 'boucle d’événements',
  'resource.blocked': () => 'blocages de la boucle d’événements',
  'resource.cpu': () => 'processeur',
  'resource.throttling': () => 'processeur bridé par l’hébergeur',
  'resource.memory': () => 'mémoire',
  'resource.heap': () => 'tas JavaScript',
  'resource.pool': () => 'connexions à la base',
  'resource.database': () => 'base de données',
  'resource.response-time': () => 'temps de réponse',
  'resource.errors': () => 'erreurs',
  'resource.outbound': (p) => `appels vers ${p['subject']}`,
  'resource.quota': (p) => `allocation de ${p['subject']}`,
  'resource.webhook': (p) => `webhook ${p['subject']}`,
  'resource.tier': () => 'palier de croissance',
  'resource.threads': () => 'fils auxiliaires',
  'resource.disk': () => 'disque',
  'resource.network': () => 'réseau',

  'alert.capacity': (p, f) =>
    `Le trafic du moment, proche de celui ${scenarios[String(p['scenario'])] ?? ''}, prend ${f.percent(p['value'])} de la capacité (${f.about(p['rate'])} requêtes/s sur ${f.about(p['capacity'])})`,
  'alert.event-loop': (p, f) =>
    `La boucle d’événements est occupée ${f.percent(p['value'])} du temps (seuil : ${f.percent(p['limit'])})`,
  'alert.blocked': (p, f) =>
    `La boucle d’événements est bloquée ${f.percent(p['value'])} du temps par de longs calculs : pendant ce temps, personne n’est servi (seuil : ${f.percent(p['limit'])})`,
  'alert.cpu': (p, f) =>
    `Le processeur accordé est utilisé à ${f.percent(p['value'])} (seuil : ${f.percent(p['limit'])})`,
  'alert.throttling': (p, f) =>
    `L’hébergeur bride le processeur ${f.percent(p['value'])} du temps (seuil : ${f.percent(p['limit'])})`,
  'alert.memory': (p, f) =>
    `La mémoire atteint ${f.percent(p['value'])} de sa limite (seuil : ${f.percent(p['limit'])}) : au-delà, l’hébergeur arrête le processus`,
  'alert.heap': (p, f) =>
    `Le tas JavaScript atteint ${f.percent(p['value'])} de sa limite (seuil : ${f.percent(p['limit'])}) : au-delà, Node.js s’arrête`,
  'alert.pool': (p, f) =>
    `Une requête sur vingt attend au moins ${f.duration(p['value'])} une connexion à la base (« ${p['subject']} »${p['size'] === 0 ? '' : `, ${f.count(p['size'])} connexions`}) : toutes sont prises`,
  'alert.database': (p, f) =>
    `La base de données est occupée à ${f.percent(p['value'])} de ce qu’elle supporte (seuil : ${f.percent(p['limit'])})`,
  'alert.response-time': (p, f) =>
    `Le temps de réponse (95e centile) atteint ${f.duration(p['value'])} (seuil : ${f.duration(p['limit'])})`,
  'alert.errors-fast': (p, f) =>
    `Beaucoup d’erreurs en ce moment : ${f.percent(p['share'])} des requêtes de la dernière heure, ${f.about(p['value'])} fois ce que permet l’objectif`,
  'alert.errors-slow': (p, f) =>
    `Trop d’erreurs depuis plusieurs heures : ${f.percent(p['share'])} des requêtes sur 6 h, ${f.about(p['value'])} fois ce que permet l’objectif`,
  'alert.slowness-fast': (p, f) =>
    `Beaucoup de requêtes lentes en ce moment : ${f.percent(p['share'])} de celles de la dernière heure dépassent ${f.duration(p['objective'])}`,
  'alert.slowness-slow': (p, f) =>
    `Trop de requêtes lentes depuis plusieurs heures : ${f.percent(p['share'])} dépassent ${f.duration(p['objective'])} sur 6 h`,
  'alert.refused': (p, f) =>
    `${p['subject']} refuse nos appels, trop nombreux (réponse 429) : ${f.count(p['value'])} dans la minute`,
  'alert.unanswered': (p, f) =>
    `${p['subject']} ne répond plus : ${f.percent(p['value'])} des appels échouent (seuil : ${f.percent(p['limit'])})`,
  'alert.quota': (p, f) =>
    `${f.percent(p['value'])} de l’allocation de ${p['subject']} est consommée (seuil : ${f.percent(p['limit'])})`,
  'alert.webhook-lag': (p, f) =>
    `Les webhooks de ${p['subject']} sont traités avec ${f.duration(p['value'])} de retard (seuil : ${f.duration(p['limit'])})`,
  'alert.webhook-failures': (p, f) =>
    `${f.percent(p['value'])} des webhooks de ${p['subject']} échouent (seuil : ${f.percent(p['limit'])})`,
  'alert.tier': (p, f) =>
    `Au rythme actuel, le palier ${f.count(p['tier'])} se termine dans ${f.count(p['days'])} ${f.plural(p['days'], 'jour', 'jours')}`,

  'notice.routes': (p, f) => `Routes en cause : ${f.list(p['routes'])}.`,
  'notice.remedy': (p) => `À faire : ${p['remedy']}${p['at'] === '' ? '' : ` (${p['at']})`}.`,
  'notice.watch': () => 'À surveiller',
  'notice.act': () => 'Il faut agir',
  'notice.over': (p, f) => `C’est terminé après ${f.duration(p['duration'])}`,
  'notice.subject': (p) => `${p['application']} : ${p['what']}`,
  'notice.page': (p) => `Détails : ${p['address']}`,
  'notice.several': (p, f) => `${f.count(p['count'])} messages du moniteur`,

  'route.share': (p, f) => `${p['route']} (${f.percent(p['share'])})`,

  'remedy.hash-off-the-loop': () =>
    'hacher les mots de passe hors de la boucle d’événements (bcrypt à la place de bcryptjs)',
  'remedy.add-indexes': () => 'ajouter les index manquants',
  'remedy.stop-logging-bodies': () => 'ne plus écrire les réponses entières dans le journal',
  'remedy.batch-queries': () => 'remplacer les requêtes en boucle par une requête chacune',
  'remedy.send-email-after-answering': () => 'répondre d’abord, envoyer l’e-mail ensuite',
  'remedy.call-outside-transaction': () => 'appeler le service extérieur avant ou après la transaction, pas dedans',
  'remedy.keep-credentials': () => 'garder les identifiants d’accès en mémoire',
  'remedy.read-files-once': () => 'lire les fichiers une fois au démarrage, ou sans bloquer',
  'remedy.paginate-lists': () => 'renvoyer les listes par pages',
  'remedy.raise-pool-size': () => 'augmenter le nombre de connexions à la base',
  'remedy.upgrade-node': () => 'passer à la version recommandée de Node.js',
  'remedy.add-instances': () => 'autoriser plusieurs instances',
  'remedy.take-a-whole-core': () => 'prendre une machine dotée d’un cœur entier',
  'remedy.enlarge-database': () => 'prendre une base de données plus puissante',
  'remedy.add-read-replica': () => 'ajouter une réplique de lecture de la base',
  'remedy.change-plan': () => 'changer de formule chez ce service',
  'remedy.follow-the-report': () => 'suivre la partie 3 du rapport de Jauge (npx jauge)',
  'remedy.look-at-the-route': () => 'regarder la route la plus lente du tableau de bord, puis lancer npx jauge',
  'remedy.look-at-the-log': () => 'lire les dernières erreurs dans le journal de l’application',
  'remedy.look-for-a-leak': () =>
    'chercher ce qui reste en mémoire (caches sans limite, listes entières), ou prendre une machine plus grande',
  'remedy.slow-the-calls': () => 'espacer ces appels, les grouper, ou demander une limite plus haute',
  'remedy.bound-the-calls': () =>
    'mettre un délai maximal à ces appels, et répondre sans attendre ce service quand c’est possible',
  'remedy.hasten-the-webhook': () => 'répondre au webhook tout de suite, et traiter l’événement ensuite',
  'remedy.prepare-the-tier': (p) => `préparer le palier suivant${p['next'] === '' ? '' : ` : ${p['next']}`}`,

  'page.title': (p) => `${p['application']} : moniteur`,
  'page.headline.ok': (p, f) => `Tout va bien : le trafic du moment prend ${f.percent(p['used'])} de la capacité.`,
  'page.headline.ok-plain': () => 'Tout va bien : aucun signal ne dépasse son seuil.',
  'page.headline.quiet': (p, f) => `Aucune requête depuis ${f.duration(p['since'])}.`,
  'page.headline.starting': () => 'Le moniteur vient de démarrer : premiers chiffres dans une minute.',
  'page.headline.watch': (p) => `À surveiller : ${p['what']}.`,
  'page.headline.used': (p, f) => `${p['name']} à ${f.percent(p['used'])} de la limite`,
  'page.headline.act': (p) => `Il faut agir : ${p['what']}.`,
  'page.easing': (p) => `En cours de retour à la normale : ${p['what']}`,
  'page.easing.from': (p) => `En cours de retour à la normale : ${p['what']}, ${p['value']} (seuil : ${p['limit']})`,
  'page.easing.times': (p, f) => `${f.about(p['value'])} fois ce que permet l’objectif`,
  'page.capacity': (p, f) =>
    `Dans l’état actuel, cette application peut servir environ ${f.about(p['typical'])} requêtes par seconde (entre ${f.about(p['low'])} et ${f.about(p['high'])}) avec un trafic qui ressemble à celui ${scenarios[String(p['scenario'])] ?? ''}.`,
  'page.no-estimate': () =>
    'La capacité de cette application n’est pas encore connue du moniteur : lancez npx jauge -o jauge.json et redéployez.',
  'page.trend.short': (p, f) =>
    `Pas encore assez d’historique pour dire quand le palier se termine : il faut ${f.count(p['needed'])} jours, il y en a ${f.count(p['days'])}.`,
  'page.trend.flat': () => 'Le trafic ne croît pas : aucune fin de palier en vue.',
  'page.trend.far': (p, f) =>
    `Au rythme des ${f.count(p['days'])} derniers jours, le palier ${f.count(p['tier'])} tient plus de deux ans.`,
  'page.trend.date': (p, f) =>
    `Au rythme des ${f.count(p['days'])} derniers jours, le palier ${f.count(p['tier'])} (${tiers[String(p['kind'])] ?? ''}) se termine vers le ${f.date(p['date'])}${
      p['latest'] === ''
        ? `, au plus tôt le ${f.date(p['earliest'])}`
        : ` (entre le ${f.date(p['earliest'])} et le ${f.date(p['latest'])})`
    }.`,
  'page.trend.passed': (p, f) =>
    `L’heure la plus chargée dépasse déjà ce que supporte le palier ${f.count(p['tier'])} : ${p['remedy']}.`,
  'page.headroom': () => 'Marge',
  'page.headroom.note': () => 'Part utilisée de ce que chaque ressource supporte avant de manquer l’objectif.',
  'page.of': (p) => `${p['value']} sur ${p['limit']}`,
  'page.moment': () => 'Capacité pour le trafic du moment',
  'page.scenario': (p) => `Capacité ${scenarios[String(p['scenario'])] ?? ''}`,
  'page.rate-of': (p, f) => `${f.about(p['rate'])} requêtes/s sur ${f.about(p['capacity'])}`,
  'page.busy-of': (p, f) => `occupée à ${f.percent(p['value'])} ; seuil ${f.percent(p['limit'])}`,
  'page.bytes-of': (p, f) => `${f.bytes(p['value'])} sur ${f.bytes(p['limit'])}`,
  'page.pool-of': (p, f) =>
    `${f.number(p['value'])} prises sur ${f.count(p['limit'])} au plus haut, ${f.count(p['waiting'])} en attente`,
  'page.quota-of': (p, f) => `${f.count(p['value'])} sur ${f.count(p['limit'])}`,
  'page.modelled': () => 'calculé d’après les routes appelées',
  'page.measured': () => 'mesuré',
  'page.charts': () => 'Évolution',
  'page.chart.rate': () => 'Requêtes par seconde',
  'page.chart.errors': () => 'Erreurs par minute',
  'page.chart.p95': () => 'Temps de réponse (95e centile)',
  'page.chart.loop': () => 'Occupation de la boucle d’événements',
  'page.chart.memory': () => 'Mémoire',
  'page.limit': () => 'limite\u00a0:',
  'page.series.server-errors': () => 'erreurs du serveur (5xx)',
  'page.series.client-errors': () => 'refus (4xx)',
  'page.series.aborted': () => 'abandons',
  'page.series.p50': () => 'médiane',
  'page.series.p95': () => '95e centile',
  'page.span.hour': () => '1 h',
  'page.span.day': () => '24 h',
  'page.span.month': () => '30 jours',
  'page.routes': () => 'Routes les plus lentes',
  'page.routes.route': () => 'Route',
  'page.routes.count': () => 'Requêtes',
  'page.routes.p95': () => '95e centile',
  'page.routes.errors': () => 'Erreurs',
  'page.routes.cpu': () => 'Processeur',
  'page.routes.database': () => 'Base',
  'page.routes.outbound': () => 'Services',
  'page.routes.none': () => 'Aucune requête sur la période.',
  'page.alerts': () => 'Dernières alertes',
  'page.alerts.none': () => 'Aucune alerte.',
  'page.alerts.open': () => 'en cours',
  'page.alerts.from': (p) => `depuis ${p['time']}`,
  'page.live': () => 'en direct',
  'page.stale': () => 'plus de nouvelles du serveur',
  'page.instances': (p, f) => `${f.count(p['count'])} ${f.plural(p['count'], 'instance', 'instances')}`,
  'page.store.memory': () => 'historique en mémoire, perdu à chaque redémarrage',
  'page.store.postgres': () => 'historique dans PostgreSQL',
  'page.store.lost': (p, f) =>
    `${f.count(p['lost'])} ${f.plural(p['lost'], 'minute perdue', 'minutes perdues')} quand la base ne répondait pas`,
  'page.minute': () => 'dernière minute',
  'page.rpm': () => 'requêtes par minute',
  'page.rph': () => 'requêtes dans l’heure',
  'page.error-rate': () => 'erreurs',
  'page.in-flight': () => 'en cours',
  'page.language': () => 'English',

  'login.title': () => 'Moniteur',
  'login.label': () => 'Jeton d’accès',
  'login.button': () => 'Ouvrir',
  'login.hint': () => 'C’est la valeur de la variable JAUGE_TOKEN de cette application.',
  'login.wrong': () => 'Ce jeton n’est pas le bon.',
  'login.later': () => 'Trop d’essais : réessayez dans une minute.',
  'closed.title': () => 'Ce tableau de bord est fermé',
  'closed.why': () =>
    'En production, il ne s’ouvre qu’avec un jeton. Donnez à la variable d’environnement JAUGE_TOKEN une valeur secrète d’au moins 16 caractères, puis redémarrez l’application.',

  'log.webhook-invalid': () =>
    'L’adresse du webhook n’est pas une adresse http(s) valable : les alertes ne partiront pas par là.',
  'log.webhook-refused': (p, f) =>
    `Le webhook ${p['host']} refuse nos messages (réponse ${f.count(p['status'])}) : vérifiez son adresse.`,
  'log.webhook-silent': (p) => `Le webhook ${p['host']} ne répond pas : message abandonné après plusieurs essais.`,
  'log.email-failed': (p) => `L’envoi de l’alerte par e-mail a échoué : ${p['reason']}`,
  'log.token-short': () => 'JAUGE_TOKEN a moins de 16 caractères : le tableau de bord reste fermé.',
  'log.estimate-unreadable': (p) =>
    `${p['file']} n’est pas un rapport de Jauge lisible (${p['reason']}) : les seuils par défaut s’appliquent.`,
  'log.store-away': (p) =>
    `L’historique PostgreSQL n’est pas joignable (${p['reason']}) : le moniteur continue en mémoire.`,
  'log.store-nowhere': () => 'La variable DATABASE_URL est vide : l’historique reste en mémoire.',
  'log.store-back': (p, f) =>
    `L’historique PostgreSQL répond de nouveau ; ${f.count(p['lost'])} ${f.plural(p['lost'], 'minute n’a pas pu être gardée', 'minutes n’ont pas pu être gardées')}.`,
};
