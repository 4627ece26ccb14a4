import { describe, expect, it } from 'vitest';
import { estimate, memoryProject } from '../src/index.ts';
import type { Estimate } from '../src/model/estimate.ts';
import type { Settings } from '../src/model/settings.ts';
import { type ClubOptions, club } from './club.ts';

const sized: Settings = {
  machine: { cpu: 1, memory: 2 ** 31 },
  data: { accounts: 20_000, rows: { registrations: 20_000, clubs: 100 } },
};

function of(
  options: ClubOptions = {},
  settings: Settings = sized,
  target?: { dailyUsers?: number; accounts?: number },
): Estimate {
  return estimate(memoryProject(club(options)), { settings, ...(target === undefined ? {} : { target }) });
}

const peak = (result: Estimate) =>
  result.capacities.find((capacity) => capacity.scenario === 'peak') ?? expect.fail('no peak');

describe('the whole pipeline', () => {
  const asIs = of();

  it('gives the same document, digit for digit, for the same project', () => {
    expect(JSON.stringify(of())).toBe(JSON.stringify(asIs));
  });

  it('keeps every interval in order', () => {
    const intervals: unknown[] = [];
    JSON.stringify(asIs, (_, value) => {
      if (value !== null && typeof value === 'object' && 'low' in value && 'high' in value) intervals.push(value);
      return value;
    });
    expect(intervals.length).toBeGreaterThan(50);
    for (const interval of intervals as { low: number; typical: number; high: number }[]) {
      expect(interval.low).toBeLessThanOrEqual(interval.typical * (1 + 1e-9));
      expect(interval.typical).toBeLessThanOrEqual(interval.high * (1 + 1e-9));
    }
  });

  it('sees that hashes on the event loop make the peak fail long before the processor is full', () => {
    const { bottleneck } = peak(asIs);
    expect(bottleneck).toMatchObject({ station: 'event-loop', reason: 'percentile' });
    expect(bottleneck.utilization).toBeLessThan(0.8);
    expect(bottleneck.causes[0]?.tag).toMatch(/hash/);
  });

  it('sees that the native package takes the peak further', () => {
    expect(peak(of({ hash: 'bcrypt' })).throughput.typical).toBeGreaterThan(peak(asIs).throughput.typical * 1.5);
  });

  it('climbs tiers one above the other, each step worth something and placed in the code', () => {
    expect(asIs.tiers.length).toBeGreaterThan(1);
    for (const [index, tier] of asIs.tiers.entries()) {
      const below = asIs.tiers[index - 1];
      if (below !== undefined) expect(tier.dailyUsers.typical).toBeGreaterThan(below.dailyUsers.typical);
      for (const step of tier.steps) {
        expect(step.gain.typical).toBeGreaterThan(1.05);
        expect(step.remedy.at.length).toBeGreaterThan(0);
      }
    }
    expect(asIs.tiers[1]?.steps[0]?.remedy.id).toBe('hash-off-the-loop');
  });

  it('spares the database what an index spares', () => {
    const busy = (result: Estimate): number =>
      result.capacities[0]?.classes.find((at) => at.id === 'GET /api/members/:id/registrations')?.databaseTime ??
      Number.NaN;
    expect(busy(of({ indexed: true }))).toBeLessThan(busy(asIs) / 3);
  });

  it('never takes more requests as the tables grow, nor more people than accounts', () => {
    const { growth } = asIs.accounts;
    for (const [index, { accounts, throughput, dailyUsers }] of growth.entries()) {
      expect(throughput).toBeLessThanOrEqual((growth[index - 1]?.throughput ?? Number.POSITIVE_INFINITY) * 1.001);
      expect(dailyUsers).toBeLessThanOrEqual(accounts);
    }
  });

  it('sorts the ceilings and counts the allowance of the e-mail plan among them', () => {
    const quota = asIs.ceilings.find((ceiling) => ceiling.kind === 'quota');
    expect(quota?.subject).toBe('resend');
    const users = asIs.ceilings.map((ceiling) => ceiling.dailyUsers?.typical ?? Number.POSITIVE_INFINITY);
    expect([...users].sort((a, b) => a - b)).toEqual(users);
  });

  it('answers a target: held, or what to change and what it costs', () => {
    const easy = of({}, { ...sized, plans: { resend: 'pro' } }, { dailyUsers: 10 }).target;
    expect(easy).toMatchObject({ holds: true, remedies: [] });
    const users = Math.round((asIs.tiers[0]?.dailyUsers.typical ?? 0) * 2);
    const hard = of({}, sized, { dailyUsers: users }).target;
    expect(hard?.holds).toBe(false);
    expect(hard?.holdsAfter).toBe(true);
    expect(hard?.remedies.map((remedy) => remedy.id)).toContain('hash-off-the-loop');
    expect(hard?.after.typical).toBeGreaterThanOrEqual(users);
  });

  it('simulates the entrance, the newsletter and the renewal where the project has a route for them', () => {
    expect(asIs.events.map((event) => event.name)).toEqual(['entrance', 'newsletter', 'renewal']);
    const newsletter = asIs.events[1];
    expect(newsletter?.route).toBe('POST /api/login');
    expect(newsletter?.outcome.worstP95).toBeGreaterThan(1);
    expect(newsletter?.bearable).toBeLessThan(newsletter?.people ?? 0);
  });

  it('places the monitoring in this project, with thresholds below the capacity', () => {
    const perMinute = asIs.monitoring.thresholds.find((threshold) => threshold.signal === 'requests-per-minute');
    const rate = asIs.capacities[0]?.throughput.typical ?? Number.NaN;
    expect(perMinute?.act).toBeLessThan(rate * 60);
    const use = asIs.monitoring.insertions.find((insertion) => insertion.code.includes('.use(monitor('));
    expect(use).toMatchObject({ file: 'server/index.ts', after: 9 });
  });

  it('narrows the range when the machine is known', () => {
    const width = (result: Estimate): number => peak(result).throughput.high / peak(result).throughput.low;
    const { data } = sized;
    expect(width(asIs)).toBeLessThan(width(of({}, data === undefined ? {} : { data })));
  });

  it('says what moves the answer most, and what would settle it', () => {
    const swings = asIs.assumptions.map((assumption) => assumption.swing);
    expect(swings.length).toBeGreaterThan(3);
    expect([...swings].sort((a, b) => b - a)).toEqual(swings);
  });
});
