import { expect, it } from 'vitest';
import { services } from '../services/index.ts';
import { HOSTS, TECHNOLOGIES } from './index.ts';

const known = new Map(services.map(({ id, name, kind }) => [id, { id, name, kind }]));
const produced = [...TECHNOLOGIES.flatMap(({ service }) => service ?? []), ...HOSTS.map(({ service }) => service)];

it.each(produced.map((service) => [service.id, service] as const))(
  '%s is one of the services of the facts, under the same name',
  (id, service) => {
    expect(service).toEqual(known.get(id));
  },
);

it('names the service of every library whose calls reach one', () => {
  const nameless = TECHNOLOGIES.filter(
    ({ service, rules }) => service === undefined && rules.some(({ does }) => does.kind === 'call'),
  );
  expect(nameless.map(({ id }) => id)).toEqual([]);
});

it('knows as packages of a service those whose calls reach it', () => {
  const strangers = TECHNOLOGIES.filter(({ service }) => service !== undefined).flatMap(({ service, packages }) =>
    packages.filter((name) => services.some((each) => each.id !== service?.id && each.packages.includes(name))),
  );
  expect(strangers).toEqual([]);
});
