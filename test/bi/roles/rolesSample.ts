import { resolveRoles, rolesKeys } from '../../../src/config/access/roleKeys.js';
import type { Role } from '../../../src/config/access/Role.js';
import { refreshViews } from '../../../src/bi/refreshViews.js';
import { makeRoleSchema } from '../../../src/bi/roles/makeRoleSchema.js';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import type { Sql } from '../../../src/db/client.js';
import { add } from '../../catalogue/sampleCatalogue.js';
import { printDoor } from '../scratchServer.js';

/** Roles as a config gives them. */
export const rolesOf = (keys: Readonly<Record<string, object>>): ReadonlyMap<string, Role> =>
  resolveRoles(rolesKeys.parse(keys));

/** Makes the views of roles, as `facet bi --role` does before it makes their logins. */
export async function makeViews(
  client: Sql,
  names: readonly string[],
  roles: ReadonlyMap<string, Role>,
): Promise<void> {
  for (const name of names) await makeRoleSchema(client, name);
  await refreshViews(client, { ofTables: true, roles });
}

/** The connection string of the login of a role, as `facet bi --role` prints it. */
export async function openRole(
  client: Sql,
  url: string,
  role: string,
  roles: ReadonlyMap<string, Role>,
): Promise<string> {
  await makeViews(client, [role], roles);
  const { printed } = await printDoor(client, url, role);
  return printed[0] ?? '';
}

const names = {
  title: 'Dr',
  given_name: 'Ada',
  surname: 'Byron',
  full_name: 'Ada Byron',
  generational_suffix: 'II',
  email: 'ada@example.com',
  phone: '+33612345678',
  address: '1 rue X',
  address2: 'Hof 2',
  city: 'Lyon',
  state: 'Rhone',
  postal: '69001',
  country: 'FR',
  birthdate: '1990-03-05',
  gender: 'female',
  company: 'Acme',
  loyalty_id: 'L-77',
  account_id: 'AC',
};

/** Ada of the application `shop` and brand `north`, Bob of `club` and `south`, with one row of each in every table that a view shows. */
export async function addRolesSample(client: Sql): Promise<void> {
  const bob = {
    customer_id: 'B',
    app: 'club',
    given_name: 'Bob',
    email: 'bob@example.com',
    city: 'Nice',
    birthdate: '1980-07-08',
  };
  const merged = {
    customer_id: 'A',
    app: 'shop',
    ...names,
    name_pk: 's1',
    email_pk: 's2',
    source_records: 1,
    load_id: '0',
  };
  await client`insert into facet.customers ${client(merged)}`;
  await client`insert into facet.customers ${client({ ...bob, source_records: 1, load_id: '0' })}`;
  const source = { customer_id: 'A', app: 'shop', datasource: 'shop', pk: 's1', ...names, load_id: '0' };
  await client`insert into facet.unified_customers ${client({ ...source, foreign_keys: client.json({ web: 'w1' }) as never })}`;
  await client`insert into facet.unified_customers ${client({ ...bob, datasource: 'club', pk: 't1', load_id: '0' })}`;
  await client`insert into facet.products (product_id, product_name, load_id) values ('P', 'Jacket', 0)`;
  for (const [customer, app, brand] of [
    ['A', 'shop', 'north'],
    ['B', 'club', 'south'],
  ] as const) {
    await client`
      insert into facet.unified_itemized_transactions (customer_id, source_customer_id, order_id, line_id, product_id, order_datetime, item_revenue, item_quantity,
        attributes, app, brand, load_id)
      values (${customer}, ${`src-${customer}`}, ${`o-${customer}`}, '1', 'P', '2026-03-01T10:00:00Z', 12.5, 1, '{"note": "gift"}', ${app}, ${brand}, 0)`;
    const order = {
      customer_id: customer,
      source_customer_id: `src-${customer}`,
      order_id: `o-${customer}`,
      app,
      brand,
      load_id: '0',
    };
    const sums = { order_quantity: 1, order_revenue: 12.5, order_returned_quantity: 0, order_returned_revenue: 0 };
    const others = { order_canceled_quantity: 0, order_canceled_revenue: 0, net_order_revenue: 12.5, lines: 1 };
    const placed = { order_datetime: '2026-03-01T10:00:00Z', attributes: client.json({ note: 'gift' }) as never };
    await client`insert into facet.unified_transactions ${client({ ...order, ...placed, ...sums, ...others })}`;
    await client`
      insert into facet.transaction_attributes_extended (customer_id, app, as_of, lifetime_order_revenue, first_order_purchase_channel, load_id)
      values (${customer}, ${app}, '2026-03-31', 12.5, 'web', 0)`;
    await client`
      insert into facet.customer_attributes (customer_id, app, churn_trigger, is_employee, load_id)
      values (${customer}, ${app}, 'late', true, 0)`;
    await client`
      insert into facet.campaign_recipients (customer_id, pk, campaign_id, campaign_name, is_control, delivery_datetime, app, brand, load_id)
      values (${customer}, ${`r-${customer}`}, ${`C-${customer}`}, 'Spring', false, '2026-03-05T10:00:00Z', ${app}, ${brand}, 0)`;
    await client`
      insert into facet.campaigns (plan_id, campaign_name, tag_names, execution_start_date, app, brand)
      values (${`C-${customer}`}, 'Spring', '{sale}', '2026-03-01', ${app}, ${brand})`;
    await client`
      insert into facet.campaign_targetings (customer_id, execution_date, plan_id, last_updated_time, app, brand, load_id)
      values (${customer}, '2026-03-01', ${`C-${customer}`}, '2026-03-01T06:00:00Z', ${app}, ${brand}, 0)`;
    await client`insert into facet.accounts (account_id, account_name, app) values (${`AC-${customer}`}, 'Account', ${app})`;
  }
  await client`insert into facet.metric_definitions (metric_name, label, description, load_id) values ('minutes', 'Minutes', 'Minutes.', 0)`;
  await client`
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    values ('CUSTOMER', 'A', 'shop', 'minutes', '2026-03-01', 5.50, 0), ('CUSTOMER', 'B', 'club', 'minutes', '2026-03-01', 2, 0),
      ('ACCOUNT', 'AC-A', 'shop', 'minutes', '2026-03-01', 7, 0), ('ACCOUNT', 'AC-B', 'club', 'minutes', '2026-03-01', 8, 0)`;
  await addSnapshot(client);
}

/** Attributes of every kind of column, some by class; STR9 has no meaning, and STR8 had one until March. */
async function addSnapshot(client: Sql): Promise<void> {
  await changeCatalogue(
    client,
    () => [
      add('NICKNAME', { slot: 'STR1', dataType: 'text', piiClass: 'IDENTITY' }),
      add('OTHER_MAIL', { slot: 'STR2', dataType: 'text', piiClass: 'CONTACT' }),
      add('IS_AWAY', { slot: 'STR3', dataType: 'boolean', piiClass: 'LOCATION' }),
      add('NAME_DAY', { slot: 'DATE1', dataType: 'date', piiClass: 'IDENTITY' }),
      add('AGE', { slot: 'FIELD1', dataType: 'integer', piiClass: 'DEMOGRAPHIC' }),
      add('LAST_SEEN', { slot: 'TIME1', dataType: 'datetime', piiClass: 'LOCATION' }),
      add('REMARK', { slot: 'STR4', dataType: 'text' }),
      add('LIFETIME_ORDER_REVENUE', {
        slot: 'FIELD2',
        dataType: 'decimal',
        piiClass: 'DEMOGRAPHIC',
        definition: 'lifetime_order_revenue',
      }),
      add('CHURN_TRIGGER', { slot: 'STR5', dataType: 'text', piiClass: 'DEMOGRAPHIC', definition: 'churn_trigger' }),
    ],
    { today: '2026-03-01' },
  );
  // As the class "not personal" is written.
  await client`update facet.customer_profile_fields set pii_class = 'NONE' where alias = 'REMARK'`;
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-31', '2026-03-31')`;
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-03-31', 0, 2, true)`;
  for (const [customer, app] of [
    ['A', 'shop'],
    ['B', 'club'],
  ] as const)
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, app, load_id, str1, str2, str3, str4, str5, str9, date1, field1, field2, time1)
      values (${customer}, '2026-03-31', ${app}, 0, ${customer === 'A' ? 'Addie' : 'Bobby'}, 'x@example.com', 'true', 'plain', 'late', 'bare',
        '2026-12-16', 35, 12.5, '2026-03-30T08:00:00Z')`;
}
