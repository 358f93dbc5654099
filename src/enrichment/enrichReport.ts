import type { AttributeFacts } from './enriched/attributeFacts.js';

/** What a run of enrichment did, in numbers. */
export interface EnrichReport {
  readonly loadId: string;
  readonly asOf: string;
  /** Rows of the master, and how many of them have activity. */
  readonly customers: number;
  readonly active: number;
  /** Customers whose values were computed; those of the others by the run before still hold. */
  readonly renewed: number;
  /** Rows of the snapshot of the day. */
  readonly snapshotRows: number;
  /** Events that were read by this run. */
  readonly eventsRead: number;
  /** Events up to the day that belong to no customer of the master, by reason; and those that are never counted. */
  readonly left: {
    readonly anonymous: number;
    readonly unknownCustomer: number;
    readonly withoutKey: number;
    readonly duplicates: number;
    readonly future: number;
    readonly withoutTime: number;
  };
  readonly attributes: readonly AttributeFacts[];
  readonly warnings: readonly string[];
  readonly seconds: number;
  /** Wall time of the parts, in order. */
  readonly steps: readonly { readonly step: string; readonly seconds: number }[];
}

const counted = (count: number, words: string): string => `${count.toLocaleString('en')} ${words}`;

const short = (value: string | null): string =>
  value === null ? '-' : value.length > 22 ? `${value.slice(0, 21)}…` : value;

/** The lines of a report for people. */
export function formatEnrichReport(report: EnrichReport): string[] {
  const { left } = report;
  const reasons = [
    [left.anonymous, 'of visitors who are not known'],
    [left.unknownCustomer, 'of customers who are not in the master'],
    [left.withoutKey, 'without a customer and a session key'],
    [left.duplicates, 'delivered again (same event id)'],
    [left.future, `after ${report.asOf}`],
    [left.withoutTime, 'without a time'],
  ] as const;
  const leftOut = reasons.filter(([count]) => count > 0).map(([count, words]) => counted(count, words));
  const width = Math.max(9, ...report.attributes.map(({ attribute }) => attribute.length));
  const row = (cells: readonly string[]): string => {
    const [name = '', nulls = '', ...rest] = cells;
    return `  ${name.padEnd(width)}  ${nulls.padStart(9)}  ${rest.map((cell) => cell.padEnd(22)).join('  ')}`.trimEnd();
  };
  return [
    `enriched as of ${report.asOf}: ${counted(report.customers, 'customers')}, ${counted(report.active, 'with activity')}, ${counted(report.renewed, 'worked out anew')}; ` +
      `${counted(report.eventsRead, 'events read')}; ${counted(report.snapshotRows, 'rows of the snapshot')}; ` +
      `load ${report.loadId}, ${report.seconds.toFixed(1)} s (${report.steps
        .map(({ step, seconds }) => `${step} ${seconds.toFixed(1)} s`)
        .join(', ')})`,
    ...(leftOut.length > 0 ? [`events left out: ${leftOut.join('; ')}`] : []),
    row(['attribute', 'nulls', 'minimum', 'median', 'maximum']),
    ...report.attributes.map(({ attribute, nulls, minimum, median, maximum }) =>
      row([attribute, String(nulls), short(minimum), short(median), short(maximum)]),
    ),
    ...report.warnings.map((warning) => `warning: ${warning}`),
  ];
}
