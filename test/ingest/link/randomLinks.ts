import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedGroups, expectedIds, type PlainRecord } from './plainLinks.js';
import { linkFixture, type LinkFixture } from './linkFixture.js';

let fixture: LinkFixture;

const limits = { mostNames: 2, mostRecords: 5 };

const some = (prefix: string, count: number) =>
  fc.option(
    fc.integer({ min: 1, max: count }).map((n) => `${prefix}${n}`),
    { nil: null, freq: 2 },
  );

/** Records 10 and up have customers of their source. */
const record = fc.record({
  pk: fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
  email: some('mail', 6).map((name) => (name === null ? null : `${name}@x.example`)),
  phone: some('55500', 6),
  loyalty_id: some('L', 5),
  fk: some('K', 5),
  given_name: some('name', 4),
  surname: some('sur', 4),
  create_dt: fc.option(fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01'), { nil: null, freq: 2 }),
});

const step = fc.record({
  put: fc.uniqueArray(record, { maxLength: 9, selector: ({ pk }) => pk }),
  remove: fc.uniqueArray(
    fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0')),
    { maxLength: 2 },
  ),
});

const givenOf = (pk: string): string => (pk >= '10' ? `G${Number(pk) % 2}` : '');

/** Writes a step's records as an import does: a record that is there keeps its customer. */
async function put(records: readonly (typeof record extends fc.Arbitrary<infer T> ? T : never)[]): Promise<void> {
  for (const { pk, fk, ...values } of records) {
    const keys = fk === null ? '{}' : JSON.stringify({ shop: fk });
    const { client } = fixture;
    const { count } = await client`
      update facet.unified_customers set ${client({ ...values })}, foreign_keys = ${keys}::text::jsonb where pk = ${pk}`;
    if (count > 0) continue;
    await fixture.add({ pk, customer_id: givenOf(pk), foreign_keys: keys, ...values });
  }
}

const read = (): Promise<PlainRecord[]> =>
  fixture.client<PlainRecord[]>`
    select pk, customer_id as customer, email, phone, loyalty_id, foreign_keys ->> 'shop' as fk, given_name, surname,
      create_dt::text, pk < '10' as waits
    from facet.unified_customers order by pk`;

/** Whether records of the source link the group's records: then they are one by way of others. */
async function isBetween(group: readonly string[]): Promise<boolean> {
  const [found] = await fixture.client<{ found: boolean }[]>`
    select exists (
      select 1 from facet.unified_customers a join facet.unified_customers b
        on a.email = b.email or a.phone = b.phone or a.loyalty_id = b.loyalty_id or a.foreign_keys -> 'shop' = b.foreign_keys -> 'shop'
      where a.pk = any(${[...group]}) and b.pk >= '10') as found`;
  return found?.found === true;
}

/** Tests linking with random records, some runs for each seed. */
export function testRandomLinks(seeds: readonly number[], numRuns: number): void {
  beforeAll(async () => {
    fixture = await linkFixture();
  });
  afterAll(() => fixture.drop());

  it.each(seeds)(
    'records that come, change and go are one customer where a union-find says so, and keep the ids that the rules say (seed %i)',
    async (seed) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
          await fixture.client`truncate facet.unified_customers, facet.unified_scores`;
          for (const { put: records, remove } of steps) {
            await fixture.client`delete from facet.unified_customers where pk = any(${remove})`;
            await put(records);
            const before = await read();
            await fixture.link(limits);
            const after = await fixture.customers();
            const groups = expectedGroups(before, limits);
            const ids = expectedIds(before, groups, limits);
            const expected = Object.fromEntries(
              before.map(({ pk, customer, waits }) => [pk, waits ? ids.get(pk) : customer] as const),
            );
            // A new id is told by the record that it is made of.
            const found = Object.fromEntries(
              Object.entries(after).map(([pk, id]) => [
                pk,
                before.some(({ customer }) => customer === id)
                  ? id
                  : `new of ${groups.find((one) => one.includes(pk))?.[0]}`,
              ]),
            );
            expect(found).toEqual(expected);
            const made = new Map(groups.map((group) => [after[group[0] ?? ''], group]));
            const own = groups.filter((group) => !String(after[group[0] ?? '']).startsWith('G'));
            expect([...made.keys()].filter((id) => !String(id).startsWith('G'))).toHaveLength(own.length);
            expect(await fixture.link(limits)).toMatchObject({ linked: 0, moved: 0, pairs: 0 });
          }
        }),
        { numRuns, seed },
      );
    },
    300_000,
  );

  it.each(seeds)(
    'the pairs of a customer are no more than its values, and lead from each of its records to every other (seed %i)',
    async (seed) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(record, { minLength: 4, maxLength: 12, selector: ({ pk }) => pk }),
          async (records) => {
            await fixture.client`truncate facet.unified_customers, facet.unified_scores`;
            await put(records);
            await fixture.link({ mostNames: 1_000_000, mostRecords: 1000 });
            const customers = await fixture.customers();
            const pairs = await fixture.client<{ customer_id: string; pk1: string; pk2: string }[]>`
          select customer_id, pk1, pk2 from facet.unified_scores`;
            expect(pairs.length).toBeLessThanOrEqual(records.length * 4);
            const reached = new Map(Object.keys(customers).map((pk) => [pk, pk]));
            const root = (pk: string): string => (reached.get(pk) === pk ? pk : root(reached.get(pk) ?? pk));
            for (const { customer_id, pk1, pk2 } of pairs) {
              expect([customers[pk1], customers[pk2], pk1 < pk2]).toEqual([customer_id, customer_id, true]);
              reached.set(root(pk1), root(pk2));
            }
            // A customer of the source is one whatever its records share, so only linked ones are asked for.
            for (const group of (await fixture.groups()).filter((one) => one.every((pk) => pk < '10')))
              if (!(await isBetween(group))) expect(new Set(group.map(root)).size).toBe(1);
          },
        ),
        { numRuns, seed },
      );
    },
    300_000,
  );
}
