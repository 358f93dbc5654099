import { readConfig } from '../../src/config.js';
import { dataTypes } from '../../src/catalogue/dataTypes.js';
import { isDerived, labelOf, type MetricDefinition, type MetricFamily } from '../../src/enrichment/definition.js';
import { createRegistry } from '../../src/enrichment/registry.js';
import { graphqlName } from '../../src/lib/graphqlName.js';

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const metricRow = (metric: MetricDefinition): string[] => [
  `\`${metric.alias}\``,
  labelOf(metric),
  metric.dataType,
  metric.unit ?? '',
  metric.description,
  isDerived(metric) ? metric.derived.from.map((name) => `\`${name}\``).join(', ') : '',
  metric.absent === undefined ? 'null' : metric.absent.replaceAll("'", ''),
];

const familyText = ({ source, metrics }: MetricFamily): string => `## ${source}

${table(['alias', 'label', 'type', 'unit', 'meaning', 'made of', 'without data'], metrics.map(metricRow))}
`;

const columnRow = (metric: MetricDefinition): string[] => [
  `\`${metric.alias}\``,
  `\`${metric.name}\``,
  `\`${graphqlName(metric.alias)}\``,
  `\`${metric.alias.toLowerCase()}\``,
  dataTypes[metric.dataType].slotKind,
  metric.category,
  metric.direction ?? 'NEUTRAL',
  metric.piiClass ?? '',
];

/** The text of `docs/metrics.md`: every metric of the default configuration, from its definition. */
export function metricDocs(): string {
  const { families, definitions } = createRegistry(readConfig({}));
  return `# Metrics

Made from the metric definitions in \`src/enrichment/definitions/\`; do not edit. Every metric is known as of a day D in the
configured zone: everything up to the end of D counts, the last n days are (D − n, D], the last month is (D − 1 month, D].
"Without data" is the value of a customer whom the source says nothing of. Metrics of your own: [metric-kinds.md](metric-kinds.md).

${families.map(familyText).join('\n')}
## Names

${table(['alias', 'in the enriched table', 'in `profile.fields`', 'in the view', 'slot', 'category', 'direction', 'PII class'], definitions.map(columnRow))}
`;
}
