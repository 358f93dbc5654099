import type { WrittenNewest } from '../../enrichment/newest/writeNewest.js';
import { plural } from '../../lib/text/plural.js';
import type { LinkFinding, Linked } from '../link/index.js';

/** A derived table, with what a build did to it. */
export interface BuiltTable {
  readonly table: string;
  readonly rows: number;
  readonly changed: number;
}

/** What a build did. */
export interface BuildReport {
  readonly dryRun: boolean;
  /** Source records of forgotten persons that were left out. */
  readonly forgotten: number;
  /** Undefined where no record waits for linking and none is linked, or no record has changed. */
  readonly linked: Linked | undefined;
  /** Customers who are gone, and whose identifiers others have now. */
  readonly merged: Pick<LinkFinding, 'count' | 'examples'>;
  /** Events that went to another customer. */
  readonly events: number;
  /** Those that are made of what has changed. */
  readonly tables: readonly BuiltTable[];
  /** Rows of transaction and customer attributes that were written or removed; undefined where they are left to another run. */
  readonly attributes: WrittenNewest | undefined;
  readonly seconds: number;
}

const number = new Intl.NumberFormat('en');

type Finding = BuildReport['merged'];

const findings = ({ large, between, bad }: Linked): (readonly [text: string, finding: Finding])[] => [
  [
    `components have too many records to be one person: ${large.count} (records: ${large.records}); they were left as they are`,
    large,
  ],
  [
    `groups of records share values with several customers whose ids their sources gave: ${between.count} (records: ${between.records}); each is a customer of its own`,
    between,
  ],
  [`values are of too many names to be one person's, and link nothing: ${bad.count} (records: ${bad.records})`, bad],
];

/** Sentences without full stop. */
const warningsOf = ({ linked, merged }: BuildReport, withValues: boolean): string[] =>
  [
    ...(linked === undefined ? [] : findings(linked)),
    [`customers are gone whose identifiers others have now: ${merged.count}`, merged] as const,
  ]
    .filter(([, { count }]) => count > 0)
    .map(([text, { examples }]) =>
      withValues && examples.length > 0 ? `${text}, for example ${examples.join('; ')}` : text,
    );

const attributeLines = ({ attributes }: BuildReport): string[] =>
  attributes === undefined
    ? []
    : [
        `transaction_attributes_extended: ${plural(attributes.transactions, 'row')} new, changed or gone`,
        `customer_attributes: ${plural(attributes.customers, 'row')} new, changed or gone`,
      ];

const linkedLine = ({ linked, moved, pairs }: Linked): string =>
  `source records: ${plural(linked, 'record')} got a customer, ${number.format(moved)} another one; ${plural(pairs, 'pair')} written`;

/** A build as lines of text for a log or a person; `withValues`: with values of customers. */
const linesOf = (report: BuildReport, withValues: boolean): string[] => [
  ...(report.forgotten === 0
    ? []
    : [`source records: ${plural(report.forgotten, 'row')} of forgotten persons left out`]),
  ...(report.linked === undefined ? [] : [linkedLine(report.linked)]),
  ...(report.events === 0
    ? []
    : [`activity: ${plural(report.events, 'event')} followed a foreign key to another customer`]),
  ...report.tables.map(
    ({ table, rows, changed }) => `${table}: ${plural(rows, 'row')}, ${number.format(changed)} new, changed or gone`,
  ),
  ...attributeLines(report),
  ...warningsOf(report, withValues).map((warning) => `warning: ${warning}`),
  ...(report.dryRun ? ['Dry run: nothing was written.'] : [`built in ${report.seconds.toFixed(1)} s`]),
];

/** A build as lines of text for a person, with values of customers. */
export const formatBuildReport = (report: BuildReport): string[] => linesOf(report, true);

/** A build as lines of a log, without values of customers. */
export const buildLines = (report: BuildReport): string[] => linesOf(report, false);
