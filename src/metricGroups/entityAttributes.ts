import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../lib/errors/UserError.js';
import type { Operand } from '../operands/operand.js';
import { aggregationLevels, levelFacts, levelPlace, type AggregationLevel } from '../words/levels.js';
import { entityColumn, tablesUpTo } from '../levels/entityTables.js';
import type { Scope } from '../scope.js';

interface EntityAttribute {
  /** The level whose entities have it. */
  readonly level: AggregationLevel;
  readonly column: string;
  readonly kind: 'text' | 'number' | 'flag';
}

/** What a level knows of its entities: their key, their name and the rest. */
function attributesOf(level: AggregationLevel): (readonly [name: string, attribute: EntityAttribute])[] {
  const { key, name, attributes } = levelFacts[level];
  const text = (part: string, column: string) =>
    [`${level.toLowerCase()}${part}`, { level, column, kind: 'text' }] as const;
  return [
    text('Id', key),
    ...(name === null ? [] : [text('Name', name)]),
    ...Object.entries(attributes).map(
      ([field, { column, kind, groupName = field }]) => [groupName, { level, column, kind }] as const,
    ),
  ];
}

/** What is known of entities, by the names of the fields of `MetricEntityFilter`. */
export const entityAttributes: ReadonlyMap<string, EntityAttribute> = new Map(aggregationLevels.flatMap(attributesOf));

/** The value of the enum `MetricGrouping` for an attribute: `isKeyAccount` → `IS_KEY_ACCOUNT`. */
export const groupingEnum = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const names = new Map([...entityAttributes.keys()].map((name) => [groupingEnum(name), name]));

/** The attribute by its value of the enum `MetricGrouping`. */
export const attributeOfEnum = (value: string): string => names.get(value) ?? value;

/**
 * An attribute of the entities of a level, or of those that they are part of, over the rows of `entitiesQuery`. Throws a
 * `UserError` for one of a level below, and a `TypeError` for an unknown name: the schema knows them all.
 */
export function entityOperand(level: AggregationLevel, name: string): Operand {
  const attribute = entityAttributes.get(name);
  if (attribute === undefined) throw new TypeError(`"${name}" is no attribute of entities`);
  const { level: of, column, kind } = attribute;
  if (levelPlace(of) < levelPlace(level))
    throw new UserError(
      `"${name}" is known of levels up to ${of}, and the question is about level ${level}: leave it out, or ask at a lower level.`,
      'ATTRIBUTE_NOT_AT_LEVEL',
    );
  const isKey = column === levelFacts[of].key;
  return {
    name,
    kind,
    pii: 'NONE',
    sql: entityColumn(of, column),
    nullable: !(isKey && of === level),
    ofProfile: false,
  };
}

/** A query of the entities of a level, as `id` and more columns, that a condition holds for. */
export const entitiesQuery = (scope: Scope, level: AggregationLevel, columns: SQL, condition: SQL): SQL =>
  sql`select ${entityColumn(level, levelFacts[level].key)} as id${columns} from ${tablesUpTo(scope, level)} where ${condition}`;
