import { readConfig, type Config } from '../../../src/config.js';
import type { Sql } from '../../../src/db/client.js';
import { transact } from '../../../src/db/transact.js';
import { linkRecords, type Linked } from '../../../src/ingest/link/index.js';
import { silentProgress } from '../../../src/lib/process/progress.js';
import { cloneDatabase } from '../../support/database.js';
import { insertRecords, type Row } from '../derive/deriveSupport.js';

export interface LinkFixture {
  readonly client: Sql;
  /** Adds records that wait, of data source `a` unless told. */
  add(...rows: readonly Row[]): Promise<void>;
  link(linking?: Partial<Config['linking']>): Promise<Linked>;
  /** The customer of each record, by `pk`. */
  customers(): Promise<Readonly<Record<string, string>>>;
  /** The keys of the records of each customer, as a sorted list of sorted lists. */
  groups(): Promise<string[][]>;
  drop(): Promise<void>;
}

/** A database of its own for linking. */
export async function linkFixture(): Promise<LinkFixture> {
  const database = await cloneDatabase();
  const { client } = database;
  let load = 100;
  const customers: LinkFixture['customers'] = async () => {
    const rows = await client<{ pk: string; customer_id: string }[]>`
      select pk, customer_id from facet.unified_customers order by pk`;
    return Object.fromEntries(rows.map(({ pk, customer_id }) => [pk, customer_id]));
  };
  return {
    client,
    customers,
    async add(...rows) {
      for (const { foreign_keys = null, ...row } of rows) {
        await insertRecords(client, { datasource: 'a', customer_id: '', ...row });
        if (foreign_keys !== null)
          await client`update facet.unified_customers set foreign_keys = ${String(foreign_keys)}::text::jsonb
            where pk = ${String(row['pk'])}`;
      }
    },
    link(linking = {}) {
      const config = readConfig({});
      load += 1;
      return transact(client, (inside) =>
        linkRecords(
          {
            client: inside,
            config: { ...config, linking: { ...config.linking, ...linking } },
            progress: silentProgress,
            now: new Date('2026-06-30T12:00:00Z'),
          },
          String(load),
        ),
      );
    },
    async groups() {
      const byCustomer = new Map<string, string[]>();
      for (const [pk, customer] of Object.entries(await customers()))
        byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), pk]);
      return [...byCustomer.values()]
        .map((pks) => pks.toSorted())
        .toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
    },
    drop: () => database.drop(),
  };
}
