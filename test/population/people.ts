import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/**
 * Seven customers, with a snapshot of 2026-03-01 of all but G:
 *
 * | id | city | sources | created         | LABEL            | MEMBER | VISITS | AMOUNT | RATIO | DAY        | AT              |
 * | A  | Lyon | 1       | …00:00:00.000001 | plain            | true   | 1      | 1.5    | 0.1   | 2026-01-01 | …00:00:00.000001 |
 * | B  | LYON | 2       | …00:00:00.000002 | 100%             | no     | 2      | -2.25  | 0.2   | 2026-01-31 | …00:00:00.000002 |
 * | C  | ''   | 2       | …00:00:00.000003 | a_b              | null   | 2.5    | 0      | 0.3   | 2026-02-01 | …00:00:00.000003 |
 * | D  | null | 3       | null             | null             | null   | null   | null   | null  | null       | null             |
 * | E  | Évry | 3       | …00:00:00        | back\slash       | Yes    | 3      | 1.50   | 0.5   | 2026-02-01 | …00:00:01        |
 * | F  | évry | 4       | …00:00:00        | it's "so"; drop  | maybe  | 100    | 9.9999 | 1     | 2026-03-01 | …00:00:02        |
 * | G  | Nice | 5       | null             | (no snapshot)                                                                      |
 */
const people = [
  ['A', 'Lyon', 1, '2026-01-01T00:00:00.000001Z', 'plain', 'true', '1', '1.5', '0.1', '2026-01-01', '00:00:00.000001'],
  ['B', 'LYON', 2, '2026-01-01T00:00:00.000002Z', '100%', 'no', '2', '-2.25', '0.2', '2026-01-31', '00:00:00.000002'],
  ['C', '', 2, '2026-01-01T00:00:00.000003Z', 'a_b', null, '2.5', '0', '0.3', '2026-02-01', '00:00:00.000003'],
  ['D', null, 3, null, null, null, null, null, null, null, null],
  ['E', 'Évry', 3, '2026-01-01T00:00:00Z', 'back\\slash', 'Yes', '3', '1.50', '0.5', '2026-02-01', '00:00:01'],
  ['F', 'évry', 4, '2026-01-01T00:00:00Z', `it's "so"; drop`, 'maybe', '100', '9.9999', '1', '2026-03-01', '00:00:02'],
] as const;

const attributes = [
  ['LABEL', 'text'],
  ['MEMBER', 'boolean'],
  ['VISITS', 'integer'],
  ['AMOUNT', 'decimal'],
  ['RATIO', 'float'],
  ['DAY', 'date'],
  ['AT', 'datetime'],
] as const;

/** Writes a complete day without rows. */
export async function addDay({ client }: Pick<TestDatabase, 'client'>, day: string, complete = true): Promise<void> {
  await client`select facet.ensure_partitions('customer_profiles', ${day}, ${day})`;
  await client`
    insert into facet.loads (load_id, kind, started_at, code_version) overriding system value
    values (1, 'snapshot', now(), 'test') on conflict do nothing`;
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values (${day}, 1, 0, ${complete})`;
}

/** A database with the customers above. */
export async function openPeople(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.customers ${client(
      [...people, ['G', 'Nice', 5, null] as const].map(([customer_id, city, source_records, create_dt]) => ({
        customer_id,
        city,
        source_records,
        create_dt,
        load_id: 0,
      })),
    )}`;
  await changeCatalogue(
    client,
    () => attributes.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-01');
  for (const [id, , , , str1, str2, field1, field2, field3, date1, at] of people)
    await client`
      insert into facet.customer_profiles ${client({
        customer_id: id,
        profile_date: '2026-03-01',
        load_id: 1,
        str1,
        str2,
        field1,
        field2,
        field3,
        date1,
        time1: at === null ? null : `2026-01-01T${at}Z`,
      })}`;
  return database;
}
