import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../../src/config.js';
import { enrichmentKeys } from '../../../../src/config/enrichmentKeys.js';
import { createRegistry } from '../../../../src/enrichment/families/registry.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { addCustomers, addLines } from '../../../support/sample.js';
import { valuesOf } from '../../measures/events.js';

const config = { ...readConfig({}), timeZone: 'Europe/Paris' };
const withCustomers = (customers: object) => ({ ...config, enrichment: enrichmentKeys.parse({ customers }) });

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [
    { id: 'A', email: 'Ann@Shop.example' },
    { id: 'B', email: 'bob@shop.example' },
    { id: 'C', email: 'cat@other.example' },
    { id: 'D' },
  ]);
  await database.client`
    update facet.customers set phone = '+33 6 12-34', phone_completion = 1 where customer_id in ('A', 'D')`;
});
afterAll(() => database.drop());

const day = '2026-03-31';
const ask = async (names: readonly string[], days = [day], asked = config) => valuesOf(database, asked, names, days);

describe('what customers can be contacted by', () => {
  const names = [
    'contactable_email',
    'contactable_phone',
    'contactable_paid_social',
    'is_email_opted_in',
    'is_sms_opted_in',
  ];

  it('is what is known, while no consent is kept', async () => {
    expect(await ask(names)).toEqual({
      'A 2026-03-31': ['true', 'true', 'true', null, null],
      'B 2026-03-31': ['true', 'false', 'true', null, null],
      'C 2026-03-31': ['true', 'false', 'true', null, null],
      'D 2026-03-31': ['false', 'true', 'true', null, null],
    });
  });

  it('is what is known and wanted, as soon as consent is kept', async () => {
    const { client } = database;
    const email = { brand: '', region: '', email_program: '', load_id: '0' };
    await client`insert into facet.email_opt_status ${client([
      // One programme that is wanted is enough.
      { ...email, customer_id: 'A', email: 'ann@shop.example', email_program: 'news', is_email_opted_in: true },
      { ...email, customer_id: 'A', email: 'ann@shop.example', email_program: 'offers', is_email_opted_in: false },
      { ...email, customer_id: 'B', email: 'bob@shop.example', is_email_opted_in: false },
      // An address that the customer has no longer.
      { ...email, customer_id: 'C', email: 'cat@old.example', is_email_opted_in: true },
    ])}`;
    await client`insert into facet.sms_opt_status ${client([
      {
        customer_id: 'D',
        phone: '0033-61234',
        brand: '',
        region: '',
        sms_program: '',
        is_sms_opted_in: true,
        load_id: '0',
      },
      {
        customer_id: 'A',
        phone: '3361234',
        brand: '',
        region: '',
        sms_program: '',
        is_sms_opted_in: true,
        load_id: '0',
      },
    ])}`;
    expect(await ask(names)).toEqual({
      'A 2026-03-31': ['true', 'true', 'true', 'true', 'true'],
      'B 2026-03-31': ['false', 'false', 'false', 'false', null],
      'C 2026-03-31': ['false', 'false', 'false', null, null],
      'D 2026-03-31': ['false', 'false', 'false', null, null],
    });
  });

  it('follows the address where a consent names no customer', async () => {
    const unowned = { customer_id: '', brand: '', region: '', load_id: '0' };
    await database.client`insert into facet.email_opt_status ${database.client([
      { ...unowned, email: 'CAT@other.example', email_program: '', is_email_opted_in: true },
      { ...unowned, email: 'bob@shop.example', email_program: '', is_email_opted_in: false },
    ])}`;
    await database.client`insert into facet.sms_opt_status ${database.client([
      { ...unowned, phone: '33 6 1234', sms_program: '', is_sms_opted_in: false },
    ])}`;
    expect(await ask(names)).toEqual({
      // One who wants it by name does so in spite of a row without one.
      'A 2026-03-31': ['true', 'true', 'true', 'true', 'true'],
      'B 2026-03-31': ['false', 'false', 'false', 'false', null],
      'C 2026-03-31': ['true', 'false', 'true', 'true', null],
      'D 2026-03-31': ['false', 'false', 'false', null, 'false'],
    });
  });

  it('takes what a customer says of a programme before what is said of the address alone', async () => {
    const clone = await cloneDatabase();
    await addCustomers(clone, [
      { id: 'A', email: 'a@x.example' },
      { id: 'B', email: 'b@x.example' },
    ]);
    await clone.client`update facet.customers set phone = 'none', phone_completion = 1`;
    const row = { brand: '', region: '', email_program: 'news', load_id: '0' };
    await clone.client`insert into facet.email_opt_status ${clone.client([
      { ...row, customer_id: '', email: 'A@x.example', is_email_opted_in: true },
      { ...row, customer_id: 'A', email: 'a@x.example', is_email_opted_in: false },
      { ...row, customer_id: '', email: 'b@x.example', is_email_opted_in: true },
      // Another programme.
      { ...row, customer_id: 'B', email: 'b@x.example', email_program: 'offers', is_email_opted_in: false },
    ])}`;
    // Numbers without digits are not the same number.
    await clone.client`insert into facet.sms_opt_status ${clone.client([
      { customer_id: '', phone: '?', brand: '', region: '', sms_program: '', is_sms_opted_in: true, load_id: '0' },
    ])}`;
    expect(await valuesOf(clone, config, ['is_email_opted_in', 'is_sms_opted_in'], [day])).toEqual({
      'A 2026-03-31': ['false', null],
      'B 2026-03-31': ['true', null],
    });
    await clone.drop();
  });

  it('says who has nothing that points at a person', async () => {
    const clone = await cloneDatabase();
    await addCustomers(clone, [{ id: 'A', email: 'a@x.example' }, { id: 'B' }]);
    expect(await valuesOf(clone, config, ['contactable_global', 'is_no_pii_amperity_id'], [day])).toEqual({
      'A 2026-03-31': ['true', 'false'],
      'B 2026-03-31': ['false', 'true'],
    });
    await clone.drop();
  });
});

describe('patterns of the config', () => {
  const names = ['is_test_account', 'is_employee', 'is_gift_giver', 'is_business'];

  it('decide, with exceptions; without one nothing is said', async () => {
    expect(await ask(names, [day])).toMatchObject({ 'A 2026-03-31': [null, null, null, 'false'] });
    const patterns = withCustomers({
      isTestAccount: { email: { endsWith: '@other.example' } },
      isEmployee: { email: { endsWith: '@shop.example' }, not: { email: { startsWith: 'bob' } } },
      isBusiness: { email: { startsWith: 'cat' } },
    });
    expect(await ask(names, [day], patterns)).toEqual({
      'A 2026-03-31': ['false', 'true', null, 'false'],
      'B 2026-03-31': ['false', 'false', null, 'false'],
      'C 2026-03-31': ['true', 'false', null, 'true'],
      'D 2026-03-31': ['false', 'false', null, 'false'],
    });
  });

  it('are refused with the key where customers have no such column', () => {
    expect(() => createRegistry(withCustomers({ isEmployee: { emial: { is: 'x' } } }))).toThrow(
      'enrichment.customers.isEmployee: customers have no column "emial". Did you mean "email"?',
    );
  });
});

describe('where purchasers stand', () => {
  const names = [
    'is_purchaser',
    'is_prospect',
    'historical_purchaser_lifecycle_status',
    'churn_trigger',
    'churn_trigger_start_datetime',
  ];
  const at = '2026-01-10T22:30:00Z';

  beforeAll(async () => {
    await addLines(database, [
      { customer: 'A', order: '1', at: '2025-11-01T10:00:00Z', revenue: '10', quantity: '1' },
      // 23:30 on 10 January in Paris.
      { customer: 'A', order: '2', at, revenue: '10', quantity: '1' },
      { customer: 'B', order: '3', at: '2026-01-20T10:00:00Z', revenue: '10', quantity: '-1', isReturn: true },
    ]);
  });

  it('follows the days since the first and the latest order', async () => {
    const values = await ask(names, [
      '2025-10-31',
      '2025-12-01',
      '2025-12-02',
      '2026-01-10',
      '2026-03-11',
      '2026-03-12',
      '2026-05-10',
    ]);
    expect(values).toMatchObject({
      'A 2025-10-31': ['false', 'true', 'Prospect', null, null],
      // 30 days after the first order, and 31.
      'A 2025-12-01': ['true', 'false', 'New', 'Active', '2025-11-01 10:00:00+00'],
      'A 2025-12-02': ['true', 'false', 'Active', 'Active', '2025-11-01 10:00:00+00'],
      'A 2026-01-10': ['true', 'false', 'Active', 'Active', '2026-01-10 22:30:00+00'],
      // 60 days after 10 January, and 61: midnight in Paris.
      'A 2026-03-11': ['true', 'false', 'Active', 'Active', '2026-01-10 22:30:00+00'],
      'A 2026-03-12': ['true', 'false', 'Active', 'Cooling down', '2026-03-11 23:00:00+00'],
      'A 2026-05-10': ['true', 'false', 'Active', 'Cooling down', '2026-03-11 23:00:00+00'],
      // A return alone is no order.
      'B 2026-05-10': ['false', 'true', 'Prospect', null, null],
    });
  });

  it('changes at each bound', async () => {
    // Days since 10 January 2026: 120, 121, 240, 241, 365, 366, 730, 731.
    const days = [
      '2026-05-10',
      '2026-05-11',
      '2026-09-07',
      '2026-09-08',
      '2027-01-10',
      '2027-01-11',
      '2028-01-10',
      '2028-01-11',
    ];
    const values = await ask(['churn_trigger', 'historical_purchaser_lifecycle_status'], days);
    expect(days.map((one) => values[`A ${one}`])).toEqual([
      ['Cooling down', 'Active'],
      ['At risk', 'Active'],
      ['At risk', 'Active'],
      ['Highly at risk', 'Active'],
      ['Highly at risk', 'Active'],
      ['Lost', 'Lapsed'],
      ['Lost', 'Lapsed'],
      [null, 'Dormant'],
    ]);
  });
});

it('finds outliers, resellers, and the buyer of a household', async () => {
  const clone = await cloneDatabase();
  const ids = Array.from({ length: 200 }, (_, index) => String(index).padStart(3, '0'));
  await addCustomers(
    clone,
    ids.map((id) => ({ id })),
  );
  await addLines(
    clone,
    ids.map((id, index) => ({
      customer: id,
      order: id,
      at: '2026-03-01T10:00:00Z',
      revenue: String(index),
      quantity: '1',
    })),
  );
  await clone.client`update facet.customers set source_records = 51 where customer_id >= '197'`;
  await clone.client`
    update facet.customers set surname = case customer_id when '010' then 'Émile' else 'EMILE' end, address = 'Rue 1', city = 'Lyon',
      state = 'X', postal = '1', address_completion = case customer_id when '012' then 3 else 4 end
    where customer_id in ('010', '011', '012')`;
  const values = await valuesOf(clone, config, ['is_outlier', 'is_reseller', 'is_primary_buyer_household'], [day]);
  expect(
    ['010', '011', '012', '196', '197', '198', '199'].map((id) => [id, ...(values[`${id} ${day}`] ?? [])]),
  ).toEqual([
    ['010', 'false', 'false', 'false'],
    ['011', 'false', 'false', 'true'],
    ['012', 'false', 'false', null],
    ['196', 'false', 'false', null],
    ['197', 'false', 'false', null],
    // 198 of 200 have less than the one before the last: 99 %.
    ['198', 'false', 'true', null],
    ['199', 'true', 'true', null],
  ]);
  await clone.drop();
});

it('says the share of the others in plain numbers', () => {
  const { definitions } = createRegistry(withCustomers({ outlierShare: 0.07, reseller: { share: 0.01 } }));
  const said = (name: string) => definitions.find((one) => one.name === name)?.description;
  expect(said('is_outlier')).toBe('Whether at least 0.93 of the purchasers have less lifetime revenue.');
  expect(said('is_reseller')).toContain('at least 0.99 of the purchasers');
});
