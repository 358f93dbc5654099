import { createClusterMetrics } from '../../../src/telemetry/cluster/createClusterMetrics.js';
import { createMetrics } from '../../../src/telemetry/createMetrics.js';

/** A metric as its registry has it. */
export interface KnownMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

/** All metrics of a server and of the primary process of a cluster, in the order in which they are shown. */
export function knownMetrics(): readonly KnownMetric[] {
  const cluster = createClusterMetrics({ operations: 1 });
  cluster.stop();
  const registries = [createMetrics({ operations: 1 }).registry, cluster.registry];
  return registries.flatMap((registry) => registry.getMetricsAsArray() as unknown as KnownMetric[]);
}

const begin = '<!-- metrics: written by "npx tsx scripts/metrics.ts" -->';
const end = '<!-- end of the metrics -->';

/** The table of Facet's own metrics, as Markdown before it is formatted. */
export function metricTable(metrics: readonly KnownMetric[]): string {
  const rows = metrics
    .filter(({ name }) => name.startsWith('facet_'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type, labelNames, help }) => {
      const labels = labelNames.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${labels} | ${help} |`;
    });
  return ['| metric | type | labels | what it tells |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A document with a table between its markers. Throws where it has none. */
export function withMetrics(document: string, table: string): string {
  const [before, rest] = document.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`The document has no "${begin}" with "${end}" behind it`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

/** Labels that Prometheus adds to whatever it reads. */
const added = ['instance', 'job'];
/** What the series of a histogram are called behind its name. */
const parts = /_(bucket|sum|count)$/;

/** The metric that a series belongs to; undefined for none. */
function metricOf(series: string, metrics: readonly KnownMetric[]): KnownMetric | undefined {
  const exact = metrics.find(({ name }) => name === series);
  if (exact !== undefined) return exact;
  const base = series.replace(parts, '');
  return base === series ? undefined : metrics.find(({ name, type }) => name === base && type === 'histogram');
}

/** Series that a text names and no process gives, and labels by which it selects that they do not have. */
export function seriesFaults(text: string, metrics: readonly KnownMetric[]): readonly string[] {
  return [...text.matchAll(/\b((?:facet|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)].flatMap(
    ([, series = '', selected = '']) => {
      const metric = metricOf(series, metrics);
      if (metric === undefined) return [`${series} is no metric`];
      const labels = [...selected.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
      const known = new Set([...metric.labelNames, ...added, ...(series.endsWith('_bucket') ? ['le'] : [])]);
      return labels.filter((label) => !known.has(label)).map((label) => `${series} has no label ${label}`);
    },
  );
}

/** Faults of a name by the rules of Prometheus: a prefix, base units, `_total` behind what only grows, and nothing else. */
export function metricNameFaults({ name, type, help }: Pick<KnownMetric, 'name' | 'type' | 'help'>): readonly string[] {
  const faults: string[] = [];
  if (!/^facet_[a-z0-9_]+$/.test(name)) faults.push(`${name} does not begin with facet_`);
  if ((type === 'counter') !== name.endsWith('_total')) faults.push(`${name} is a ${type}`);
  if (type === 'histogram' && !name.endsWith('_seconds')) faults.push(`${name} has no unit`);
  if (/_(milliseconds|ms|minutes|hours|kilobytes|mb)(_|$)/.test(name)) faults.push(`${name} is in no base unit`);
  if (!/^[A-Z0-9].*\.$/.test(help)) faults.push(`${name} is not described by a sentence`);
  return faults;
}
