import type { Text } from '../catalogue.ts';
import type { reportGrowth as english } from '../en/report-growth.ts';

/** Parts 3 and 4: tiers and monitoring. */
export const reportGrowth: Record<keyof typeof english, Text> = {
  'report.tiers.none': () => 'Aucun palier n’a pu être calculé.',
  'report.tiers.heading': (p, f) =>
    `Palier ${f.count(p['number'])} — ${p['from'] === '' ? `jusqu’à ${p['to']}` : `de ${p['from']} à ${p['to']}`} utilisateurs actifs par jour : ${p['kind']}`,
  'report.tiers.steps': (p, f) =>
    `Ce qu’il faut faire pour y parvenir (${f.count(p['count'])} ${f.plural(p['count'], 'évolution', 'évolutions')})`,
  'report.tiers.risks': (p) => `Ce qui apparaît à la fin de ce palier, vers ${p['to']} utilisateurs actifs par jour`,
  'report.tiers.same-risks': (p, f) =>
    f.plural(
      p['count'],
      'Le risque du palier précédent qui demeure',
      `Les ${f.count(p['count'])} risques du palier précédent qui demeurent`,
    ),
  'report.tiers.ends': () => 'Ce qui y met fin',
  'report.tiers.ends-value': (p, f) =>
    `${p['station']}${p['cause'] === '' ? '' : ` (${f.percent(p['share'])} du temps : ${p['cause']})`}`,
  'report.tiers.cost': () => 'Hébergement, au total',
  'report.tiers.where': () => 'Où',
  'report.tiers.gain': () => 'Gain',
  'report.tiers.gain-value': (p) =>
    `capacité ${p['gain']} ; on atteint alors ${p['daily']} utilisateurs actifs par jour`,
  'report.tiers.gain-none': (p) =>
    `lève un plafond sans augmenter le débit : toujours ${p['daily']} utilisateurs actifs par jour`,
  'report.tiers.gain-together': (p) =>
    `presque rien à elle seule : elle compte avec les autres évolutions de ce palier ; on atteint alors ${p['daily']} utilisateurs actifs par jour`,
  'report.tiers.effort': () => 'Effort',
  'report.tiers.effort-value': (p) => `${p['effort']} (${p['kind']})`,
  'report.tiers.added-cost': () => 'Coût ajouté',
  'report.tiers.others': () => 'Autres améliorations trouvées, dont aucun palier n’a besoin',
  'report.tiers.beyond': (p) =>
    `Au-delà de ${p['to']} utilisateurs actifs par jour, aucun des remèdes connus du modèle ne suffit plus : il sera temps de mesurer, puis de repenser l’architecture chiffres en main.`,

  'report.monitoring.none': () => 'Aucun seuil n’a pu être calculé.',
  'report.monitoring.thresholds': () => 'Ce qu’il faut surveiller',
  'report.monitoring.sentence': () =>
    'Les seuils viennent de la capacité calculée dans la partie 2. « Surveiller » : regarder dans la semaine. « Agir » : préparer le palier suivant sans attendre.',
  'report.monitoring.signal': () => 'Signal',
  'report.monitoring.watch': () => 'Surveiller',
  'report.monitoring.act': () => 'Agir',
  'report.monitoring.because': () => 'Pourquoi',
  'report.monitoring.insert': (p) => `À insérer après ${p['at']}.`,
  'report.monitoring.create': (p) => `Nouveau fichier, ${p['file']}.`,
  'report.monitoring.remove': (p, f) =>
    Number(p['from']) === Number(p['to'])
      ? `Supprimez la ligne ${p['at']}.`
      : `Supprimez les lignes ${f.count(p['from'])} à ${f.count(p['to'])}, à partir de ${p['at']}.`,
  'report.monitoring.replace': (p, f) =>
    Number(p['from']) === Number(p['to'])
      ? `Remplace la ligne ${p['at']}.`
      : `Remplace les lignes ${f.count(p['from'])} à ${f.count(p['to'])}, à partir de ${p['at']}.`,
};
