import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import type { FieldMeaning } from '../../src/catalogue/meaning.js';
import { composeSubgraphs } from '../../src/composition/compose.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { eventually } from '../joining/eventually.js';
import { loyalty, loyaltyWith, tierOf } from '../joining/loyalty.js';
import { openGateway, type GatewayAnswer, type TestGateway } from '../joining/openGateway.js';

/** Milliseconds of a test: each change is composed in a thread that reads its program anew. */
const patience = 120_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', givenName: 'Ada' }]);
});
afterAll(() => database.drop());

const folderOf = async (): Promise<string> => {
  const folder = await makeTestFolder('joining');
  kept({ stop: () => removeTestFolder(folder) });
  return folder;
};

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.stop();
});
const kept = <T extends { stop(): Promise<void> }>(one: T): T => {
  running.push(one);
  return one;
};

const mixed = '{ customer(id: "A") { givenName tier } }';
const right = { customer: { givenName: 'Ada', tier: tierOf('A') } };

const open = (remote: RunningSubgraph, more: object = {}) =>
  openGateway(database, { pollSeconds: 0.2, subgraphs: [{ name: 'loyalty', url: remote.url }], ...more }).then(kept);

/** Asks again and again while something is done; gives what was not the right answer. */
async function whileAsking(
  gateway: TestGateway,
  work: () => Promise<void>,
): Promise<{ odd: GatewayAnswer[]; count: number }> {
  const state = { going: true };
  const answers: GatewayAnswer[] = [];
  const clients = Array.from({ length: 2 }, async () => {
    for (; state.going; await delay(10)) answers.push(await gateway.ask(mixed));
  });
  await work().finally(() => {
    state.going = false;
  });
  await Promise.all(clients);
  const odd = answers.filter(({ data }) => JSON.stringify(data) !== JSON.stringify(right));
  return { odd, count: answers.length };
}

const hasField = async (gateway: TestGateway, name: string): Promise<boolean> =>
  JSON.stringify((await gateway.ask('{ __type(name: "Customer") { fields { name } } }')).data).includes(`"${name}"`);

const linesOf = ({ lines }: TestGateway, pattern: RegExp): string[] =>
  lines.map(({ msg }) => String(msg)).filter((text) => pattern.test(text));

describe('a remote subgraph that changes', () => {
  it(
    'is followed without a failed request',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const gateway = await open(remote);
      const { odd, count } = await whileAsking(gateway, async () => {
        for (const field of ['motto', 'colour']) {
          remote.change(loyaltyWith(field));
          await eventually(() => hasField(gateway, field));
        }
      });
      expect(odd).toEqual([]);
      expect(count).toBeGreaterThan(20);
      expect((await gateway.ask('{ customer(id: "A") { colour } }')).data).toEqual({ customer: { colour: null } });
    },
    patience,
  );

  it(
    'to what fits nobody is told once and leaves the schema in force; what fits again is taken',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const gateway = await open(remote);
      // Ours gives `givenName` alone.
      remote.change(loyaltyWith('givenName'));
      await eventually(async () => (await gateway.health()).body['supergraph'] === 'behind');
      await delay(700);
      expect((await gateway.ask(mixed)).data).toEqual(right);
      expect(linesOf(gateway, /cannot be joined/)).toEqual([
        'The changed subgraphs cannot be joined; the schema in force stays.',
      ]);
      remote.change(loyaltyWith('motto'));
      await eventually(() => hasField(gateway, 'motto'));
      expect((await gateway.health()).body['supergraph']).toBe('current');
    },
    patience,
  );
});

describe('a remote subgraph that is down at the start', () => {
  it(
    'is left out, which readiness tells, and taken when it comes; local operations are answered at once',
    async () => {
      const remote = await startSubgraph(loyalty);
      const port = Number(new URL(remote.url).port);
      await remote.stop();
      const gateway = await open(remote);
      expect((await gateway.ask('{ customer(id: "A") { givenName } }')).data).toEqual({
        customer: { givenName: 'Ada' },
      });
      expect((await gateway.ask(mixed)).errors?.[0]?.message).toContain('Cannot query field "tier"');
      expect(await gateway.health()).toMatchObject({
        status: 200,
        body: { status: 'ready', subgraphs: [{ name: 'loyalty', state: 'unknown', since: 'never' }] },
      });
      kept(await startSubgraph(loyalty, {}, port));
      await eventually(() => hasField(gateway, 'tier'));
      expect((await gateway.ask(mixed)).data).toEqual(right);
      expect(await gateway.health()).toMatchObject({ body: { subgraphs: [{ name: 'loyalty', state: 'closed' }] } });
    },
    patience,
  );

  it(
    'and does not fit when it comes: the server goes on with its own',
    async () => {
      const remote = kept(await startSubgraph(loyaltyWith('givenName')));
      const gateway = await open(remote);
      expect((await gateway.ask('{ customer(id: "A") { givenName } }')).data).toEqual({
        customer: { givenName: 'Ada' },
      });
      expect((await gateway.health()).body).toMatchObject({ status: 'ready', supergraph: 'behind' });
    },
    patience,
  );

  it(
    'keeps its schema when it goes down later',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const gateway = await open(remote);
      await remote.stop();
      await delay(500);
      const { data, errors } = await gateway.ask(mixed);
      expect(data).toEqual({ customer: { givenName: 'Ada', tier: null } });
      expect(errors?.map(({ extensions }) => [extensions['code'], extensions['subgraph']])).toEqual([
        ['SUBGRAPH_UNAVAILABLE', 'loyalty'],
      ]);
      expect((await gateway.health()).status).toBe(200);
    },
    patience,
  );
});

describe('the catalogue of this server', () => {
  it(
    'is followed while requests run, and a field that was taken away answers on, unseen',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const gateway = await open(remote);
      const meaning = (n: number): FieldMeaning => ({
        fieldId: 1,
        slot: 'STR1',
        alias: `MOTTO_${n}`,
        formerNames: [],
        dataType: 'text',
        unit: null,
        description: 'A motto.',
        category: null,
        piiClass: null,
        definition: null,
        validFrom: null,
        validTo: null,
      });
      const shown = async (name: string) =>
        JSON.stringify((await gateway.ask('{ __type(name: "ProfileFields") { fields { name } } }')).data).includes(
          `"${name}"`,
        );
      const took: number[] = [];
      const { odd, count } = await whileAsking(gateway, async () => {
        for (let n = 1; n <= 2; n += 1) {
          const began = performance.now();
          gateway.change(createCatalogue(n, [meaning(n)]));
          await eventually(() => shown(`motto${n}`));
          took.push(Math.round(performance.now() - began));
        }
      });
      expect(odd).toEqual([]);
      expect(count).toBeGreaterThan(20);
      const retired = { name: 'MOTTO_2', dataType: 'text', fieldId: 1, seconds: 600 } as const;
      gateway.change(createCatalogue(4, [], [retired]));
      await eventually(async () => !(await shown('motto2')));
      for (const more of ['', 'tier']) {
        const answer = await gateway.ask(`{ customer(id: "A") { ${more} profile { fields { motto2 } } } }`);
        expect(answer.errors).toBeUndefined();
        expect(answer.data).toMatchObject({ customer: { profile: null } });
      }
      process.stderr.write(`a change of the catalogue was in force after ${took.join(', ')} ms, under load\n`);
    },
    patience,
  );
});

describe('a ready supergraph', () => {
  const composed = (local: string, remote: RunningSubgraph, sdl: string) =>
    composeSubgraphs([
      { name: 'facet', url: '', sdl: local },
      { name: 'loyalty', url: remote.url, sdl },
    ]).sdl;
  const sdlOf = async (url: string): Promise<string> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
    });
    return ((await response.json()) as { data: { _service: { sdl: string } } }).data._service.sdl;
  };

  it(
    'is followed as its file changes, one that is none is not taken, and it need not hold this server',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const alone = kept(await openGateway(database, undefined));
      const local = await sdlOf(`${alone.url}/graphql`);
      const folder = await folderOf();
      const file = join(folder, 'supergraph.graphql');
      const put = async (text: string) => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      };
      await put(composed(local, remote, await sdlOf(remote.url)));
      const gateway = kept(await openGateway(database, { supergraph: 'supergraph.graphql', pollSeconds: 0.2 }, folder));
      const { odd } = await whileAsking(gateway, async () => {
        remote.change(loyaltyWith('motto'));
        await put(composed(local, remote, await sdlOf(remote.url)));
        await eventually(() => hasField(gateway, 'motto'));
        await put('type Query { nothing: String }');
        await eventually(async () => (await gateway.health()).body['supergraph'] === 'behind');
      });
      expect(odd).toEqual([]);
      await put(composeSubgraphs([{ name: 'loyalty', url: remote.url, sdl: await sdlOf(remote.url) }]).sdl);
      await eventually(async () => !(await hasField(gateway, 'givenName')));
      expect((await gateway.ask('{ members(first: 1) { tier } }')).data).toEqual({ members: [{ tier: tierOf('C0') }] });
      const other = kept(await openGateway(database, { supergraph: 'supergraph.graphql' }, folder));
      expect(linesOf(other, /has no subgraph/)).toEqual([
        'The supergraph has no subgraph of the name "facet", so this server\'s own is not asked; see gateway.local.',
      ]);
    },
    patience,
  );

  it(
    'that cannot be read refuses the start with a sentence',
    async () => {
      const folder = await folderOf();
      await expect(openGateway(database, { supergraph: 'missing.graphql' }, folder)).rejects.toThrow(
        /^The supergraph of the gateway is missing\. .*missing\.graphql cannot be read: there is no such file\.$/,
      );
      await writeFile(join(folder, 'none.graphql'), 'type Query { a: Int }');
      await expect(openGateway(database, { supergraph: 'none.graphql' }, folder)).rejects.toMatchObject({
        code: 'SUPERGRAPH_INVALID',
      });
    },
    patience,
  );
});

describe('a gateway without a subgraph of its own', () => {
  it(
    'joins what others have',
    async () => {
      const remote = kept(await startSubgraph(loyalty));
      const gateway = await open(remote, { local: false });
      expect((await gateway.ask('{ members(first: 1) { tier points } loyaltyStatus }')).data).toEqual({
        members: [{ tier: tierOf('C0'), points: 20 }],
        loyaltyStatus: 'open',
      });
      expect((await gateway.ask(mixed)).errors?.[0]?.message).toContain('Cannot query field "customer"');
    },
    patience,
  );

  it(
    'refuses the start where there is nothing to join',
    async () => {
      const remote = await startSubgraph(loyalty);
      await remote.stop();
      await expect(open(remote, { local: false })).rejects.toMatchObject({ code: 'NOT_COMPOSABLE' });
    },
    patience,
  );
});
