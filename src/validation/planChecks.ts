import type { Job } from '../db/job.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { UserError } from '../lib/errors/UserError.js';
import type { CheckedTable } from '../words/checkedTables.js';
import { flagChecks } from './configured/flagChecks.js';
import type { TableColumns } from './configured/readTableColumns.js';
import { userCheck } from './configured/userChecks.js';
import type { Check } from './definitions/Check.js';
import { ownChecks } from './ownChecks.js';
import { revenueCheck } from './revenue/revenueResult.js';

type Columns = ReadonlyMap<CheckedTable, TableColumns>;

const noColumns: TableColumns = new Map();

function configured({ validation }: Job['config'], columns: Columns, own: readonly Check[]): Check[] {
  const taken = new Set(own.map(({ id }) => id));
  const ofUser = validation.checks.map((given) => {
    if (taken.has(given.name) || given.name === revenueCheck.id)
      throw new UserError(
        `"validation.checks" declares "${given.name}", which is a check of Facet's own.`,
        'BAD_CONFIG',
      );
    return userCheck(given, columns.get(given.table) ?? noColumns);
  });
  const flags = Object.entries(validation.fields).flatMap(([table, fields]) =>
    flagChecks(table as CheckedTable, fields, columns.get(table as CheckedTable) ?? noColumns),
  );
  return [...flags, ...ofUser];
}

/** All checks that a run can make, in the order of reports. Throws a `UserError` for what the config declares and cannot be. */
export function allChecks({ config, now }: Job, columns: Columns): readonly Check[] {
  const own = ownChecks({ keys: config.validation, now });
  return [...own, ...configured(config, columns, own)];
}

/** Those of the checks that were asked for by their ids; all where none was. Throws a `UserError` for an id that none has. */
export function askedChecks(checks: readonly Check[], only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return checks;
  const ids = new Set(checks.map(({ id }) => id));
  for (const id of only)
    if (!ids.has(id)) throw new UserError(`There is no check "${id}".${didYouMean(id, ids)}`, 'UNKNOWN_CHECK');
  return checks.filter(({ id }) => only.includes(id));
}
