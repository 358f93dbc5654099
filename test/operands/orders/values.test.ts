import { expect, it } from '@jest/globals';
import { columnEnum } from '../../../src/operands/customerColumns.js';
import { lineValues, orderValues, productValues, type OrderValues } from '../../../src/operands/orders/values.js';
import { enumValues, filterMembers, filterOf } from '../../support/sdl.js';

const day: OrderValues = {
  orderedOn: { column: 'order_datetime', field: 'Order.orderedAt', kind: 'date', pii: 'NONE' },
};

it.each<[string, string, OrderValues]>([
  ['FacetOrderFilter', 'FacetOrderColumn', { ...orderValues, ...day }],
  ['FacetOrderLineFilter', 'FacetOrderLineColumn', { ...lineValues, ...day }],
  ['FacetOrderLineProductFilter', 'FacetProductColumn', productValues],
])('%s and %s name what there is, with the filters of its kind', (filter, columns, values) => {
  const others = new Set(['customer', 'product', 'attributes']);
  const members = filterMembers(filter).filter(([name]) => !others.has(name));
  expect(Object.fromEntries(members)).toEqual(
    Object.fromEntries(Object.entries(values).map(([name, { kind }]) => [name, filterOf[kind]])),
  );
  const [named = []] = enumValues(columns);
  expect(named.toSorted()).toEqual(Object.keys(values).map(columnEnum).toSorted());
});
