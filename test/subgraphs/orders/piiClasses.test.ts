import { expect, it } from '@jest/globals';
import { columnsOfLines, columnsOfOrders, productColumns } from '../../../src/operands/orders/columns.js';
import { unclassedFields } from '../../contract/rules/sourceFaults.js';
import { serviceDocument } from '../../support/contract.js';

it('@pii stands on the key of a customer in its source, and what was bought says who nobody is', () => {
  const impersonal = (type: string, columns: object): string[] =>
    Object.keys(columns)
      .filter((name) => name !== 'sourceCustomerId')
      .concat('nodeId')
      .map((name) => `${type}.${name}`);
  expect(unclassedFields(serviceDocument, 'Order', impersonal('Order', columnsOfOrders))).toEqual([]);
  expect(unclassedFields(serviceDocument, 'Order', [])).not.toContain(
    'Order.sourceCustomerId has no @pii(class: …), and is not named as not personal',
  );
  expect(unclassedFields(serviceDocument, 'OrderLine', impersonal('OrderLine', columnsOfLines))).toEqual([]);
  expect(unclassedFields(serviceDocument, 'Product', impersonal('Product', productColumns))).toEqual([]);
});
