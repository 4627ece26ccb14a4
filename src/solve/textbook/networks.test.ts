import { describe, expect, it } from 'vitest';
import { exactMva, mixedNetwork, openNetwork, solveClosed } from './index.ts';

const products = (visits: readonly (readonly number[])[], services: readonly (readonly number[])[]) =>
  visits.map((row, k) => row.map((v, r) => v * (services[k]?.[r] as number)));

describe('closed networks, further digits', () => {
  it('Bolch 2006, example 8.3 (p. 331): four stations, N = 6', () => {
    const visits = [1, 0.4, 0.2, 0.1];
    const demands = [0.02, 0.2, 0.4, 0.6].map((service, k) => service * (visits[k] as number));
    const exact = exactMva(demands, 6, 0);
    expect(exact.throughput).toBeCloseTo(9.919836, 6);
    for (const [k, q] of [0.2436, 2.261, 2.261, 1.2343].entries()) expect(exact.present[k]).toBeCloseTo(q, 4);
    for (const [k, u] of [0.198, 0.794, 0.794, 0.595].entries()) {
      expect(exact.throughput * (demands[k] as number)).toBeCloseTo(u, 3);
    }
    for (const [k, r] of [0.025, 0.57, 1.14, 1.244].entries()) {
      expect((exact.residence[k] as number) / (visits[k] as number)).toBeCloseTo(r, 3);
    }
  });

  it('Lazowska 1984, p. 117: utilizations of the central server', () => {
    const demands = [121 * 0.005, 70 * 0.03, 50 * 0.027];
    const { throughput } = exactMva(demands, 3, 15);
    for (const [k, u] of [0.091667, 0.318182, 0.204545].entries()) {
      expect(throughput * (demands[k] as number)).toBeCloseTo(u, 5);
    }
  });

  it('Lazowska 1984, p. 142: residence times of two classes', () => {
    const stations = [
      { demands: [1, 2], servers: 1 },
      { demands: [3, 4], servers: 1 },
    ];
    const { present, throughputs } = solveClosed(stations, [1, 1], [0, 0]);
    const residence = (k: number, r: number) => (present[k]?.[r] as number) / (throughputs[r] as number);
    expect(residence(0, 0)).toBeCloseTo(4 / 3, 10);
    expect(residence(1, 0)).toBeCloseTo(5, 10);
    expect(residence(0, 1)).toBeCloseTo(5 / 2, 10);
    expect(residence(1, 1)).toBeCloseTo(7, 10);
  });

  it('Chandy & Neuse 1982: 5.227 jobs in the delay', () => {
    const { throughputs } = solveClosed([{ demands: [1, 1], servers: 1 }], [8, 1], [8, 0]);
    expect((throughputs[0] as number) * 8).toBeCloseTo(5.227, 3);
  });

  it('Carleton "complex" (QNAP2): response times and the queue at the web server', () => {
    const demands = [
      [0.04 * 6, 0.01 * 6],
      [0.001 * 12, 0.002 * 12],
      [0.005 * 3, 0.005 * 3],
      [0.004 * 4, 0.004 * 4],
      [0.004 * 6, 0.004 * 6],
    ];
    const { responseTimes, present } = solveClosed(
      demands.map((row) => ({ demands: row, servers: 1 })),
      [20, 50],
      [2, 5],
    );
    expect(responseTimes[0]).toBeCloseTo(6.6033, 4);
    expect(responseTimes[1]).toBeCloseTo(1.7862, 4);
    expect(present[0]?.[0]).toBeCloseTo(15.16, 2);
    expect(present[0]?.[1]).toBeCloseTo(12.44, 2);
  });
});

describe('open and mixed networks, further digits', () => {
  it('Bolch 2006, example 7.4 (p. 287): R = 1.544643, N = 6.178571', () => {
    const { responseTimes, present } = openNetwork([[0.2], [0.075], [0.15], [0.05]], [4]);
    expect(responseTimes[0]).toBeCloseTo(1.544643, 6);
    expect(present.reduce((sum, row) => sum + (row[0] as number), 0)).toBeCloseTo(6.178571, 6);
  });

  it('Jain 1991, example 34.1 (p. 572): R = 1.40621448, N = 4.21864343', () => {
    const { responseTimes, present } = openNetwork([[0.16], [0.14], [0.24]], [3]);
    expect(responseTimes[0]).toBeCloseTo(1.40621448, 8);
    expect(present.reduce((sum, row) => sum + (row[0] as number), 0)).toBeCloseTo(4.21864343, 8);
  });

  it('Bolch 2006, example 8.6 (p. 345): two open and two closed classes', () => {
    const visits = [
      [1, 1],
      [0.5, 0.4],
    ];
    const solution = mixedNetwork(
      {
        demands: products(
          [
            [2, 2.5],
            [1, 1.5],
          ],
          [
            [0.4, 0.8],
            [0.6, 1.6],
          ],
        ),
        rates: [0.5, 0.25],
      },
      {
        demands: products(visits, [
          [0.3, 0.5],
          [0.5, 0.8],
        ]),
        users: [1, 1],
        thinkTimes: [0, 0],
      },
    );
    const { closed, open } = solution;
    const closedTimes = [
      [4.829, 7.727],
      [6.951, 11.636],
    ];
    const openPresent = [
      [8.822, 11.028],
      [5.383, 10.766],
    ];
    for (const k of [0, 1]) {
      for (const r of [0, 1]) {
        const flow = (closed.throughputs[r] as number) * (visits[k]?.[r] as number);
        expect(Math.abs((closed.present[k]?.[r] as number) / flow - (closedTimes[k]?.[r] as number))).toBeLessThan(
          1e-3,
        );
        expect(Math.abs((open.present[k]?.[r] as number) - (openPresent[k]?.[r] as number))).toBeLessThan(1e-3);
      }
    }
  });
});
