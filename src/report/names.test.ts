import { expect, test } from 'vitest';
import { ESTIMATE } from '../../test/golden/estimate.ts';
import { databases } from '../facts/databases/index.ts';
import { catalogues } from '../i18n/index.ts';
import { render } from './index.ts';

test.each(databases.map(({ id }) => id))('a database of %s is named', (id) => {
  const key = `report.database-host.${id}`;
  expect([key in catalogues.fr, key in catalogues.en]).toEqual([true, true]);
});

test('payments come first among the services, then those that most routes reach', () => {
  const [service] = ESTIMATE.inventory.services;
  if (service === undefined) throw new Error('no service');
  const named = (name: string, kind: typeof service.kind, routes: number) => ({
    ...service,
    id: name,
    name,
    kind,
    routes: Array.from({ length: routes }, (_, index) => `GET /${name}/${index}`),
  });
  const services = [named('Lantern', 'email', 9), named('Ledger', 'payments', 1), named('Attic', 'storage', 12)];
  const estimate = { ...ESTIMATE, inventory: { ...ESTIMATE.inventory, services } };
  const text = render(estimate, { format: 'markdown', language: 'en' });
  const places = ['Ledger', 'Attic', 'Lantern'].map((name) => text.indexOf(`**${name}**`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});
