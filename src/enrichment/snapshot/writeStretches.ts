import type { SQL } from 'drizzle-orm';
import { meaningsOn } from '../../catalogue/catalogue.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { eachOf } from '../../lib/eachOf.js';
import { planForSets } from '../planForSets.js';
import { createRegistry } from '../registry.js';
import { nextChunk } from './nextChunk.js';
import { replaceDays } from './replaceDays.js';
import { filledSlots, insertDays } from './writeDays.js';

/** Rows that one transaction writes at the most: more days go into the next. */
const rowsPerTransaction = 400_000;

/** Transactions under way at the same time. */
const atOnce = 2;

/** Stretches of days that a run is cut into at least, where it has as many days. */
const leastStretches = 6;

/** Whose rows are written. */
interface Writing {
  readonly population: SQL;
  readonly customers: number;
  readonly loadId: string;
}

interface Written {
  readonly rows: number;
  /** Numbers that did not fit their slot and became null. */
  readonly unfit: number;
}

/** A stretch under way: when it has its locks, and when its rows are there for all to see. */
interface Stretch {
  readonly locked: Promise<void>;
  readonly written: Promise<void>;
}

/** Writes the days of a stretch, each under the meanings that hold on it, in the transaction of `sql`. */
async function writeDays(
  sql: Sql,
  job: Job,
  days: readonly string[],
  { population, loadId }: Writing,
): Promise<Written> {
  const { config } = job;
  const catalogue = await readCatalogue(sql);
  const total = { rows: 0, unfit: 0 };
  for (let rest = days; rest.length > 0;) {
    const chunk = nextChunk(rest, catalogue);
    const filled = filledSlots(meaningsOn(catalogue, chunk[0] ?? ''), createRegistry(config));
    const insert = insertDays(filled, loadId, {
      days: chunk,
      timeZone: config.timeZone,
      enrichment: config.enrichment,
      population,
    });
    const { rows, unfit } = await replaceDays(sql, chunk, loadId, insert);
    total.rows += rows;
    total.unfit += unfit;
    rest = rest.slice(chunk.length);
  }
  return total;
}

/**
 * Writes a stretch in one transaction, which commits when the stretch before it has: a run that ends half-way leaves no gap.
 * It takes its locks after that one has, for whoever comes between the two in a queue would make the first wait for the
 * second, which waits for the first.
 */
function writeStretch(
  job: Job,
  days: readonly string[],
  before: Stretch,
  { writing, done }: { readonly writing: Writing; readonly done: (written: Written) => void },
): Stretch {
  let tellLocked = (): void => {};
  const locked = new Promise<void>((resolve) => {
    tellLocked = resolve;
  });
  const write = async (): Promise<void> => {
    await before.locked;
    const written = (await job.sql.begin(async (transaction) => {
      const sql = transaction as unknown as Sql;
      await planForSets(sql);
      await sql`lock table facet.customer_profiles, facet.profile_days in row exclusive mode`;
      // A change of the catalogue waits until these days are written, or these days are written under it.
      await sql`select version from facet.catalogue_version for share`;
      tellLocked();
      const made = await writeDays(sql, job, days, writing);
      await before.written;
      return made;
    })) as Written;
    done(written);
  };
  return { locked, written: write().finally(tellLocked) };
}

const cut = (days: readonly string[], most: number): string[][] =>
  Array.from({ length: Math.ceil(days.length / most) }, (_, index) => days.slice(index * most, (index + 1) * most));

/** Writes the snapshots of days in place of what they held, in stretches of days; what is there is always the first of them. */
export async function writeStretches(job: Job, days: readonly string[], writing: Writing): Promise<Written> {
  const fitting = Math.max(1, Math.floor(rowsPerTransaction / Math.max(1, writing.customers)));
  const total = { rows: 0, unfit: 0, days: 0 };
  const say = (): void => job.progress.update(`snapshot: ${total.days} of ${days.length} days, ${total.rows} rows`);
  say();
  let newest: Stretch = { locked: Promise.resolve(), written: Promise.resolve() };
  await eachOf(cut(days, Math.min(fitting, Math.ceil(days.length / leastStretches))), atOnce, (stretch) => {
    const done = ({ rows, unfit }: Written): void => {
      total.rows += rows;
      total.unfit += unfit;
      total.days += stretch.length;
      say();
    };
    newest = writeStretch(job, stretch, newest, { writing, done });
    return newest.written;
  });
  return total;
}
