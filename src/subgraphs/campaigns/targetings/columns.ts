import { sql, type SQL } from 'drizzle-orm';
import type { AskedColumns } from '../../../federation/requestContext.js';
import { namesOfShapes, type WritableType } from '../../../lib/written/shape.js';
import type { Scope } from '../../../scope.js';
import { visibleRows } from '../../../visibleRows.js';
import { writableCampaign } from '../columns.js';
import type { TargetingRow } from '../shape.js';

/** A column of a `TargetingRow`. */
export type TargetingColumn = keyof TargetingRow;

/** Where each column comes from: of `facet.campaign_targetings t`, its action `a` and its load `l`. */
const expressions: Readonly<Record<TargetingColumn, SQL>> = {
  customerId: sql`t.customer_id`,
  executionDate: sql`t.execution_date`,
  planId: sql`t.plan_id`,
  state: sql`facet.targeting_state(t.plan_detail_id, a.campaign_action_id)`,
  planDetailId: sql`t.plan_detail_id`,
  campaignActionId: sql`a.campaign_action_id`,
  campaignActionName: sql`a.campaign_action_name`,
  exclusionReasonId: sql`t.exclusion_reason_id`,
  exclusionReason: sql`t.exclusion_reason`,
  exclusionReasonDescription: sql`t.exclusion_reason_desc`,
  takenFromPlanId: sql`t.taken_from_plan_id`,
  lifecycleStage: sql`t.lifecycle_stage`,
  brand: sql`t.brand`,
  lastUpdatedTime: sql`t.last_updated_time`,
  computedAt: sql`coalesce(l.finished_at, l.started_at, t.last_updated_time)`,
};

/** All columns of a `TargetingRow`. */
export const allColumns = Object.keys(expressions) as TargetingColumn[];

/** Whether a field of `CampaignTargeting` is a column of its own. */
export const isColumn = (field: string): field is TargetingColumn => Object.hasOwn(expressions, field);

/** What is asked of targetings. */
export type AskedTargeting = AskedColumns<TargetingColumn>;

/** All columns one by one. */
export const everyColumn: AskedTargeting = { columns: allColumns, texts: [] };

const instants: ReadonlySet<string> = new Set<TargetingColumn>(['lastUpdatedTime', 'computedAt']);

/** How a statement writes targetings as JSON, with their campaign `g`. */
export const writableTargeting: WritableType<SQL> = {
  fields: {
    ...Object.fromEntries(
      allColumns.map((name) => [
        name,
        instants.has(name) ? { instant: expressions[name] } : { value: expressions[name] },
      ]),
    ),
    campaign: { type: writableCampaign('g'), isThere: sql`g.plan_id is not null` },
  },
};

/** A targeting's key: every row has it. */
const keyOfRow: ReadonlySet<TargetingColumn> = new Set(['customerId', 'executionDate', 'planId']);

/** What a statement selects: the columns that are asked, the key, and texts. */
export const selectList = ({ columns }: AskedTargeting, texts: readonly SQL[] = []): SQL =>
  sql.join(
    [
      ...allColumns
        .filter((one) => columns.includes(one) || keyOfRow.has(one))
        .map((one) => sql`${expressions[one]} as ${sql.identifier(one)}`),
      ...texts,
    ],
    sql`, `,
  );

const ofAction: ReadonlySet<TargetingColumn> = new Set(['state', 'campaignActionId', 'campaignActionName']);

/** What stands behind `facet.campaign_targetings t` for what is asked. */
export const joins = (scope: Scope, { columns, texts }: AskedTargeting): SQL => {
  const names = namesOfShapes(texts);
  for (const column of columns) names.add(column);
  const action = sql`left join ${visibleRows(scope, 'campaign_actions', 'a')}
    on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id`;
  const load = sql`left join facet.loads l on l.load_id = t.load_id`;
  const campaign = sql`left join ${visibleRows(scope, 'campaigns', 'g')} on g.plan_id = t.plan_id`;
  const needsAction = [...ofAction].some((one) => names.has(one));
  return sql.join([
    ...(needsAction ? [action] : []),
    ...(names.has('computedAt') ? [sql` `, load] : []),
    ...(names.has('campaign') ? [sql` `, campaign] : []),
  ]);
};

/** A targeting's key, which tells its row again. */
export const keyColumns = sql`t.customer_id, t.execution_date, t.plan_id`;

/** The whole rows of the keys `k`. */
export const rowsOfKeys = (scope: Scope): SQL => sql`join ${visibleRows(scope, 'campaign_targetings', 't')}
  on t.customer_id = k.customer_id and t.execution_date = k.execution_date and t.plan_id = k.plan_id`;
