import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { importSources } from '../src/ingest/import/importSources.js';
import { packageRoot } from '../src/lib/process/packageRoot.js';
import { openBenchDatabase, type BenchDatabase } from './database.js';

const dir = join(process.env['FACET_TEST_DATA'] ?? join(packageRoot, '..', 'shared', 'data'), 'online-retail-ii');
const files = ['online_retail_2009_2010.csv.gz', 'online_retail_2010_2011.csv.gz'];

/** Seconds that `copy … from stdin (format csv)` takes for each file's bytes, into a table like that of the order lines. */
async function copySeconds({ client }: BenchDatabase): Promise<number[]> {
  await client`create sequence public.line_ids`;
  await client`create table public.lines (like facet.unified_itemized_transactions including all)`;
  await client`alter table public.lines alter line_id set default nextval('public.line_ids')::text,
    alter load_id set default 1, alter customer_id set default ''`;
  const seconds: number[] = [];
  for (const file of files) {
    const bytes = gunzipSync(readFileSync(join(dir, file)));
    const began = performance.now();
    const stream = await client
      .unsafe(
        `copy public.lines (order_id, product_id, payment_method, item_quantity, order_datetime, item_revenue, customer_id,
          store_id) from stdin with (format csv, header, force_not_null (customer_id))`,
      )
      .writable();
    await new Promise<void>((resolve, reject) => {
      stream.on('finish', resolve).on('error', reject);
      stream.end(bytes);
    });
    seconds.push((performance.now() - began) / 1000);
  }
  return seconds;
}

/** A config of the example's order lines alone. */
async function linesConfig(folder: string): Promise<string> {
  const example = parse(readFileSync(join(packageRoot, 'examples', 'online-retail-ii.yml'), 'utf8')) as {
    readonly imports: readonly { readonly target: string }[];
  };
  const imports = example.imports.filter(({ target }) => target === 'unified_itemized_transactions');
  const file = join(folder, 'lines.yml');
  await writeFile(file, stringify({ ...example, imports }));
  return file;
}

/** The import of the order lines of Online Retail II against a plain COPY of the same bytes, in one run. */
export async function importSpeed(): Promise<void> {
  const database = await openBenchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'facet-bench-'));
  try {
    const copied = await copySeconds(database);
    await database.client`checkpoint`;
    const configFile = await linesConfig(folder);
    const began = performance.now();
    const { files: reports } = await importSources(database.job, { configFile, dir }, { loadId: '1' });
    // One file is read while the other is written, so only the whole can be compared.
    const seconds = (performance.now() - began) / 1000;
    const rows = reports.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    const plain = copied.reduce((sum, each) => sum + each, 0);
    console.log(
      `${rows} rows: import ${seconds.toFixed(1)} s, copy ${plain.toFixed(1)} s, ${(plain / seconds).toFixed(2)} × the ` +
        'speed of copy (at least 0.5 is wanted)',
    );
  } finally {
    await database.drop();
    await rm(folder, { recursive: true });
  }
}
