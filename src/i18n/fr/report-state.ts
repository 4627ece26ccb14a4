import type { Text } from '../catalogue.ts';
import type { reportState as english } from '../en/report-state.ts';

/** Part 1: hosting, server stack, database, services, findings, routes. */
export const reportState: Record<keyof typeof english, Text> = {
  'report.hosting.heading': () => 'Hébergement',
  'report.hosting.platform': () => 'Plateforme',
  'report.hosting.kind': () => 'Déploiement',
  'report.hosting.deployment': (p) =>
    `**${p['platform']}** — ${p['kind']}${p['plan'] === '' ? '' : `, \`${p['plan']}\``}${p['at'] === '' ? '' : ` (${p['at']})`}`,
  'report.hosting.why': () => 'Pourquoi celle-ci',
  'report.hosting.machine': () => 'Machine',
  'report.hosting.machine-value': (p) => `${p['cpu']} vCPU${p['cpuAt']}, ${p['memory']} de mémoire${p['memoryAt']}`,
  'report.hosting.instances': () => 'Instances',
  'report.hosting.instances-value': (p) => `au moins ${p['minimum']}, au plus ${p['maximum']}`,
  'report.hosting.region': () => 'Région',
  'report.hosting.build': () => 'Construction',
  'report.hosting.run': () => 'Démarrage',
  'report.hosting.ports': () => 'Ports',
  'report.hosting.modules': () => 'Modules',
  'report.hosting.databases': () => 'Bases fournies',
  'report.hosting.health': () => 'Sonde de santé',
  'report.hosting.timeout': () => 'Requête la plus longue',
  'report.hosting.concurrency': () => 'Requêtes à la fois',
  'report.hosting.environment': () => 'Variables',
  'report.hosting.limits': () => 'Limites de la plateforme',
  'report.hosting.others': () => 'Autres configurations d’hébergement trouvées',
  'report.hosting.serves': () => 'Ce qu’elle sert',
  'report.host.heading': () => 'La machine où ce rapport a été établi',
  'report.host.place': () => 'Lieu',
  'report.host.processors': () => 'Processeurs',
  'report.host.processors-value': (p, f) =>
    Number(p['quota']) > 0
      ? `${f.number(p['quota'])} ${f.plural(p['quota'], 'accordé', 'accordés')}${p['cgroup'] === '' ? '' : ` (cgroup ${p['cgroup']})`} sur ${f.count(p['processors'])} ${f.plural(p['processors'], 'visible', 'visibles')}`
      : `${f.count(p['processors'])} ${f.plural(p['processors'], 'visible', 'visibles')}, sans quota`,
  'report.host.memory': () => 'Mémoire accordée',
  'report.host.no-limit': () => 'sans limite',
  'report.host.node': () => 'Node',
  'report.host.node-value': (p, f) => `${p['version']}, tas limité à ${f.bytes(p['heap'])}`,
  'report.host.files': () => 'Fichiers ouverts',

  'report.stack.heading': () => 'Serveur',
  'report.stack.framework': () => 'Cadre applicatif',
  'report.stack.framework-value': (p) =>
    `**${p['name']}${p['version'] === '' ? '' : ` ${p['version']}`}**, en ${p['language']} (${p['at']})${p['entry'] === '' ? '' : `, démarré par ${p['entry']}`}`,
  'report.stack.node': () => 'Node.js',
  'report.stack.processes': () => 'Processus',
  'report.stack.processes-value': (p, f) =>
    Number(p['count']) > 1
      ? `${f.count(p['count'])} par instance`
      : 'un seul par instance : un seul cœur travaille, quelle que soit la machine',
  'report.stack.threads': () => 'Fils auxiliaires (libuv)',
  'report.stack.body': () => 'Taille maximale reçue',
  'report.stack.body-none': () => 'aucune limite trouvée',
  'report.stack.timeout': () => 'Délai d’une requête',
  'report.stack.no-timeout': () => 'aucun',
  'report.stack.sessions': () => 'Sessions',
  'report.stack.sessions-used': (p) => `conservées dans ${p['store']}${p['at'] === '' ? '' : ` (${p['at']})`}.`,
  'report.stack.sessions-none': () => 'aucune session en service.',
  'report.stack.sessions-unused': (p, f) =>
    `${f.plural(p['count'], 'Paquet installé mais importé', 'Paquets installés mais importés')} nulle part : ${p['names']}.`,
  'report.stack.logging': () => 'Journal',
  'report.stack.logging-none': () => 'aucun journal des requêtes trouvé',
  'report.stack.logging-value': (p) =>
    `${p['library']} (${p['at']}) ; temps de réponse ${p['durations'] === true ? 'consignés' : 'non consignés'} ; ${p['bodies'] === true ? '**le corps entier de chaque réponse est écrit**' : 'le corps des réponses n’est pas écrit'}`,
  'report.stack.present': () => 'Protections présentes',
  'report.stack.absent': () => 'Protections absentes',
  'report.stack.own-function': () => 'fonction du projet',
  'report.stack.mounted': (p) => `sur \`${p['path']}\``,
  'report.stack.middleware': (p, f) =>
    f.plural(
      p['count'],
      'Fonction intermédiaire (middleware) que traversent les requêtes',
      `Les ${f.count(p['count'])} fonctions intermédiaires (middleware) que traversent les requêtes, dans l’ordre`,
    ),
  'report.stack.background': () => 'Travaux de fond',
  'report.stack.background-item': (p, f) =>
    `${p['name']} (${p['at']}) — ${p['trigger']}${Number(p['period']) > 0 ? `, période de ${f.duration(p['period'])}` : ''}${p['inProcess'] === true ? ', dans le processus du serveur, dont il partage la boucle d’événements' : ', dans son propre processus'}`,

  'report.database.heading': () => 'Base de données',
  'report.database.none': () => 'Aucune base de données n’a été trouvée.',
  'report.database.engine': () => 'Moteur',
  'report.database.engine-value': (p) => `**${p['engine']}** chez ${p['host']}`,
  'report.database.driver': () => 'Accès',
  'report.database.driver-value': (p) =>
    `${p['orm'] === '' ? '' : `${p['orm']}, avec le pilote `}\`${p['driver']}\` (${p['at']})`,
  'report.database.pool': () => 'Groupe de connexions',
  'report.database.pool-value': (p, f) =>
    `${p['size']} par processus${Number(p['processes']) > 1 ? ` × ${f.count(p['processes'])} processus` : ''}${Number(p['instances']) > 1 ? `, et jusqu’à ${f.count(p['instances'])} instances se partagent la base` : ''}`,
  'report.database.no-pool': () => 'aucune : chaque requête est un appel à part',
  'report.database.acquire': () => 'Attente d’une connexion',
  'report.database.for-ever': () => 'illimitée : quand aucune n’est libre, les requêtes attendent sans fin',
  'report.database.statement': () => 'Requête la plus longue',
  'report.database.never-cancelled': () => 'illimitée : une requête lente n’est jamais interrompue',
  'report.database.idle': () => 'Fermeture si inutilisée',
  'report.database.limits': () => 'Limites de la formule',
  'report.database.schema': (p, f) =>
    `**${f.count(p['tables'])} ${p['collections'] === true ? f.plural(p['tables'], 'collection', 'collections') : f.plural(p['tables'], 'table', 'tables')}**, ${f.count(p['columns'])} ${p['collections'] === true ? 'champs' : 'colonnes'}, ${f.count(p['unique'])} ${f.plural(p['unique'], 'contrainte', 'contraintes')} d’unicité, ${Number(p['indexes']) === 0 ? 'aucun autre index' : `${f.count(p['indexes'])} ${f.plural(p['indexes'], 'autre index', 'autres index')}`}`,
  'report.database.foreign': (p, f) =>
    Number(p['foreign']) === 0
      ? ' ; aucune clé étrangère'
      : ` ; ${f.count(p['foreign'])} ${f.plural(p['foreign'], 'clé étrangère', 'clés étrangères')}, ${p['bare'] === p['foreign'] && Number(p['bare']) > 1 ? '**toutes sans index**' : `dont **${f.count(p['bare'])} sans index**`}`,
  'report.database.bare': (p) => `Clés étrangères sans index : ${p['list']}.`,

  'report.services.heading': () => 'Dépendances critiques',
  'report.services.none': () => 'Aucun service extérieur n’a été trouvé.',
  'report.services.name': () => 'Service',
  'report.services.kind': () => 'Rôle',
  'report.services.sites': () => 'Appelé en',
  'report.services.routes': () => 'Routes',
  'report.services.timeout': () => 'Délai maximal',
  'report.services.no-timeout': () => 'aucun',
  'report.services.limits': () => 'Débits et quotas',

  'report.findings.heading': () => 'Constats',
  'report.findings.none': () => 'Aucun défaut n’a été trouvé dans ce qui a pu être lu.',
  'report.findings.count': (p, f) =>
    `${p['mark']} ${f.count(p['count'])} ${p['severity']}${f.plural(p['count'], '', 's')}`,
  'report.findings.group': (p, f) =>
    `${p['mark']} ${p['title']}${Number(p['count']) > 1 ? ` : ${f.count(p['count'])} endroits` : ''} (${p['severity']})`,
  'report.findings.subject': () => 'Objet',
  'report.findings.severity': () => 'Gravité',

  'report.routes.heading': () => 'Routes',
  'report.routes.count': (p, f) =>
    Number(p['count']) === Number(p['distinct'])
      ? `**${f.count(p['count'])} routes** enregistrées.`
      : `**${f.count(p['count'])} routes** enregistrées, dont ${f.count(p['distinct'])} distinctes.`,
  'report.routes.purposes': (p) => `À quoi elles servent : ${p['list']}.`,
  'report.routes.purpose': (p, f) => `${p['purpose']} ${f.count(p['count'])}`,
  'report.routes.dead': (p) => `${p['id']} (${p['at']}) est du code mort : ${p['by']} répond avant elle.`,
  'report.routes.heaviest': (p) => `Les plus lourdes : ${(p['list'] as readonly string[]).join(' ; ')}.`,
  'report.routes.heavy': (p, f) =>
    `${p['id']} (${f.duration(p['loop'])} de processeur, ${f.duration(p['database'])} de base)`,
  'report.routes.unfollowed': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'appel n’a pas pu être suivi', 'appels n’ont pas pu être suivis')} : ${p['places']}.`,
};
