import { expect, it } from '@jest/globals';
import { getTableColumns } from 'drizzle-orm';
import { Kind, parse, print } from 'graphql';
import { customers } from '../../src/db/tables/index.js';
import { columnEnum, columnOfEnum, customerColumns } from '../../src/operands/customerColumns.js';
import { committedSdls } from '../support/contract.js';
import { enumValues, filterMembers, filterOf } from '../support/sdl.js';

it('CustomerColumn, and the filter beside it, hold the columns that can be asked for', () => {
  const names = Object.keys(customerColumns);
  const values = names.map(columnEnum);
  expect(enumValues('CustomerColumn')).toEqual([values]);
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

it('filters that several files of the schema have are the same in all of them: composition keeps what they share', () => {
  const written = new Map<string, Set<string>>();
  for (const sdl of Object.values(committedSdls))
    for (const one of parse(sdl).definitions)
      if (one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
        written.set(one.name.value, (written.get(one.name.value) ?? new Set()).add(print(one)));
  expect(written.get('CustomerFilter')?.size).toBe(1);
  expect([...written].filter(([, texts]) => texts.size > 1).map(([name]) => name)).toEqual([]);
});
