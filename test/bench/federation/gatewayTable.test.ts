import { describe, expect, it } from '@jest/globals';
import type { GatewayName } from '../../../bench/federation/gateways.js';
import {
  gatewayFigureTable,
  gatewayRatio,
  gatewayRatioTable,
  type GatewayReport,
} from '../../../bench/federation/gatewayTable.js';
import type { GatewayRound, MeasuredGateway } from '../../../bench/federation/measureGateways.js';

const round = (gateway: number, behind = 0): GatewayRound => ({
  rate: 1000 / gateway,
  p50: 1.5,
  p99: 20,
  gateway,
  together: gateway + behind,
});

const measured = (name: GatewayName, costs: readonly number[], behind?: number): MeasuredGateway => ({
  name,
  rounds: costs.map((cost) => round(cost, behind)),
  memory: 150,
});

const joined: GatewayReport = {
  asked: { name: 'joined', title: 'what is joined', clients: 8 },
  measured: [
    measured('facet', [2, 3, 2]),
    measured('facet-remote', [1.5, 1, 2]),
    measured('hive', [4, 4, 5], 1),
    measured('hive-router', [2, 2.5, 4], 1),
  ],
};

describe('a ratio', () => {
  it('is the median of those of the rounds, to the other with the smallest figure', () => {
    // 1.5 / 2, 1 / 2.5, 2 / 4; the router's 2.5 ms are less than the 4 ms of Hive as it comes.
    expect(gatewayRatio(joined, 'facet-remote', ['hive', 'hive-router'], 'gateway')).toBe(0.5);
    // 2 / 3, 3 / 3.5, 2 / 5.
    expect(gatewayRatio(joined, 'facet', ['hive', 'hive-router'], 'together')).toBeCloseTo(0.6667, 4);
  });

  it('is to those who were measured', () => {
    const without = { ...joined, measured: joined.measured.filter(({ name }) => name !== 'hive-router') };
    expect(gatewayRatio(without, 'facet', ['hive', 'hive-router'], 'gateway')).toBe(0.5);
    expect(gatewayRatio(joined, 'facet', ['facet-alone'], 'gateway')).toBeUndefined();
    expect(gatewayRatio(without, 'hive-router', ['hive'], 'gateway')).toBeUndefined();
  });
});

it('the tables say what was wanted, and all figures', () => {
  const rows = gatewayRatioTable([joined]).split('\n');
  expect(rows).toHaveLength(5);
  expect(rows[2]).toMatch(/^\| joined \| what is joined \| CPU, both subgraphs remote.* \| 0\.50 × +\| ≤ 0\.8 × \|$/);
  expect(gatewayFigureTable([joined]).split('\n')[5]).toMatch(
    /^\| joined, 8 clients \| Hive Gateway, router-runtime \| 400 +\| 1\.50 ms \| 20\.0 ms \| 2\.50 ms +\| 3\.50 ms +\| 150 +\|$/,
  );
});
