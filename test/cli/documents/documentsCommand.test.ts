import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentsCommand } from '../../../src/cli/documents/documentsCommand.js';
import { hashText } from '../../../src/lib/text/hashText.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openUrl } from '../../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';
import { runInProcess, type Outcome } from '../inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder();
  write('facet.yml', 'access: { roles: { partner: { apps: [shop], documents: only, limits: { depth: 2 } } } }');
});
afterAll(async () => {
  door?.close();
  await database?.drop();
  await removeTestFolder(folder);
});

const at = (file: string): string => join(folder, file);
const write = (file: string, content: unknown): void =>
  writeFileSync(at(file), typeof content === 'string' ? content : JSON.stringify(content));
const run = (...args: string[]): Promise<Outcome> =>
  runInProcess(documentsCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: at('facet.yml') });

const body = 'query Who($id: ID!) {\n  customer(id: $id) { id fullName }\n}';
const id = hashText(body);
const manifest = (operations: object[]) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations });

// One story in order.
describe('facet documents', () => {
  it('checks a manifest against the live schema, and names the fault by document, line and column', async () => {
    const bad = 'query Bad {\n  customer(id: "A") { id nothing }\n}';
    write(
      'bad.json',
      manifest([
        { id, body, name: 'Who', type: 'query' },
        { id: 'b', body: bad, name: 'Bad' },
      ]),
    );
    expect(await run('check', at('bad.json'))).toEqual({
      code: 2,
      stderr: '',
      stdout:
        'fault: b Bad:2:26: Cannot query field "nothing" on type "Customer".\n' +
        'warning: b Bad: Its id is not the SHA-256 of its text, as clients of Apollo expect.\n' +
        `${at('bad.json')}: 2 documents, 1 cannot be published.\n`,
    });
    const published = await run('publish', at('bad.json'));
    expect([published.code, published.stderr.split('\n').at(-2)]).toEqual([2, 'Nothing was published.']);
    expect((await run('list')).stdout).toBe('');
  });

  it('publishes a manifest after a dry run, and lists it', async () => {
    write('good.json', manifest([{ id, body, name: 'Who', type: 'query' }]));
    const said = (line: string) => `${at('good.json')}: 1 document, all are good.\n${line}\n`;
    const publish = (...more: string[]) =>
      run('publish', at('good.json'), '--role', 'partner', '--client', 'shop', ...more);
    expect(await publish('--dry-run')).toEqual({
      code: 0,
      stdout: '',
      stderr: said('1 document would be published, 0 for more roles than before, 0 as before.'),
    });
    expect((await run('list')).stdout).toBe('');
    expect((await publish()).stderr).toBe(said('1 document published, 0 for more roles than before, 0 as before.'));
    expect((await publish()).stderr).toBe(said('0 documents published, 0 for more roles than before, 1 as before.'));
    expect((await run('list')).stdout).toMatch(
      new RegExp(`^${id}\tWho\tquery\tpublished \\S+ by shop\tfor partner\n$`),
    );
  });

  it("takes Relay's manifest too, and refuses an id of another text", async () => {
    write('relay.json', { [id]: body.replace('fullName', 'email') });
    const { code, stderr } = await run('publish', at('relay.json'));
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      1,
      `facet: The id "${id}" is published with another text, and an id has one text for ever: clients and caches hold it. ` +
        'Give the new text an id of its own; nothing was published.',
    ]);
  });

  it('checks the limits of roles, and refuses roles that nobody defined', async () => {
    write('deep.json', { deep: 'query Deep { customer(id: "A") { account { id } } }' });
    expect(await run('check', at('deep.json'))).toMatchObject({ code: 0 });
    expect(await run('check', at('deep.json'), '--role', 'partner')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('fault: deep Deep:1:1: The query nests fields 3 deep; the limit is 2.'),
    });
    expect(await run('publish', at('deep.json'), '--role', 'partnr')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'facet: There is no role "partnr"; "access.roles" has full, partner. Did you mean "partner"?\n',
    });
  });

  it('checks against another schema where one is given', async () => {
    write('other.graphql', 'type Query { loyalty: Int }');
    write('other.json', { one: '{ loyalty }' });
    expect(await run('check', at('other.json'))).toMatchObject({ code: 2 });
    expect(await run('check', at('other.json'), '--schema', at('other.graphql'))).toMatchObject({ code: 0 });
    expect((await run('check', at('gone.json'))).stderr).toMatch(
      /^facet: The manifest .*gone\.json cannot be read: ENOENT/,
    );
  });

  it('retires documents, and shows retired ones to who asks', async () => {
    expect((await run('retire', id, '--dry-run')).stderr).toBe('1 document would be retired.\n');
    expect((await run('list')).stdout).toContain(id);
    expect((await run('retire', id)).stderr).toBe('1 document retired.\n');
    expect((await run('list')).stdout).toBe('');
    expect((await run('list', '--retired')).stdout).toMatch(/\tretired \S+\n$/);
    expect(await run('retire', id)).toMatchObject({ code: 1, stdout: '' });
  });
});
