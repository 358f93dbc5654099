import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../context.js';
import { anyOf, identifier } from '../db/sql.js';
import { byKey, groupByKey } from '../lib/byKey.js';
import { levelFacts, type AggregationLevel } from './levels.js';

/** An entity with all that its level knows of it; null for what the level does not have. */
export interface EntityRow {
  readonly level: AggregationLevel;
  readonly id: string;
  readonly name: string | null;
  /** The key of the entity one level above. */
  readonly parentId: string | null;
  /** The name of the industry that it is of, by way of its contract and company. */
  readonly customerIndustry: string | null;
  readonly isKeyAccount: boolean | null;
  readonly nEmployees: number | null;
  readonly country: string | null;
}

const companyWay = sql`left join facet.companies o on o.company_id = k.company_id`;
const industryWay = sql`left join facet.industries i on i.industry_id = o.industry_id`;

/** Of each level: its own columns, and the tables on the way to the industry; `e` is the entity. */
const reading: Readonly<Record<AggregationLevel, { readonly columns: SQL; readonly ways: SQL }>> = {
  CUSTOMER: { columns: sql`null as name`, ways: sql`` },
  ACCOUNT: {
    columns: sql`e.account_name as name, i.industry_name as "customerIndustry", e.is_key_account as "isKeyAccount",
      e.n_employees as "nEmployees"`,
    ways: sql`left join facet.contracts k on k.contract_id = e.contract_id ${companyWay} ${industryWay}`,
  },
  CONTRACT: {
    columns: sql`e.contract_name as name, i.industry_name as "customerIndustry"`,
    ways: sql`left join facet.companies o on o.company_id = e.company_id ${industryWay}`,
  },
  COMPANY: {
    columns: sql`e.company_name as name, i.industry_name as "customerIndustry", e.n_employees as "nEmployees", e.country`,
    ways: sql`left join facet.industries i on i.industry_id = e.industry_id`,
  },
  INDUSTRY: { columns: sql`e.industry_name as name`, ways: sql`` },
};

const absent = { customerIndustry: null, isKeyAccount: null, nEmployees: null, country: null };

const keyOf = (level: AggregationLevel): SQL => sql`e.${identifier(levelFacts[level].key)}`;

async function readEntities(
  { db }: Scope,
  level: AggregationLevel,
  condition: SQL,
  end: SQL = sql``,
): Promise<EntityRow[]> {
  const { table, parent } = levelFacts[level];
  const { columns, ways } = reading[level];
  const parentId = parent === null ? sql`null` : sql`e.${identifier(parent)}`;
  const rows = await db.query<Omit<EntityRow, 'level'>>(sql`
    select ${keyOf(level)} as id, ${parentId} as "parentId", ${columns} from facet.${identifier(table)} e ${ways}
    where ${condition} ${end}`);
  return rows.map((row) => ({ level, ...absent, ...row }));
}

/** Entities of a level by key, in the order of ids; null where unknown. */
export async function findEntities(
  scope: Scope,
  level: AggregationLevel,
  ids: readonly string[],
): Promise<(EntityRow | null)[]> {
  const rows = await readEntities(scope, level, anyOf(keyOf(level), ids));
  return byKey(ids, rows, ({ id }) => id);
}

/** Up to `size` entities of a level in the order of their keys, all of them behind the key `after`; [] beyond the end. */
export const findEntityPage = (
  scope: Scope,
  level: AggregationLevel,
  after: string | undefined,
  size: number,
): Promise<EntityRow[]> =>
  readEntities(
    scope,
    level,
    after === undefined ? sql`true` : sql`${keyOf(level)} > ${after}`,
    sql`order by ${keyOf(level)} limit ${size}`,
  );

/** Levels whose entities are listed below one of the next level. */
export type ChildLevel = 'ACCOUNT' | 'CONTRACT' | 'COMPANY';

/**
 * For each entity above, the first `size` entities of a level below it behind the key `after`, in the order of their keys; []
 * without any.
 */
export async function findChildren(
  scope: Scope,
  level: ChildLevel,
  parentIds: readonly string[],
  after: string | undefined,
  size: number,
): Promise<EntityRow[][]> {
  const { table, key, parent } = levelFacts[level];
  const [own, above] = [identifier(key), identifier(parent ?? '')];
  const behind = after === undefined ? sql`` : sql`and ${own} > ${after}`;
  const numbered = sql`
    select ${own} from (
      select ${own}, row_number() over (partition by ${above} order by ${own}) as place
      from facet.${identifier(table)} where ${anyOf(above, parentIds)} ${behind}) as below
    where place <= ${size}`;
  const rows = await readEntities(scope, level, sql`${keyOf(level)} in (${numbered})`, sql`order by ${keyOf(level)}`);
  return groupByKey(parentIds, rows, ({ parentId }) => parentId ?? '');
}
