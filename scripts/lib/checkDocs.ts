import { readConfig } from '../../src/config.js';
import { severityOf, type Check } from '../../src/validation/definitions/Check.js';
import { ownChecks } from '../../src/validation/ownChecks.js';
import { missingTables } from '../../src/validation/readiness/missingTables.js';
import { failsSql } from '../../src/validation/run/failingRows.js';
import { checkedTableFacts } from '../../src/words/checkedTables.js';
import { markdownTable } from './markdownTable.js';

/** The instant of a run, which some checks compare with. */
const instant = new Date('2026-01-01T00:00:00Z');

const percent = (value: number | null): string => (value === null ? 'never' : `> ${value} %`);

const checkRow = (check: Check): string[] => [
  `\`${check.id}\``,
  check.title,
  check.failsWhen,
  percent(check.thresholds.warnAbove),
  percent(check.thresholds.errorAbove),
  check.columns.map((column) => `\`${column}\``).join(', '),
  check.remedy,
];

const sqlRow = (check: Check): string[] => [
  `\`${check.id}\``,
  check.rows.isTable ? '' : check.rows.name,
  `\`${failsSql(check).replaceAll(/\s+/g, ' ')}\``,
];

function tableText(table: Check['rows']['table'], checks: readonly Check[]): string {
  const own = checks.filter(({ rows }) => rows.table === table);
  return `## \`${table}\`: ${checkedTableFacts(table).holds}

${markdownTable(['check', 'about', 'what fails', 'warning', 'error', 'columns', 'what to do'], own.map(checkRow))}

${markdownTable(['check', 'over', 'fails where'], own.map(sqlRow))}
`;
}

/** The text of `docs/checks.md`: every check of Facet's own, from its definition, with the default settings. */
export function checkDocs(): string {
  const checks = ownChecks({ keys: readConfig({}).validation, now: instant });
  const tables = [...new Set(checks.map(({ rows }) => rows.table))];
  const ids = new Set(checks.map(({ id }) => id)).size;
  const figures = new Set(checks.filter(({ thresholds }) => severityOf(thresholds) === 'INFO').map(({ id }) => id))
    .size;
  return `# Checks

Made from the definitions in \`src/validation/checks/\`; do not edit. ${ids} checks of Facet's own, ${figures} of which are figures and never bad; what
runs them and how thresholds are set stands in [validation.md](validation.md). A row is evaluated where the check is about it; the
thresholds are percent of the evaluated rows. SQL stands over a row \`t\` of the table, or of what is grouped of it.

${tables.map((table) => tableText(table, checks)).join('\n')}
## Made of the config

| check | what fails |
| --- | --- |
| \`FIELD_UNIQUE.table.column\` | rows whose value another row has, where \`validation.fields\` says \`unique: true\` |
| \`FIELD_REQUIRED.table.column\` | rows without a value, where \`validation.fields\` says \`required: true\` |
| \`REVENUE_EXPECTED\` | months whose revenue is not about what \`validation.expectedRevenue\` expects |
| names of your own | rows that fit the condition of \`validation.checks\` |

## Checks of the contract that are not made

Facet does not have the tables that they are about.

${markdownTable(
  ['check', 'table', 'why'],
  missingTables.flatMap(({ table, checks: names, reason }) =>
    names.map((name) => [`\`${name}\``, `\`${table}\``, reason]),
  ),
)}
`;
}
