import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { supergraphCommand } from '../../../src/cli/supergraph/supergraphCommand.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openUrl } from '../../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';
import { runInProcess } from '../inProcess.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const ours = `${link}
type Query { customers(order: SortDirection): [Customer!]! }
enum SortDirection { ASC DESC }
type Customer @key(fields: "id") { id: ID! fullName: String }`;
const theirs = `${link}
type Query { tiers: [Tier!]! }
type Tier @key(fields: "name") { name: String! bonus: Int }
type Customer @key(fields: "id") { id: ID! tier: Tier }`;
const taking = `${theirs} enum SortDirection { ASC } extend type Query { tier(order: SortDirection): Tier }`;

let folder: string;
beforeAll(async () => (folder = await makeTestFolder('supergraph')));
afterAll(() => removeTestFolder(folder));

const at = (name: string): string => join(folder, name);
/** Nothing listens there: a command that needs the database says so. */
const nowhere = 'postgresql://nobody@127.0.0.1:1/none';

const facet = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runInProcess(supergraphCommand(), args, {
    FACET_CONFIG: at('facet.yml'),
    DATABASE_URL: nowhere,
    ...environment,
  });
const withFile = (...args: string[]) => facet([...args, '--sdl', at('ours.graphql')]);
const refused = (sentence: string) => ({ code: 1, stdout: '', stderr: `facet: ${sentence}\n` });

const gateway = (more: object = {}): string =>
  JSON.stringify({
    gateway: {
      subgraphs: [{ name: 'loyalty', url: 'http://loyalty.example/graphql', sdl: 'theirs.graphql' }],
      ...more,
    },
  });

beforeEach(async () => {
  await writeFile(at('facet.yml'), gateway());
  await writeFile(at('ours.graphql'), ours);
  await writeFile(at('theirs.graphql'), theirs);
});

describe('facet supergraph compose', () => {
  it('prints the supergraph, without a database where the local SDL is a file', async () => {
    const { code, stdout, stderr } = await withFile('compose');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('FACET @join__graph(name: "facet", url: "http://localhost:4000/graphql")');
    expect(stdout).toContain('tier: Tier @join__field(graph: LOYALTY)');
  });

  it('names the local subgraph and its address as it is told', async () => {
    await writeFile(at('facet.yml'), gateway({ local: 'customers' }));
    const { stdout } = await withFile('compose', '--url', 'https://facet.example/graphql');
    expect(stdout).toContain('CUSTOMERS @join__graph(name: "customers", url: "https://facet.example/graphql")');
  });

  it('composes those of others alone', async () => {
    await writeFile(at('facet.yml'), gateway({ local: false }));
    const { code, stdout } = await facet(['compose', '--json']);
    expect([code, (JSON.parse(stdout) as { subgraphs: string[] }).subgraphs]).toEqual([0, ['loyalty']]);
    expect(await withFile('compose')).toEqual(
      refused('"gateway.local" is false, so there is no local subgraph for --sdl to be of.'),
    );
  });

  it('refuses what would take from clients, unless that is allowed', async () => {
    await writeFile(at('theirs.graphql'), taking);
    const loss = 'SortDirection.DESC: "facet" has this value, and "loyalty" defines SortDirection without it.';
    expect(await withFile('compose')).toEqual(
      refused(
        'Composing the subgraphs would take from clients what one of them offers; name the types apart in their SDL, ' +
          `or allow it by "gateway.allowLosses: true": ${loss}`,
      ),
    );
    expect(await withFile('compose', '--allow-losses')).toMatchObject({ code: 0, stderr: `lost: ${loss}\n` });
    await writeFile(at('facet.yml'), gateway({ allowLosses: true }));
    expect(await withFile('compose')).toMatchObject({ code: 0, stderr: `lost: ${loss}\n` });
  });

  it('tells several faults one to a line', async () => {
    await writeFile(at('theirs.graphql'), `${link} type Query { customers: Int } type Customer { id: Int }`);
    const { code, stdout, stderr } = await withFile('compose');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^facet: The subgraphs facet, loyalty do not compose:\n( {2}- .*\n){2,}$/);
    expect(stderr).toContain('Customer.id');
    expect(stderr).toContain('Query.customers');
  });

  it('says that there is nothing to compose', async () => {
    await writeFile(at('facet.yml'), '{}');
    expect(await withFile('compose')).toEqual(
      refused(
        'There is nothing to compose: the file of FACET_CONFIG has no "gateway:" that names subgraphs (docs/supergraph.md).',
      ),
    );
  });

  it('names each SDL that cannot be read', async () => {
    const url = 'http://127.0.0.1:1/graphql';
    await writeFile(
      at('facet.yml'),
      JSON.stringify({
        gateway: {
          subgraphs: [
            { name: 'a', url, sdl: 'none.graphql' },
            { name: 'b', url },
          ],
        },
      }),
    );
    expect(await withFile('compose')).toEqual(
      refused(
        `The SDL of 2 subgraphs is missing: "a": ${at('none.graphql')} cannot be read: there is no such file. ` +
          `"b": ${url} cannot be read: nothing listens there.`,
      ),
    );
    expect(await facet(['compose', '--sdl', at('nothing')])).toEqual(
      refused(`${at('nothing')} cannot be read: there is no such file.`),
    );
  });

  it('asks for no secret but of those that are called', async () => {
    const headers = { set: { 'x-key': { env: 'LOYALTY_KEY' } } };
    const one = { name: 'loyalty', url: 'http://127.0.0.1:1/graphql', headers };
    await writeFile(at('facet.yml'), JSON.stringify({ gateway: { subgraphs: [{ ...one, sdl: 'theirs.graphql' }] } }));
    expect((await withFile('compose')).code).toBe(0);
    await writeFile(at('facet.yml'), JSON.stringify({ gateway: { subgraphs: [one] } }));
    expect(await withFile('compose')).toEqual(
      refused(
        'The gateway lacks secrets: gateway.subgraphs.0.headers.set.x-key: the environment variable LOYALTY_KEY is not set.',
      ),
    );
  });
});

describe('a ready supergraph', () => {
  it('is printed and checked as it is', async () => {
    const { stdout } = await withFile('compose');
    await writeFile(at('ready.graphql'), stdout);
    await writeFile(at('facet.yml'), 'gateway: { supergraph: ready.graphql }');
    expect(await facet(['compose'])).toEqual({ code: 0, stdout, stderr: '' });
    await writeFile(at('one.graphql'), '{ tiers { award } }');
    const checked = await facet(['check', '--operations', at('one.graphql')]);
    expect([checked.code, checked.stdout.split('\n')[1]]).toEqual([
      2,
      'facet, loyalty compose: 0 losses, 1 of 1 operation lost. Failed.',
    ]);
    expect(await withFile('compose')).toEqual(
      refused('"gateway.supergraph" names a ready one, so there is nothing to compose --sdl with.'),
    );
  });

  it('has to be there, and to be one', async () => {
    await writeFile(at('facet.yml'), 'gateway: { supergraph: gone.graphql }');
    expect(await facet(['compose'])).toEqual(
      refused(`The supergraph is missing: ${at('gone.graphql')} cannot be read: there is no such file.`),
    );
    await writeFile(at('facet.yml'), 'gateway: { supergraph: theirs.graphql }');
    expect((await facet(['compose'])).stderr).toMatch(/^facet: The supergraph cannot be read: it names no subgraphs/);
  });
});

describe('the live local subgraph', () => {
  let database: TestDatabase;
  let door: Awaited<ReturnType<typeof openUrl>>;
  beforeAll(async () => {
    database = await cloneDatabase();
    door = await openUrl(database);
  });
  afterAll(async () => {
    door.close();
    await database.drop();
  });

  it('is composed with what others add', async () => {
    const { code, stdout } = await facet(['compose'], { DATABASE_URL: door.url });
    expect(code).toBe(0);
    expect(stdout).toContain('tier: Tier @join__field(graph: LOYALTY)');
    expect(stdout).toContain('type ProfileFields');
  });

  it('is at an address that others may see', async () => {
    for (const [url, sentence] of [
      [
        'localhost:4000',
        '--url is not an address that begins with http:// or https://, such as https://loyalty.example/graphql.',
      ],
      [
        'https://name:secret@facet.example/',
        '--url has a name or a password in it; give it as a header, with headers.set and { env: NAME }.',
      ],
    ] as const)
      expect(await withFile('compose', '--url', url)).toEqual(refused(sentence));
  });

  it('has the directives of the config, which must fit it', async () => {
    const withDirectives = (coordinate: string) =>
      writeFile(
        at('facet.yml'),
        JSON.stringify({
          ...(JSON.parse(gateway()) as object),
          subgraph: { directives: { [coordinate]: ['@inaccessible'] } },
        }),
      );
    await withDirectives('Customer.birthdate');
    const { stdout } = await facet(['compose'], { DATABASE_URL: door.url });
    expect(stdout).toMatch(/birthdate: Date .*@inaccessible/);
    await withDirectives('Customer.birthdat');
    expect((await facet(['compose'], { DATABASE_URL: door.url })).stderr).toMatch(
      /^facet: subgraph\.directives\."Customer\.birthdat" in the config file: .*Did you mean/,
    );
  });

  it('needs its database', async () =>
    expect(await facet(['compose'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^facet: .*127\.0\.0\.1/),
    }));
});

describe('a subgraph that is asked for its SDL', () => {
  let server: Server;
  let asked: string[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${String(request.headers['x-key'])}`);
      response.end(JSON.stringify({ data: { _service: { sdl: theirs } } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('gives it, asked with its headers', async () => {
    asked = [];
    const { port } = server.address() as AddressInfo;
    const one = {
      name: 'loyalty',
      url: `http://127.0.0.1:${port}/graphql`,
      headers: { set: { 'x-key': { env: 'LOYALTY_KEY' } } },
    };
    await writeFile(at('facet.yml'), JSON.stringify({ gateway: { subgraphs: [one] } }));
    const { code, stdout } = await facet(['compose', '--sdl', at('ours.graphql')], { LOYALTY_KEY: 's3cret' });
    expect([code, asked]).toEqual([0, ['POST s3cret']]);
    expect(stdout).toContain(`LOYALTY @join__graph(name: "loyalty", url: "${one.url}")`);
  });
});

describe('facet supergraph publish', () => {
  it('writes the file once, and tells whether it is current', async () => {
    const out = at('out.graphql');
    const told = async (...args: string[]) => {
      const { code, stdout, stderr } = await withFile('publish', '--out', out, ...args);
      expect(stdout).toBe('');
      return [code, stderr.trimEnd()];
    };
    const stale = `${out} is not current: facet supergraph publish --out ${out} writes it.`;
    expect(await told('--check')).toEqual([2, stale]);
    expect(await told()).toEqual([0, `The supergraph is in ${out}.`]);
    const { mtimeMs } = await stat(out);
    expect(await told('--check')).toEqual([0, `${out} is current.`]);
    expect(await told()).toEqual([0, `${out} is current; nothing was written.`]);
    expect((await stat(out)).mtimeMs).toBe(mtimeMs);
    expect(await readFile(out, 'utf8')).toBe((await withFile('compose')).stdout);
    await writeFile(at('theirs.graphql'), theirs.replace('bonus', 'award'));
    expect(await told('--check')).toEqual([2, stale]);
    expect(await readFile(out, 'utf8')).toContain('bonus');
  });

  it('follows a link, keeps the rights of the file, and leaves nothing beside it', async () => {
    await mkdir(at('real'));
    const real = at('real/supergraph.graphql');
    await writeFile(real, 'old');
    await chmod(real, 0o640);
    await symlink(real, at('link.graphql'));
    expect((await withFile('publish', '--out', at('link.graphql'))).code).toBe(0);
    expect(await readFile(real, 'utf8')).toContain('join__Graph');
    expect((await stat(real)).mode & 0o777).toBe(0o640);
    expect(await readdir(at('real'))).toEqual(['supergraph.graphql']);
  });

  it('keeps the file that is there where nothing can be composed', async () => {
    await writeFile(at('kept.graphql'), 'kept');
    await writeFile(at('theirs.graphql'), taking);
    expect((await withFile('publish', '--out', at('kept.graphql'))).code).toBe(1);
    expect(await readFile(at('kept.graphql'), 'utf8')).toBe('kept');
  });

  it('says where it cannot be written', async () => {
    expect(await withFile('publish', '--out', at('none/out.graphql'))).toEqual(
      refused(`${at('none/out.graphql')} cannot be written: there is no such folder.`),
    );
    expect(await withFile('publish', '--out', folder)).toEqual(refused(`${folder} cannot be read: it is no file.`));
  });
});

describe('facet supergraph check', () => {
  const check = (...args: string[]) => withFile('check', ...args);
  const before = () => at('before.graphql');
  beforeEach(async () => {
    await writeFile(before(), (await withFile('compose')).stdout);
    await mkdir(at('operations/parts'), { recursive: true });
    await writeFile(
      at('operations/a.graphql'),
      'query Tiers {\n  tiers { ...T }\n}\nquery Names { customers {\n fullName } }',
    );
    await writeFile(
      at('operations/parts/t.graphql'),
      'fragment T on Tier {\n  name\n    bonus\n}\nfragment U on X { a }',
    );
  });

  it('passes where nothing is lost', async () =>
    expect(await check('--against', before(), '--operations', at('operations'))).toEqual({
      code: 0,
      stdout: 'facet, loyalty compose: 0 losses, 0 breaking changes, 0 of 2 operations lost. Passed.\n',
      stderr: '',
    }));

  it('tells what composing takes away', async () => {
    await writeFile(at('theirs.graphql'), taking);
    expect(await check()).toEqual({
      code: 2,
      stdout:
        'lost: SortDirection.DESC: "facet" has this value, and "loyalty" defines SortDirection without it.\n' +
        'facet, loyalty compose: 1 loss. Failed.\n',
      stderr: '',
    });
    expect(await check('--allow-losses')).toMatchObject({ code: 0 });
  });

  it('fails for any breaking change where operations are not known', async () => {
    await writeFile(at('theirs.graphql'), theirs.replace(' bonus: Int', ''));
    expect(await check('--against', before())).toMatchObject({
      code: 2,
      stdout: 'breaking: Tier.bonus was removed.\nfacet, loyalty compose: 0 losses, 1 breaking change. Failed.\n',
    });
    expect(await check()).toMatchObject({ code: 0 });
  });

  it('names the operations that are refused or change their types, each fault with its place', async () => {
    const place = at('operations/parts/t.graphql');
    const told = async (type: string) => {
      await writeFile(at('theirs.graphql'), theirs.replace(' bonus: Int', type));
      return (await check('--against', before(), '--operations', at('operations'))).stdout.split('\n')[0];
    };
    expect(await told('')).toBe(`operation: Tiers, ${place}:3:5: Cannot query field "bonus" on type "Tier".`);
    expect(await told(' bonus: Float')).toBe(
      `operation: Tiers, ${place}:3:5: Tier.bonus changed type from Int to Float.`,
    );
  });

  it('lets a change pass that no known operation meets', async () => {
    await writeFile(at('ours.graphql'), ours.replace(' DESC', ''));
    expect(await check('--against', before(), '--operations', at('operations'))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^breaking: DESC was removed from enum type SortDirection\.\n.* Passed\.\n$/),
    });
  });

  it('names the operations whose variables may not hold any more what they might', async () => {
    const place = at('operations/sorted.graphql');
    await writeFile(place, 'query Sorted($order: SortDirection) { customers(order: $order) { id } }');
    await writeFile(at('ours.graphql'), ours.replace(' DESC', ''));
    const { code, stdout } = await check('--against', before(), '--operations', place);
    expect([code, stdout.split('\n')[0]]).toEqual([
      2,
      `operation: Sorted, ${place}:1:14: $order: DESC was removed from enum type SortDirection.`,
    ]);
  });

  it('calls operations without a name by their places, once', async () => {
    await writeFile(at('nameless.graphql'), '{ nope }');
    await writeFile(at('nameless.json'), JSON.stringify({ x: '{ nope }' }));
    const [file, manifest] = [at('nameless.graphql'), at('nameless.json')];
    const told = 'Cannot query field "nope" on type "Query".';
    for (const [given, place] of [
      [file, file],
      [manifest, `${manifest}: x`],
    ] as const) {
      const { stdout } = await check('--operations', given);
      expect(stdout.split('\n')[0]).toBe(`operation: ${place}:1:3: ${told}`);
    }
  });

  it('tells apart what could not be asked before', async () => {
    await writeFile(at('operations/old.gql'), '{ gone }');
    await writeFile(at('operations/bad.gql'), '{');
    const { code, stdout } = await check('--against', before(), '--operations', at('operations'));
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        `refused before: ${at('operations/bad.gql')}:1:2: Syntax Error: Expected Name, found <EOF>.`,
        `refused before: old.gql, ${at('operations/old.gql')}:1:3: Cannot query field "gone" on type "Query".`,
      ],
    ]);
    expect((await check('--operations', at('operations'))).code).toBe(2);
  });

  it('reads manifests of persisted queries, and prints JSON', async () => {
    const operations = [
      { id: 'abc', name: 'Tiers', type: 'query', body: 'query Tiers { tiers { name award } }' },
      { id: 'def', name: 'Names', type: 'query', body: 'query Names { customers { fullName } }' },
    ];
    const format = 'apollo-persisted-query-manifest';
    await writeFile(at('m.json'), JSON.stringify({ format, version: 1, operations }));
    const { code, stdout } = await check('--operations', at('m.json'), '--json');
    expect(code).toBe(2);
    const place = `${at('m.json')}: abc`;
    const message = 'Cannot query field "award" on type "Tier".';
    expect(JSON.parse(stdout)).toMatchObject({
      subgraphs: ['facet', 'loyalty'],
      losses: [],
      operations: 2,
      lost: [{ name: 'Tiers', place, faults: [{ message, place, line: 1, column: 28 }] }],
      passed: false,
    });
    await writeFile(at('m.json'), JSON.stringify({ abc: '{ tiers { name } }' }));
    expect(await check('--operations', at('m.json'))).toMatchObject({ code: 0 });
  });

  it.each([
    ['{', /cannot be read: Expected property name/],
    ['[]', /cannot be read: it is no object\.$/],
    ['{"a": 1}', /cannot be read: "a" is no text; operations by id are expected, or "format"\.$/],
    ['{"format": "x"}', /is not of format "apollo-persisted-query-manifest", version 1\.$/],
    ['{"format": "apollo-persisted-query-manifest", "version": 1}', /"operations" is no list\.$/],
    [
      '{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a"}]}',
      /its operation 1 has no "body"\.$/,
    ],
  ])('refuses the manifest %s', async (text, sentence) => {
    await writeFile(at('bad.json'), text);
    const { code, stdout, stderr } = await check('--operations', at('bad.json'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toMatch(sentence);
  });

  it('says what is not there', async () => {
    await mkdir(at('empty'), { recursive: true });
    const sentences = [
      await check('--operations', at('nowhere')),
      await check('--operations', at('empty')),
      await check('--against', at('nowhere')),
      await check('--against', at('ours.graphql')),
    ];
    expect(sentences.map(({ stderr }) => stderr.trimEnd())).toEqual([
      `facet: There is no file or folder ${at('nowhere')} with operations.`,
      `facet: The folder ${at('empty')} has no files *.graphql or *.gql.`,
      `facet: ${at('nowhere')} cannot be read: there is no such file.`,
      'facet: The supergraph cannot be read: it names no subgraphs, for it has no enum join__Graph with values.',
    ]);
  });
});
