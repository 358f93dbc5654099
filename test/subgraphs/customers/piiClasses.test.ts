import { expect, it } from '@jest/globals';
import { columnsOfVisits } from '../../../src/subgraphs/customers/visits/shape.js';
import { unclassedFields } from '../../contract/rules/sourceFaults.js';
import { serviceDocument } from '../../support/contract.js';

/** Values that say nothing about a person. */
const impersonal = ['id', 'nodeId', 'accountId', 'sourceRecords', 'createdAt', 'updatedAt', 'matches'];

it('@pii stands on every value of a customer but those that are listed as not personal', () => {
  const listed = impersonal.map((field) => `Customer.${field}`);
  expect(unclassedFields(serviceDocument, 'Customer', listed)).toEqual([]);
  expect(unclassedFields(serviceDocument, 'PostalAddress', [])).toEqual([]);
  const ofSources = ['SourceRecord.dataSource', 'SourceRecord.priority', 'SourceRecord.accountId'];
  const ofRecords = [...ofSources, 'SourceRecord.createdAt', 'SourceRecord.updatedAt'];
  expect(unclassedFields(serviceDocument, 'SourceRecord', ofRecords)).toEqual([]);
  const ofVisits = Object.keys(columnsOfVisits).filter((name) => name !== 'clickId' && name !== 'customerId');
  expect(
    unclassedFields(
      serviceDocument,
      'Visit',
      ofVisits.map((name) => `Visit.${name}`),
    ),
  ).toEqual([]);
  expect(unclassedFields(serviceDocument, 'CustomerIdentifier', ['CustomerIdentifier.system'])).toEqual([]);
});
