import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { addDay } from '../population/people.js';
import { addRows } from '../subgraphs/campaigns/sampleCampaigns.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** A customer with what was bought in the year; of nothing in a row there is no snapshot. */
export interface WorthyCustomer {
  readonly id: string;
  readonly country: string | null;
  /** E-mail, phone and post are known. */
  readonly known: readonly [email: boolean, phone: boolean, post: boolean];
  readonly bought: readonly [orders: number | null, revenue: string | null, items: number | null] | null;
  readonly tier: string | null;
}

const attributes = [
  ['L12M_ORDER_FREQUENCY', 'integer'],
  ['L12M_ORDER_REVENUE', 'decimal'],
  ['L12M_TOTAL_ITEMS', 'bigint'],
  ['TIER', 'text'],
] as const;

/** The day of the snapshot. */
export const worthDay = '2026-03-01';

/** A database with customers, and a snapshot of what they bought in the year. */
export async function openWorth(customers: readonly WorthyCustomer[]): Promise<TestDatabase> {
  const database = await cloneDatabase();
  const { client } = database;
  await changeCatalogue(
    client,
    () =>
      attributes.map(([alias, dataType]) => ({
        kind: 'add' as const,
        alias,
        dataType,
        description: 'A value.',
        ...(alias === 'L12M_ORDER_REVENUE' && { unit: 'EUR' }),
      })),
    { today: '2026-03-02' },
  );
  const slots = await client<{ alias: string; slot: string }[]>`
    select alias, lower(slot) as slot from facet.customer_profile_fields`;
  const slotOf = (name: string): string => slots.find(({ alias }) => alias === name)?.slot ?? '';
  if (customers.length > 0)
    await addRows(
      database,
      'customers',
      customers.map(({ id, country, known: [email, phone, post] }) => ({
        customer_id: id,
        country,
        email_completion: email ? 1 : 0,
        phone_completion: phone ? 1 : 0,
        address_completion: post ? 4 : 1,
        source_records: 1,
        load_id: 0,
      })),
    );
  await addDay(database, worthDay);
  const rows = customers.flatMap(({ id, bought, tier }) =>
    bought === null
      ? []
      : [
          {
            customer_id: id,
            profile_date: worthDay,
            load_id: 1,
            [slotOf('L12M_ORDER_FREQUENCY')]: bought[0],
            [slotOf('L12M_ORDER_REVENUE')]: bought[1],
            [slotOf('L12M_TOTAL_ITEMS')]: bought[2],
            [slotOf('TIER')]: tier,
          },
        ],
  );
  if (rows.length > 0) await addRows(database, 'customer_profiles', rows);
  return database;
}

const [yes, no] = [true, false];

/** Seven customers: A to D buy in euros, E in another currency too, F bought nothing, and G is of no snapshot. */
export const worthyCustomers: readonly WorthyCustomer[] = [
  { id: 'A', country: 'DE', known: [yes, no, no], bought: [2, '100.50', 5], tier: 'gold' },
  { id: 'B', country: 'DE', known: [yes, yes, no], bought: [1, '20', 1], tier: 'gold' },
  { id: 'C', country: 'AT', known: [no, no, yes], bought: [3, '79.5', 4], tier: 'silver' },
  { id: 'D', country: 'AT', known: [no, no, no], bought: [1, '0', 0], tier: null },
  { id: 'E', country: 'DE', known: [no, yes, yes], bought: [4, null, 9], tier: 'silver' },
  { id: 'F', country: 'DE', known: [yes, no, no], bought: [0, '0', 0], tier: 'silver' },
  { id: 'G', country: null, known: [no, no, no], bought: null, tier: null },
];
