import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { askSegments, type SegmentAsking } from '../support/askSegments.js';

/** Email, phone, and how much of an address is known. */
const people = [
  ['A', 'a@x.org', null, 4],
  ['B', 'b@x.org', null, 3],
  ['C', 'C@x.org', null, 0],
  ['D', null, '+49 (0) 1', 0],
  ['E', null, null, 0],
  ['F', 'F@x.org', '22', 0],
] as const;

/** Of whom, to which address, for which brand and programme; whether e-mails are wanted. */
const said = [
  ['B', 'B@X.org', '', 'news', true],
  ['B', 'b@x.org', '', 'offers', false],
  // An address that the customer had before says nothing of the one now.
  ['A', 'old@x.org', '', '', true],
  ['C', 'c@x.org', '', '', false],
  // Whose address it is tells whom it is of, but what the customer said of the same programme counts more.
  ['', 'c@X.ORG', '', '', true],
  ['', 'f@x.org', 'Z', '', true],
] as const;

let database: TestDatabase;
let asking: SegmentAsking;

const ways = (...by: readonly string[]) => ({ contactable: { by } });
const without = (...by: readonly string[]) => ({ contactable: { by, is: false } });

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  for (const [customer_id, email, phone, address_completion] of people)
    await client`insert into facet.customers ${client({
      customer_id,
      email,
      phone,
      address_completion,
      source_records: 1,
      load_id: 0,
      email_completion: email === null ? 0 : 1,
      phone_completion: phone === null ? 0 : 1,
    })}`;
  asking = await askSegments(database);
});
afterAll(() => database?.drop());

it('where no consent is kept, whoever has an address can be reached', async () => {
  expect(await asking.fits(ways('EMAIL'))).toEqual(['A', 'B', 'C', 'F']);
  expect(await asking.fits(ways('PHONE'))).toEqual(['D', 'F']);
  expect(await asking.fits(without('EMAIL'))).toEqual(['D', 'E']);
});

describe('where consent is kept', () => {
  beforeAll(async () => {
    const { client } = database;
    for (const [customer_id, email, brand, email_program, is_email_opted_in] of said)
      await client`insert into facet.email_opt_status ${client({ customer_id, email, brand, email_program, is_email_opted_in, load_id: 0 })}`;
    await client`insert into facet.sms_opt_status ${client({ customer_id: 'D', phone: '4901', is_sms_opted_in: true, load_id: 0 })}`;
  });

  it.each([
    ['EMAIL', ways('EMAIL'), 'BF'],
    ['PHONE', ways('PHONE'), 'D'],
    ['ADDRESS', ways('ADDRESS'), 'A'],
    ['PAID_SOCIAL', ways('PAID_SOCIAL'), 'BDF'],
    ['one of several', ways('EMAIL', 'ADDRESS'), 'ABF'],
    ['all', ways('EMAIL', 'PHONE', 'ADDRESS', 'PAID_SOCIAL'), 'ABDF'],
    ['not EMAIL', without('EMAIL'), 'ACDE'],
    ['none at all', without('PAID_SOCIAL', 'ADDRESS'), 'CE'],
    ['consent', { consent: { channel: 'EMAIL' } }, 'BF'],
    ['refusal', { consent: { channel: 'EMAIL', optedIn: false } }, 'C'],
    ['of a programme', { consent: { channel: 'EMAIL', program: 'news', optedIn: true } }, 'B'],
    ['refused of a programme', { consent: { channel: 'EMAIL', program: 'offers', optedIn: false } }, 'B'],
    ['of a brand', { consent: { channel: 'EMAIL', brand: 'Z' } }, 'F'],
    ['of no programme by name', { consent: { channel: 'EMAIL', program: '' } }, 'F'],
    ['of a region that nobody knows', { consent: { channel: 'EMAIL', region: 'EU' } }, ''],
    ['for text messages', { consent: { channel: 'SMS' } }, 'D'],
  ])('%s', async (_, condition, expected) => {
    expect((await asking.fits(condition)).join('')).toBe(expected);
  });
});
