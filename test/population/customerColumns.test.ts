import { expect, it } from '@jest/globals';
import { getTableColumns } from 'drizzle-orm';
import { customers } from '../../src/db/tables/index.js';
import { columnEnum, columnOfEnum, customerColumns } from '../../src/population/customerColumns.js';
import { enumValues, filterMembers, filterOf } from '../support/sdl.js';

it('CustomerColumn, and the filter beside it, hold the columns that can be asked for', () => {
  const names = Object.keys(customerColumns);
  expect(enumValues('CustomerColumn')).toEqual([names.map(columnEnum)]);
  expect(filterMembers('CustomerFilter')).toEqual(
    Object.entries(customerColumns).map(([name, { kind }]) => [name, filterOf[kind]]),
  );
  for (const name of names) expect(columnOfEnum(columnEnum(name))).toBe(name);
});

it('the columns that can be asked for are in the table, of their kind, and never null where they say so', () => {
  const sqlTypes = {
    text: /^text/,
    number: /^(smallint|integer|bigint|numeric)/,
    date: /^date$/,
    dateTime: /^timestamp with time zone$/,
    flag: /^boolean$/,
  };
  const stored = Object.values(getTableColumns(customers));
  const faults = Object.entries(customerColumns).flatMap(([name, { column, kind, ...rest }]) => {
    const found = stored.find((one) => one.name === column);
    if (found === undefined) return [`${name}: src/db/tables/customers.ts has no column ${column} in customers`];
    const isRequired = 'required' in rest;
    return [
      ...(sqlTypes[kind].test(found.getSQLType()) ? [] : [`${name}: ${column} is ${found.getSQLType()}, not ${kind}`]),
      ...(found.notNull === isRequired ? [] : [`${name}: required must be ${found.notNull}, as in the table`]),
    ];
  });
  expect(faults).toEqual([]);
});
