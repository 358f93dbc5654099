import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { UserError } from '../../lib/UserError.js';
import type { Operand } from '../../population/operand.js';
import { aggregationLevels, levelFacts, type AggregationLevel } from '../levels.js';

interface EntityAttribute {
  /** The level whose entities have it. */
  readonly level: AggregationLevel;
  readonly column: string;
  readonly kind: 'text' | 'number' | 'flag';
}

const key = (level: AggregationLevel): EntityAttribute => ({ level, column: levelFacts[level].key, kind: 'text' });

/** What is known of entities, by the names of the fields of `MetricEntityFilter`. */
export const entityAttributes = {
  customerId: key('CUSTOMER'),
  accountId: key('ACCOUNT'),
  accountName: { level: 'ACCOUNT', column: 'account_name', kind: 'text' },
  isKeyAccount: { level: 'ACCOUNT', column: 'is_key_account', kind: 'flag' },
  accountEmployees: { level: 'ACCOUNT', column: 'n_employees', kind: 'number' },
  contractId: key('CONTRACT'),
  contractName: { level: 'CONTRACT', column: 'contract_name', kind: 'text' },
  companyId: key('COMPANY'),
  companyName: { level: 'COMPANY', column: 'company_name', kind: 'text' },
  country: { level: 'COMPANY', column: 'country', kind: 'text' },
  companyEmployees: { level: 'COMPANY', column: 'n_employees', kind: 'number' },
  industryId: key('INDUSTRY'),
  industryName: { level: 'INDUSTRY', column: 'industry_name', kind: 'text' },
} as const satisfies Readonly<Record<string, EntityAttribute>>;

type AttributeName = keyof typeof entityAttributes;

/** The value of the enum `MetricGrouping` for an attribute: `isKeyAccount` → `IS_KEY_ACCOUNT`. */
export const groupingEnum = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const names = new Map(Object.keys(entityAttributes).map((name) => [groupingEnum(name), name]));

/** The attribute by its value of the enum `MetricGrouping`. */
export const attributeOfEnum = (value: string): string => names.get(value) ?? value;

const alias = (level: AggregationLevel): SQL => identifier(level.toLowerCase());
const place = (level: AggregationLevel): number => aggregationLevels.indexOf(level);

/**
 * An attribute of the entities of a level, or of those that they are part of, over the rows of `entitiesWith`. Throws a
 * `UserError` for one of a level below, and a `TypeError` for an unknown name: the schema knows them all.
 */
export function attributeOperand(level: AggregationLevel, name: string): Operand {
  if (!Object.hasOwn(entityAttributes, name)) throw new TypeError(`"${name}" is no attribute of entities`);
  const { level: of, column, kind } = entityAttributes[name as AttributeName];
  if (place(of) < place(level))
    throw new UserError(
      `"${name}" is known of levels up to ${of}, and the question is about level ${level}: leave it out, or ask at a lower level.`,
      'ATTRIBUTE_NOT_AT_LEVEL',
    );
  const expression = sql`${alias(of)}.${identifier(column)}`;
  const isKey = column === levelFacts[of].key;
  return {
    name,
    kind,
    sql: expression,
    nullable: !(isKey && of === level),
    ofProfile: false,
  };
}

/** What stands behind `from` for the entities of a level with all that they are part of; each level under its own name. */
function entitiesWith(level: AggregationLevel): SQL {
  const table = (one: AggregationLevel): SQL => sql`facet.${identifier(levelFacts[one].table)} ${alias(one)}`;
  const joins = aggregationLevels.slice(place(level) + 1).map((above, n) => {
    const one = aggregationLevels[place(level) + n] ?? level;
    const parent = identifier(levelFacts[one].parent ?? '');
    return sql` left join ${table(above)} on ${alias(above)}.${identifier(levelFacts[above].key)} = ${alias(one)}.${parent}`;
  });
  return sql`${table(level)}${sql.join(joins)}`;
}

/** A query of the entities of a level, as `id` and more columns, that a condition holds for. */
export const entitiesQuery = (level: AggregationLevel, columns: SQL, condition: SQL): SQL =>
  sql`select ${alias(level)}.${identifier(levelFacts[level].key)} as id${columns} from ${entitiesWith(level)} where ${condition}`;
