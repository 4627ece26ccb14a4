import { expect, test } from 'vitest';
import { ESTIMATE } from '../../test/golden/estimate.ts';
import { TEXTS } from '../../test/golden/texts.ts';
import { type Language, translate } from '../i18n/index.ts';
import { render } from './index.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];

test('that nobody is served within the objective is said as such', () => {
  const none = { low: 0, typical: 0, high: 0 };
  const [first, ...others] = ESTIMATE.tiers;
  if (first === undefined) throw new Error('the sample has tiers');
  const tiers = [{ ...first, dailyUsers: none, activeUsers: none, throughput: none, accounts: none }, ...others];
  const [french = '', english = ''] = LANGUAGES.map((language) =>
    render({ ...ESTIMATE, tiers }, { format: 'markdown', language }, translate(language, TEXTS[language])),
  );
  expect(french).toContain('Harmonie ne tient aujourd’hui son objectif pour personne');
  expect(french).toContain('ne peut raisonnablement supporter **aucun utilisateur** dans son objectif');
  expect(french).toContain('**Dès maintenant**, il faudra envisager');
  expect(english).toContain('meets its objective for nobody today');
  expect(english).toContain('**From now on**, the following');
});
