import { randomUUID } from 'node:crypto';
import { recordChange } from '../audit/recordChange.js';
import type { Sql } from '../db/client.js';
import { finishLoad, startLoad, type Job } from '../db/job.js';
import { withRollback } from '../db/withRollback.js';
import { printable } from '../lib/text/printable.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AuditDoor } from '../words/audit/auditWords.js';
import { blockPerson } from './blockPerson.js';
import { gatherPerson } from './gatherPerson.js';
import { holdStill } from './holdStill.js';
import { personTables, statementOf, type TreatedTable } from './personTables.js';
import type { Receipt, TableDone } from './Receipt.js';
import { rewriteRejects } from './rewriteRejects.js';

/** Who wants a person forgotten, and how long that may wait. */
export interface ForgetOptions {
  /** The API key or the user. */
  readonly by: string;
  readonly door: AuditDoor;
  /** Counts, and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Seconds that runs that write persons are waited for; default 600. */
  readonly waitSeconds?: number | undefined;
}

/** Gives the days of the person's snapshots a new load, by which what is held of them in memory is known to be outdated. */
async function renewDays(job: Job): Promise<number> {
  const { client } = job;
  const days = await client<{ day: string }[]>`
    select profile_date as day from facet.customer_profiles where customer_id = (select customer_id from forgetting)`;
  if (days.length === 0) return 0;
  const loadId = await startLoad(job, 'forget', { days: days.length });
  await client`
    update facet.profile_days set load_id = ${loadId}, rows = rows - 1 where profile_date = any(${days.map(({ day }) => day)}::date[])`;
  await finishLoad(job, loadId);
  return days.length;
}

/** Batches that wait have fewer rows then. */
const shrinkBatches = (client: Sql) => client`
  update facet.delivery_batches b set rows = b.rows - mine.rows from (
    select delivery_id, part_number, batch_number, count(*) as rows from facet.delivery_rows
    where customer_id = (select customer_id from forgetting) group by 1, 2, 3) as mine
  where (b.delivery_id, b.part_number, b.batch_number) = (mine.delivery_id, mine.part_number, mine.batch_number)
    and b.state = 'waiting'`;

async function treat(client: Sql, tables: readonly TreatedTable[]): Promise<TableDone[]> {
  const done: TableDone[] = [];
  for (const one of tables) {
    const { count } = await client.unsafe(statementOf(one));
    if (count > 0) done.push({ table: one.table, way: one.treatment.way, rows: count });
  }
  return done;
}

/** Whether the customer was forgotten before. */
async function isForgotten(client: Sql): Promise<boolean> {
  const [found] = await client`
    select 1 from facet.forgotten where person = (select person from forgetting) limit 1`;
  return found !== undefined;
}

/** Does all of it in a transaction, files last: where that is called off before its end, the next run finds the person again. */
async function forgetInside(job: Job, customerId: string, options: ForgetOptions, tables: readonly TreatedTable[]) {
  const { client, now } = job;
  const { by, door, dryRun = false } = options;
  const forgottenId = randomUUID();
  await gatherPerson(client, customerId);
  const again = await isForgotten(client);
  const blocked = await blockPerson(client, forgottenId);
  const days = await renewDays(job);
  await shrinkBatches(client);
  const treated = await treat(client, tables);
  if (treated.length === 0 && !again)
    throw new UserError(
      `Nothing is known of a customer with the id "${printable(customerId)}", so there is nobody to forget.`,
      'CUSTOMER_UNKNOWN',
    );
  const files = await rewriteRejects(client, dryRun);
  const done = { tables: treated, days, files, blocked };
  await client`
    insert into facet.forgotten (forgotten_id, person, at, by, done)
    select ${forgottenId}, person, ${now.toISOString()}, ${by}, ${client.json(done as never)} from forgetting`;
  await recordChange(client, now, { operation: 'forget', viewer: by, door, subject: forgottenId });
  return { forgottenId, at: now.toISOString(), again, ...done };
}

/**
 * Takes a person out of everything that Facet keeps, in one transaction: rows are deleted, or made nobody's where sums are made of them
 * (`personalTables`), files of rejected rows are rewritten, and what the person was known by is blocked, so that no import brings it back.
 * Waits for runs that write persons. A second call finds nothing more. Throws a `UserError` (`CUSTOMER_UNKNOWN`, `TARGET_BUSY`).
 */
export async function forgetPerson(job: Job, customerId: string, options: ForgetOptions): Promise<Receipt> {
  const tables = await personTables(job.client, job.config);
  const { waitSeconds = 600, dryRun = false } = options;
  const onWait = (sentence: string): void => job.progress.say(sentence);
  return holdStill(job.client, tables, { waitSeconds, onWait }, async (client) => {
    if (!dryRun) return forgetInside({ ...job, client }, customerId, options, tables);
    let receipt: Receipt | undefined;
    await withRollback(client, async (inside) => {
      receipt = { ...(await forgetInside({ ...job, client: inside }, customerId, options, tables)), forgottenId: null };
    });
    return receipt as Receipt;
  });
}
