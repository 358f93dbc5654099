import type { SQL } from 'drizzle-orm';
import { meaningsOn } from '../../catalogue/catalogue.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Sql } from '../../db/client.js';
import { isDistributed } from '../../db/isDistributed.js';
import type { Job } from '../../db/job.js';
import { runLimits } from '../../config/runs/runLimits.js';
import { transact } from '../../db/transact.js';
import { eachOf } from '../../lib/async/eachOf.js';
import { createRegistry } from '../families/registry.js';
import { stillStored, type DayStretches } from '../stretches/dayStretches.js';
import { dropStretches } from '../stretches/stretchTables.js';
import { planForSets } from '../values/planForSets.js';
import { filledSlots } from './filledSlots.js';
import { nextChunk } from './nextChunk.js';
import { replaceDays } from './replaceDays.js';
import { insertProfileDays } from './slotStatements.js';

/** Rows that one transaction writes at most: more days go into the next. */
const rowsPerTransaction = 400_000;

/** The least number of stretches that a run is split into, where it has as many days. */
const leastStretches = 6;

/** What is written: the rows of a population, and how many they are a day. */
interface Writing {
  readonly population: SQL;
  readonly customers: number;
  readonly loadId: string;
  /** The values of the one day that is written, where they were computed before. */
  readonly stretches?: DayStretches | undefined;
}

interface Written {
  readonly rows: number;
  /** Numbers that did not fit their slot and became null. */
  readonly unfit: number;
}

/** A running stretch: when it has its locks, and when it is committed. */
interface Stretch {
  readonly locked: Promise<void>;
  readonly written: Promise<void>;
}

/** Writes the days of a stretch, each under the meanings that hold on it, in the transaction of `client`. */
async function writeDays(
  client: Sql,
  job: Job,
  days: readonly string[],
  { population, loadId, stretches }: Writing,
): Promise<Written> {
  const { config } = job;
  const stored = await stillStored(client, job, stretches);
  await planForSets(client, config);
  const catalogue = await readCatalogue(client);
  const under = { loadId, isSpread: await isDistributed(client) };
  const total = { rows: 0, unfit: 0 };
  for (let rest = days; rest.length > 0;) {
    const chunk = nextChunk(rest, catalogue);
    const filled = filledSlots(meaningsOn(catalogue, chunk[0] ?? ''), createRegistry(config));
    const insert = insertProfileDays(filled, under, {
      days: chunk,
      timeZone: config.timeZone,
      enrichment: config.enrichment,
      population,
      ...(stored !== undefined && { stored }),
    });
    const { rows, unfit } = await replaceDays(client, chunk, loadId, insert);
    total.rows += rows;
    total.unfit += unfit;
    rest = rest.slice(chunk.length);
  }
  if (stretches !== undefined) await dropStretches(client);
  return total;
}

/**
 * Writes a stretch in one transaction, which commits after the stretch before it: a run that ends half-way leaves no gap. It
 * takes its locks after that one too: another session between the two in the queue would make the first wait for the second,
 * which waits for the first.
 */
function writeStretch(
  job: Job,
  days: readonly string[],
  before: Stretch,
  { writing, done }: { readonly writing: Writing; readonly done: (written: Written) => void },
): Stretch {
  let markLocked = (): void => {};
  const locked = new Promise<void>((resolve) => {
    markLocked = resolve;
  });
  const write = async (): Promise<void> => {
    await before.locked;
    const written = await transact(job.client, async (client) => {
      await client`lock table facet.customer_profiles, facet.profile_days in row exclusive mode`;
      // A change of the catalogue waits until these days are written, or these days are written under it.
      await client`select version from facet.catalogue_version for share`;
      markLocked();
      const made = await writeDays(client, job, days, writing);
      await before.written;
      return made;
    });
    done(written);
  };
  return { locked, written: write().finally(markLocked) };
}

const split = (days: readonly string[], most: number): string[][] =>
  Array.from({ length: Math.ceil(days.length / most) }, (_, index) => days.slice(index * most, (index + 1) * most));

/** Replaces the snapshots of days, in stretches that are committed in order. */
export async function writeStretches(job: Job, days: readonly string[], writing: Writing): Promise<Written> {
  const fitting = Math.max(1, Math.floor(rowsPerTransaction / Math.max(1, writing.customers)));
  const total = { rows: 0, unfit: 0, days: 0 };
  const say = (): void => job.progress.update(`snapshot: ${total.days} of ${days.length} days, ${total.rows} rows`);
  say();
  let newest: Stretch = { locked: Promise.resolve(), written: Promise.resolve() };
  await eachOf(
    split(days, Math.min(fitting, Math.ceil(days.length / leastStretches))),
    runLimits(job.config).parallel,
    (stretch) => {
      const done = ({ rows, unfit }: Written): void => {
        total.rows += rows;
        total.unfit += unfit;
        total.days += stretch.length;
        say();
      };
      newest = writeStretch(job, stretch, newest, { writing, done });
      return newest.written;
    },
  );
  return total;
}
