import type { KnownClass } from '../../../src/access/rights.js';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers, addLines, addTargetings } from '../../support/sample.js';
import { addDay } from '../../population/people.js';

/** A value of each class: the column of customers and the attribute of it that are asked by, and the attribute's slot. */
export interface ClassedValue {
  readonly known: KnownClass;
  /** By its GraphQL name and its value of the enum; null where no column is of the class. */
  readonly column: readonly [name: string, value: string] | null;
  readonly attribute: string;
  readonly slot: string;
}

export const classedValues: readonly ClassedValue[] = [
  { known: 'IDENTITY', column: ['surname', 'SURNAME'], attribute: 'A_IDENTITY', slot: 'STR1' },
  { known: 'CONTACT', column: ['email', 'EMAIL'], attribute: 'A_CONTACT', slot: 'STR2' },
  { known: 'LOCATION', column: ['city', 'CITY'], attribute: 'A_LOCATION', slot: 'STR3' },
  { known: 'DEMOGRAPHIC', column: ['gender', 'GENDER'], attribute: 'A_DEMOGRAPHIC', slot: 'STR4' },
  { known: 'NONE', column: ['accountId', 'ACCOUNT_ID'], attribute: 'A_NONE', slot: 'STR5' },
  { known: null, column: null, attribute: 'A_OPEN', slot: 'STR6' },
];

/** The days of the two snapshots: all attributes of A change from `x1` to `x2`. */
export const days = ['2026-03-01', '2026-03-02'] as const;

/**
 * Customers A to D, of whom A alone has `x` in every column; each has an order with a note, a targeting and the identifier `k-<id>` in `crm`.
 * All attributes hold `x1` and then `x2` for A, and `y` for the others; FORMER was the name of A_CONTACT. A saved segment for each
 * attribute (`of-a_contact`) and, named by another one (`around-a_contact`).
 */
export async function openValues(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  const { client } = database;
  const ids = ['A', 'B', 'C', 'D'];
  await addCustomers(
    database,
    ids.map((id) => ({ id, city: id === 'A' ? 'x' : 'y', email: `${id === 'A' ? 'x' : 'y'}@example.com` })),
  );
  await client`update facet.customers set surname = v.x, gender = v.x, account_id = v.x
    from (select customer_id as id, case customer_id when 'A' then 'x' else 'y' end as x from facet.customers) v where v.id = customer_id`;
  await client`insert into facet.customer_identifiers (customer_id, system, value, load_id)
    select customer_id, 'crm', 'k-' || customer_id, 0 from facet.customers`;
  await changeCatalogue(
    client,
    () => [
      ...classedValues.map(({ attribute, known }) => ({
        kind: 'add' as const,
        alias: attribute === 'A_CONTACT' ? 'FORMER' : attribute,
        dataType: 'text' as const,
        description: 'A value.',
        piiClass: known ?? undefined,
      })),
      { kind: 'rename' as const, from: 'FORMER', to: 'A_CONTACT' },
    ],
    { today: '2026-03-03' },
  );
  for (const [n, day] of days.entries()) {
    await addDay(database, day);
    const values = (text: string) =>
      Object.fromEntries(classedValues.map(({ slot }) => [slot.toLowerCase(), text] as const));
    for (const id of ids)
      await client`insert into facet.customer_profiles ${client({
        customer_id: id,
        profile_date: day,
        load_id: 1,
        ...values(id === 'A' ? `x${n + 1}` : 'y'),
      })}`;
  }
  await addLines(
    database,
    ids.map((customer) => ({
      customer,
      order: `o${customer}`,
      at: '2026-02-01T00:00:00Z',
      revenue: '1',
      quantity: '1',
    })),
  );
  await client`
    insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
      order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue,
      lines, load_id, attributes)
    select customer_id, 'o' || customer_id, '2026-02-01T00:00:00Z', 1, 1, 0, 0, 0, 0, 1, 1, 0, '{"note": "gift"}'::jsonb
    from facet.customers`;
  await addTargetings(
    database,
    ids.map((customer) => ({ customer, day: '2026-03-01', plan: 'P', action: 2 })),
  );
  const graph = await openGraph(database);
  const save = `mutation ($id: ID!, $name: String!, $definition: SegmentDefinitionInput!) {
    createSegment(id: $id, name: $name, definition: $definition) { segment { id } } }`;
  for (const { attribute } of classedValues) {
    const id = attribute.toLowerCase();
    const conditions = [
      [`of-${id}`, { attribute: { name: attribute, text: { startsWith: 'x' } } }],
      [`around-${id}`, { segment: { id: `of-${id}` } }],
    ] as const;
    for (const [name, condition] of conditions) {
      const saved = await graph.ask(save, {
        id: name,
        name,
        definition: { include: { groups: [{ conditions: [condition] }] } },
      });
      if (saved.errors.length > 0) throw new Error(JSON.stringify(saved.errors));
    }
  }
  return database;
}
