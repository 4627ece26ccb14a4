import { describe, expect, test } from 'vitest';
import { ESTIMATE, ESTIMATE_WITH_TARGET } from '../../test/golden/estimate.ts';
import { TEXTS } from '../../test/golden/texts.ts';
import { catalogues, type Language, type Translation, translate } from '../i18n/index.ts';
import type { Estimate } from '../model/estimate.ts';
import type { FindingKind } from '../model/finding.ts';
import type { Interval } from '../model/range.ts';
import { type RenderOptions, render } from './index.ts';
import { visibleWidth } from './terminal/wrap.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];
const ESCAPE = String.fromCharCode(27);

function rendered(options: RenderOptions, estimate: Estimate = ESTIMATE_WITH_TARGET): string {
  return render(estimate, options, translate(options.language, TEXTS[options.language]));
}

const everyText = (estimate: Estimate): string[] =>
  LANGUAGES.flatMap((language) => [
    rendered({ format: 'markdown', language }, estimate),
    rendered({ format: 'terminal', language, width: 160 }, estimate),
  ]);

describe('what the founder reads', () => {
  test('the answer, the two sentences, the target, then the five parts in order', () => {
    const text = rendered({ format: 'markdown', language: 'fr' });
    const order = [
      'Harmonie peut accueillir aujourd’hui environ',
      'Dans l’état actuel, Harmonie peut raisonnablement supporter environ **94 utilisateurs simultanés** et **1\u202f700 utilisateurs actifs / jour**.',
      'À partir de **1\u202f700 utilisateurs actifs / jour**, il faudra envisager',
      'Votre question',
      '█',
      '## 1. État actuel du projet',
      '## 2. Estimation de capacité',
      '## 3. Paliers de croissance',
      '## 4. Plan de monitoring minimal',
      '## 5. Résumé pour décision',
      '## Sur quoi repose cette estimation',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('the summary ends with the two sentences of the product', () => {
    const text = rendered({ format: 'markdown', language: 'fr' });
    const summary = text.slice(text.indexOf('## 5.'), text.indexOf('## Sur quoi'));
    expect(
      summary
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('> ')),
    ).toEqual([expect.stringContaining('Dans l’état actuel'), expect.stringContaining('À partir de')]);
  });

  test('findings of one kind are told together, the worst kinds first, every place shown', () => {
    const text = rendered({ format: 'markdown', language: 'fr' });
    expect(text.indexOf('●●● Le hachage')).toBeLessThan(text.indexOf('●●○ Les filtres'));
    expect(text.indexOf('●●○ Les filtres')).toBeLessThan(text.indexOf('○○○ Les routes'));
    for (const finding of ESTIMATE.inventory.findings) expect(text).toContain(`${finding.at.file}:${finding.at.line}`);
  });
});

describe('what gives way', () => {
  test('a limit set by others is named without a share of time', () => {
    const [tier] = ESTIMATE.tiers;
    if (tier === undefined) throw new Error('the sample has tiers');
    const bottleneck = { ...tier.bottleneck, station: 'service:sendgrid', reason: 'quota' as const };
    const text = rendered({ format: 'markdown', language: 'fr' }, { ...ESTIMATE, tiers: [{ ...tier, bottleneck }] });
    const answer = text.split('\n').find((line) => line.includes('ce qui cède en premier')) ?? '';
    expect(answer).toContain('c’est le service SendGrid.');
    expect(answer).not.toContain('du temps passe');
  });

  test('a tier that no change follows says so', () => {
    const text = rendered({ format: 'markdown', language: 'fr' }, { ...ESTIMATE, tiers: ESTIMATE.tiers.slice(0, 1) });
    expect(text).toContain('n’a pas trouvé d’évolution simple');
  });

  test('once the tables have grown is told apart from what does with the data of today', () => {
    const [first] = ESTIMATE.tiers;
    if (first === undefined) throw new Error('the sample has tiers');
    const lead = (language: Language, station: string): string => {
      const tiers = [{ ...first, bottleneck: { ...first.bottleneck, station } }];
      return rendered({ format: 'markdown', language }, { ...ESTIMATE, tiers }).slice(0, 1500);
    };
    const today = ESTIMATE.capacities[0]?.bottleneck.station ?? '';
    expect(today).not.toBe('database');
    expect(lead('fr', 'database')).toContain('ce qui cède en premier, les tables ayant grossi d’autant, c’est la base');
    expect(lead('en', 'database')).toContain('what gives way first, once tables have grown as much, is the database');
    expect(lead('fr', today) + lead('en', today)).not.toMatch(/grossi d’autant|grown as much/);
  });
});

describe('layout', () => {
  test.each([40, 60, 72, 80, 100, 160])(
    'no line is wider than a terminal of %i columns, code to copy apart',
    (width) => {
      for (const language of LANGUAGES) {
        const code = new Set(
          ESTIMATE.monitoring.insertions.flatMap((each) => each.code.split('\n')).map((line) => line.trim()),
        );
        const wide = rendered({ format: 'terminal', language, width })
          .split('\n')
          .filter((line) => visibleWidth(line) > width && !code.has(line.trim()));
        expect(wide).toEqual([]);
      }
    },
  );

  test('a width out of bounds is brought back to 40 or 160', () => {
    const at = (width: number): string => rendered({ format: 'terminal', language: 'fr', width });
    expect(at(3)).toBe(at(40));
    expect(at(900)).toBe(at(160));
  });

  test('without colour there is no escape code; with it, nothing else changes', () => {
    const bare = rendered({ format: 'terminal', language: 'fr', width: 100, color: false });
    const colored = rendered({ format: 'terminal', language: 'fr', width: 100, color: true });
    expect(bare).not.toContain(ESCAPE);
    expect(colored).toContain(ESCAPE);
    expect(colored.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(bare);
  });

  test('the terminal shortens the route tables, Markdown gives every route', () => {
    const shown = rendered({ format: 'terminal', language: 'fr', width: 160 });
    expect(shown).toContain('2 routes plus légères');
    const text = rendered({ format: 'markdown', language: 'fr' });
    const rows = text.split('\n').filter((line) => line.startsWith('| `POST /api/messages`'));
    expect(rows).toHaveLength(ESTIMATE.capacities.length);
  });

  test('the same estimate gives the same text', () => {
    expect(everyText(structuredClone(ESTIMATE))).toEqual(everyText(ESTIMATE));
  });
});

/** Every interval and every number of a capacity replaced by one value. */
function withNumbers(value: number): Estimate {
  const wild: Interval = { low: value, typical: value, high: value };
  return {
    ...ESTIMATE_WITH_TARGET,
    capacities: ESTIMATE.capacities.map((capacity) => ({
      ...capacity,
      throughput: wild,
      saturation: wild,
      perInstance: wild,
      activeUsers: wild,
      connectedUsers: wild,
      dailyUsers: wild,
      utilization: Object.fromEntries(Object.keys(capacity.utilization).map((key) => [key, value])),
      classes: capacity.classes.map((each) => ({ ...each, percentile: value, idlePercentile: value, alone: value })),
    })),
    tiers: ESTIMATE.tiers.map((tier) => ({
      ...tier,
      dailyUsers: wild,
      activeUsers: wild,
      accounts: wild,
      monthlyCost: wild,
    })),
    accounts: { ...ESTIMATE.accounts, total: wild },
    events: ESTIMATE.events.map((event) => ({
      ...event,
      bearable: value,
      outcome: { ...event.outcome, worstQueue: value, worstP95: value, worstResponseTime: value, recovery: value },
    })),
  };
}

describe('nothing unreadable', () => {
  const FORBIDDEN = /undefined|NaN|Infinity|\[object|∞|—\s*—/;

  test.each([Number.POSITIVE_INFINITY, Number.NaN, 0, 1e12])('numbers that are %d are told in words', (value) => {
    for (const text of everyText(withNumbers(value))) expect(text).not.toMatch(FORBIDDEN);
  });

  test('an estimate read back from JSON renders, its infinities turned to null', () => {
    const read = JSON.parse(render(ESTIMATE_WITH_TARGET, { format: 'json', language: 'fr' })) as Estimate;
    for (const text of everyText(read)) {
      expect(text).not.toMatch(FORBIDDEN);
      expect(text).not.toMatch(/\bnull\b/);
    }
  });

  test('an estimate that found next to nothing renders', () => {
    const { inventory } = ESTIMATE;
    const { chosen: _chosen, host: _host, ...deployment } = inventory.deployment;
    const empty: Estimate = {
      ...ESTIMATE,
      inventory: {
        ...inventory,
        deployment: { ...deployment, platform: 'unknown', kind: 'unknown', others: [], limits: [] },
        stack: { ...inventory.stack, middleware: [], protections: [], sessions: { used: false, unusedPackages: [] } },
        databases: [],
        tables: [],
        services: [],
        routes: [],
        background: [],
        findings: [],
        unknowns: [],
      },
      purposes: {},
      capacities: [],
      ceilings: [],
      tiers: [],
      otherRemedies: [],
      events: [],
      monitoring: { thresholds: [], insertions: [] },
      assumptions: [],
      summary: [],
    };
    for (const text of everyText(empty)) {
      expect(text).not.toMatch(FORBIDDEN);
      expect(text).not.toMatch(/\[(?:report|sample)\./);
    }
  });

  test('every kind of finding, alone or in number, has its words', () => {
    const kinds = Object.keys(catalogues.en)
      .filter((key) => key.startsWith('report.finding.'))
      .map((key) => key.slice('report.finding.'.length) as FindingKind);
    const [model] = ESTIMATE.inventory.findings;
    if (model === undefined) throw new Error('the sample has findings');
    const findings = kinds.flatMap((kind) =>
      Array.from({ length: 5 }, (_, index) => ({ ...model, kind, subject: `${kind}-${index}` })),
    );
    for (const text of everyText({ ...ESTIMATE, inventory: { ...ESTIMATE.inventory, findings } })) {
      expect(text).not.toMatch(/\[report\.|report\.(finding|why)/);
    }
  });
});

describe('pseudo-locale', () => {
  /** Every text is its key between brackets, and takes no parameter: what is left outside brackets was not translated. */
  const pseudo: Translation = {
    ...translate('en'),
    has: () => true,
    text: ({ key }) => `⟦${key.replaceAll(' ', '-')}⟧`,
  };

  test('no word of the report escapes the catalogues', () => {
    const text = render(ESTIMATE_WITH_TARGET, { format: 'markdown', language: 'en' }, pseudo);
    const outside = text.replace(/```[a-z]+\n[\s\S]*?```/g, '').replace(/⟦[^⟧]*⟧/g, ' ');
    const known = new Set(JSON.stringify(ESTIMATE_WITH_TARGET).split(/[^\p{L}]+/u));
    const units = new Set(['ms', 's', 'min', 'h', 'd', 'B', 'kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB', 'br']);
    const escaped = outside.split(/[^\p{L}]+/u).filter((word) => word !== '' && !known.has(word) && !units.has(word));
    expect([...new Set(escaped)]).toEqual([]);
  });
});
