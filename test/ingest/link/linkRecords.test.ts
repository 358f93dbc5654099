import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { linkFixture, type LinkFixture } from './linkFixture.js';

let fixture: LinkFixture;
beforeAll(async () => {
  fixture = await linkFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.unified_customers, facet.unified_scores`;
});
afterAll(() => fixture.drop());

/** The first id of a record of `a`: a UUID of version 8 over a number, the length of the data source, and the key. */
function firstId(pk: string, number = 0): string {
  const hex = createHash('md5').update(`${number}:1:a${pk}`).digest('hex').split('');
  [hex[12], hex[16]] = ['8', '8'];
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const pairs = () =>
  fixture.client`select pk1, pk2, match_type, score, match_category from facet.unified_scores order by 1, 2`.values();

const renew = (pk: string, values: Readonly<Record<string, string | null>>) =>
  fixture.client`update facet.unified_customers set ${fixture.client(values)} where pk = ${pk}`;

describe('values link', () => {
  it('e-mails without regard to case and blanks, phones by digits, loyalty ids and foreign keys as they are', async () => {
    await fixture.add(
      { pk: '1', email: ' Ann@Example.com ', phone: '+49 (30) 123-456' },
      { pk: '2', email: 'ann@example.COM' },
      { pk: '3', phone: '004930123456', loyalty_id: 'L1 ' },
      { pk: '4', loyalty_id: 'L1', foreign_keys: '{"shop": "7"}' },
      { pk: '5', foreign_keys: '{"shop": " 7 "}' },
      { pk: '6', loyalty_id: 'l1', foreign_keys: '{"till": "7"}' },
    );
    const linked = await fixture.link();
    expect(linked).toMatchObject({ linked: 6, moved: 0, pairs: 4 });
    expect(await fixture.groups()).toEqual([['1', '2', '3', '4', '5'], ['6']]);
    expect(await pairs()).toEqual([
      ['1', '2', 'linked: email', 5, 'Exact'],
      ['1', '3', 'linked: phone', 5, 'Exact'],
      ['3', '4', 'linked: loyalty_id', 5, 'Exact'],
      ['4', '5', 'linked: fk_shop', 5, 'Exact'],
    ]);
  });

  it('not where they are no values', async () => {
    await fixture.add(
      { pk: '1', email: 'none', phone: '0', loyalty_id: ' ' },
      { pk: '2', email: 'none', phone: '0', loyalty_id: '' },
      { pk: '3', email: '', phone: '12-34-5', foreign_keys: '{"shop": ""}' },
      { pk: '4', email: '', phone: '12345', foreign_keys: '{"shop": " ", "till": null}' },
      { pk: '5', phone: '00 12345' },
      { pk: '6', phone: '001-2345' },
    );
    await fixture.link();
    expect(await fixture.groups()).toEqual([['1'], ['2'], ['3'], ['4'], ['5'], ['6']]);
  });

  it('only by what the config names', async () => {
    await fixture.add(
      { pk: '1', email: 'a@x.example', phone: '123456' },
      { pk: '2', email: 'a@x.example' },
      { pk: '3', phone: '123456' },
    );
    await fixture.link({ by: ['phone'] });
    expect(await fixture.groups()).toEqual([['1', '3'], ['2']]);
    await fixture.link({ by: [] });
    expect(await fixture.groups()).toEqual([['1'], ['2'], ['3']]);
    await fixture.link({ by: ['email'] });
    expect(await fixture.groups()).toEqual([['1', '2'], ['3']]);
    await fixture.add(
      { pk: '4', email: 'a@x.example', foreign_keys: '{"shop": "1"}' },
      { pk: '5', foreign_keys: '{"shop": "1"}' },
    );
    await fixture.link({ by: ['foreign_key'] });
    expect(await fixture.groups()).toEqual([['1'], ['2'], ['3'], ['4', '5']]);
  });

  it('with the kinds of all values that two records share, and only the first record of a value with each other one', async () => {
    const same = { email: 'a@x.example', phone: '123456' };
    await fixture.add(...['1', '2', '3', '4'].map((pk) => ({ pk, ...same })));
    await fixture.link();
    expect(await pairs()).toEqual(['2', '3', '4'].map((pk) => ['1', pk, 'linked: email, phone', 5, 'Exact']));
  });
});

describe('a value of many names', () => {
  const people = (count: number, more: object = {}) =>
    Array.from({ length: count }, (_, n) => ({
      pk: String(n + 10),
      email: 'info@x.example',
      given_name: `Name ${n}`,
      ...more,
    }));

  it('links up to 20 given names, whose case does not count, and nothing from 21', async () => {
    await fixture.add(...people(20), { pk: '50', email: 'info@x.example', given_name: 'NAME 1' });
    await fixture.link();
    expect(await fixture.groups()).toHaveLength(1);
    await fixture.add({ pk: '51', email: 'info@x.example', given_name: 'Zoe' });
    const linked = await fixture.link();
    expect(linked.bad).toEqual({ count: 1, records: 22, examples: ['email info@x.example'] });
    expect(await fixture.groups()).toHaveLength(22);
    expect(await pairs()).toEqual([]);
  });

  it('counts the names of records whose source gave the customer, too, and surnames only of e-mails', async () => {
    await fixture.add(
      ...people(20, { given_name: null }).map((row, n) => ({ ...row, customer_id: `C${n}`, surname: `Sur ${n}` })),
      { pk: '50', email: 'info@x.example', surname: 'Sur 20' },
      ...people(21, { email: null, given_name: null }).map((row, n) => ({
        ...row,
        pk: String(60 + n),
        phone: '555-000',
        surname: `Sur ${n}`,
      })),
    );
    const linked = await fixture.link();
    expect(linked.bad.count).toBe(1);
    const groups = await fixture.groups();
    expect(groups.filter((one) => one.length > 1)).toEqual([Array.from({ length: 21 }, (_, n) => String(60 + n))]);
  });
});

describe('too many records', () => {
  const crowd = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({ pk: String(from + n), email: 'crowd@x.example' }));

  it('are no person: 63 are, 64 stay as they are, and those without a customer get one each', async () => {
    await fixture.add(...crowd(100, 163));
    await fixture.link();
    expect(await fixture.groups()).toHaveLength(1);
    const before = await fixture.customers();
    await fixture.add({ pk: '163', email: 'crowd@x.example' });
    const linked = await fixture.link();
    expect(linked.large).toEqual({
      count: 1,
      records: 64,
      examples: ['64 records, the first of them a 100, 64 by email crowd@x.example'],
    });
    expect(await fixture.customers()).toEqual({ ...before, 163: firstId('163') });
    expect(await fixture.link()).toMatchObject({ linked: 0, moved: 0, pairs: 0, large: { count: 1 } });
  });

  it('from the beginning are customers one each', async () => {
    await fixture.add(...crowd(100, 164));
    await fixture.link();
    expect(await fixture.groups()).toHaveLength(64);
    await fixture.link({ mostRecords: 64 });
    expect(await fixture.groups()).toHaveLength(1);
  });
});

describe('a customer that the source gives', () => {
  it('stays, and takes in the records that share a value with one of its records', async () => {
    await fixture.add(
      { pk: '1', customer_id: 'C1', email: 'a@x.example' },
      { pk: '2', customer_id: 'C1', phone: '123456' },
      { pk: '3', email: 'a@x.example' },
      { pk: '4', phone: '123456' },
    );
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: 'C1', 2: 'C1', 3: 'C1', 4: 'C1' });
    expect(await pairs()).toEqual([
      ['1', '3', 'linked: email', 5, 'Exact'],
      ['2', '4', 'linked: phone', 5, 'Exact'],
    ]);
  });

  it('is never made one with another: what is between them is a customer of its own', async () => {
    await fixture.add(
      { pk: '1', customer_id: 'C1', email: 'a@x.example' },
      { pk: '2', customer_id: 'C2', phone: '123456' },
      { pk: '3', email: 'a@x.example', phone: '123456' },
      { pk: '4', email: 'a@x.example' },
    );
    const linked = await fixture.link();
    expect(linked.between).toEqual({ count: 1, records: 2, examples: ['a 3'] });
    expect(await fixture.customers()).toEqual({ 1: 'C1', 2: 'C2', 3: firstId('3'), 4: firstId('3') });
    await renew('3', { phone: null });
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: 'C1', 2: 'C2', 3: 'C1', 4: 'C1' });
    await renew('1', { email: null });
    await fixture.link();
    expect(await fixture.customers()).toMatchObject({ 1: 'C1', 3: firstId('3', 1), 4: firstId('3', 1) });
  });
});

describe('customers that sources gave and that share a value', () => {
  it('make nobody one by it: each takes in who shares a value with it alone', async () => {
    // Ann and Bob have one telephone. Each has a record at the newsletter, and neither of these knows the other.
    await fixture.add(
      { pk: '1', customer_id: 'Ann', email: 'ann@x.example', phone: '030 123456' },
      { pk: '2', customer_id: 'Bob', email: 'bob@x.example', phone: '030 123456' },
      { pk: '3', email: 'ann@x.example' },
      { pk: '4', email: 'bob@x.example' },
    );
    expect(await fixture.link()).toMatchObject({ between: { count: 0 } });
    expect(await fixture.customers()).toEqual({ 1: 'Ann', 2: 'Bob', 3: 'Ann', 4: 'Bob' });
    // What has the telephone alone is between them.
    await fixture.add({ pk: '5', phone: '030123456' });
    expect(await fixture.link()).toMatchObject({ between: { count: 1, records: 1, examples: ['a 5'] } });
    expect(await fixture.customers()).toEqual({ 1: 'Ann', 2: 'Bob', 3: 'Ann', 4: 'Bob', 5: firstId('5') });
  });

  it('make no component of too many records', async () => {
    const customers = Array.from({ length: 10 }, (_, n) => String(n + 10));
    await fixture.add(
      ...customers.map((n) => ({ pk: n, customer_id: `C${n}`, email: `${n}@x.example`, phone: '030123456' })),
      ...customers.map((n) => ({ pk: `w${n}`, email: `${n}@x.example` })),
    );
    expect(await fixture.link({ mostRecords: 5 })).toMatchObject({ large: { count: 0 }, between: { count: 0 } });
    const found = await fixture.customers();
    expect(customers.map((n) => found[`w${n}`])).toEqual(customers.map((n) => `C${n}`));
  });
});

describe('an id', () => {
  const mail = (letter: string) => `${letter}@x.example`;

  it('is made of the key of the first record, and stays when others come before it', async () => {
    await fixture.add({ pk: '5', email: mail('a') });
    await fixture.link();
    await fixture.add({ pk: '1', email: mail('a') });
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: firstId('5'), 5: firstId('5') });
  });

  it('of the most records stays when persons become one, and of as many that of the oldest', async () => {
    await fixture.add(
      { pk: '1', email: mail('a'), create_dt: '2020-01-01' },
      { pk: '2', email: mail('b') },
      { pk: '3', email: mail('b') },
      { pk: '4', email: mail('c'), create_dt: '2021-01-01' },
      { pk: '5', email: mail('d'), create_dt: '2019-01-01' },
    );
    await fixture.link();
    await renew('1', { phone: '123456' });
    await renew('2', { phone: '123456' });
    await renew('4', { phone: '654321' });
    await renew('5', { phone: '654321' });
    await fixture.link();
    const [two, five] = [firstId('2'), firstId('5')];
    expect(await fixture.customers()).toEqual({ 1: two, 2: two, 3: two, 4: five, 5: five });
  });

  it('stays with the larger part of a person that falls apart, and the smaller never has that of another', async () => {
    await fixture.add(...['1', '2', '3'].map((pk) => ({ pk, email: mail('a') })));
    await fixture.link();
    await renew('1', { email: mail('b') });
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: firstId('1', 1), 2: firstId('1'), 3: firstId('1') });
    // Taken in and let go again, the record has a third one.
    await renew('1', { email: mail('a') });
    await fixture.link();
    await renew('1', { email: mail('b') });
    await fixture.link();
    expect(await fixture.customers()).toMatchObject({ 1: firstId('1', 2), 2: firstId('1') });
  });

  it('goes to the next that it can have, where another person has more of its records', async () => {
    // Person A has 1 to 5, person B 6 and 7; then 1 to 3 go together, and 4 and 5 with 6.
    await fixture.add(
      ...['1', '2', '3', '4', '5'].map((pk) => ({ pk, email: mail('a') })),
      ...['6', '7'].map((pk) => ({ pk, email: mail('b') })),
    );
    await fixture.link();
    for (const pk of ['4', '5', '6']) await renew(pk, { email: mail('c') });
    await fixture.link();
    const [one, six] = [firstId('1'), firstId('6')];
    // Of B 6 and 7 have one each, and 6 is the first.
    expect(await fixture.customers()).toEqual({
      1: one,
      2: one,
      3: one,
      4: six,
      5: six,
      6: six,
      7: firstId('7'),
    });
  });

  it('is gone with its last record, and that of a record that is gone stays with the others', async () => {
    await fixture.add({ pk: '1', email: mail('a') }, { pk: '2', email: mail('a') });
    await fixture.link();
    await fixture.client`delete from facet.unified_customers where pk = '1'`;
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 2: firstId('1') });
    // The record comes back as somebody else, while its first id is in use.
    await fixture.add({ pk: '1', email: mail('b') });
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: firstId('1', 1), 2: firstId('1') });
  });

  it('that a source has begun to give is left to it', async () => {
    await fixture.add({ pk: '1', email: mail('a') });
    await fixture.link();
    await fixture.add({ pk: '9', customer_id: firstId('1'), email: mail('z') });
    await fixture.link();
    expect(await fixture.customers()).toEqual({ 1: firstId('1', 1), 9: firstId('1') });
  });
});

it('thousands of customers who each give half of their records to the next one keep their ids in a row', async () => {
  const { client } = fixture;
  const mails = (shift: number) => client`
    update facet.unified_customers set email = 'm' || (pk::int + ${shift}::int) / 2 || '@x.example'`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, load_id)
    select '', 'a', n::text, 0 from generate_series(10000, 15999) n`;
  await mails(0);
  await fixture.link();
  const before = await fixture.customers();
  await mails(1);
  await fixture.link();
  const after = await fixture.customers();
  expect(await fixture.groups()).toHaveLength(3001);
  // The first record is alone and keeps its id, so each pair is left with the id of its second record.
  const keys = Object.keys(before);
  expect(keys.filter((pk, n) => after[pk] !== before[n % 2 === 1 ? (keys[n + 1] ?? '') : pk])).toEqual(['15999']);
});

it('a second run writes nothing, and a pair that an import brought stays', async () => {
  const { client } = fixture;
  await fixture.add({ pk: '1', email: 'a@x.example' }, { pk: '2', email: 'a@x.example' }, { pk: '3' });
  await client`insert into facet.unified_scores (customer_id, source1, pk1, source2, pk2, score, match_type, load_id)
    values (${firstId('1')}, 'a', '1', 'a', '2', 3.5, 'scored', 0), ('x', 'a', '8', 'a', '9', 3, 'scored', 0)`;
  await fixture.link();
  const all = () => client`select xmin::text, ctid::text, * from facet.unified_customers order by pk`;
  const before = await all();
  expect(await fixture.link()).toMatchObject({ linked: 0, moved: 0, pairs: 0 });
  expect(await all()).toEqual(before);
  expect(await pairs()).toEqual([
    ['1', '2', 'scored', 3.5, null],
    ['8', '9', 'scored', 3, null],
  ]);
});

it('a chain and a star of thousands are found in few rounds', async () => {
  const { client } = fixture;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, phone, load_id)
    select '', 'a', n::text, 'chain' || (n + 1) / 2 || '@x.example', (1000000 + n / 2)::text, 0 from generate_series(1, 3000) n`;
  const { rounds } = await fixture.link({ mostRecords: 1_000_000 });
  expect(rounds).toBeLessThan(40);
  expect(await fixture.groups()).toHaveLength(1);
  await client`truncate facet.unified_customers`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, load_id)
    select '', 'a', n::text, 'hub@x.example', 0 from generate_series(1, 3000) n`;
  expect((await fixture.link({ mostRecords: 1_000_000 })).rounds).toBe(1);
  expect(await fixture.groups()).toHaveLength(1);
});

it('keys as long as an import takes are linked, whatever the index can hold', async () => {
  const long = (letter: string) =>
    Array.from({ length: 1000 }, (_, n) => letter + ((n * 7919) % 997).toString(36))
      .join('')
      .slice(0, 1000);
  const { client } = fixture;
  await fixture.add(
    { datasource: long('x'), pk: long('y'), email: 'a@x.example' },
    { datasource: long('x'), pk: long('z'), email: 'a@x.example' },
    { datasource: long('x'), pk: long('w'), email: 'b@x.example' },
    { pk: '1', customer_id: long('C'), email: 'b@x.example' },
  );
  expect(await fixture.link()).toMatchObject({ linked: 2, pairs: 0 });
  const [waiting] = await client`select count(*)::int as count from facet.unified_customers where customer_id = ''`;
  expect(waiting).toEqual({ count: 1 });
});
