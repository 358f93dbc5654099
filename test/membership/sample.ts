import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { askerOf, type Asker } from '../../src/membership/openContext.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openScope } from '../support/scope.js';

/**
 * Five customers, with snapshots of three days of all but E:
 *
 * | id | country | TIER on 20, 21, 22 November | SALES     |
 * | A  | DE      | gold, gold, silver          | 10 11 12  |
 * | B  | AT      | gold, silver, silver        | 20 21 22  |
 * | C  | DE      | silver, gold, gold          | 30 31 32  |
 * | D  | null    | null, null, gold            | null      |
 * | E  | FR      | (no snapshot)                           |
 */
const tiers: Readonly<Record<string, readonly (string | null)[]>> = {
  A: ['gold', 'gold', 'silver'],
  B: ['gold', 'silver', 'silver'],
  C: ['silver', 'gold', 'gold'],
  D: [null, null, 'gold'],
};

const countries: Readonly<Record<string, string | null>> = { A: 'DE', B: 'AT', C: 'DE', D: null, E: 'FR' };

export const sampleDays = ['2026-11-20', '2026-11-21', '2026-11-22'] as const;

/** Writes a day of snapshots by a load of its own. */
async function addDay({ client }: TestDatabase, day: string, n: number): Promise<void> {
  await client`select facet.ensure_partitions('customer_profiles', ${day}, ${day})`;
  const [load] = await client<{ load_id: string }[]>`
    insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), 'test') returning load_id`;
  const loadId = String(load?.load_id);
  await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values (${day}, ${loadId}, 4, true)`;
  for (const [id, values] of Object.entries(tiers)) {
    const sales = id === 'D' ? null : String((id.charCodeAt(0) - 64) * 10 + n);
    await client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, field1)
      values (${id}, ${day}, ${loadId}, ${values[n] ?? null}, ${sales})`;
  }
}

/** A database with the customers above, and identifiers of the systems `card` and `Shop`. */
export async function openMembers(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.customers ${client(
      Object.entries(countries).map(([customer_id, country]) => ({
        customer_id,
        country,
        source_records: 1,
        load_id: 0,
      })),
    )}`;
  const identifiers = [
    ['A', 'card', 'c-1'],
    ['B', 'card', 'c-2'],
    ['B', 'Shop', 's-2'],
    ['C', 'Shop', 's-2'],
    ['D', 'email', 'dora@example.com'],
  ].map(([customer_id, system, value]) => ({ customer_id, system, value, load_id: 0 }));
  await client`insert into facet.customer_identifiers ${client(identifiers)}`;
  await changeCatalogue(
    client,
    () => [
      { kind: 'add' as const, alias: 'TIER', dataType: 'text' as const, description: 'A tier.' },
      { kind: 'add' as const, alias: 'SALES', dataType: 'decimal' as const, description: 'Sales.' },
    ],
    { today: '2026-11-23' },
  );
  for (const [n, day] of sampleDays.entries()) await addDay(database, day, n);
  return database;
}

/** Who asks about segments of that database at noon of 23 November 2026. */
export const openAsker = async (database: TestDatabase): Promise<Asker> =>
  askerOf(openScope(database, { catalogue: await readCatalogue(database.client) }));

/** Customers of a tier. */
export const ofTier = (...values: readonly string[]) => ({
  include: { groups: [{ conditions: [{ attribute: { name: 'TIER', text: { in: [...values] } } }] }] },
});

/** Customers of countries. */
export const ofCountry = (...values: readonly string[]) => ({
  include: { groups: [{ conditions: [{ column: { name: 'country', text: { in: [...values] } } }] }] },
});
