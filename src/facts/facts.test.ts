import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { facts as english } from '../i18n/en/facts.ts';
import { formatOf } from '../i18n/format.ts';
import { facts as french } from '../i18n/fr/facts.ts';
import type { Figure, Known } from '../model/knowledge.ts';
import * as facts from './index.ts';

const { checkIn, databases, drivers, otherPlatforms, peakUsage, platforms, runtime, services, usage, usageFigures } =
  facts;
const knowledge: unknown = {
  checkIn,
  databases,
  drivers,
  otherPlatforms,
  peakUsage,
  platforms,
  runtime,
  services,
  usage,
};
const withFigures = [...platforms, ...databases, ...drivers, ...services, runtime, { figures: usageFigures }];
const figures: readonly Figure[] = [...withFigures.flatMap((subject) => subject.figures), ...otherPlatforms];
const byId = new Map(figures.map((figure) => [figure.id, figure]));
const ids = new Set(byId.keys());

/** Every object of the tree that passes the test, with its path. */
function find<T>(value: unknown, accepts: (candidate: object) => boolean, path = ''): readonly [string, T][] {
  if (typeof value !== 'object' || value === null) return [];
  const here: readonly [string, T][] = accepts(value) ? [[path, value as T]] : [];
  return [...here, ...Object.entries(value).flatMap(([key, child]) => find<T>(child, accepts, `${path}.${key}`))];
}

const known = find<Known>(knowledge, (value) => 'low' in value && 'high' in value);
const backed = find<{ facts: readonly string[]; reason?: string }>(knowledge, (value) => 'facts' in value);
const highlights = find<{ highlights: readonly string[] }>(knowledge, (value) => 'highlights' in value).flatMap(
  ([, { highlights }]) => highlights,
);

describe('figures', () => {
  it('are all there, each once', () => {
    const series = { A: 180, B: 74, C: 39, D: 67, E: 27, F: 33 };
    const expected = Object.entries(series).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => letter + String(index + 1).padStart(3, '0')),
    );
    expect(figures.map((figure) => figure.id).sort()).toEqual(expected);
  });

  it('are no more recent than the day of the last reading', () => {
    expect([...figures.map((figure) => figure.date)].sort().at(-1)).toBe(facts.factsDate);
  });

  it.each(figures.map((figure) => [figure.id, figure] as const))(
    '%s has a source, a day and a confidence',
    (_, figure) => {
      expect(figure.source.trim()).not.toBe('');
      expect(figure.date).toMatch(/^20\d\d-(0\d|1[0-2])-([0-2]\d|3[01])$/);
      expect(['official', 'maintainer', 'third party', 'inferred', 'measured', 'not found']).toContain(
        figure.confidence,
      );
      expect(figure.confidence === 'not found').toBe(figure.value === null);
      expect(figure.property.trim()).not.toBe('');
    },
  );
});

describe('knowledge', () => {
  it('is data: no function, and equal to its JSON round trip', () => {
    expect(JSON.parse(JSON.stringify(knowledge))).toStrictEqual(knowledge);
    expect(find(facts, (value) => Object.values(value).some((child) => typeof child === 'function'))).toEqual([]);
  });

  it('has ordered, finite, non-negative ranges', () => {
    expect(known.length).toBeGreaterThan(150);
    const wrong = known.filter(
      ([, { low, typical, high }]) => !(0 <= low && low <= typical && typical <= high && high < Infinity),
    );
    expect(wrong).toEqual([]);
  });

  it('backs every number with figures that exist or a reason', () => {
    const claims = backed.filter(
      ([, claim]) => !('monthlyCost' in claim && claim.monthlyCost === null && !('cpu' in claim)),
    );
    expect(claims.filter(([, { facts, reason }]) => facts.length === 0 && reason === undefined)).toEqual([]);
    expect(backed.flatMap(([path, { facts }]) => facts.filter((id) => !ids.has(id)).map((id) => path + id))).toEqual(
      [],
    );
  });

  it('converts exact figures by the ratio of two units', () => {
    const ratios = [1, 60, 0.001, 1 / 10, 1 / 60, 1 / 3600, 1 / (30 * 24 * 3600)];
    const converted = known.flatMap(([path, { low, high, facts, reason }]) => {
      const value = facts.length === 1 && reason === undefined ? byId.get(facts[0] ?? '')?.value : undefined;
      return typeof value === 'number' && value !== 0 && low === high ? [{ path, ratio: low / value }] : [];
    });
    expect(converted.length).toBeGreaterThan(25);
    expect(converted.filter(({ ratio }) => !ratios.some((unit) => Math.abs(ratio / unit - 1) < 0.01))).toEqual([]);
  });

  it('prices machines and plans as their figures say, a month being 730 hours', () => {
    const hours = (unit: string, cpu: number): number | undefined => {
      if (unit.startsWith('USD per month')) return 1;
      return { 'USD per hour': 730, 'USD per compute-hour': 730, 'USD per CU-hour': 730 * cpu }[unit];
    };
    const priced = [...platforms.flatMap(({ machines }) => machines), ...databases.flatMap(({ plans }) => plans)];
    const checked = priced.flatMap(({ id, cpu, monthlyCost, facts }) =>
      facts.flatMap((fact) => {
        const figure = byId.get(fact);
        const factor = hours(figure?.unit ?? '', cpu ?? 0);
        const known = factor !== undefined && typeof figure?.value === 'number' && monthlyCost !== null;
        return known ? [{ id, monthlyCost, expected: Number(figure.value) * factor }] : [];
      }),
    );
    expect(checked.length).toBeGreaterThan(40);
    expect(checked.filter(({ monthlyCost, expected }) => Math.abs(monthlyCost - expected) > 0.006)).toEqual([]);
  });

  it('gives plans the connections of their figures', () => {
    const plans = databases.flatMap((database) => database.plans).filter((plan) => plan.maxConnections !== null);
    const published = plans.flatMap(({ id, maxConnections, facts }) =>
      facts.flatMap((fact) => {
        const figure = byId.get(fact);
        const isLimit = figure?.property.startsWith('max') === true && typeof figure.value === 'number';
        return isLimit ? [{ id, maxConnections, expected: figure?.value }] : [];
      }),
    );
    expect(published.length).toBeGreaterThan(30);
    expect(published.filter(({ maxConnections, expected }) => maxConnections !== expected)).toEqual([]);
  });

  it('gives one platform for each identifier, and unique identifiers everywhere', () => {
    for (const list of [platforms, databases, drivers, services] as const) {
      const names = list.map((entry) => entry.id as string);
      expect(new Set(names).size).toBe(names.length);
    }
    for (const database of databases) {
      const plans = database.plans.map((plan) => plan.id);
      expect(new Set(plans).size).toBe(plans.length);
      expect(plans).toContain(database.defaultPlan);
    }
  });

  it('lists machines of a kind from the smallest', () => {
    for (const platform of platforms)
      for (const kind of new Set(platform.machines.map((machine) => machine.kind))) {
        const cpus = platform.machines.filter((machine) => machine.kind === kind).map((machine) => machine.cpu);
        expect(cpus, platform.id).toEqual([...cpus].sort((a, b) => a - b));
      }
  });

  it('has host patterns that match their example, and no earlier database claims it', () => {
    for (const database of databases)
      for (const { pattern, example } of database.hosts) {
        const owner = databases.find(({ hosts }) => hosts.some((host) => new RegExp(host.pattern).test(example)));
        expect(owner?.id, example).toBe(database.id);
        expect(new RegExp(pattern).test(example), pattern).toBe(true);
      }
  });

  it('names quotas after plans that the service lists, when it lists any', () => {
    for (const service of services.filter(({ plans }) => plans.length > 0))
      for (const quota of service.quotas)
        expect(
          service.plans.map((plan) => plan.id),
          service.id,
        ).toContain(quota.plan);
  });
});

describe('texts', () => {
  const catalogues = [english, french] as const;
  const needed = [
    ...new Set([
      ...highlights.map((id) => `figure.${id}`),
      ...backed.flatMap(([, { reason }]) => (reason === undefined ? [] : [reason])),
    ]),
  ].sort();

  it('exist in both languages for every highlight and every reason, and for nothing else', () => {
    expect(highlights.filter((id) => !ids.has(id))).toEqual([]);
    expect(Object.keys(english).sort()).toEqual(needed);
    expect(Object.keys(french).sort()).toEqual(needed);
  });

  it('are one short sentence without a full stop', () => {
    for (const [index, catalogue] of catalogues.entries())
      for (const [key, write] of Object.entries(catalogue)) {
        const text = write({}, formatOf(index === 0 ? 'en' : 'fr'));
        expect(text.length, key).toBeLessThan(220);
        expect(text, key).toMatch(/[^.—]$/);
        expect(text, key).not.toMatch(/—|'|undefined|NaN/);
      }
  });
});

describe('docs/facts.md', () => {
  it('is up to date (npm run build, then node scripts/write-facts-doc.js)', async () => {
    const script = new URL('../../scripts/write-facts-doc.js', import.meta.url);
    const { factsPage } = (await import(script.href)) as { factsPage: (from: typeof facts) => string };
    expect(readFileSync(new URL('../../docs/facts.md', import.meta.url), 'utf8')).toBe(factsPage(facts));
  });
});
