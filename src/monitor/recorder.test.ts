import { describe, expect, it } from 'vitest';
import { percentileOf } from '../model/histogram.ts';
import { type MinuteRecord, OTHER_LABELS, type ProcessFigures } from '../model/minute.ts';
import { type EndedRequest, noWork } from '../probe/index.ts';
import { addRecords, createRecorder, type RecorderSources } from './index.ts';

const QUIET: ProcessFigures = {
  eventLoop: { active: 6, idle: 54, stalls: 1, blocked: 0.2, longest: 0.2 },
  processor: { used: 5, available: 30, throttled: 1, throttledPeriods: 10 },
  memory: { resident: 100, residentLimit: 256, heap: 40, heapLimit: 200, external: 3 },
  collection: { count: 4, seconds: 0.02, longest: 0.01 },
};

/** A recorder under a clock that the test moves. */
function stage(inFlight: ReadonlyMap<string, number> = new Map()) {
  const clock = { wall: 1_800_000_030, steady: 500 };
  const sources: RecorderSources = {
    instance: 'a',
    wall: () => clock.wall,
    steady: () => clock.steady,
    process: { read: () => QUIET, restart: () => undefined },
    pools: { read: () => ({ pg: { size: 10, used: 7, idle: 3, waiting: 2 } }), restart: () => undefined },
    inFlight: () => ({ routes: inFlight, oldest: 3 }),
  };
  const recorder = createRecorder(sources);
  const records: MinuteRecord[] = [];
  recorder.onMinute((record) => records.push(record));
  const pass = (seconds: number, jump = 0): void => {
    clock.steady += seconds;
    clock.wall += seconds + jump;
    recorder.tick();
  };
  return { recorder, records, pass };
}

function request(changes: Partial<EndedRequest> = {}): EndedRequest {
  const usual = { route: 'GET /', status: 200, aborted: false, seconds: 0.01, processorSeconds: -1 };
  return { ...usual, work: undefined, webhook: undefined, ...changes };
}

describe('a minute', () => {
  it('counts what ended, by route and in all, each outcome apart', () => {
    const { recorder } = stage(new Map([['GET /', 2]]));
    for (const status of [200, 204, 302, 404, 500, 503]) recorder.ended(request({ status }));
    recorder.ended(request({ aborted: true, seconds: 30 }));
    recorder.ended(request({ route: 'POST /pay', processorSeconds: 0.004 }));
    const { routes, total } = recorder.close();
    expect(routes['GET /']).toMatchObject({
      requests: 7,
      succeeded: 3,
      clientErrors: 1,
      serverErrors: 2,
      aborted: 1,
      inFlight: 2,
    });
    expect(routes['GET /']?.duration).toMatchObject({ count: 7, max: 30 });
    expect(routes['POST /pay']?.processor).toEqual({ count: 1, seconds: 0.004, squares: 0.004 ** 2 });
    expect(total).toMatchObject({ requests: 8, aborted: 1, inFlight: 2 });
  });

  it('is the one of the wall clock, and the next begins empty', () => {
    const { recorder, records, pass } = stage();
    recorder.ended(request());
    pass(29);
    expect(records).toEqual([]);
    pass(1);
    recorder.ended(request());
    recorder.ended(request());
    pass(60);
    pass(60);
    expect(records.map(({ start, elapsed, total }) => [start, elapsed, total.requests])).toEqual([
      [1_800_000_000, 30, 1],
      [1_800_000_060, 60, 2],
      [1_800_000_120, 60, 0],
    ]);
  });

  it.each([
    ['an hour ahead', 3600],
    ['an hour back', -3600],
  ])(
    'survives a clock that jumps %s: nothing is lost, nothing is counted twice, no duration is invented',
    (_, jump) => {
      const { recorder, records, pass } = stage();
      recorder.ended(request());
      pass(10, jump);
      recorder.ended(request());
      pass(60);
      expect(records.map(({ elapsed, total }) => [elapsed, total.requests])).toEqual([
        [10, 1],
        [60, 1],
      ]);
    },
  );

  it('ends although the wall clock stands still', () => {
    const { records, pass } = stage();
    for (let second = 0; second < 90; second += 1) pass(1, -1);
    expect(records.map(({ elapsed }) => elapsed)).toEqual([90]);
  });

  it('keeps at most 200 labels, and counts what is beyond', () => {
    const { recorder } = stage();
    for (let id = 0; id < 10_000; id += 1) recorder.ended(request({ route: `GET /${id}` }));
    const { routes, total } = recorder.close();
    expect(Object.keys(routes)).toHaveLength(200);
    expect(routes[OTHER_LABELS.overflow]?.requests).toBe(10_000 - 199);
    expect(total.requests).toBe(10_000);
  });

  it('holds the work of requests, and apart the work of nobody', () => {
    const { recorder } = stage();
    const call = {
      host: 'api.stripe.com',
      method: 'POST',
      path: '/v1/refunds',
      timedOut: false,
      seconds: 0.3,
      isContinued: false,
    };
    const outbound = [
      { ...call, status: 200 },
      { ...call, status: 429 },
      { ...call, status: 0, timedOut: true, seconds: 9 },
    ];
    recorder.ended(request({ work: { ...noWork(), calls: 2, seconds: 0.02, rows: 50, outbound } }));
    recorder.worked('GET /', { ...noWork(), calls: 1, errors: 1, seconds: 0.5 });
    recorder.worked('GET /', { ...noWork(), outbound: [{ ...call, status: 200, seconds: 0.4, isContinued: true }] });
    recorder.worked(undefined, { ...noWork(), calls: 4 });
    const { routes, background, total } = recorder.close();
    expect(routes['GET /']?.database).toMatchObject({ calls: 3, errors: 1, seconds: 0.52, rows: 50 });
    expect(routes['GET /']?.outbound).toEqual({
      'api.stripe.com': { calls: 3, errors: 1, throttled: 1, timeouts: 1, seconds: 10, longest: 9 },
    });
    expect(background.database.calls).toBe(4);
    expect(total.database.calls).toBe(3);
  });

  it('holds pools, allowances and webhooks', () => {
    const { recorder } = stage();
    recorder.waited('pg', 0.25);
    recorder.consume('sendgrid', 'email', 2);
    recorder.consume('sendgrid', 'email', 1);
    recorder.ended(request({ webhook: { sender: 'stripe', lag: 40 } }));
    recorder.ended(request({ webhook: { sender: 'stripe', lag: undefined }, status: 400 }));
    const { pools, consumed, webhooks } = recorder.close();
    expect(pools['pg']).toMatchObject({ size: 10, used: 7, wait: { count: 1, sum: 0.25 } });
    expect(consumed).toEqual({ sendgrid: { email: 3 } });
    expect(webhooks['stripe']).toMatchObject({ received: 2, failed: 1, lag: { count: 1, max: 40 } });
  });

  it('is told to the others although one listener throws, and to no one who left', () => {
    const { recorder, records } = stage();
    recorder.onMinute(() => {
      throw new Error('a listener fails');
    });
    const later: MinuteRecord[] = [];
    const stop = recorder.onMinute((record) => later.push(record));
    recorder.close();
    stop();
    recorder.close();
    expect([records.length, later.length]).toEqual([2, 1]);
  });

  it('can be looked at without being closed', () => {
    const { recorder } = stage();
    recorder.ended(request());
    expect(recorder.snapshot()).toMatchObject({ at: 1_800_000_030, oldest: 3, current: { total: { requests: 1 } } });
    expect(recorder.snapshot()).not.toHaveProperty('last');
    const record = recorder.close();
    expect(recorder.snapshot()).toMatchObject({ last: record, current: { total: { requests: 0 } } });
  });
});

describe('two records', () => {
  const record = (durations: readonly number[], instance: string, memory = QUIET.memory): MinuteRecord => {
    const { recorder } = stage(new Map([['GET /', 3]]));
    for (const seconds of durations) recorder.ended(request({ seconds }));
    recorder.waited('pg', 1);
    recorder.consume('resend', 'email', 5);
    return {
      ...recorder.close(),
      instances: [instance],
      elapsed: 60,
      instanceSeconds: 60,
      process: { ...QUIET, memory },
    };
  };
  const one = record([0.1, 0.2], 'a');
  const fuller = { ...QUIET.memory, resident: 250 };
  const other = record([0.3, 0.4, 0.5], 'b', fuller);

  it('of two instances add up, levels too', () => {
    const sum = addRecords(one, other, 'instances');
    expect(sum).toMatchObject({ instances: ['a', 'b'], elapsed: 60, instanceSeconds: 120 });
    expect(sum.total).toMatchObject({ requests: 5, inFlight: 6 });
    expect(percentileOf(sum.total.duration, 0.6)).toBeCloseTo(0.3, 2);
    expect(sum.pools['pg']).toMatchObject({ size: 20, used: 14, wait: { count: 2 } });
    expect(sum.consumed).toEqual({ resend: { email: 10 } });
    expect(sum.process.processor).toEqual({ used: 10, available: 60, throttled: 2, throttledPeriods: 20 });
    expect(sum.process.memory).toEqual(fuller);
  });

  it('of two times add up, levels stay at the higher', () => {
    const sum = addRecords(one, other, 'times');
    expect(sum).toMatchObject({ elapsed: 120, instanceSeconds: 120, total: { requests: 5, inFlight: 3 } });
    expect(sum.pools['pg']).toMatchObject({ size: 10, used: 7 });
  });

  it('add in any order, and survive JSON', () => {
    const sum = addRecords(one, other, 'instances');
    expect({ ...addRecords(other, one, 'instances'), instances: ['a', 'b'] }).toEqual(sum);
    expect(JSON.parse(JSON.stringify(sum))).toEqual(sum);
  });
});
