import { expect, it } from '@jest/globals';
import { Kind } from 'graphql';
import { customerColumns } from '../../src/operands/customerColumns.js';
import { identifierClass } from '../../src/operands/identifierClass.js';
import { lineValues, orderValues, productValues, type OrderValues } from '../../src/operands/orders/values.js';
import { identifiersOfCustomers, recordsOfCustomers } from '../../src/subgraphs/customers/sources/lists.js';
import { visitsOfCustomers } from '../../src/subgraphs/customers/visits/lists.js';
import { linesOfOrders, ordersOfCustomers } from '../../src/subgraphs/orders/lists.js';
import { serviceDocument } from '../support/contract.js';
import { fieldedTypes } from './rules/relayFaults.js';

/** The classes that `@pii` gives the fields of a type; `NONE` where it gives none. */
const classesIn = (type: string): Record<string, string> =>
  Object.fromEntries(
    (fieldedTypes(serviceDocument).find(({ name }) => name.value === type)?.fields ?? []).map(
      ({ name, directives }) => {
        const value = directives?.find((one) => one.name.value === 'pii')?.arguments?.[0]?.value;
        return [name.value, value?.kind === Kind.ENUM ? value.value : 'NONE'];
      },
    ),
  );

const classesOf = (values: Readonly<Record<string, { readonly pii: string | null }>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(values).map(([name, { pii }]) => [name, pii]));

const only = (classes: Record<string, string>, names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name) => [name, classes[name]]));

it('columns of customers are asked by with the class that @pii gives their fields', () => {
  const { customer, address } = { customer: classesIn('Customer'), address: classesIn('PostalAddress') };
  const names = Object.keys(customerColumns);
  expect(classesOf(customerColumns)).toEqual(only({ ...address, ...customer }, names));
  // Those of a customer alone are known, not only what the schema happens to say.
  expect(names.filter((name) => classesOf(customerColumns)[name] === 'NONE')).toEqual([
    'id',
    'accountId',
    'sourceRecords',
    'createdAt',
    'updatedAt',
  ]);
});

it('columns of source records have the same classes', () => {
  const { id: _, sourceRecords: __, ...person } = customerColumns;
  expect(only(classesIn('SourceRecord'), Object.keys(person))).toEqual(classesOf(person));
  expect(classesIn('SourceRecord')['key']).toBe(identifierClass);
  expect(classesIn('CustomerIdentifier')['value']).toBe(identifierClass);
});

it.each<[string, OrderValues]>([
  ['Order', orderValues],
  ['OrderLine', lineValues],
  ['Product', productValues],
])('values of %s too', (type, values) => {
  // Keys of what a line is part of are fields of that.
  const keys = type === 'OrderLine' ? { customerId: 'NONE', orderId: 'NONE' } : {};
  expect(classesOf(values)).toEqual({ ...only(classesIn(type), Object.keys(values)), ...keys });
});

it.each([
  ['CustomerIdentifier', identifiersOfCustomers, ['NONE', 'IDENTITY']],
  ['SourceRecord', recordsOfCustomers, ['NONE', 'IDENTITY']],
  ['Visit', visitsOfCustomers, ['NONE', 'NONE', 'NONE']],
  ['Order', ordersOfCustomers, ['NONE', 'NONE']],
  ['OrderLine', linesOfOrders, ['NONE', 'NONE']],
] as const)('cursors of lists of %s hold values of the classes of their fields', (type, { order }, wanted) => {
  expect(order.map(({ operand }) => operand.pii)).toEqual(wanted);
  const classes = classesIn(type);
  for (const { operand } of order) if (operand.name in classes) expect(operand.pii).toBe(classes[operand.name]);
});
