import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forward } from '../../../src/bi/forward.js';
import { openClient, type Sql } from '../../../src/db/client.js';
import { migrate } from '../../../src/db/migrate.js';
import { piiClasses, type PiiClass } from '../../../src/words/piiClasses.js';
import { piiPolicies, type PiiPolicy } from '../../../src/words/rights.js';
import { printDoor, startScratchServer, type ScratchServer } from '../scratchServer.js';
import { addRolesSample, makeViews, rolesOf } from './rolesSample.js';

type Class = PiiClass | 'unclassified';

/** The view, its column, its class, the value shown, and the value masked; of Ada, worked out by hand. */
type Cell = readonly [view: string, column: string, known: Class, shown: unknown, masked: unknown];

const person = (view: string): readonly Cell[] => [
  [view, 'title', 'IDENTITY', 'Dr', 'D***'],
  [view, 'given_name', 'IDENTITY', 'Ada', 'A***'],
  [view, 'surname', 'IDENTITY', 'Byron', 'B***'],
  [view, 'full_name', 'IDENTITY', 'Ada Byron', 'A***'],
  [view, 'generational_suffix', 'IDENTITY', 'II', 'I***'],
  [view, 'email', 'CONTACT', 'ada@example.com', 'a***@masked.invalid'],
  [view, 'phone', 'CONTACT', '+33612345678', '***78'],
  [view, 'address', 'LOCATION', '1 rue X', '***'],
  [view, 'address2', 'LOCATION', 'Hof 2', '***'],
  [view, 'city', 'LOCATION', 'Lyon', '***'],
  [view, 'state', 'LOCATION', 'Rhone', '***'],
  [view, 'postal', 'LOCATION', '69001', '***'],
  [view, 'country', 'LOCATION', 'FR', '***'],
  [view, 'birthdate', 'IDENTITY', '1990-03-05', '1990-01-01'],
  [view, 'gender', 'DEMOGRAPHIC', 'female', '***'],
  [view, 'company', 'IDENTITY', 'Acme', 'A***'],
  [view, 'loyalty_id', 'IDENTITY', 'L-77', 'L***'],
];

const winners: readonly Cell[] = [
  ['merged_customers', 'name_pk', 'IDENTITY', 's1', 's***'],
  ['merged_customers', 'email_pk', 'IDENTITY', 's2', 's***'],
  ...['address', 'phone', 'birthdate', 'gender'].map((group): Cell => [
    'merged_customers',
    `${group}_pk`,
    'IDENTITY',
    null,
    null,
  ]),
];

const realNames = (view: string): readonly Cell[] => [
  [view, 'nickname', 'IDENTITY', 'Addie', 'A***'],
  [view, 'other_mail', 'CONTACT', 'x@example.com', 'x***@masked.invalid'],
  [view, 'is_away', 'LOCATION', true, null],
  [view, 'name_day', 'IDENTITY', '2026-12-16', '2026-01-01'],
  [view, 'age', 'DEMOGRAPHIC', '35', null],
  [view, 'last_seen', 'LOCATION', '2026-03-30T08:00:00Z', null],
  [view, 'lifetime_order_revenue', 'DEMOGRAPHIC', '12.5', null],
  [view, 'churn_trigger', 'DEMOGRAPHIC', 'late', '***'],
];

const orders = (view: string): readonly Cell[] => [
  [view, 'customer_id', 'IDENTITY', 'src-A', 's***'],
  [view, 'attributes', 'unclassified', { note: 'gift' }, null],
];

const cells: readonly Cell[] = [
  ...person('merged_customers'),
  ...winners,
  ...person('unified_customer'),
  ['unified_customer', 'pk', 'IDENTITY', 's1', 's***'],
  ['unified_customer', 'foreign_keys', 'IDENTITY', { web: 'w1' }, null],
  ...orders('unified_transactions'),
  ...orders('unified_itemized_transactions'),
  // Attributes whose class the catalogue says, and two of which it says nothing.
  ['transaction_attributes_extended', 'lifetime_order_revenue', 'DEMOGRAPHIC', '12.5', null],
  ['transaction_attributes_extended', 'first_order_purchase_channel', 'unclassified', 'web', '***'],
  ['customer_attributes', 'churn_trigger', 'DEMOGRAPHIC', 'late', '***'],
  ['customer_attributes', 'is_employee', 'unclassified', true, null],
  ...realNames('vw_customer_profiles_real_field_names'),
  ...realNames('vw_customer_profiles_latest'),
  ['customer_profiles', 'str1', 'IDENTITY', 'Addie', 'A***'],
  ['customer_profiles', 'str2', 'CONTACT', 'x@example.com', 'x***@masked.invalid'],
  // A flag that is kept in a text: the first letter would tell it.
  ['customer_profiles', 'str3', 'LOCATION', 'true', null],
  ['customer_profiles', 'str5', 'DEMOGRAPHIC', 'late', '***'],
  ['customer_profiles', 'str9', 'unclassified', 'bare', '***'],
  ['customer_profiles', 'date1', 'IDENTITY', '2026-12-16', '2026-01-01'],
  ['customer_profiles', 'field1', 'DEMOGRAPHIC', '35', null],
  ['customer_profiles', 'time1', 'LOCATION', '2026-03-30T08:00:00Z', null],
];

/** Of every view a column that is not personal, and what all roles read in it. */
const open: readonly (readonly [view: string, column: string, shown: unknown])[] = [
  ['merged_customers', 'account_id', 'AC'],
  ['unified_customer', 'datasource', 'shop'],
  ['unified_transactions', 'order_revenue', '12.5'],
  ['unified_itemized_transactions', 'product_name', 'Jacket'],
  ['transaction_attributes_extended', 'as_of', '2026-03-31'],
  ['customer_attributes', 'app', 'shop'],
  ['campaign_recipients', 'campaign_name', 'Spring'],
  ['vw_targeted_and_excluded_customers_v1_2', 'targeting_state', 'EXCLUDED'],
  ['vw_customer_profiles_real_field_names', 'remark', 'plain'],
  ['vw_customer_profiles_latest', 'remark', 'plain'],
  ['customer_profiles', 'str4', 'plain'],
];

const keyOf = (view: string): string => (/profiles|vw_targeted/.test(view) ? 'client_customer_id' : 'amperity_id');

let server: ScratchServer;
let address: string;
const aborter = new AbortController();
const clients: Sql[] = [];
const logins = new Map<string, Sql>();

const classes: readonly Class[] = [...piiClasses, 'unclassified'];
const roleName = (known: Class, policy: PiiPolicy): string => `${known}_${policy}`;

/** A role for each class and policy, which is refused all other classes. */
const roles = rolesOf(
  Object.fromEntries(
    classes.flatMap((known) =>
      piiPolicies.map((policy) => [
        roleName(known, policy),
        { apps: ['shop'], ...(known === 'unclassified' ? { unclassified: policy } : { pii: { [known]: policy } }) },
      ]),
    ),
  ),
);

beforeAll(async () => {
  server = await startScratchServer();
  await migrate(server.target);
  await addRolesSample(server.client);
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  address = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const url = `postgresql://facet:${server.target.password}@${address}/facet`;
  const names = [...roles.keys()].filter((name) => name !== 'full');
  await makeViews(server.client, names, roles);
  for (const name of names) {
    const { printed } = await printDoor(server.client, url, name);
    const login = openClient({ kind: 'url', url: printed[0] ?? '' }, { max: 1 });
    logins.set(name, login);
    clients.push(login);
  }
}, 240_000);
afterAll(async () => {
  for (const one of clients) await one.end({ timeout: 5 });
  aborter.abort();
  await server.stop();
});

/** What a column answers that is not there. */
const absent = 'no such column';

/** What a login reads of Ada in a view. */
async function readAs(name: string, view: string): Promise<Readonly<Record<string, unknown>>> {
  const rows = await logins.get(name)?.unsafe(`select * from ${view} where ${keyOf(view)} = 'A'`);
  expect(rows).toHaveLength(1);
  return Object.fromEntries(
    Object.entries(rows?.[0] ?? {}).map(([column, value]) => [
      column,
      value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : value,
    ]),
  );
}

const seenBy = (policy: PiiPolicy, shown: unknown, masked: unknown): unknown =>
  ({ show: shown, mask: masked, hide: null, refuse: absent })[policy];

describe.each(classes)('of the class %s a login reads', (known) => {
  it.each(piiPolicies)('what the policy "%s" leaves of each column, and nothing of other classes', async (policy) => {
    const name = roleName(known, policy);
    const rows = new Map<string, Readonly<Record<string, unknown>>>();
    for (const view of new Set([...cells, ...open].map(([one]) => one))) rows.set(view, await readAs(name, view));
    const read = (view: string, column: string): unknown => {
      const row = rows.get(view) ?? {};
      return column in row ? row[column] : absent;
    };
    for (const [view, column, own, shown, masked] of cells)
      expect([view, column, read(view, column)]).toEqual([
        view,
        column,
        own === known ? seenBy(policy, shown, masked) : absent,
      ]);
    for (const [view, column, shown] of open) expect([view, column, read(view, column)]).toEqual([view, column, shown]);
  });
});

describe('what is refused', () => {
  it('is each personal or unclassified column of every view, and no other', async () => {
    // All classes are refused to this one, and what nobody has classified.
    const left = await server.client<{ view: string; column: string }[]>`
      select c.relname as view, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'bi'::regnamespace and not exists (
        select from pg_class o join pg_attribute b on b.attrelid = o.oid and b.attnum > 0
        where o.relnamespace = '"bi_IDENTITY_refuse"'::regnamespace and o.relname = c.relname and b.attname = a.attname)`;
    const unsaid = (view: string, column: string): boolean =>
      // Attributes that the catalogue of this test does not know, and slots without a meaning.
      /^(transaction|customer)_attributes/.test(view) ||
      (view === 'customer_profiles' && /^(str|field|date|time)\d+$/.test(column));
    const told = new Set(cells.map(([view, column]) => `${view}.${column}`));
    expect(left.filter(({ view, column }) => !unsaid(view, column) && !told.has(`${view}.${column}`))).toEqual([]);
    const missing = new Set(left.map(({ view, column }) => `${view}.${column}`));
    expect([...told].filter((one) => !missing.has(one))).toEqual([]);
    expect(
      left.filter(({ column }) =>
        ['amperity_id', 'client_customer_id', 'app', 'as_of', 'remark', 'str4'].includes(column),
      ),
    ).toEqual([]);
  });

  it.each([
    ['IDENTITY_refuse', ['REMARK']],
    ['IDENTITY_hide', ['NAME_DAY', 'NICKNAME', 'REMARK']],
    ['LOCATION_mask', ['IS_AWAY', 'LAST_SEEN', 'REMARK']],
    ['CONTACT_show', ['OTHER_MAIL', 'REMARK']],
  ])('%s is not told the names of attributes that are refused', async (name, aliases) => {
    const rows = await logins
      .get(name)
      ?.unsafe('select alias_field_name as alias from vw_customer_profile_fields_v1_2 order by 1');
    expect(rows?.map((row) => row['alias'] as unknown)).toEqual(aliases);
  });

  it('says in comments what is masked and what is hidden', async () => {
    const said = async (role: string): Promise<unknown> => {
      const [row] = await server.client`
        select col_description(attrelid, attnum) as said from pg_attribute
        where attrelid = ${`"bi_${role}".merged_customers`}::regclass and attname = 'email'`;
      return row?.['said'];
    };
    expect(await said('CONTACT_show')).toBe('E-mail address. PII: CONTACT.');
    expect(await said('CONTACT_mask')).toBe('E-mail address. PII: CONTACT. Masked.');
    expect(await said('CONTACT_hide')).toBe('E-mail address. PII: CONTACT. Hidden: null.');
  });
});
