import fc from 'fast-check';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../support/database.js';
import { addDay } from './people.js';

/** One thing to ask for: its column in the flat table, how a question names it, and values that occur. */
interface Thing {
  readonly flat: string;
  readonly type: 'text' | 'numeric' | 'date' | 'timestamptz' | 'boolean';
  /** As a member of the filter and of `CustomerColumn`, or as an attribute with its kind. */
  readonly asked:
    { readonly member: string; readonly column: string } | { readonly attribute: string; readonly kind: string };
  readonly values: readonly (string | boolean)[];
}

const texts = ['', 'a', 'B', 'Ab', 'aB', '%', '_', '\\', 'é', 'É', 'Ee', "it's", '10%_\\', 'zz'];
const numbers = ['-2', '0', '1', '2', '2.5', '3', '10', '99.9999'];
const days = ['1970-01-01', '1999-12-31', '2000-02-29', '2026-03-01'];
const instants = [
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00.000001Z',
  '2026-01-01T00:00:00.000002Z',
  '2026-02-01T12:00:00+02:00',
];

export const things: readonly Thing[] = [
  { flat: 'id', type: 'text', asked: { member: 'id', column: 'ID' }, values: ['A5', 'B01', 'b1', ''] },
  { flat: 'city', type: 'text', asked: { member: 'city', column: 'CITY' }, values: texts },
  { flat: 'company', type: 'text', asked: { member: 'company', column: 'COMPANY' }, values: texts },
  { flat: 'records', type: 'numeric', asked: { member: 'sourceRecords', column: 'SOURCE_RECORDS' }, values: numbers },
  { flat: 'birthdate', type: 'date', asked: { member: 'birthdate', column: 'BIRTHDATE' }, values: days },
  { flat: 'created', type: 'timestamptz', asked: { member: 'createdAt', column: 'CREATED_AT' }, values: instants },
  { flat: 'label', type: 'text', asked: { attribute: 'LABEL', kind: 'text' }, values: texts },
  { flat: 'member', type: 'boolean', asked: { attribute: 'member', kind: 'flag' }, values: [true, false] },
  { flat: 'visits', type: 'numeric', asked: { attribute: 'VISITS', kind: 'number' }, values: numbers },
  { flat: 'amount', type: 'numeric', asked: { attribute: 'FIELD2', kind: 'number' }, values: numbers },
  { flat: 'day', type: 'date', asked: { attribute: 'DAY', kind: 'date' }, values: days },
  { flat: 'at', type: 'timestamptz', asked: { attribute: 'AT', kind: 'dateTime' }, values: instants },
];

const pick = (values: readonly string[], nullsOf10: number): string => {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
  return `case when random() * 10 >= ${nullsOf10} then (array[${list}])[1 + floor(random() * ${values.length})::int] end`;
};

const attributes = [
  ['LABEL', 'text'],
  ['MEMBER', 'boolean'],
  ['VISITS', 'integer'],
  ['AMOUNT', 'decimal'],
  ['DAY', 'date'],
  ['AT', 'datetime'],
] as const;

/** Random customers in one plain table `flat`, and the same in the product's tables; a tenth has no snapshot. */
export async function fillFlat(database: TestDatabase, customers: number): Promise<void> {
  const { client } = database;
  await changeCatalogue(
    client,
    () => attributes.map(([alias, dataType]) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' })),
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-01');
  await client.unsafe(`
    create table flat as
    select (array['A', 'B', 'b', 'Z'])[1 + n % 4] || n as id, n % 10 <> 0 as known,
      ${pick(texts, 2)} as city, ${pick(texts, 8)} as company,
      (1 + floor(random() * 4))::numeric as records,
      (${pick(days, 3)})::date as birthdate, (${pick(instants, 3)})::timestamptz as created,
      ${pick(texts, 2)} as label, (${pick(['true', 'false'], 3)})::boolean as member,
      round((${pick(numbers, 3)})::numeric) as visits, (${pick(numbers, 3)})::numeric as amount,
      (${pick(days, 3)})::date as day, (${pick(instants, 3)})::timestamptz as at
    from generate_series(1, ${customers}) as numbers (n)`);
  await client`update flat set label = null, member = null, visits = null, amount = null, day = null, at = null where not known`;
  await client`
    insert into facet.customers (customer_id, city, company, source_records, birthdate, create_dt, load_id)
    select id, city, company, records, birthdate, created, 0 from flat`;
  await client`
    insert into facet.customer_profiles
      (customer_id, profile_date, load_id, str1, str2, field1, field2, date1, time1)
    select id, '2026-03-01', 1, label, case when member then 'Yes' when not member then 'off' end,
      visits + 0.3, amount, day, at
    from flat where known`;
}

const quote = (value: string | boolean): string => `'${String(value).replaceAll("'", "''")}'`;

/** A condition as a question has it, and as naive SQL over the flat table. */
interface Condition {
  readonly asked: Record<string, unknown>;
  readonly naive: string;
}

type Operator = (
  column: string,
  value: (v: string | boolean) => string,
  values: readonly (string | boolean)[],
) => string;

const ordered: Readonly<Record<string, Operator>> = {
  is: (c, v, [a = '']) => `${c} = ${v(a)}`,
  isNot: (c, v, [a = '']) => `${c} <> ${v(a)}`,
  in: (c, v, all) => `(false ${all.map((a) => `or ${c} = ${v(a)}`).join(' ')})`,
  notIn: (c, v, all) => `(${c} is not null ${all.map((a) => `and ${c} <> ${v(a)}`).join(' ')})`,
  gt: (c, v, [a = '']) => `${c} > ${v(a)}`,
  gte: (c, v, [a = '']) => `${c} >= ${v(a)}`,
  lt: (c, v, [a = '']) => `${c} < ${v(a)}`,
  lte: (c, v, [a = '']) => `${c} <= ${v(a)}`,
  between: (c, v, [a = '', b = a]) => `(${c} >= ${v(a)} and ${c} <= ${v(b)})`,
  isNull: (c, _, all) => (all.length > 1 ? `${c} is null` : `${c} is not null`),
};
const plain = (text: string): string => `lower(translate(${text}, 'éÉ', 'ee'))`;
const ofText: Readonly<Record<string, Operator>> = {
  contains: (c, v, [a = '']) => `position(${plain(v(a))} in ${plain(c)}) > 0`,
  startsWith: (c, v, [a = '']) => `left(${plain(c)}, length(${v(a)})) = ${plain(v(a))}`,
  endsWith: (c, v, [a = '']) => `right(${plain(c)}, length(${v(a)})) = ${plain(v(a))}`,
};
const ofFlags = ['is', 'isNot', 'isNull'];

const given = (operator: string, values: readonly (string | boolean)[]): unknown => {
  if (operator === 'in' || operator === 'notIn') return values;
  if (operator === 'between') return { from: values[0], to: values[1] ?? values[0] };
  return operator === 'isNull' ? values.length > 1 : values[0];
};

const operatorsOf = ({ type }: Thing): string[] =>
  type === 'boolean' ? ofFlags : [...Object.keys(ordered), ...(type === 'text' ? Object.keys(ofText) : [])];

const conditionOn = (thing: Thing): fc.Arbitrary<Condition> =>
  fc
    .tuple(
      fc.constantFrom(...operatorsOf(thing)),
      fc.array(fc.constantFrom(...thing.values), { minLength: 1, maxLength: 3 }),
    )
    .map(([operator, values]) => {
      const typed = (value: string | boolean) => `${quote(value)}::${thing.type}`;
      const naive = (ordered[operator] ?? ofText[operator])?.(thing.flat, typed, values) ?? 'false';
      const said = { [operator]: given(operator, values) };
      const { asked } = thing;
      return {
        naive: `coalesce(${naive}, false)`,
        asked:
          'member' in asked
            ? { [asked.member]: said }
            : { attributes: [{ name: asked.attribute, [asked.kind]: said }] },
      };
    });

const leaf = fc.constantFrom(...things).chain(conditionOn);

/** Random filters of a few levels, with what they mean in naive SQL. */
export const filters: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }).map((all) => ({
      asked: { and: all.map(({ asked }) => asked) },
      naive: `(true ${all.map(({ naive }) => `and ${naive}`).join(' ')})`,
    })),
    fc.array(tie('tree'), { maxLength: 3 }).map((all) => ({
      asked: { or: all.map(({ asked }) => asked) },
      naive: `(false ${all.map(({ naive }) => `or ${naive}`).join(' ')})`,
    })),
    tie('tree').map(({ asked, naive }) => ({ asked: { not: asked }, naive: `(not ${naive})` })),
  ),
})).tree;

/** Random orders of up to three terms, with what they mean in SQL; the key last, in the direction of the first. */
export const orders = fc
  .array(fc.record({ thing: fc.constantFrom(...things), desc: fc.boolean(), first: fc.boolean() }), { maxLength: 3 })
  .map((terms) => ({
    asked: terms.map(({ thing: { asked }, desc, first }) => ({
      ...('column' in asked ? { column: asked.column } : { attribute: asked.attribute }),
      direction: desc ? 'DESC' : 'ASC',
      nulls: first ? 'FIRST' : 'LAST',
    })),
    naive: [...terms, { thing: { flat: 'id', type: 'text' }, desc: terms[0]?.desc ?? false, first: false }]
      .map(({ thing, desc, first }) => {
        const column = thing.flat === 'id' ? 'id collate "C"' : thing.flat;
        return `${column} ${desc ? 'desc' : 'asc'} nulls ${first ? 'first' : 'last'}`;
      })
      .join(', '),
  }));
