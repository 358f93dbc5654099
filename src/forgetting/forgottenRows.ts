import { sql, type SQL } from 'drizzle-orm';
import { idPrefix } from '../audit/insertEntries.js';
import type { Sql } from '../db/client.js';
import { list, literal } from '../db/sql.js';
import { AggregationLevel } from '../words/levels.js';
import { plainEmail, plainPhone } from './blockPerson.js';
import { between } from './treatments.js';

/** SQL: the value of a column of a row; undefined where the row has none of that name. */
export type ColumnValue = (name: string) => SQL | undefined;

/** An expression that text makes around a value. */
function around(made: (value: string) => string, value: SQL): SQL {
  const [before = '', after = ''] = made('\u0000').split('\u0000');
  return sql`${sql.raw(before)}${value}${sql.raw(after)}`;
}

/** What a row is hashed by, each null where the row does not have it. `keys`: names of columns of foreign keys, by namespace. */
function toldBy(value: ColumnValue, keys: ReadonlyMap<string, string>): SQL[] {
  const single = (name: string, kind: string, normal = (one: string): string => one): SQL[] => {
    const column = value(name);
    return column === undefined ? [] : [sql`${sql.raw(`'${kind} '`)} || ${around(normal, column)}`];
  };
  const pair = (kind: string, first: SQL | undefined, second: SQL | undefined): SQL[] =>
    first === undefined || second === undefined
      ? []
      : [sql`${sql.raw(`'${kind} '`)} || ${first} || ${sql.raw(between)} || ${second}`];
  const [level, entity] = [value('level'), value('entity_id')];
  return [
    ...single('customer_id', idPrefix.trim()),
    ...single('email', 'email', plainEmail),
    ...single('phone', 'phone', plainPhone),
    ...single('loyalty_id', 'loyalty'),
    ...pair('record', value('datasource'), value('pk')),
    ...pair('record', value('source1'), value('pk1')),
    ...pair('record', value('source2'), value('pk2')),
    ...pair('key', value('source_namespace'), value('source_customer_id')),
    ...[...keys].flatMap(([namespace, name]) => pair('key', sql`${namespace}::text`, value(name))),
    ...(level === undefined || entity === undefined
      ? []
      : [
          sql`case when ${level} = ${literal(AggregationLevel.CUSTOMER)} then ${sql.raw(`'${idPrefix}'`)} || ${entity} end`,
        ]),
  ];
}

/** SQL: whether a row is one of a forgotten person; undefined where no column can tell. Needs `facet.person_key` as `k`. */
export function isForgotten(value: ColumnValue, keys: ReadonlyMap<string, string> = new Map()): SQL | undefined {
  const told = toldBy(value, keys);
  if (told.length === 0) return undefined;
  const hashes = told.map((text) => sql`facet.person_hash(${text}, k.inner_block, k.outer_block)`);
  return sql`exists (select 1 from facet.forgotten_hashes f where f.hash in (${list(hashes)}))`;
}

/** Whether anybody was forgotten. */
export async function hasForgotten(client: Sql): Promise<boolean> {
  const [found] = await client`select 1 from facet.forgotten_hashes limit 1`;
  return found !== undefined;
}
