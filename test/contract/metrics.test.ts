import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { errorCodes } from '../../src/words/errorCodes.js';
import { knownMetrics, metricNameFaults, metricTable, seriesFaults, withMetrics } from './rules/metricFaults.js';

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');
const metrics = knownMetrics();
const own = metrics.filter(({ name }) => name.startsWith('facet_'));

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
}
const dashboard = JSON.parse(read('examples/operations/dashboard.json')) as {
  readonly uid: string;
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly panels: readonly Panel[];
};
const { groups } = parse(read('examples/operations/alerts.yml')) as {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string };
    }[];
  }[];
};
const rules = groups.flatMap((group) => group.rules);

describe('the metrics', () => {
  it('are named as Prometheus wants names', () => {
    expect(own.length).toBeGreaterThan(20);
    expect(own.flatMap(metricNameFaults)).toEqual([]);
  });

  it('have no labels but those whose values are few', () => {
    expect(new Set(own.flatMap(({ labelNames }) => labelNames))).toEqual(
      new Set([
        'operation',
        'code',
        'role',
        'pool',
        'outcome',
        'state',
        'cache',
        'result',
        'subgraph',
        'kind',
        'table',
        'version',
        'node',
        'answered',
      ]),
    );
  });

  it('stand in docs/metrics-and-traces.md as they are: "npx tsx scripts/metrics.ts" writes them anew', async () => {
    const file = 'docs/metrics-and-traces.md';
    const document = read(file);
    const config = await resolveConfig(join(packageRoot, file));
    expect(document).toBe(await format(withMetrics(document, metricTable(metrics)), { ...config, filepath: file }));
  });
});

describe('what names metrics names those that are there', () => {
  it.each([
    'docs/operations.md',
    'docs/metrics-and-traces.md',
    'examples/operations/alerts.yml',
    'examples/operations/dashboard.json',
  ])('%s', (path) => expect(seriesFaults(read(path).replaceAll('\\"', '"'), metrics)).toEqual([]));

  it('the alerts name codes of errors that there are', () => {
    const named = rules.flatMap(({ expr }) =>
      [...expr.matchAll(/code=~"([^"]+)"/g)].flatMap(([, codes = '']) => codes.split('|')),
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((code) => !Object.hasOwn(errorCodes, code))).toEqual([]);
  });
});

describe('the alerts', () => {
  it('have names of their own, a severity, and a sentence', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(new Set(rules.map(({ labels: { severity } }) => severity))).toEqual(new Set(['page', 'ticket']));
    expect(rules.filter(({ annotations: { summary } }) => !summary.endsWith('.'))).toEqual([]);
  });

  it('are each told of in docs/operations.md, with what to do, and no others are', () => {
    const told = [...read('docs/operations.md').matchAll(/^\| `(Facet\w+)`/gm)].map(([, name]) => name);
    expect(told).toEqual(rules.map(({ alert }) => alert));
  });
});

describe('the dashboard', () => {
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  it('is one that Grafana can import, of a data source that is chosen', () => {
    expect(dashboard).toMatchObject({ uid: 'facet', schemaVersion: 39 });
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
      ['datasource', 'datasource'],
      ['instance', 'query'],
    ]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(panels.filter(({ datasource }) => datasource?.uid !== '${datasource}')).toEqual([]);
  });

  it('asks something in each panel, of the instances that are chosen', () => {
    expect(panels.length).toBeGreaterThan(20);
    const targets = panels.flatMap((panel) => panel.targets ?? []);
    expect(panels.filter((panel) => (panel.targets ?? []).length === 0)).toEqual([]);
    expect(
      targets.filter(({ expr, legendFormat }) => !expr.includes('instance=~"$instance"') || legendFormat === ''),
    ).toEqual([]);
    const count = (expr: string, sign: string): number => expr.split(sign).length;
    expect(targets.filter(({ expr }) => count(expr, '(') !== count(expr, ')'))).toEqual([]);
  });

  it('has its panels beside each other, none over another', () => {
    const overlaps = (a: Panel['gridPos'], b: Panel['gridPos']): boolean =>
      a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
    const pairs = dashboard.panels.flatMap((a, n) => dashboard.panels.slice(n + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlaps(a.gridPos, b.gridPos)).map(([a, b]) => [a.title, b.title])).toEqual([]);
    expect(dashboard.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });

  it('shows every metric of Facet somewhere', () => {
    const text = JSON.stringify(dashboard);
    expect(own.map(({ name }) => name).filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe('the rules see', () => {
  it('series that nobody gives, and labels that they do not have', () => {
    const known = [
      { name: 'facet_a_total', help: '', type: 'counter', labelNames: ['x'] },
      { name: 'facet_b_seconds', help: '', type: 'histogram', labelNames: [] },
    ];
    const text =
      'facet_a_total{x="1", instance=~".*"} facet_a_total{y!="2"} facet_a facet_b_seconds_bucket{le="1"} facet_b_seconds_sum{le="1"} facet_a_total_sum';
    expect(seriesFaults(text, known)).toEqual([
      'facet_a_total has no label y',
      'facet_a is no metric',
      'facet_b_seconds_sum has no label le',
      'facet_a_total_sum is no metric',
    ]);
  });

  it('names that are none', () => {
    const fault = (name: string, type = 'gauge', help = 'A sentence.') => metricNameFaults({ name, type, help });
    expect(fault('requests')).toEqual(['requests does not begin with facet_']);
    expect(fault('facet_requests', 'counter')).toEqual(['facet_requests is a counter']);
    expect(fault('facet_size_total')).toEqual(['facet_size_total is a gauge']);
    expect(fault('facet_wait', 'histogram')).toEqual(['facet_wait has no unit']);
    expect(fault('facet_wait_ms')).toEqual(['facet_wait_ms is in no base unit']);
    expect(fault('facet_wait_seconds', 'gauge', 'no sentence')).toEqual([
      'facet_wait_seconds is not described by a sentence',
    ]);
  });
});
