import { describe, expect, it } from 'vitest';
import {
  asymptoticBounds,
  balancedJobBounds,
  bardSchweitzer,
  erlangB,
  erlangC,
  exactMva,
  linearizer,
  mg1,
  mg1Sharing,
  mixedNetwork,
  mmc,
  mmck,
  mmcPercentile,
  openNetwork,
  solveClosed,
} from './index.ts';

describe('single stations', () => {
  it('M/M/1, λ = 0.8, μ = 1: R = 5, Q = 4, p95 = R ln 20', () => {
    const station = mmc(0.8, 1, 1);
    expect(station.utilization).toBeCloseTo(0.8, 12);
    expect(station.responseTime).toBeCloseTo(5, 12);
    expect(station.present).toBeCloseTo(4, 12);
    expect(mmcPercentile(0.8, 1, 1, 0.95)).toBeCloseTo(14.9787, 4);
  });

  it.each([
    [1, 0.8, 5],
    [2, 0.7111111111, 2.7777777778],
    [4, 0.5964324718, 1.7455405897],
    [8, 0.4576449254, 1.2860280784],
    [16, 0.3048839129, 1.0952762228],
  ])('Erlang C at ρ = 0.8 with %i servers', (servers, waits, response) => {
    expect(erlangC(0.8 * servers, servers)).toBeCloseTo(waits, 9);
    expect(mmc(0.8 * servers, 1, servers).responseTime).toBeCloseTo(response, 9);
  });

  it('M/M/2 and M/M/4, λ = 9, μ = 5 (ETH slides quoted by the Octave package)', () => {
    const [two, four] = [mmc(9, 0.2, 2), mmc(9, 0.2, 4)];
    expect(two.responseTime).toBeCloseTo(1.052632, 6);
    expect(9 * two.waitingTime).toBeCloseTo(7.673684, 6);
    expect(four.responseTime).toBeCloseTo(0.211685, 6);
    expect(9 * four.waitingTime).toBeCloseTo(0.105164, 6);
  });

  it('Erlang tables', () => {
    expect(erlangC(8, 10)).toBeCloseTo(0.4091801508, 9);
    expect(erlangC(18, 20)).toBeCloseTo(0.5507690048, 9);
    expect(erlangB(10, 15)).toBeCloseTo(0.0364969455, 9);
    expect(erlangB(5, 10)).toBeCloseTo(0.0183845703, 9);
  });

  it('M/M/2/5, λ = 3, μ = 2, and M/M/1/10 at ρ = 1', () => {
    const station = mmck(3, 0.5, 2, 5);
    expect(station.empty).toBeCloseTo(0.179335, 6);
    expect(station.lost).toBeCloseTo(0.085114, 6);
    expect(station.present).toBeCloseTo(2.005954, 6);
    expect(station.waitingTime).toBeCloseTo(0.230858, 6);
    expect(station.throughput).toBeCloseTo(2.744658, 6);
    expect(mmck(1, 1, 1, 10).present).toBeCloseTo(5, 12);
  });

  it('M/G/1 at ρ = 0.8: 3, 5 and 11 for constant, exponential and scv 4; 5 when shared', () => {
    expect(mg1(0.8, 1, 0).responseTime).toBeCloseTo(3, 12);
    expect(mg1(0.8, 1, 1).responseTime).toBeCloseTo(5, 12);
    expect(mg1(0.8, 1, 4).responseTime).toBeCloseTo(11, 12);
    expect(mg1Sharing(0.8, 1).responseTime).toBeCloseTo(5, 12);
  });
});

describe('closed networks', () => {
  it('Lazowska 1984, p. 117: central server, N = 3, Z = 15', () => {
    const demands = [121 * 0.005, 70 * 0.03, 50 * 0.027];
    const exact = exactMva(demands, 3, 15);
    expect(exact.throughput).toBeCloseTo(0.15151649, 8);
    expect(exact.responseTime).toBeCloseTo(4.79982478, 7);
    for (const [k, q] of [0.097566, 0.39466, 0.23503].entries()) expect(exact.present[k]).toBeCloseTo(q, 5);
    const approximate = bardSchweitzer(
      demands.map((demand) => [demand]),
      [3],
      [15],
    );
    // Published with a stop at 0.1 %.
    for (const [k, q] of [0.0973, 0.4012, 0.2359].entries()) {
      expect(Math.abs((approximate.present[k]?.[0] as number) / q - 1)).toBeLessThan(0.003);
    }
    const better = linearizer(
      demands.map((demand) => [demand]),
      [3],
      [15],
    );
    for (const [k, q] of exact.present.entries()) expect(better.present[k]?.[0]).toBeCloseTo(q, 3);
  });

  it('Jain 1991, example 34.2 (p. 577): N = 20, Z = 4, and its bounds', () => {
    const demands = [16 * 0.125, 10 * 0.3, 5 * 0.2];
    const exact = exactMva(demands, 20, 4);
    expect(exact.throughput).toBeCloseTo(0.33324651, 8);
    expect(exact.responseTime).toBeCloseTo(56.01563187, 7);
    for (const [k, q] of [1.9906, 16.1767, 0.4997].entries()) expect(exact.present[k]).toBeCloseTo(q, 4);
    for (const [k, r] of [0.3733, 4.8543, 0.2999].entries()) {
      expect((exact.residence[k] as number) / ([16, 10, 5][k] as number)).toBeCloseTo(r, 4);
    }
    expect(asymptoticBounds({ demands, thinkTime: 4 }, 20).throughput.high).toBeCloseTo(1 / 3, 6);
    const balanced = balancedJobBounds({ demands, thinkTime: 4 }, 20);
    expect(balanced.throughput.low).toBeCloseTo(0.306931, 6);
    expect(balanced.responseTime.low).toBeCloseTo(56, 9);
    expect(balanced.responseTime.high).toBeCloseTo(61.161, 3);
  });

  it('Bolch 2006, example 8.4 (p. 333): several servers and a delay, N = 3', () => {
    const stations = [
      { demands: [0.5], servers: 2 },
      { demands: [0.3], servers: 1 },
      { demands: [0.4], servers: 1 },
      { demands: [1], servers: Number.POSITIVE_INFINITY },
    ];
    const solution = solveClosed(stations, [3], [0]);
    for (const [k, q] of [0.6237, 0.4729, 0.686, 1.2175].entries()) {
      expect(solution.present[k]?.[0]).toBeCloseTo(q, 4);
    }
    expect(solution.throughputs[0]).toBeCloseTo(1.2175, 4);
  });

  it('Lazowska 1984, p. 142: two classes, one customer each', () => {
    const stations = [
      { demands: [1, 2], servers: 1 },
      { demands: [3, 4], servers: 1 },
    ];
    const solution = solveClosed(stations, [1, 1], [0, 0]);
    expect(solution.throughputs[0]).toBeCloseTo(3 / 19, 10);
    expect(solution.throughputs[1]).toBeCloseTo(2 / 19, 10);
    expect(solution.present[0]?.[0]).toBeCloseTo(4 / 19, 10);
    expect(solution.present[1]?.[1]).toBeCloseTo(14 / 19, 10);
  });

  it('Chandy & Neuse 1982: a delay and a queue, N = (8, 1); Linearizer and Bard–Schweitzer as published', () => {
    const solution = solveClosed([{ demands: [1, 1], servers: 1 }], [8, 1], [8, 0]);
    expect(solution.present[0]?.[0]).toBeCloseTo(2.773, 3);
    expect(solution.present[0]?.[1]).toBeCloseTo(1, 10);
    expect(solution.throughputs[0]).toBeCloseTo(0.6533, 4);
    expect(solution.throughputs[1]).toBeCloseTo(0.3467, 4);
    expect(bardSchweitzer([[1, 1]], [8, 1], [8, 0]).present[0]?.[0]).toBeCloseTo(2.8927, 3);
    expect(linearizer([[1, 1]], [8, 1], [8, 0]).present[0]?.[0]).toBeCloseTo(2.769, 2);
  });

  it.each([
    [1, 0.8593, 0.571],
    [5, 1.0532, 1.3791],
    [2, 0.9352, 0.9105],
    [11, 1.135, 1.671],
    [20, 1.175, 1.808],
  ])('libmva test 8: two servers, two classes, V₂ = %i', (visits, first, second) => {
    const solution = solveClosed([{ demands: [1, visits], servers: 2 }], [5, 2], [6, 3]);
    expect(solution.present[0]?.[0]).toBeCloseTo(first, 3);
    expect(solution.present[0]?.[1]).toBeCloseTo(second, 3);
  });

  it('Carleton "complex" (QNAP2): six stations, N = (20, 50)', () => {
    const demands = [
      [0.04 * 6, 0.01 * 6],
      [0.001 * 12, 0.002 * 12],
      [0.005 * 3, 0.005 * 3],
      [0.004 * 4, 0.004 * 4],
      [0.004 * 6, 0.004 * 6],
    ];
    const solution = solveClosed(
      demands.map((row) => ({ demands: row, servers: 1 })),
      [20, 50],
      [2, 5],
    );
    expect(solution.throughputs[0]).toBeCloseTo(2.3247, 3);
    expect(solution.throughputs[1]).toBeCloseTo(7.3679, 3);
  });

  it('300 servers, 400 jobs (PDQ README), and 8 servers, 90 jobs: stable where exact MVA turns negative', () => {
    const large = solveClosed([{ demands: [0.444], servers: 300 }], [400], [0]);
    expect(large.throughputs[0]).toBeCloseTo(675.6757, 3);
    expect(large.responseTimes[0]).toBeCloseTo(0.592, 4);
    const [sixty, ninety] = [60, 90].map((users) => solveClosed([{ demands: [4], servers: 8 }], [users], [10]));
    expect(sixty?.responseTimes[0]).toBeCloseTo(20, 6);
    expect(ninety?.responseTimes[0]).toBeCloseTo(35, 3);
  });

  it.each([20, 30, 40, 50])(
    'S = 0.444, Z = 0.2, %i servers, twice as many users: R = 0.6880, where MVA goes astray',
    (servers) => {
      const { responseTimes } = solveClosed([{ demands: [0.444], servers }], [2 * servers], [0.2]);
      expect(Math.abs((responseTimes[0] as number) / 0.688 - 1)).toBeLessThan(5e-4);
    },
  );

  it('Carleton "complex": Bard–Schweitzer finds 6.833 and 1.816 for 6.603 and 1.786, as Octave’s does', () => {
    const { responseTimes } = bardSchweitzer(
      [
        [0.24, 0.06],
        [0.012, 0.024],
        [0.015, 0.015],
        [0.016, 0.016],
        [0.024, 0.024],
      ],
      [20, 50],
      [2, 5],
    );
    expect(responseTimes[0]).toBeCloseTo(6.833, 3);
    expect(responseTimes[1]).toBeCloseTo(1.816, 3);
  });
});

describe('open and mixed networks', () => {
  it('Lazowska 1984, p. 113: λ = 0.3', () => {
    const network = openNetwork([[121 * 0.005], [70 * 0.03], [50 * 0.027]], [0.3]);
    expect(network.responseTimes[0]).toBeCloseTo(8.68374023, 7);
  });

  it('Lazowska 1984, p. 148: mixed, two open and two closed classes', () => {
    const solution = mixedNetwork(
      {
        demands: [
          [1 / 4, 1 / 2],
          [1 / 6, 1],
        ],
        rates: [1, 1 / 2],
      },
      {
        demands: [
          [1 / 2, 1],
          [1, 4 / 3],
        ],
        users: [1, 1],
        thinkTimes: [0, 0],
      },
    );
    expect(solution.closed.present[0]?.[0]).toBeCloseTo(4 / 19, 10);
    expect(solution.closed.present[1]?.[1]).toBeCloseTo(14 / 19, 10);
    expect(solution.open.present[0]?.[0]).toBeCloseTo(0.7368, 4);
    expect(solution.open.present[1]?.[0]).toBeCloseTo(1.2632, 4);
    expect(solution.open.present[0]?.[1]).toBeCloseTo(0.7368, 4);
    expect(solution.open.present[1]?.[1]).toBeCloseTo(3.7895, 4);
  });
});
