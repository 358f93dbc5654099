import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemViewer } from '../../src/access/viewer.js';
import { fullRole } from '../../src/config/access/Role.js';
import { createDoor } from '../../src/db/door.js';
import { hashText } from '../../src/lib/text/hashText.js';
import { documentsFor } from '../../src/documents/documentsFor.js';
import { heldDocuments, type DocumentIndex, type DocumentRow } from '../../src/documents/heldDocuments.js';
import type { Scope } from '../../src/scope.js';
import { publish } from '../gateway/documents/documentServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let held: DocumentIndex | undefined;
let statements = 0;

const first = 'query Who { first }';
const second = 'query Who { second }';

beforeAll(async () => {
  database = await cloneDatabase();
  await publish(database, 'one', first, { at: '2026-11-01T00:00:00Z' });
  await publish(database, 'two', second, { at: '2026-11-02T00:00:00Z', roles: ['partner'] });
  const statement = heldDocuments.statement({ viewer: systemViewer });
  held = heldDocuments.make(await createDoor(database.client).query<DocumentRow>(sql`${statement}`));
});
afterAll(() => database.drop());

const openDoor = () => createDoor(database.client, { onStatement: () => (statements += 1) });
const cached = (() => held) as NonNullable<Scope['cached']>;
const idOf = (found: { readonly id: string } | undefined): string | undefined => found?.id;

describe.each([
  ['held in memory', true],
  ['in the database', false],
])('documents %s', (_, isHeld) => {
  const documentsOf = (name: string) => documentsFor({ ...fullRole, name }, openDoor, isHeld ? cached : undefined);

  it('are the same by id, hash, text and name, for the roles that they are for', async () => {
    statements = 0;
    const [partner, shop] = [documentsOf('partner'), documentsOf('shop')];
    expect(await partner.byId('two')).toMatchObject({ id: 'two', body: second, name: 'Who', type: 'query' });
    const hashes = [hashText(first), `sha256:${hashText(first)}`];
    for (const hash of hashes) expect(idOf(await shop.byId(hash))).toBe('one');
    expect(idOf(await shop.bySha256(hashText(first)))).toBe('one');
    expect([await partner.byName('Who'), await shop.byName('Who')].map(idOf)).toEqual(['two', 'one']);
    expect(statements).toBe(isHeld ? 0 : 6);
  });

  it('are none of other roles, and of no other id', async () => {
    const shop = documentsOf('shop');
    const ids = ['two', hashText(second), 'One', '', '\0', 'x'.repeat(257), '__proto__', `sha256:${'0'.repeat(63)}`];
    for (const id of ids) expect([id, await shop.byId(id)]).toEqual([id, undefined]);
    expect(await shop.bySha256(hashText(second))).toBeUndefined();
    expect(await shop.byName('')).toBeUndefined();
  });
});

it('what was published after memory was read is found in the database', async () => {
  await publish(database, 'three', 'query New { third }');
  const documents = documentsFor(fullRole, openDoor, cached);
  expect(idOf(await documents.byId('three'))).toBe('three');
});

it('a text with several ids has one, the newest for the role', async () => {
  await publish(database, 'four', first, { at: '2026-11-03T00:00:00Z', roles: ['partner'] });
  const of = (name: string) => documentsFor({ ...fullRole, name }, openDoor);
  const hash = hashText(first);
  expect([await of('partner').bySha256(hash), await of('shop').bySha256(hash)].map(idOf)).toEqual(['four', 'one']);
});
