import { basename } from 'node:path';
import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { transact } from '../../db/transact.js';
import { withRollback } from '../../db/withRollback.js';
import { createRejectsFile, type RejectsFile } from '../../ingest/import/rejects/rejectsFile.js';
import { copyIn } from '../../ingest/import/staging/copyIn.js';
import { UserError } from '../../lib/errors/UserError.js';
import { plural } from '../../lib/text/plural.js';
import { shortened } from '../../lib/text/shortened.js';
import { compile } from '../../db/sql.js';
import { checkSegmentId, checkSegmentName, idOfName } from '../checkNames.js';
import { copyLines, type ReadCounts } from './copyLines.js';
import {
  analyseValues,
  copyValues,
  countFound,
  createFound,
  createListValues,
  found,
  keySystem,
  matchValues,
} from './matchValues.js';
import { openValues } from './openValues.js';

/** A file to be uploaded as a list. */
export interface Upload {
  readonly file: string;
  /** The system of its identifiers; `id` for keys of customers. */
  readonly system: string;
  readonly column?: string | undefined;
  /** Default: the file's name without its extension. */
  readonly name?: string | undefined;
  /** Default: made of the name. */
  readonly id?: string | undefined;
  /** Whether a list of the id is written anew. */
  readonly replace?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  /** Where values without one customer are written. */
  readonly rejectsFile: string;
  readonly uploadedBy: string;
}

/** What an upload found. */
export interface UploadReport {
  readonly listId: string;
  readonly name: string;
  readonly column: string | null;
  readonly rows: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly ambiguous: number;
}

const system = async (client: Sql, asked: string): Promise<void> => {
  if (asked === keySystem) return;
  const [known] = await run<{ known: boolean }>(
    client,
    sql`select exists (select 1 from facet.customer_identifiers
      where (facet.folded(system) collate "C") = (facet.folded(${asked}::text) collate "C")) as known`,
  );
  if (known?.known === true) return;
  const systems = await run<{ system: string }>(
    client,
    sql`select distinct system from facet.customer_identifiers order by system limit 50`,
  );
  const names = systems.map((one) => `"${shortened(one.system)}"`).join(', ');
  throw new UserError(
    `No customer has an identifier of the system "${shortened(asked)}" (--by); known are ${names === '' ? '' : `${names}, and `}"id" for keys of customers.`,
    'UNKNOWN_SYSTEM',
  );
};

const taken = (id: string): UserError =>
  new UserError(
    `There is a list "${id}" already: write it anew by --replace, or choose another --id.`,
    'SEGMENT_TAKEN',
  );

async function refuseTaken(client: Sql, id: string, { replace = false }: Upload): Promise<void> {
  if (replace) return;
  const rows = await run(client, sql`select 1 from facet.segment_lists where list_id = ${id}`);
  if (rows.length > 0) throw taken(id);
}

/** Rows that nobody, or several, are known by, in the order of the file. */
async function writeRejects(
  client: Sql,
  rejects: RejectsFile,
  { file, column }: { file: string; column: string | null },
) {
  const statement = compile(sql`
    select line, value, owners from ${found} where owners <> 1 order by line`);
  const rows = client.unsafe<{ line: string; value: string; owners: number }[]>(statement.text).cursor(1000);
  for await (const batch of rows) {
    for (const { line, value, owners } of batch)
      rejects.add(
        {
          file,
          line: Number(line),
          column: column ?? '',
          value,
          reason: owners === 0 ? 'is no customer' : `belongs to ${plural(owners, 'customer')}`,
        },
        { line: Number(line), fields: [value] },
      );
    await rejects.flush();
  }
}

const membersOf = (id: string, loadId: string): SQL => sql`
  insert into facet.segment_list_members (customer_id, list_id, app, load_id)
  select c.customer_id, ${id}::text, c.app, ${loadId}::bigint
  from facet.customers c where c.customer_id in (select customer_id from ${found} where owners = 1)`;

interface Found {
  readonly rows: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly ambiguous: number;
}

async function stage(
  client: Sql,
  job: Job,
  upload: Upload,
  rejects: RejectsFile,
): Promise<Found & { column: string | null }> {
  const { file, system: by, column } = upload;
  const values = await openValues(file, by, column);
  const counts: ReadCounts = { rows: 0, unfit: 0 };
  await run(client, createListValues);
  const place = { file: basename(file), column: values.column };
  await copyIn(client, compile(copyValues).text, copyLines(values, counts, { job, rejects, ...place }));
  await run(client, analyseValues);
  job.progress.update(`looking for ${plural(counts.rows, 'row')}`);
  await run(client, createFound);
  await run(client, matchValues(by));
  const [result] = await run<Found>(client, countFound);
  await writeRejects(client, rejects, place);
  const { matched = 0, unmatched = 0, ambiguous = 0 } = result ?? {};
  return { rows: counts.rows, matched, unmatched: unmatched + counts.unfit, ambiguous, column: values.column };
}

async function write(client: Sql, job: Job, upload: Upload, rejects: RejectsFile, list: { id: string; name: string }) {
  const { system: by, uploadedBy, file } = upload;
  await refuseTaken(client, list.id, upload);
  const loadId = await startLoad({ ...job, client }, 'segment list', {
    list: list.id,
    system: by,
    file: basename(file),
  });
  const staged = await stage(client, job, upload, rejects);
  await run(client, sql`delete from facet.segment_list_members where list_id = ${list.id}`);
  await run(client, membersOf(list.id, loadId));
  await run(
    client,
    sql`insert into facet.segment_lists (list_id, name, system, uploaded_by, uploaded_at, rows, matched, unmatched, ambiguous, load_id)
    values (${list.id}, ${list.name}, ${by}, ${uploadedBy}, ${job.now.toISOString()}, ${staged.rows}, ${staged.matched},
      ${staged.unmatched}, ${staged.ambiguous}, ${loadId})
    on conflict (list_id) do update set name = excluded.name, system = excluded.system, uploaded_by = excluded.uploaded_by,
      uploaded_at = excluded.uploaded_at, rows = excluded.rows, matched = excluded.matched, unmatched = excluded.unmatched,
      ambiguous = excluded.ambiguous, load_id = excluded.load_id`,
  );
  const report: UploadReport = { listId: list.id, name: list.name, ...staged };
  await finishLoad({ client }, loadId, report);
  return report;
}

const withoutExtension = (file: string): string =>
  basename(file)
    .replace(/(?:\.gz)$/i, '')
    .replace(/\.[^.]+$/, '');

/**
 * Uploads a file of identifiers as a list that segments can name, whole or not at all: whoever is known by one of them is on it. Values
 * that nobody or several are known by are written to the rejects file. Throws a `UserError` that says what cannot be.
 */
export async function uploadList(job: Job, upload: Upload): Promise<UploadReport> {
  const name = checkSegmentName(upload.name ?? withoutExtension(upload.file), 'name');
  const id = checkSegmentId(upload.id ?? idOfName(name), 'id');
  await system(job.client, upload.system);
  await refuseTaken(job.client, id, upload);
  const rejects = createRejectsFile(upload.rejectsFile);
  let report: UploadReport | undefined;
  const work = async (client: Sql): Promise<void> => {
    report = await write(client, job, upload, rejects, { id, name });
  };
  try {
    await withTargetLock(job, `segment list ${id}`, async () =>
      upload.dryRun === true ? withRollback(job.client, work) : transact(job.client, work),
    );
  } finally {
    await rejects.close();
  }
  if (report === undefined) throw new Error('An upload gave no report');
  return report;
}
