import { describe, expect, it } from 'vitest';
import { DRIVERS, HOSTS, TECHNOLOGIES } from '../../../facts/technologies/index.ts';
import { ruleFor } from './rules.ts';

describe('technology packs', () => {
  it('hold data only', () => {
    const all = { TECHNOLOGIES, DRIVERS, HOSTS };
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });

  for (const pack of TECHNOLOGIES) {
    for (const rule of pack.rules) {
      it(`${pack.id}: ${rule.on} matches its example first`, () => {
        expect(ruleFor(pack.packages[0] ?? '', rule.example.split('.'))).toBe(rule);
      });
    }
  }

  it('name each package once', () => {
    const names = TECHNOLOGIES.flatMap((pack) => pack.packages);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
