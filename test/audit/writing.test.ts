import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../src/audit/AuditEntry.js';
import { AuditWriter } from '../../src/audit/AuditWriter.js';
import { insertEntries } from '../../src/audit/insertEntries.js';
import { keepAudit } from '../../src/audit/keepAudit.js';
import { openClient } from '../../src/db/client.js';
import { until } from '../gateway/testServer.js';
import { asAdmin, cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { entriesOf, openServed } from './openServed.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', email: 'a@example.org' }]);
});
afterAll(() => database?.drop());

const asks = 'query Mail { customer(id: "A") { email } }';

/** Keeps everybody out of the database, or lets them in again. */
const allow = (allowed: boolean): Promise<void> =>
  asAdmin(async (admin) => {
    const name = (database.target as { database: string }).database;
    await admin.unsafe(`alter database ${name} with allow_connections ${allowed}`);
    if (!allowed) await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  });

it('writes what waits when the server stops', async () => {
  const { serving, ask } = await openServed(database);
  await Promise.all([ask(asks), ask(asks), ask(asks)]);
  await serving.stop();
  expect((await entriesOf(database)).map(({ operation }) => operation)).toEqual(['Mail', 'Mail', 'Mail']);
});

it('keeps entries while the database is away, writes each once when it is back, and says so', async () => {
  const { serving, ask, lines } = await openServed(database);
  const before = (await entriesOf(database)).length;
  expect((await ask(asks)).status).toBe(200);
  await allow(false);
  // Refused, because nobody can be looked up or read; its entry waits like that of the answer before.
  expect((await ask(asks)).errors?.[0]?.extensions['code']).toBe('DATABASE_UNAVAILABLE');
  await until(() => lines.some((line) => line.includes('The audit log cannot be written')));
  await allow(true);
  await until(async () => (await entriesOf(database).catch(() => [])).length === before + 2);
  await until(() => lines.some((line) => line.includes('The audit log is written again')));
  await serving.stop();
  const codes = (await entriesOf(database)).slice(before).map((entry) => entry['codes']);
  expect(codes).toEqual([[], ['DATABASE_UNAVAILABLE']]);
});

const entry = (operation: string): AuditEntry => ({
  at: '2026-03-31T09:00:00.000Z',
  entryId: randomUUID(),
  kind: 'READ',
  door: 'graphql',
  operation,
});

/** What a writer logs, and a writer on a client. */
function openWriter(client: TestDatabase['client'], most: number) {
  const errors: object[] = [];
  const log = { error: (told: object) => void errors.push(told), info: () => {} } as never;
  const write = (entries: readonly AuditEntry[]): Promise<void> => insertEntries(client, entries);
  return { errors, writer: new AuditWriter({ log, most, retryAfter: 50, write }) };
}

it('drops the oldest beyond what memory may take, and writes how many they were', async () => {
  await database.client`select facet.ensure_partitions('audit_log', '2026-03-31', '2026-03-31')`;
  const { errors, writer } = openWriter(database.client, 20);
  for (let n = 1; n <= 25; n += 1) writer.add(entry(`q${n}`));
  await writer.stop();
  const rows = await database.client<{ kind: string; operation: string; lost: string }[]>`
    select kind, operation, lost from facet.audit_log where at = '2026-03-31T09:00:00Z'`;
  // Two at once, each time the 21st comes: q1 and q2 with q21, q3 and q4 with q23, q5 and q6 with q25.
  expect(rows.filter(({ kind }) => kind === 'GAP').map(({ lost }) => lost)).toEqual(['6']);
  const kept = rows.filter(({ kind }) => kind === 'READ').map(({ operation }) => Number(operation.slice(1)));
  expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, index) => index + 7));
  expect(errors).toHaveLength(1);
});

it('logs how many entries are lost at the end where the database does not come back', async () => {
  const nowhere = openClient({ kind: 'url', url: 'postgres://127.0.0.1:1/none' });
  const { errors, writer } = openWriter(nowhere, 20);
  for (let n = 1; n <= 3; n += 1) writer.add(entry(`q${n}`));
  await writer.stop(200);
  await nowhere.end({ timeout: 0 });
  expect(errors.at(-1)).toEqual({ lost: 3 });
});

it('writes the others where one entry is refused', async () => {
  const { errors, writer } = openWriter(database.client, 20);
  writer.add({ ...entry('good'), at: '2026-03-30T00:00:00Z' });
  writer.add({ ...entry('bad'), at: '2026-03-30T00:00:00Z', operation: 'half \ud800' });
  writer.add({ ...entry('also good'), at: '2026-03-30T00:00:00Z' });
  await writer.stop();
  const rows = await database.client`
    select operation from facet.audit_log where at = '2026-03-30T00:00:00Z' order by operation`;
  expect(rows).toEqual([{ operation: 'also good' }, { operation: 'good' }]);
  expect(errors).toMatchObject([{ lost: 1 }]);
});

it('drops months beyond the days that are kept, one that is read the next time, and makes the next one', async () => {
  await database.client`select facet.ensure_partitions('audit_log', '2024-12-01', '2025-03-01')`;
  const job = testJob(database, '2026-03-31T09:00:00Z');
  await database.client.begin(async (reader) => {
    await reader`select from facet.audit_log_2025_01`;
    expect(await keepAudit(job, 2)).toEqual(['2024_12']);
  });
  // 400 days before 31 March 2026 is 24 February 2025.
  expect(await keepAudit(job)).toEqual(['2025_01']);
  const [made] = await database.client`
    select to_regclass('facet.audit_log_2025_02') is not null as kept, to_regclass('facet.audit_log_2026_04') is not null as next`;
  expect(made).toEqual({ kept: true, next: true });
});
