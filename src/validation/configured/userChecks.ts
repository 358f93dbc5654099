import { sql } from 'drizzle-orm';
import type { Condition, Config } from '../../config.js';
import { compile, identifier } from '../../db/sql.js';
import { conditionSql } from '../../enrichment/measures/condition.js';
import type { CheckedTable } from '../../words/checkedTables.js';
import type { Check, Thresholds } from '../definitions/Check.js';
import { defaultThresholds } from '../definitions/thresholds.js';
import { tableRows } from '../rows/tableRows.js';
import { checkColumn } from './checkColumn.js';
import type { TableColumns } from './readTableColumns.js';

type UserCheck = Config['validation']['checks'][number];

const bySeverity: Readonly<Record<UserCheck['severity'], Thresholds>> = {
  error: defaultThresholds.never,
  warning: defaultThresholds.noticed,
  info: defaultThresholds.reported,
};

/** A condition as SQL over a row `t`, with the columns that it reads, all of which the table must have. */
function overRows(condition: Condition, table: CheckedTable, columns: TableColumns, path: string) {
  const read = new Set<string>();
  const made = conditionSql(condition, (name) => {
    checkColumn(columns, table, name, path);
    read.add(name);
    return sql`t.${identifier(name)}`;
  });
  return { text: compile(made).text, columns: [...read] };
}

const thresholdsOf = ({ severity, warnAbove, errorAbove }: UserCheck): Thresholds =>
  warnAbove === undefined && errorAbove === undefined
    ? bySeverity[severity]
    : { warnAbove: warnAbove ?? null, errorAbove: errorAbove ?? null };

/** A check that the config declares. Throws a `UserError` that names a column which the table does not have. */
export function userCheck(given: UserCheck, columns: TableColumns): Check {
  const { name, table, title = name, description, where, among, remedy } = given;
  const path = `validation.checks.${name}`;
  const fails = overRows(where, table, columns, `${path}.where`);
  const evaluated = among === undefined ? undefined : overRows(among, table, columns, `${path}.among`);
  return {
    id: name,
    rows: tableRows(table),
    title,
    failsWhen: description ?? `A row fails when it fits the condition of ${path}.`,
    remedy,
    columns: [...new Set([...fails.columns, ...(evaluated?.columns ?? [])])],
    thresholds: thresholdsOf(given),
    fails: fails.text,
    ...(evaluated !== undefined && { evaluated: evaluated.text }),
  };
}
