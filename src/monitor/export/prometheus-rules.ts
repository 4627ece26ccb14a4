import type { Limits } from '../limits/limits.ts';
import { voiceOf } from '../words/index.ts';
import { alertRules } from './rules.ts';

/** A file of alerting rules for Prometheus, in YAML. */
export function prometheusRules(limits: Limits, language: 'fr' | 'en'): string {
  const voice = voiceOf(language);
  const rules = alertRules(limits, voice).map(({ name, expression, hold, severity, summary }) =>
    [
      `      - alert: ${name}`,
      `        expr: ${JSON.stringify(expression)}`,
      `        for: ${hold}`,
      '        labels:',
      `          severity: ${severity}`,
      '        annotations:',
      `          summary: ${JSON.stringify(`${limits.application} – ${summary}`)}`,
    ].join('\n'),
  );
  return ['groups:', '  - name: jauge', '    rules:', ...rules, ''].join('\n');
}
