import { describe, expect, test } from 'vitest';
import { message } from '../model/message.ts';
import { translate } from './index.ts';

describe('translate', () => {
  test('a key without a text is shown in brackets', () => {
    expect(translate('fr').text(message('orchestra.missing'))).toBe('[orchestra.missing]');
    expect(translate('fr').text(message('toString'))).toBe('[toString]');
  });

  test('further texts come before those of the catalogues', () => {
    const french = translate('fr', { 'report.unknown': () => 'mystère', 'concert.hall': (p) => `salle ${p['name']}` });
    expect(french.text(message('report.unknown'))).toBe('mystère');
    expect(french.text(message('concert.hall', { name: 'Pleyel' }))).toBe('salle Pleyel');
    expect(french.has('concert.hall')).toBe(true);
  });

  test('French gets its narrow spaces whatever the catalogue typed, outside code', () => {
    const further = { 'concert.note': () => 'Attention : « fermé » ; 5 ms, 65 % ! `a ? b : c`' };
    expect(translate('fr', further).text(message('concert.note'))).toBe(
      'Attention\u202f: «\u202ffermé\u202f»\u202f; 5\u202fms, 65\u202f%\u202f! `a ? b : c`',
    );
    expect(translate('en', further).text(message('concert.note'))).toBe(further['concert.note']());
  });
});
