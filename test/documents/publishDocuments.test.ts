import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckedDocument } from '../../src/documents/checkManifest.js';
import { hashText } from '../../src/lib/text/hashText.js';
import { listDocuments } from '../../src/documents/listDocuments.js';
import { publishDocuments } from '../../src/documents/publishDocuments.js';
import { retireDocuments } from '../../src/documents/retireDocuments.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { refusal } from '../support/refusal.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.client`truncate facet.documents`);

const document = (id: string, body: string): CheckedDocument => ({
  id,
  body,
  name: `Name${id}`,
  type: 'query',
  sha256: hashText(body),
  faults: [],
  warnings: [],
});
const [first, second] = [new Date('2026-11-30T10:00:00Z'), new Date('2026-12-01T10:00:00Z')];

const publish = (
  documents: readonly CheckedDocument[],
  now: Date,
  more: { readonly roles?: readonly string[]; readonly by?: string } = {},
) => publishDocuments(database.client, documents, { now, ...more });

const rows = async () =>
  (await listDocuments(database.client, { retired: true })).map(
    ({ id, publishedAt, retiredAt, roles, publishedBy }) => [
      id,
      new Date(publishedAt).toISOString().slice(0, 10),
      retiredAt === null ? 'published' : 'retired',
      roles,
      publishedBy,
    ],
  );

const other = (id: string, was: string) =>
  refusal(
    `The id "${id}" ${was} published with another text, and an id has one text for ever: clients and caches hold it. ` +
      'Give the new text an id of its own; nothing was published.',
    'DOCUMENT_EXISTS',
  );

describe('publishing', () => {
  it('keeps what is there, and counts what is new', async () => {
    expect(await publish([document('a', '{ a }')], first, { by: 'shop' })).toEqual({
      published: 1,
      widened: 0,
      unchanged: 0,
    });
    expect(await publish([document('a', '{ a }'), document('b', '{ b }')], second)).toEqual({
      published: 1,
      widened: 0,
      unchanged: 1,
    });
    expect(await rows()).toEqual([
      ['a', '2026-11-30', 'published', null, 'shop'],
      ['b', '2026-12-01', 'published', null, null],
    ]);
  });

  it('keeps the text byte for byte', async () => {
    const body = 'query Ü($a: String = "\\u00e9\\\\") { x(of: "é, ☕", a: $a) } # \u2028 ';
    await publish([document('a', body)], first);
    const [row] = await database.client<{ body: string; sha256: string }[]>`select body, sha256 from facet.documents`;
    expect(row).toEqual({ body, sha256: hashText(body) });
  });

  it('never gives an id another text, also of a retired document, and then publishes nothing', async () => {
    await publish([document('a', '{ a }')], first);
    const given = [document('b', '{ b }'), document('a', '{ other }')];
    await expect(publish(given, second)).rejects.toThrow(other('a', 'is'));
    await retireDocuments(database.client, ['a'], second);
    await expect(publish(given, second)).rejects.toThrow(other('a', 'was'));
    expect(await rows()).toEqual([['a', '2026-11-30', 'retired', null, null]]);
  });

  it('adds roles, and takes none away but by retiring', async () => {
    const a = document('a', '{ a }');
    const rolesAfter = async (roles: readonly string[] | undefined) => {
      const done = await publish([a], second, roles && { roles });
      return [done.published, done.widened, done.unchanged, (await rows())[0]?.[3]];
    };
    await publish([a], first, { roles: ['shop'] });
    expect(await rolesAfter(['shop'])).toEqual([0, 0, 1, ['shop']]);
    expect(await rolesAfter(['partner', 'shop'])).toEqual([0, 1, 0, ['partner', 'shop']]);
    expect(await rolesAfter(undefined)).toEqual([0, 1, 0, null]);
    expect(await rolesAfter(['shop'])).toEqual([0, 0, 1, null]);
    await retireDocuments(database.client, ['a'], second);
    expect(await rolesAfter(['shop'])).toEqual([1, 0, 0, ['shop']]);
  });

  it('lets one of two win who give one id two texts at once', async () => {
    for (let n = 0; n < 10; n += 1) {
      const texts = ['{ a }', '{ b }'];
      const results = await Promise.allSettled(texts.map((text) => publish([document(`r${n}`, text)], first)));
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('retiring', () => {
  it('is of all that are named, or of none', async () => {
    await publish([document('a', '{ a }'), document('b', '{ b }')], first);
    const missing = (id: string) =>
      refusal(`No document of the id "${id}" is published; nothing was retired.`, 'DOCUMENT_NOT_FOUND');
    await expect(retireDocuments(database.client, ['a', 'c'], second)).rejects.toThrow(missing('c'));
    expect((await listDocuments(database.client)).map(({ id }) => id)).toEqual(['a', 'b']);
    await retireDocuments(database.client, ['a', 'a'], second);
    expect((await listDocuments(database.client)).map(({ id }) => id)).toEqual(['b']);
    await expect(retireDocuments(database.client, ['a'], second)).rejects.toThrow(missing('a'));
  });
});
