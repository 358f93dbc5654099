import { median } from '../serve/statistics.js';
import { markdownTable } from '../serve/table.js';
import type { FederationCase } from './federationCases.js';
import type { GatewayName } from './gateways.js';
import type { GatewayRound, MeasuredGateway } from './measureGateways.js';

/** A case with what came of it. */
export interface GatewayReport {
  readonly asked: Pick<FederationCase, 'name' | 'title' | 'clients'>;
  readonly measured: readonly MeasuredGateway[];
}

const titles: Readonly<Record<GatewayName, string>> = {
  facet: 'Facet',
  'facet-remote': 'Facet, both subgraphs remote',
  hive: 'Hive Gateway',
  'hive-router': 'Hive Gateway, router-runtime',
  'facet-alone': 'Facet without a gateway',
  'facet-again': 'the same once more',
};

const roundsOf = ({ measured }: GatewayReport, name: GatewayName): readonly GatewayRound[] | undefined =>
  measured.find((one) => one.name === name)?.rounds;

const middle = (rounds: readonly GatewayRound[], of: keyof GatewayRound): number =>
  median(rounds.map((round) => round[of]));

/**
 * A figure of one as a part of another's, by the median of the rounds; undefined where one of them was not measured. With several
 * others it is the one with the smallest figure.
 */
export function gatewayRatio(
  report: GatewayReport,
  name: GatewayName,
  others: readonly GatewayName[],
  of: keyof GatewayRound,
): number | undefined {
  const own = roundsOf(report, name);
  const measured = others.flatMap((other) => roundsOf(report, other) ?? []).length === 0 ? [] : others;
  const best = measured
    .map((other) => roundsOf(report, other))
    .filter((rounds) => rounds !== undefined)
    .toSorted((one, other) => middle(one, of) - middle(other, of))[0];
  if (own === undefined || best === undefined) return undefined;
  return median(own.map((round, n) => round[of] / (best[n]?.[of] ?? Number.NaN)));
}

const digits = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2) : '';

const told = (value: number | undefined): string => (value === undefined ? '' : `${digits(value)} ×`);

const hives: readonly GatewayName[] = ['hive', 'hive-router'];

/** Processor time of Facet as parts of that of others, with what is wanted. */
export function gatewayRatioTable(reports: readonly GatewayReport[]): string {
  const lines: readonly (readonly [string, GatewayName, readonly GatewayName[], keyof GatewayRound, string])[] = [
    ['CPU, both subgraphs remote, of the better Hive Gateway', 'facet-remote', hives, 'gateway', '≤ 0.8 ×'],
    ['CPU with its own data in the process, of Hive Gateway and the Facet behind it', 'facet', hives, 'together', ''],
    ['the same, of the gateway of Hive alone', 'facet', hives, 'gateway', ''],
    ['CPU, of no gateway configured', 'facet', ['facet-alone'], 'gateway', '0.97–1.03 ×'],
    [
      'the same of another process without a gateway: what two alike differ by',
      'facet-again',
      ['facet-alone'],
      'gateway',
      '',
    ],
    ['requests per second, of no gateway configured', 'facet', ['facet-alone'], 'rate', ''],
  ];
  const rows = reports.flatMap((report) =>
    lines.flatMap(([what, name, others, of, wanted]) => {
      const ratio = gatewayRatio(report, name, others, of);
      return ratio === undefined ? [] : [[report.asked.name, report.asked.title, what, told(ratio), wanted]];
    }),
  );
  return markdownTable(['case', 'question', "Facet's part", 'measured', 'wanted'], rows);
}

/** All figures, case by case and gateway by gateway. */
export function gatewayFigureTable(reports: readonly GatewayReport[]): string {
  const rows = reports.flatMap(({ asked, measured }) =>
    measured.map(({ name, rounds, memory }) => {
      const of = (figure: keyof GatewayRound): string => digits(middle(rounds, figure));
      const times = (['p50', 'p99', 'gateway', 'together'] as const).map((figure) => `${of(figure)} ms`);
      return [`${asked.name}, ${asked.clients} clients`, titles[name], of('rate'), ...times, String(memory)];
    }),
  );
  const head = ['case', 'by', 'req/s', 'p50', 'p99', 'CPU of the gateway', 'with the Facet behind it', 'MB at most'];
  return markdownTable(head, rows);
}
