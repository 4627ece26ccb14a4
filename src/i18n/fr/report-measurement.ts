import type { Text } from '../catalogue.ts';
import type { reportMeasurement as english } from '../en/report-measurement.ts';

/** Ce que mesurer a changé. */
export const reportMeasurement: Record<keyof typeof english, Text> = {
  'report.measurement.heading': () => 'Ce qui a été mesuré, et ce que cela change',
  'report.measurement.way.drive': (p, f) =>
    `${f.date(p['date'])} : l’application a été mise en marche et sollicitée (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requêtes` : ''}`,
  'report.measurement.way.logs': (p, f) =>
    `${f.date(p['date'])} : les journaux d’accès ont été lus (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requêtes` : ''}`,
  'report.measurement.way.database': (p, f) =>
    `${f.date(p['date'])} : la base de données a été interrogée (${p['of']})`,
  'report.measurement.way.monitor': (p, f) =>
    `${f.date(p['date'])} : la surveillance a observé la production (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requêtes` : ''}`,
  'report.measurement.incomplete': (p) => `${p['text']} ; interrompu, ce qui avait été mesuré est gardé`,
  'report.measurement.routes': (p, f) =>
    `Le coût de ${f.count(p['measured'])} ${f.plural(p['measured'], 'route', 'routes')} sur ${f.count(p['routes'])} est mesuré.`,
  'report.measurement.machine': (p, f) =>
    `Sur ${p['processor']} (Node.js ${p['node']}), où le même travail prend ${f.number(p['slowness'])} fois le temps qu’il prend sur la machine de référence. ${
      p['serves'] === true
        ? 'C’est la machine qui sert : sa vitesse est celle de l’estimation.'
        : 'Ce n’est pas la machine qui sert : la vitesse de celle-ci reste une hypothèse (`jauge measure --production`, lancé sur elle, tranche la question).'
    }`,
  'report.measurement.before': () => 'D’après le seul code',
  'report.measurement.after': () => 'Avec les mesures',
  'report.measurement.capacity': () => 'Requêtes par seconde dans l’objectif',
  'report.measurement.input': () => 'Donnée',
  'report.measurement.narrowed': () => 'Fourchette',
  'report.measurement.times-narrower': (p, f) => `÷${f.number(p['factor'])}`,
};
