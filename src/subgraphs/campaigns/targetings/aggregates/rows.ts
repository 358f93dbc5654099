import { sql, type SQL } from 'drizzle-orm';
import type { Operand } from '../../../../operands/operand.js';
import type { AskedGroups, AskedValue } from '../../../../population/groups/askedGroups.js';
import type { GroupNames } from '../../../../population/groups/compileGroups.js';
import type { Groups } from '../../../../population/groups/groups.js';
import { customerValue } from '../../../../population/owned/customerValue.js';
import type { OwnedGroupsQuestion, OwnedTable } from '../../../../population/owned/checkOwnedGroups.js';
import { ownedRows } from '../../../../population/owned/ownedRows.js';
import type { Scope } from '../../../../scope.js';
import { visibleRows } from '../../../../visibleRows.js';
import { controlActionId } from '../../../../words/targetingStates.js';
import { isOfChannel, targetingNameOf, targetingValues } from './values.js';

/** Targetings as rows that are put together. */
export const groupedTargetings: OwnedTable = {
  rows: 'targetings',
  keys: ['column', 'customerColumn', 'customerAttribute'],
  measures: ['column'],
  trees: ['customer'],
};

function operandOf(name: string): Operand {
  const value = targetingValues[name];
  if (value === undefined) throw new TypeError(`"${name}" is not a column of targetings`);
  const { kind, required = false } = value;
  return { name, kind, pii: 'NONE', sql: sql.raw(value.sql), nullable: !required, ofProfile: false };
}

const never = (): never => {
  throw new TypeError('Targetings have no attributes');
};

/** Whether anything that is asked is of channels: then a targeting stands once for each of them. */
export function usesChannels({ groups, named }: OwnedGroupsQuestion, selected: readonly AskedValue[]): boolean {
  const { groupBy, having, orderBy }: AskedGroups = groups;
  const columns = [...groupBy, ...having, ...orderBy, ...selected].flatMap(({ column }) => column ?? []);
  return [...columns.map(targetingNameOf), ...named].some(isOfChannel);
}

/** The channels of what was sent: control has none, whatever its action has. */
const channels = (scope: Scope): SQL => sql` left join ${visibleRows(scope, 'campaign_action_channels', 'ch')}
  on ch.plan_id = t.plan_id and ch.plan_detail_id = t.plan_detail_id
    and a.campaign_action_id is distinct from ${sql.raw(String(controlActionId))}`;

/** The targetings that fit a question on a day, with their actions, campaigns and, where they are asked for, channels; see `ownedRows`. */
export const rowsOfTargetings = (
  scope: Scope,
  question: OwnedGroupsQuestion,
  day: string | null,
  withChannels: boolean,
): Promise<Groups['rows']> =>
  ownedRows(
    scope,
    {
      table: 'campaign_targetings',
      joins: sql` left join ${visibleRows(scope, 'campaign_actions', 'a')}
          on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
        left join ${visibleRows(scope, 'campaigns', 'g')} on g.plan_id = t.plan_id${withChannels ? channels(scope) : sql``}`,
      operands: { column: operandOf, attribute: never, branch: never },
    },
    question,
    day,
  );

const count = (name: string, expression: SQL): Operand => ({
  name,
  kind: 'number',
  pii: 'NONE',
  sql: expression,
  nullable: false,
  ofProfile: false,
});

/** How many customers targetings are of. */
export const targetedCustomers = count('customers', sql`count(distinct t.customer_id)`);

/** A targeting that stands several times counts once. */
const targetings = count('count', sql`count(distinct (t.customer_id, t.execution_date, t.plan_id))`);

/** What the names in groups of targetings stand for on a day. */
export const targetingGroupNames = (scope: Scope, day: string | null, withChannels: boolean): GroupNames => ({
  operand: (value, path) => customerValue(scope, value, day, path) ?? operandOf(targetingNameOf(value.column ?? '')),
  timeZone: scope.timeZone,
  counts: { CUSTOMERS: targetedCustomers, ...(withChannels && { COUNT: targetings }) },
});
