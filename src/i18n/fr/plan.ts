import type { Text } from '../catalogue.ts';
import type { plan as english } from '../en/plan.ts';

/** Ceilings, risks, decision, thresholds and code to place. */
export const plan: Record<keyof typeof english, Text> = {
  'ceiling.load': (p, f) =>
    `${p['scenario'] === 'peak' ? 'en pointe' : 'un jour normal'}, ${f.about(p['rate'])} requêtes/s`,
  'ceiling.quota': (p, f) =>
    `si vous êtes à la formule « ${p['plan']} » : ${f.number(p['amount'])} ${p['unit'] === 'email' ? 'e-mails' : 'appels'} par ${p['period'] === 'day' ? 'jour' : 'mois'}`,
  'ceiling.storage': (p, f) =>
    `la formule contient ${f.bytes(p['limit'])}, et un compte y laisse environ ${f.bytes(p['perAccount'])}`,
  'accounts.load': (p, f) =>
    `Au-delà, les ${f.percent(p['share'])} d’entre eux qui viennent chaque jour dépassent ce que l’application supporte, ses tables ayant grossi d’autant.`,
  'risk.event-loop': (p, f) =>
    `les réponses dépassent ${f.duration(p['limit'])} pour tout le monde à la fois, puis échouent : il n’y a qu’un seul fil d’exécution, et il est occupé`,
  'risk.threads': (p, f) =>
    `les identifications attendent plus de ${f.duration(p['limit'])}, alors que les autres pages répondent encore`,
  'risk.connections': () =>
    'les requêtes attendent une connexion à la base, d’abord un peu, puis sans fin : les pages chargent et n’aboutissent jamais',
  'risk.database': () =>
    'la base sature : toutes les listes ralentissent, puis viennent les délais dépassés et les erreurs 500',
  'risk.service': (p) =>
    `${p['service']} refuse les appels au-delà de sa limite (429) : des paiements ou des e-mails échouent`,
  'risk.network': () => 'le temps de réponse est dominé par le réseau',
  'risk.disk': () => 'les écritures attendent le disque de la base',
  'risk.call-in-transaction': () =>
    'un service de paiement lent retient les connexions à la base : sa panne devient la nôtre',
  'risk.missing-pool-timeout': () =>
    'quand la base est surchargée, les requêtes s’empilent sans fin au lieu d’échouer vite : la mémoire enfle jusqu’au redémarrage',
  'risk.webhook-parsed-body': () =>
    'les webhooks sont refusés et renvoyés encore et encore : des paiements sont enregistrés en retard, ou jamais',
  'risk.memory-session': () => 'avec une seconde instance, les gens sont déconnectés au hasard',
  'risk.missing-rate-limit': () => 'quelqu’un qui essaie des mots de passe, même lentement, prend toute la capacité',
  'risk.pool-over-limit': () =>
    'avec toutes les instances en marche, la base refuse des connexions : des erreurs 500 au pire moment',
  'risk.missing-call-timeout': () => 'un service qui ne répond plus bloque sans limite les requêtes qui l’attendent',
  'summary.binds.event-loop': (p, f) =>
    `Ce qui limite n’est ni le nombre de connexions ni la base de données, mais l’unique fil qui exécute le code : il est plein, ou occupé trop longtemps d’affilée, à ${f.about(p['rate'])} requêtes/s ${p['peak'] === true ? 'en pointe' : 'un jour normal'}.`,
  'summary.binds.database': (p, f) =>
    `Ce qui limite est le processeur de la base de données, plein à ${f.about(p['rate'])} requêtes/s ${p['peak'] === true ? 'en pointe' : 'un jour normal'} : il lit bien plus de lignes qu’il n’en renvoie.`,
  'summary.binds.connections': (p, f) =>
    `Ce qui limite est le nombre de connexions à la base, toutes prises à ${f.about(p['rate'])} requêtes/s ${p['peak'] === true ? 'en pointe' : 'un jour normal'}.`,
  'summary.binds.threads': (p, f) =>
    `Ce qui limite, ce sont les fils auxiliaires qui hachent les mots de passe, pleins à ${f.about(p['rate'])} requêtes/s ${p['peak'] === true ? 'en pointe' : 'un jour normal'}.`,
  'summary.binds.service': (p, f) =>
    `Ce qui limite est à l’extérieur : ${p['service']} refuse les appels au-delà de ${f.about(p['rate'])} de nos requêtes/s ${p['peak'] === true ? 'en pointe' : 'un jour normal'}.`,
  'summary.peak': (p, f) =>
    `Un jour d’affluence (entrées, paiements et identifications à la fois), comptez ${f.about(p['rate'])} requêtes/s et ${f.about(p['active'])} personnes actives au même moment ; un jour normal, ${f.about(p['normalRate'])} requêtes/s et ${f.about(p['normalActive'])} personnes.`,
  'summary.quota': (p, f) =>
    `Avant la machine, c’est une allocation qui cède : celle de ${p['service']}, vers ${f.about(p['users'])} utilisateurs par jour si vous avez la formule supposée.`,
  'summary.accounts': (p, f) =>
    `On peut créer environ ${f.about(p['typical'])} comptes avant de devoir changer d’architecture (entre ${f.about(p['low'])} et ${f.about(p['high'])}).`,
  'threshold.traffic': (p, f) =>
    `${f.percent(p['watch'])} et ${f.percent(p['act'])} des ${f.about(p['rate'])} requêtes/s d’un jour normal`,
  'threshold.response-time': (p, f) =>
    `ce que le modèle donne à la moitié et aux quatre cinquièmes de la capacité ; l’objectif est de ${f.duration(p['limit'])}`,
  'threshold.errors': (p, f) => `la moitié de l’objectif, puis l’objectif (${f.percent(p['limit'])})`,
  'threshold.event-loop': (p, f) =>
    `${p['binds'] === true ? 'ce qui cède en premier : ' : ''}elle est occupée à ${f.percent(p['utilization'])} quand l’objectif n’est plus tenu`,
  'threshold.memory': (p, f) =>
    `70 et 85 % de ${f.bytes(p['limit'])}${p['assumed'] === true ? ' (supposés : indiquez votre machine)' : ''}`,
  'threshold.pool': (p, f) => `toute attente signifie que les ${f.count(p['size'])} connexions sont prises`,
  'threshold.connections': (p, f) =>
    `la base en accepte ${f.count(p['limit'])}, soit ${f.count(p['instances'])} ${f.plural(p['instances'], 'instance', 'instances')} à ${f.count(p['size'])}`,
  'threshold.logins': (p, f) =>
    `la pointe que l’application supporte contient ${f.about(p['perMinute'])} identifications par minute`,
  'threshold.emails': (p, f) =>
    `allocation de ${p['service']}, formule « ${p['plan']} » : ${f.number(p['amount'])} par ${p['period'] === 'day' ? 'jour' : 'mois'}`,
  'threshold.accounts': (p, f) =>
    `la moitié et les quatre cinquièmes des ${f.about(p['total'])} comptes auxquels il faudra changer d’architecture`,
  'insertion.monitor.title': () => 'Installer le moniteur de Jauge : deux lignes',
  'insertion.monitor.why': (p, f) =>
    `après \`npm install jauge\`. Il compte les requêtes par minute et par heure, les erreurs et les temps de réponse de chaque route, compare la charge à la capacité de ce rapport (\`npx jauge -o jauge.json\` la lui donne, à refaire à chaque déploiement) et prévient avant les utilisateurs. Page : \`/jauge\`, ouverte par le secret \`JAUGE_TOKEN\` (16 caractères au moins) ; pour l’hébergeur : \`/jauge/health\`. Placé juste après la création de l’application (${f.place(p['at'])}), il voit aussi le temps des autres fonctions intermédiaires`,
  'insertion.monitor.why-postgres': (p, f) =>
    `après \`npm install jauge\`. Il compte les requêtes par minute et par heure, les erreurs et les temps de réponse de chaque route, compare la charge à la capacité de ce rapport (\`npx jauge -o jauge.json\` la lui donne, à refaire à chaque déploiement) et prévient avant les utilisateurs. Page : \`/jauge\`, ouverte par le secret \`JAUGE_TOKEN\` (16 caractères au moins) ; pour l’hébergeur : \`/jauge/health\`. Placé juste après la création de l’application (${f.place(p['at'])}), il voit aussi le temps des autres fonctions intermédiaires ; l’historique va dans votre PostgreSQL, dans son propre schéma, et survit aux redéploiements`,
  'insertion.log.title': () => 'Ne plus écrire les réponses entières dans le journal',
  'insertion.log.why': (p, f) =>
    `le journal garde sa ligne par requête, sans le corps de la réponse (${f.place(p['at'])}) : ni données personnelles, ni second passage en JSON`,
};
