import type { GraphQLResolveInfo } from 'graphql';
import { systemViewer } from '../../../src/access/viewer.js';
import { firstCatalogue } from '../../../scripts/lib/demoSchema.js';
import { toGroupKey } from '../../../src/population/groups/groupKey.js';
import { columnOperand } from '../../../src/operands/operands.js';
import { toAggregate } from '../../../src/population/groups/aggregates.js';
import type { KpiChangeRow } from '../../../src/subgraphs/customers/impact/shape.js';
import { attributesOf } from '../../../src/subgraphs/customers/profile/attributes.js';
import type {
  AttributeChangeRow,
  CustomerAttributeChangeRow,
} from '../../../src/subgraphs/customers/profile/changes/shape.js';
import { toForgotten } from '../../../src/subgraphs/customers/forgetCustomer.js';
import { columnsByField } from '../../../src/subgraphs/customers/shape.js';
import { sourceRecordColumns, type CustomerIdentifierRow } from '../../../src/subgraphs/customers/sources/shape.js';
import { columnsOfVisits } from '../../../src/subgraphs/customers/visits/shape.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const catalogue = firstCatalogue();
const columnsOf = (fields: readonly string[]) =>
  Object.fromEntries(fields.flatMap((field) => columnsByField[field] ?? []));

const [attribute] = attributesOf(
  { catalogue, viewer: systemViewer },
  // Nothing is masked for who may see everything.
  {} as GraphQLResolveInfo,
  { _customer: 'A', date: '2026-01-01' },
  ['AGE'],
);
const forgotten = toForgotten({
  forgottenId: null,
  at: '',
  again: false,
  tables: [{ table: '', way: 'delete', rows: 0 }],
  days: 0,
  files: [],
  blocked: 0,
});
const change: AttributeChangeRow = { name: '', before: null, after: null, firstChangedOn: '' };
const customerChange: CustomerAttributeChangeRow = { ...change, customerId: '', key: '' };
const kpiChange: KpiChangeRow = { name: '', unit: null, before: null, after: null, change: null };
const identifier: CustomerIdentifierRow = { customerId: '', system: '', value: '' };
const aggregate = toAggregate([], [], () => null);

/** The keys of the rows that stand behind the types of customers, from the functions that make them. */
export const customerRows: NamesByType = {
  ...pageRows('Customer', 'CustomerAggregate', 'CustomerProfile', 'CustomerAttributeChange'),
  ...pageRows('CustomerIdentifier', 'SourceRecord', 'Visit'),
  Visit: columnsOfVisits,
  CustomerIdentifier: { ...identifier },
  SourceRecord: sourceRecordColumns,
  Customer: { id: '', ...columnsOf(Object.keys(columnsByField).filter((field) => field !== 'address')) },
  PostalAddress: columnsOf(['address']),
  CustomerAggregate: { ...aggregate },
  CustomerGroupKey: {
    ...toGroupKey({ operand: columnOperand({ viewer: systemViewer }, 'city', 'key'), grain: null }, null),
  },
  CustomerProfile: { date: '' },
  ProfileAttribute: { ...attribute },
  ProfileFields: { date: '', ...Object.fromEntries(catalogue.namesByGraphqlName) },
  AttributeChange: { ...change },
  CustomerAttributeChange: { ...customerChange },
  MarketingImpactDay: { customerId: '', date: '' },
  KpiChange: { ...kpiChange },
  ForgottenCustomer: { ...forgotten },
  ForgottenTable: { ...forgotten.tables[0] },
};
