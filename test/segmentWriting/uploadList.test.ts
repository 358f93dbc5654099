import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findListPage } from '../../src/membership/readLists.js';
import { uploadList, type Upload } from '../../src/segmentWriting/lists/uploadList.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { refusal } from '../support/refusal.js';
import { openScope } from '../support/scope.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { openMembers } from '../membership/sample.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openMembers();
  folder = await makeTestFolder();
});
afterAll(async () => {
  await database?.drop();
  await removeTestFolder(folder);
});

let files = 0;

function file(content: string | Buffer, extension = 'txt'): string {
  files += 1;
  const path = join(folder, `list ${files}.${extension}`);
  writeFileSync(path, content);
  return path;
}

const rejectsFile = (): string => join(folder, 'rejects.csv');

const upload = (path: string, system: string, options: Partial<Upload> = {}) =>
  uploadList(testJob(database, '2026-11-23T12:00:00Z'), {
    file: path,
    system,
    rejectsFile: rejectsFile(),
    uploadedBy: 'facet segments',
    ...options,
  });

const membersOf = async (id: string) =>
  (
    await database.client<{ customer_id: string }[]>`
      select customer_id from facet.segment_list_members where list_id = ${id} order by customer_id`
  ).map((row) => row.customer_id);

describe('an uploaded list', () => {
  it('of keys, one a line, has those who are known, each once', async () => {
    const path = file('A\n  C \nA\n\nNobody\r\nE\n');
    expect(await upload(path, 'id', { name: 'My friends' })).toEqual({
      listId: 'my-friends',
      name: 'My friends',
      column: null,
      rows: 5,
      matched: 3,
      unmatched: 1,
      ambiguous: 0,
    });
    expect(await membersOf('my-friends')).toEqual(['A', 'C', 'E']);
    expect(readFileSync(rejectsFile(), 'utf8').split('\n').slice(1)).toEqual([
      expect.stringMatching(/^list \d+\.txt,5,,Nobody,is no customer,Nobody$/),
      '',
    ]);
  });

  it('of identifiers leaves out whom several are known by, and says so', async () => {
    // The case of a system does not count, nor that of an e-mail address; s-2 is that of B and of C.
    expect(await upload(file('C-1\nc-1\nc-2\n'), 'CARD', { id: 'cards' })).toMatchObject({
      rows: 3,
      matched: 2,
      unmatched: 1,
    });
    expect(await membersOf('cards')).toEqual(['A', 'B']);
    expect(await upload(file('s-2\n'), 'Shop', { id: 'shop' })).toMatchObject({
      matched: 0,
      unmatched: 0,
      ambiguous: 1,
    });
    expect(readFileSync(rejectsFile(), 'utf8')).toContain(',1,,s-2,belongs to 2 customers,s-2');
    expect(await upload(file('DORA@example.com\n'), 'email', { id: 'mail' })).toMatchObject({ matched: 1 });
    expect(await membersOf('mail')).toEqual(['D']);
    expect(existsSync(rejectsFile())).toBe(false);
  });

  it('of CSV takes the column of the system, one that is named, or the only one', async () => {
    const csv = 'name,card\n"Ann, A",c-1\nBob,c-2\nCid,\n';
    expect(await upload(file(csv, 'csv'), 'card', { id: 'csv-1' })).toMatchObject({
      column: 'card',
      rows: 2,
      matched: 2,
    });
    const keys = 'number;who\n1;A\n2;B\n';
    const semicolons = file(`sep=;\n${keys}`, 'csv');
    expect(await upload(semicolons, 'id', { id: 'csv-2', column: 'who' })).toMatchObject({ column: 'who', matched: 2 });
    expect(await upload(file('whoever\nA\n', 'csv'), 'id', { id: 'csv-3' })).toMatchObject({
      column: 'whoever',
      matched: 1,
    });
    expect(await upload(file(gzipSync('customer_id,x\nA,1\n'), 'csv.gz'), 'id', { id: 'csv-4' })).toMatchObject({
      column: 'customer_id',
      matched: 1,
    });
    await expect(upload(semicolons, 'id', { id: 'csv-5' })).rejects.toThrow(
      'name the one with the identifiers by --column.',
    );
    await expect(upload(semicolons, 'id', { id: 'csv-5', column: 'whu' })).rejects.toThrow(
      'has no column "whu" (--column). Did you mean "who"?',
    );
  });

  it('of values that no key can be tells them as unmatched', async () => {
    const path = file(`A\nx\0y\n${'z'.repeat(1001)}\n`);
    expect(await upload(path, 'id', { id: 'odd' })).toMatchObject({ rows: 3, matched: 1, unmatched: 2 });
    const rejects = readFileSync(rejectsFile(), 'utf8');
    expect(rejects).toContain('holds a NUL or half a character');
    expect(rejects).toContain('is longer than 1000 bytes');
    const tabs = file('a\tb\\c\nA\n');
    expect(await upload(tabs, 'id', { id: 'tabs' })).toMatchObject({ rows: 2, matched: 1, unmatched: 1 });
  });

  it('that is empty has nobody on it', async () => {
    expect(await upload(file(''), 'id', { id: 'empty' })).toMatchObject({ rows: 0, matched: 0 });
  });

  it('is written anew where that is asked for, and not otherwise', async () => {
    await upload(file('A\nB\n'), 'id', { id: 'again' });
    await expect(upload(file('C\n'), 'id', { id: 'again' })).rejects.toThrow(
      refusal('There is a list "again" already: write it anew by --replace, or choose another --id.', 'SEGMENT_TAKEN'),
    );
    expect(await membersOf('again')).toEqual(['A', 'B']);
    await upload(file('C\n'), 'id', { id: 'again', name: 'Again', replace: true });
    expect(await membersOf('again')).toEqual(['C']);
    const rows = await findListPage(openScope(database), {
      size: 100,
      backwards: false,
      after: undefined,
      before: undefined,
    });
    expect(rows.find(({ id }) => id === 'again')).toMatchObject({
      name: 'Again',
      rows: 1,
      matched: 1,
      uploadedBy: 'facet segments',
    });
  });

  it('is tried by a dry run, which keeps nothing', async () => {
    expect(await upload(file('A\nNobody\n'), 'id', { id: 'tried', dryRun: true })).toMatchObject({
      matched: 1,
      unmatched: 1,
    });
    expect(await membersOf('tried')).toEqual([]);
    expect(readFileSync(rejectsFile(), 'utf8')).toContain('Nobody');
  });

  it('of a system that nobody has an identifier of, or a file that is not there, is refused', async () => {
    await expect(upload(file('A\n'), 'fax')).rejects.toThrow(
      refusal(
        'No customer has an identifier of the system "fax" (--by); known are "Shop", "card", "email", and "id" for keys of customers.',
        'UNKNOWN_SYSTEM',
      ),
    );
    await expect(upload(join(folder, 'none.txt'), 'id')).rejects.toThrow('There is no file');
    await expect(upload(folder, 'id')).rejects.toThrow('is not a file');
  });

  it('takes many rows as they come', async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => `n-${n % 30_000}`).join('\n');
    expect(await upload(file(`${rows}\nA`), 'id', { id: 'many' })).toMatchObject({
      rows: 50_001,
      matched: 1,
      unmatched: 30_000,
    });
  });
});
