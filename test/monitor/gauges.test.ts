import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { tellConsumption } from '../../src/monitor/consumption.ts';
import { eventLoopGauge } from '../../src/monitor/gauges/event-loop.ts';
import { followLoop } from '../../src/monitor/gauges/looks.ts';
import { processGauge } from '../../src/monitor/gauges/process.ts';
import { noWork, type OutboundCall } from '../../src/probe/observation.ts';
import { until } from './stage.ts';

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** The files of a control group, to be written to. */
function container(name: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'jauge-container-'));
  copies.push(copy);
  cpSync(join(root, 'fixtures', 'hosting', name, 'root'), copy, { recursive: true });
  return copy;
}

describe('the process in its container', () => {
  it.each([
    ['cgroup-v2-container', 0.5, 512, 'cpu.stat', 'nr_periods 10\nnr_throttled 4\nthrottled_usec 3000000\n'],
    ['cgroup-v1-docker', 2, 2048, 'cpu,cpuacct/cpu.stat', 'nr_periods 10\nnr_throttled 4\nthrottled_time 3000000000\n'],
  ])(
    '%s: its quota, its memory and how long it was held back, since the minute began',
    (name, quota, megabytes, file, later) => {
      const folder = container(name);
      const stat = join(folder, 'sys', 'fs', 'cgroup', file);
      writeFileSync(stat, later.replace(' 4\n', ' 1\n').replace('3000000', '1000000'));
      let now = 100;
      const gauge = processGauge(() => now, folder);
      writeFileSync(stat, later);
      now += 60;
      const { processor, memory } = gauge.read();
      expect(processor.available).toBeCloseTo(60 * Math.min(quota, availableParallelism()), 9);
      expect(processor).toMatchObject({ throttled: 2, throttledPeriods: 3 });
      expect(memory.residentLimit).toBe(megabytes * 2 ** 20);
      expect(memory.heapLimit).toBeGreaterThan(memory.heap);
      gauge.restart();
      expect(gauge.read().processor).toMatchObject({ available: 0, throttled: 0, throttledPeriods: 0 });
      gauge.stop();
    },
  );

  it('without a control group: all the processors, and nothing said of what is not known', () => {
    let now = 0;
    const gauge = processGauge(() => now, container('cgroup-v2-unlimited'));
    now = 10;
    const { processor } = gauge.read();
    expect(processor.available).toBeCloseTo(10 * availableParallelism(), 9);
    expect(processor).not.toHaveProperty('throttled');
    gauge.stop();
  });
});

function burn(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the event loop', () => {
  it('was blocked by what made a look late: half a period is added, for what waited before it', () => {
    let now = 0;
    const gauge = eventLoopGauge(() => now);
    for (const seconds of [0.02, 0.02, 0.03, 0.1, 0.02, 0.32]) {
      now += seconds;
      gauge.look();
    }
    const { stalls, blocked, longest } = gauge.read();
    expect(stalls).toBe(2);
    expect(blocked).toBeCloseTo(0.09 + 0.31, 9);
    expect(longest).toBeCloseTo(0.31, 9);
    gauge.restart();
    expect(gauge.read()).toMatchObject({ stalls: 0, blocked: 0, longest: 0 });
  });

  it('was blocked, where nobody looks, by all the work that made a glance late', () => {
    let now = 0;
    const gauge = eventLoopGauge(() => now);
    now += 1;
    expect(gauge.glance()).toBe(false);
    burn(200);
    now += 1.15;
    expect(gauge.glance()).toBe(true);
    const { stalls, longest } = gauge.read();
    expect(stalls).toBe(1);
    expect(longest).toBeGreaterThanOrEqual(0.2);
  });

  it('is busy as long as it works, since the minute began and not since the start', async () => {
    const turn = (): Promise<void> => new Promise((next) => setTimeout(next, 1));
    const gauge = eventLoopGauge(() => performance.now() / 1000);
    await turn();
    burn(200);
    await turn();
    gauge.restart();
    const began = performance.now();
    await turn();
    burn(60);
    await turn();
    const { active, idle } = gauge.read();
    const elapsed = (performance.now() - began) / 1000;
    expect(active).toBeGreaterThanOrEqual(0.06);
    expect(active + idle).toBeLessThanOrEqual(elapsed + 0.001);
  });
});

describe('looks at the loop', () => {
  const pause = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));
  const followed = () => {
    const gauge = eventLoopGauge(() => performance.now() / 1000);
    const seen = { looks: 0, isBusy: false };
    const look = (): void => {
      seen.looks += 1;
      gauge.look();
    };
    return { gauge, seen, looks: followLoop({ ...gauge, look }, () => seen.isBusy) };
  };

  it('end soon after the last request, go on while one is under way, and begin again with the next', async () => {
    const { seen, looks } = followed();
    await until('five looks', () => seen.looks >= 5);
    await pause(200);
    expect(seen.looks).toBe(5);
    seen.isBusy = true;
    looks.stir();
    await until('looks at a long request', () => seen.looks >= 15);
    seen.isBusy = false;
    const rested = seen.looks + 5;
    await until('five looks more', () => seen.looks >= rested);
    await pause(200);
    expect(seen.looks).toBe(rested);
    looks.stop();
    looks.stir();
    await pause(100);
    expect(seen.looks).toBe(rested);
  });

  it('see how long the first request after a rest holds the loop', async () => {
    const { gauge, seen, looks } = followed();
    await until('a rest', () => seen.looks >= 5);
    await pause(100);
    gauge.restart();
    looks.stir();
    burn(150);
    await until('a look', () => seen.looks >= 6);
    looks.stop();
    const { stalls, longest } = gauge.read();
    expect(stalls).toBe(1);
    expect(longest).toBeGreaterThanOrEqual(0.12);
  });

  it('go on for a second where the loop works by itself', async () => {
    const { seen, looks } = followed();
    await until('a rest', () => seen.looks >= 5);
    await pause(100);
    burn(80);
    looks.second();
    await until('looks of a second', () => seen.looks >= 30);
    looks.stop();
  });
});

describe('the allowance of a service', () => {
  const call = (more: Partial<OutboundCall>): OutboundCall => ({
    host: 'api.sendgrid.com',
    method: 'POST',
    path: '/v3/mail/send',
    status: 202,
    timedOut: false,
    seconds: 0.1,
    isContinued: false,
    ...more,
  });
  const taken = (...calls: readonly OutboundCall[]) => {
    const told: string[] = [];
    tellConsumption({ ...noWork(), outbound: [...calls] }, (...words) => told.push(words.join(' ')));
    return told;
  };

  it.each([
    ['api.sendgrid.com', '/v3/mail/send', 'sendgrid email 1'],
    ['api.resend.com', '/emails', 'resend email 1'],
    ['api.postmarkapp.com', '/email/withTemplate', 'postmark email 1'],
    ['api.eu.mailgun.net', '/v3/club.example/messages', 'mailgun email 1'],
    ['api.brevo.com', '/v3/smtp/email', 'brevo email 1'],
    ['api.mailjet.com', '/v3.1/send', 'mailjet email 1'],
    ['email.eu-west-3.amazonaws.com', '/v2/email/outbound-emails', 'ses email 1'],
    ['api.twilio.com', '/2010-04-01/Accounts/AC1/Messages.json', 'twilio sms 1'],
  ])('is taken by what %s accepts', (host, path, expected) => {
    expect(taken(call({ host, path }))).toEqual([expected]);
  });

  it('is not taken by a refusal, a call without an answer, a reading, the rest of a call, nor somebody else', () => {
    const others = [
      { status: 429 },
      { status: 0 },
      { method: 'GET' },
      { isContinued: true },
      { host: 'a.sendgrid.com.example' },
    ];
    expect(taken(...others.map(call))).toEqual([]);
  });
});
