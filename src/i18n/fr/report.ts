import type { Param } from '../../model/message.ts';
import type { Text } from '../catalogue.ts';
import type { report as english } from '../en/report.ts';

const joined = (items: Param | undefined): string => (Array.isArray(items) ? items.join(' ; ') : String(items));

/** Frame of the report: its top, its parts, the target, and the words that every section shares. */
export const report: Record<keyof typeof english, Text> = {
  'report.title': (p) => `${p['name']} — rapport de capacité`,
  'report.subtitle': (p, f) =>
    `Jauge ${p['version']} · lu dans le code, sans l’exécuter · chiffres publiés relevés le ${f.date(p['date'])} · objectif : ${f.percent(p['percentile'])} des requêtes${p['each'] === true ? ' de chaque route' : ''} en moins de ${f.duration(p['limit'])}, moins de ${f.percent(p['errors'])} d’erreurs`,
  'report.part.state': () => '1. État actuel du projet',
  'report.part.capacity': () => '2. Estimation de capacité',
  'report.part.tiers': () => '3. Paliers de croissance',
  'report.part.monitoring': () => '4. Plan de monitoring minimal',
  'report.part.decision': () => '5. Résumé pour décision',
  'report.part.basis': () => 'Sur quoi repose cette estimation',

  'report.beyond': () => 'au-delà de ce que le modèle explore',
  'report.endless': () => 'croissant sans fin',
  'report.reasons': (p) => `Supposé : ${joined(p['list'])}.`,
  'report.unknown': () => 'inconnu',
  'report.default': () => 'valeur par défaut',
  'report.less-than': (p, f) => `moins de ${f.number(p['value'])}`,
  'report.at-least': (p) => `au moins ${p['low']}`,
  'report.between': (p) => `${p['low']} à ${p['high']}`,
  'report.spread': (p) => `${p['typical']} (${p['bounds']})`,
  'report.per-second': (p) => `${p['rate']}/s`,
  'report.cost.none': () => 'rien à payer',
  'report.cost.unknown': () => 'prix inconnu',
  'report.cost.part-known': (p) => `au moins ${p['cost']} par mois, le reste étant de prix inconnu`,
  'report.cost.monthly': (p) => `${p['cost']} par mois`,
  'report.places.more': (p, f) => `${p['shown']} et ${f.count(p['count'])} ${f.plural(p['count'], 'autre', 'autres')}`,
  'report.more': (p, f) =>
    `… et ${f.count(p['count'])} ${f.plural(p['count'], 'autre', 'autres')} : le rapport en Markdown les donne tous (--format markdown).`,
  'report.column.place': () => 'Emplacement',

  'report.answer': (p, f) =>
    `${p['name']} peut accueillir aujourd’hui environ ${p['daily']} utilisateurs actifs par jour${p['bounds'] === '' ? '' : ` (fourchette : ${p['bounds']})`} ; ce qui cède en premier${p['grown'] === true ? ', les tables ayant grossi d’autant' : ''}, c’est ${p['station']}${p['cause'] === '' ? '' : `, dont ${f.percent(p['share'])} du temps passe dans ${p['cause']}`}.`,
  'report.unread': (p, f) =>
    `**Lecture incomplète.** ${Number(p['count']) === Number(p['total']) ? `Dans ${f.plural(p['total'], 'la seule route', `les ${f.count(p['total'])} routes`)}` : `Dans ${f.count(p['count'])} des ${f.count(p['total'])} routes`}, des appels n’ont pas pu être suivis et aucun accès à la base n’a été vu : il y est supposé ce que fait une route ordinaire, quelques requêtes à la base. Les chiffres de ce rapport valent ce que vaut cette supposition. \`jauge routes\` montre ces appels ; \`jauge measure\` remplace la supposition par une mesure.`,
  'report.unreached': (p, f) =>
    `**Lecture incomplète.** ${f.count(p['count'])} ${f.plural(p['count'], 'route est écrite', 'routes sont écrites')} dans le projet sans que rien n’y mène depuis le point d’entrée (${p['at']}${Number(p['count']) > 1 ? '…' : ''}), et ${f.plural(p['total'], 'la seule route trouvée est comptée', `seules les ${f.count(p['total'])} trouvées sont comptées`)} : si elles servent, la capacité est moindre. \`jauge routes\` en donne la liste.`,
  'report.answer.nobody': (p) =>
    `${p['name']} ne tient aujourd’hui son objectif pour personne : si peu qu’il en vienne, ${p['station']} fait attendre plus longtemps qu’il ne le permet${p['route'] === '' ? '' : `, d’abord à cause de ${p['route']}`}.`,
  'report.answer.none': (p) =>
    `La capacité de ${p['name']} n’a pas pu être estimée : la dernière section dit ce qui n’a pas pu être lu.`,
  'report.decision.now': (p) =>
    `Dans l’état actuel, ${p['name']} peut raisonnablement supporter environ **${p['active']} utilisateurs simultanés** et **${p['daily']} utilisateurs actifs / jour**.`,
  'report.decision.nobody': (p) =>
    `Dans l’état actuel, ${p['name']} ne peut raisonnablement supporter **aucun utilisateur** dans son objectif.`,
  'report.decision.next': (p, f) =>
    `${p['daily'] === '' ? '**Dès maintenant**' : `À partir de **${p['daily']} utilisateurs actifs / jour**`}, il faudra envisager ${Number(p['count']) > 1 ? 'les évolutions suivantes' : 'l’évolution suivante'} : ${joined(p['titles'])}${Number(p['others']) > 0 ? ` ; et ${f.count(p['others'])} ${f.plural(p['others'], 'autre', 'autres')}, détaillées au palier 2` : ''}.`,
  'report.decision.none': (p) =>
    p['daily'] === ''
      ? 'Jauge n’a pas trouvé d’évolution simple qui y remédie.'
      : `Au-delà de **${p['daily']} utilisateurs actifs / jour**, Jauge n’a pas trouvé d’évolution simple qui repousse cette limite.`,

  'report.opening.busy': (p) => `Ce qui est occupé à la limite : ${p['scenario']}, ${p['throughput']} requêtes/s`,
  'report.opening.first': () => '◄ cède en premier',
  'report.opening.ladder': () => 'Jusqu’où mène chaque palier, en utilisateurs actifs par jour',
  'report.opening.rung': (p, f) => `Palier ${f.count(p['number'])}`,
  'report.opening.rung-note': (p) => `${p['kind']}, ${p['cost']}`,
  'report.opening.spreads': (p) =>
    `ordres de grandeur : bas, valeur probable ●, haut${p['logarithmic'] === true ? ' (échelle logarithmique)' : ''}`,
  'report.opening.one-sided': () =>
    'Un point ● au bout droit du trait : ce qui est supposé ne peut guère être plus favorable ; si l’estimation se trompe, c’est vers le bas.',
  'report.opening.narrow': (p) =>
    `Pour resserrer ces fourchettes, commencez par ce point : ${p['what']} (${p['action']}).`,
  'report.opening.critical': (p, f) =>
    `**${f.count(p['count'])} ${f.plural(p['count'], 'constat critique', 'constats critiques')}**, à lire dans la partie 1 : ${joined(p['list'])}.`,
  'report.opening.rate': () => 'Requêtes/s',
  'report.opening.active': () => 'Actifs à la fois',
  'report.opening.daily': () => 'Actifs par jour',

  'report.target.heading': (p) => `Votre question : ${p['goal']}`,
  'report.target.daily': (p, f) => `${f.count(p['count'])} utilisateurs actifs par jour`,
  'report.target.accounts': (p, f) => `${f.count(p['count'])} comptes`,
  'report.target.holds': (p) => `**Oui.** En l’état, l’application tient ${p['goal']}.`,
  'report.target.holds-after': (p) =>
    `**Pas en l’état, mais oui avec les évolutions ci-dessous.** Elles porteraient l’application à ${p['after']} utilisateurs actifs par jour (objectif : ${p['goal']}). Hébergement : ${p['cost']}.`,
  'report.target.fails': (p) =>
    Number(p['changes']) > 0
      ? `**Non.** Même avec les évolutions ci-dessous, l’application s’arrête à ${p['after']} utilisateurs actifs par jour (objectif : ${p['goal']}).`
      : `**Non.** L’application ne tient pas ${p['goal']}, et aucun ensemble d’évolutions n’a été trouvé qui le permette.`,
  'report.target.gives-way': () => 'Ce qui cède avant, dans cet ordre :',
  'report.target.at-daily': (p) => `${p['daily']} utilisateurs actifs par jour`,
  'report.target.at-accounts': (p) => `${p['accounts']} comptes`,
  'report.target.remedies': () => 'L’ensemble d’évolutions le moins coûteux trouvé :',

  'report.assumptions.heading': () => 'Les hypothèses qui pèsent le plus',
  'report.assumptions.none': () => 'Aucune hypothèse ne déplace la réponse de façon sensible.',
  'report.assumptions.sentence': () =>
    'Chacune de ces valeurs déplace la réponse. Le « poids » est le rapport entre la capacité à un bout de la fourchette et la capacité à l’autre bout ; la dernière colonne dit comment trancher.',
  'report.assumptions.what': () => 'Hypothèse',
  'report.assumptions.value': () => 'Valeur (fourchette)',
  'report.assumptions.swing': () => 'Poids',
  'report.assumptions.action': () => 'Pour trancher',
  'report.unknowns.heading': () => 'Ce qui n’a pas pu être lu',
  'report.unknowns.sentence': () => 'Rien n’est passé sous silence : ce qui suit élargit les fourchettes ci-dessus.',
  'report.sources.heading': () => 'D’où viennent les chiffres',
  'report.sources.legend': (p) => `Signes placés après les nombres : ${p['list']}.`,
  'report.sources.page': (p, f) =>
    `${p['url']}${p['fact'] === '' ? '' : ` — fait ${p['fact']}`}${p['date'] === '' ? '' : `, lu le ${f.date(p['date'])}`}`,
  'report.sources.facts': (p) =>
    `Autres faits cités, avec leur page et leur date dans docs/facts.md : ${(p['list'] as readonly string[]).join(', ')}.`,
  'report.sources.read': (p, f) =>
    `${f.count(p['seen'])} ${f.plural(p['seen'], 'fichier vu', 'fichiers vus')} dans le projet ; ${f.plural(p['read'], 'celui que le serveur atteint a été lu', `les ${f.count(p['read'])} que le serveur atteint ont été lus`)} en entier. Rien n’a été exécuté, modifié ni envoyé.`,
};
