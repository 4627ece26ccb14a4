import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../alerts/reading.ts';
import type { Notice } from '../deliver/notice.ts';
import { voiceOf } from '../words/index.ts';
import { easingSentence, isEasing, levelOfIncident } from './view-easing.ts';

const open = (incident: string, value: number, limit: number): Notice => ({
  change: 'opened',
  level: 'act',
  incident,
  what: 'alert.event-loop',
  params: { value, limit, subject: incident.split(':')[1] ?? '' },
  routes: [],
  remedy: { key: 'remedy.look-at-the-route', at: '' },
  opened: 0,
  at: 0,
});

describe('an incident whose value has fallen under its threshold', () => {
  it('eases, and asks for nothing; at its threshold it does not', () => {
    expect([isEasing(open('event-loop', 0.17, 0.4)), isEasing(open('event-loop', 0.4, 0.4))]).toEqual([true, false]);
    expect(levelOfIncident(open('event-loop', 0.17, 0.4))).toBe('watch');
    expect(levelOfIncident(open('event-loop', 0.4, 0.4))).toBe('act');
  });

  it.each([
    [open('event-loop', 0.17, 0.4), 'boucle d’événements, 17 % (seuil : 40 %)', 'event loop, 17% (threshold: 40%)'],
    [open('pool:pool', 0.05, 0.2), 'connexions à la base, 50 ms (seuil : 200 ms)', 'database connections, 50 ms'],
    [open('errors-fast', 3, 14), 'erreurs, 3 fois ce que permet l’objectif', 'errors, 3 times what the objective'],
    [open('refused:a.example', 0, 5), 'appels vers a.example, 0 (seuil : 5)', 'calls to a.example, 0 (threshold: 5)'],
    [open('tier', 0.01, 0.05), 'palier de croissance', 'growth tier'],
  ])('says so with its value and its threshold, in both languages: $incident', (notice, french, english) => {
    const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
    const said = plain(easingSentence(notice, voiceOf('fr')));
    expect(said).toContain(`En cours de retour à la normale : ${french}`);
    expect(plain(easingSentence(notice, voiceOf('en')))).toContain(`Easing: ${english}`);
  });

  it.each(Object.keys(PATIENCE))('is said of %s without a word missing', (rule) => {
    for (const language of ['fr', 'en'] as const) {
      expect(easingSentence(open(`${rule}:a.example`, 0.1, 0.4), voiceOf(language))).not.toContain('undefined');
    }
  });
});
