import type { Text } from '../catalogue.ts';
import type { reportCapacity as english } from '../en/report-capacity.ts';

/** Part 2: orders of magnitude, what gives way, routes, accounts, events. */
export const reportCapacity: Record<keyof typeof english, Text> = {
  'report.capacity.heading': () => 'Ordres de grandeur',
  'report.capacity.throughput': () => 'Requêtes par seconde',
  'report.capacity.active': () => 'Utilisateurs actifs au même moment',
  'report.capacity.connected': () => 'Utilisateurs connectés au même moment',
  'report.capacity.daily': () => 'Utilisateurs actifs par jour',
  'report.capacity.saturation': () => 'Requêtes/s à saturation',
  'report.capacity.per-instance': () => 'Requêtes/s d’une seule instance',
  'report.capacity.words': () =>
    'Dans chaque case, la valeur probable puis la fourchette. « Actif » : envoie des requêtes, avec des pauses pour lire. « Connecté » : a l’application ouverte ; tous ne cliquent pas en même temps. « À saturation » : tout passe encore, mais trop lentement.',

  'report.gives-way.heading': (p) => `Ce qui cède en premier en ${p['scenario']}`,
  'report.gives-way.sentence': (p) => `${p['station']} : ${p['why']}`,
  'report.gives-way.causes': () => 'Ce qui l’occupe',
  'report.gives-way.routes': () => 'Les routes qui l’occupent',
  'report.gives-way.chance': (p, f) => `${p['name']} (${f.percent(p['chance'])})`,
  'report.gives-way.chances': (p) =>
    `Sur toute l’étendue des fourchettes, les chances de céder en premier : ${p['list']}. Méthode : ${p['method']}.`,
  'report.reason.utilization': (p, f) =>
    `taux d’occupation de ${f.percent(p['share'])} à la limite ; au-delà, la file d’attente s’allonge sans fin.`,
  'report.reason.percentile': (p, f) =>
    `taux d’occupation de ${f.percent(p['share'])} seulement à la limite, mais de longs travaux ininterrompus font déjà attendre tout le monde plus de ${f.duration(p['limit'])}. La limite est atteinte bien avant la saturation.`,
  'report.reason.pool': (p, f) =>
    `${f.percent(p['share'])} des places sont prises à la limite ; au-delà, les requêtes attendent qu’une place se libère.`,
  'report.reason.rate-limit': () => 'au-delà de ce débit, les requêtes sont refusées.',
  'report.reason.memory': (p, f) =>
    `remplissage de ${f.percent(p['share'])} à la limite ; au-delà, le processus est arrêté et redémarre.`,
  'report.reason.quota': () => 'le quota de la formule est épuisé avant la machine.',

  'report.accounts.heading': () => 'Comptes',
  'report.accounts.total': (p) =>
    `L’architecture devra changer ${p['low'] === p['high'] ? `vers **${p['typical']} comptes**` : `quelque part entre ${p['low']} et ${p['high']} comptes, le plus probablement vers **${p['typical']}**`}. ${p['because']} Les capacités ci-dessus valent pour ${p['today']} comptes.`,
  'report.accounts.growth': () => 'Ce que devient la capacité normale quand le nombre de comptes augmente :',
  'report.accounts.accounts': () => 'Comptes',
  'report.accounts.throughput': () => 'Requêtes/s',
  'report.accounts.daily': () => 'Actifs par jour',
  'report.ceilings.heading': () => 'Tous les plafonds, du plus bas au plus haut',
  'report.ceilings.sentence': () =>
    'Le quota d’une formule est une limite comme une autre. La première ligne est le véritable plafond.',
  'report.ceilings.name': (p) => `${p['kind']} : ${p['subject']}`,
  'report.ceilings.kind': () => 'Plafond',
  'report.ceilings.what': () => 'De quoi il s’agit',

  'report.route-table.heading': (p) => `Route par route, en ${p['scenario']} (${p['throughput']} requêtes/s)`,
  'report.route-table.words': (p, f) =>
    `Processeur, Base : temps que prend une requête. p${f.number(p['percentile'])} : durée que ${f.number(p['percentile'])} % des requêtes ne dépassent pas, sur un serveur au repos puis à la limite. Seule : ce que le serveur tiendrait si l’on n’appelait que cette route.`,
  'report.route-table.certainty': (p, f) =>
    `Neuf fois sur dix, la vraie dépense d’une route est entre celle du tableau divisée par ${f.number(p['below'])} et multipliée par ${f.number(p['above'])}.`,
  'report.route-table.route': () => 'Route',
  'report.route-table.purpose': () => 'Usage',
  'report.route-table.share': () => 'Part',
  'report.route-table.loop': () => 'Processeur',
  'report.route-table.database': () => 'Base',
  'report.route-table.idle': (p, f) => `p${f.number(p['percentile'])} à vide`,
  'report.route-table.loaded': (p, f) => `p${f.number(p['percentile'])} limite`,
  'report.route-table.alone': () => 'Seule',
  'report.route-table.more': (p, f) =>
    `… et ${f.count(p['count'])} ${f.plural(p['count'], 'route plus légère', 'routes plus légères')} : le rapport en Markdown les donne toutes (--format markdown).`,
  'report.route-table.over': (p, f) =>
    `* Hors objectif même à vide (${f.count(p['count'])} ${f.plural(p['count'], 'route', 'routes')}) : ${f.plural(p['count'], 'elle est jugée', 'elles sont jugées')} sur le double de ${f.plural(p['count'], 'son', 'leur')} temps à vide, faute de quoi la capacité serait nulle.`,

  'report.events.heading': () => 'Les pointes, vues comme des événements',
  'report.events.sentence': () =>
    'Chacune est simulée requête par requête : voici ce que verraient ceux qui attendent.',
  'report.events.title': (p, f) =>
    `${p['name']} : ${f.count(p['people'])} personnes en ${f.duration(p['duration'])} — ${p['holds'] === true ? 'tient' : 'ne tient pas'}`,
  'report.events.route': (p) => `La plupart passent par ${p['route']} (${p['at']}).`,
  'report.events.queue': () => 'Plus longue file d’attente',
  'report.events.queue-value': (p, f) => `${p['words']} ${f.plural(p['count'], 'requête', 'requêtes')}`,
  'report.events.p95': () => 'Pire temps de réponse (p95)',
  'report.events.worst': () => 'Pire requête',
  'report.events.errors': () => 'Requêtes en erreur',
  'report.events.recovery': () => 'Retour à la normale',
  'report.events.at-once': () => 'dès la fin de l’afflux',
  'report.events.after': (p) => `après ${p['time']}`,
  'report.events.bearable': () => 'Ce qui tiendrait',
  'report.events.bearable-value': (p, f) => `${p['people']} personnes en ${f.duration(p['duration'])}`,
  'report.events.over-time': () => 'Requêtes présentes dans le système au fil du temps :',
  'report.events.at': (p, f) => f.duration(p['time']),
};
