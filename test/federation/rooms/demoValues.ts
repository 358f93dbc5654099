import { toGlobalId } from '../../../src/lib/relay/globalId.js';
import type { TestDatabase } from '../../support/database.js';
import type { ArgumentValues } from './randomQuestions.js';

const text = (value: unknown): string => JSON.stringify(String(value));

/** Columns that every measure can be worked out of, by type. */
const measured: ArgumentValues = {
  CustomerAggregate: ['SOURCE_RECORDS'],
  OrderAggregate: ['REVENUE', 'QUANTITY'],
  OrderLineAggregate: ['REVENUE', 'QUANTITY'],
};

/** What the demo company's questions can be asked with: things that are there, and some that are not. */
export async function demoValues({ client }: Pick<TestDatabase, 'client'>): Promise<ArgumentValues> {
  const read = async (statement: string): Promise<string[][]> =>
    (await client.unsafe(`${statement} limit 8`).values()).map((row) => row.map(String));
  const customers = (await read('select customer_id from facet.customers order by 1')).flat();
  const orders = await read(
    "select customer_id, order_id from facet.unified_transactions where customer_id <> '' order by 1, 2",
  );
  const plans = (await read('select plan_id from facet.campaigns order by 1')).flat();
  const accounts = (await read('select account_id from facet.accounts order by 1')).flat();
  const products = (await read('select product_id from facet.products order by 1')).flat();
  const segments = (await read('select segment_id from facet.segments order by 1')).flat();
  const emails = (await read("select value from facet.customer_identifiers where system = 'email' order by 1")).flat();
  const days = (await read('select profile_date::text from facet.profile_days where complete order by 1 desc')).flat();
  const metrics = (await read('select metric_name from facet.metric_definitions order by 1')).flat();
  const names = (
    await read('select alias from facet.customer_profile_fields where valid_to is null order by 1')
  ).flat();
  const nodeIds = [
    ...customers.map((id) => toGlobalId('Customer', id)),
    ...orders.map((key) => toGlobalId('Order', ...key)),
    ...plans.map((id) => toGlobalId('Campaign', id)),
    ...accounts.map((id) => toGlobalId('Account', id)),
    ...products.map((id) => toGlobalId('Product', id)),
    ...customers.map((id) => toGlobalId('CustomerProfile', id, days[0] ?? '')),
  ].map(text);
  return {
    first: ['1', '2', '3'],
    nodeId: nodeIds,
    nodeIds: nodeIds.map(
      (id, n) => `[${id}, ${nodeIds[(n + 7) % nodeIds.length]}, ${nodeIds[(n * 3) % nodeIds.length]}]`,
    ),
    date: days.map(text),
    from: days.slice(2, 4).map(text),
    to: days.slice(0, 2).map(text),
    asOf: days.map(text),
    names: names.map((name, n) => `[${text(name)}, ${text(names[(n + 3) % names.length])}]`),
    kpis: names.map(text),
    days: ['1', '3'],
    locale: ['"de"'],
    level: ['CUSTOMER', 'ACCOUNT', 'COMPANY'],
    entityId: [...customers, ...accounts].map(text),
    planId: [...plans, 'none'].map(text),
    'Query.customer.id': [...customers, 'nobody'].map(text),
    'Query.customerByIdentifier.system': ['"email"'],
    'Query.customerByIdentifier.value': emails.map(text),
    'Query.order.id': orders.map(([, id]) => text(id)),
    'Query.product.id': [...products, 'none'].map(text),
    'Query.segment.id': segments.map(text),
    'Query.metricsForEntities.entityIds': [...customers, ...accounts].map(text),
    'Customer.metrics.names': metrics.map(text),
    'Account.metrics.names': metrics.map(text),
    'Query.metrics.names': metrics.map(text),
    'Query.metricsForEntities.names': metrics.map(text),
    'Query.metricDefinitions.names': metrics.map(text),
    'Query.metricsAggregate.names': metrics.map(text),
    'Customer.explain.segment!': segments.map(text),
    ...Object.fromEntries(
      Object.entries(measured).flatMap(([type, columns]) =>
        ['sum', 'average', 'minimum', 'maximum', 'distinct'].map((of) => [`${type}.${of}.column!`, columns] as const),
      ),
    ),
  };
}
