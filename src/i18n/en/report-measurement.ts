import type { Catalogue } from '../catalogue.ts';

/** What measuring changed. */
export const reportMeasurement = {
  'report.measurement.heading': () => 'What was measured, and what it changed',
  'report.measurement.way.drive': (p, f) =>
    `${f.date(p['date'])}: the application was run and driven (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requests` : ''}`,
  'report.measurement.way.logs': (p, f) =>
    `${f.date(p['date'])}: access logs were read (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requests` : ''}`,
  'report.measurement.way.database': (p, f) => `${f.date(p['date'])}: the database was questioned (${p['of']})`,
  'report.measurement.way.monitor': (p, f) =>
    `${f.date(p['date'])}: the monitor watched production (${p['of']})${Number(p['requests']) > 0 ? `, ${f.count(p['requests'])} requests` : ''}`,
  'report.measurement.incomplete': (p) => `${p['text']}; cut short, what had been measured was kept`,
  'report.measurement.routes': (p, f) =>
    `The cost of ${f.count(p['measured'])} of ${f.count(p['routes'])} routes is measured.`,
  'report.measurement.machine': (p, f) =>
    `On ${p['processor']} (Node.js ${p['node']}), where the same work takes ${f.number(p['slowness'])} times as long as on the reference machine. ${
      p['serves'] === true
        ? 'It is the machine that serves: its speed is that of the estimate.'
        : 'It is not the machine that serves: the speed of that one remains an assumption (`jauge measure --production` on it settles the matter).'
    }`,
  'report.measurement.before': () => 'From the code alone',
  'report.measurement.after': () => 'With what was measured',
  'report.measurement.capacity': () => 'Requests per second within the objective',
  'report.measurement.input': () => 'Input',
  'report.measurement.narrowed': () => 'Range',
  'report.measurement.times-narrower': (p, f) => `÷${f.number(p['factor'])}`,
} satisfies Catalogue;
