import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import {
  fromDatabase,
  fromGateway,
  QueryBuilder,
  UserError,
  type MetricsQuery,
  type Queries,
} from '../../src/index.js';
import { emptyDatabase } from '../support/database.js';
import { openUrl } from '../support/facet.js';
import { addDefinitions, addTree, addValues } from '../levels/sampleLevels.js';
import { openTwoDoors, type TwoDoors } from './twoDoors.js';

let doors: TwoDoors;
let client: postgres.Sql;
let byClient: Queries;
const servers: Server[] = [];

beforeAll(async () => {
  doors = await openTwoDoors({ yaml: 'database: { statementTimeout: 1 }\n' });
  client = postgres(doors.url, { max: 2 });
  byClient = QueryBuilder.on(await fromDatabase(client, { config: doors.configFile }));
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(async () => {
  await client?.end();
  await doors?.close();
});

/** Sentence and code of a failure that is meant for users. */
async function failure(
  work: () => Promise<unknown> | MetricsQuery<'ACCOUNT'>,
): Promise<[message: string, code: string]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.code];
    throw error;
  }
  throw new Error('It did not fail');
}

/** The same failure of all doors. */
async function inAllDoors(ask: (query: MetricsQuery<'ACCOUNT'>) => Promise<unknown>): Promise<[string, string]> {
  const failures = await Promise.all(
    [doors.inProcess, byClient, doors.overHttp].map((queries) => failure(() => ask(queries.query('ACCOUNT')))),
  );
  const [first = ['', '']] = failures;
  expect(failures).toEqual([first, first, first]);
  return first;
}

/** Holds the accounts until the work is done. */
const whileLocked = (work: () => Promise<void>) =>
  doors.database.client.begin(async (client) => {
    await client`lock table facet.accounts in access exclusive mode`;
    await work();
  });

describe('all doors say the same', () => {
  it('of an unknown application', async () => {
    expect(await inAllDoors((query) => query.forApp('ALAN_FRR').forEntity('x').first())).toEqual([
      'There is no application "ALAN_FRR", only ALAN_FR. Did you mean "ALAN_FR"?',
      'UNKNOWN_APP',
    ]);
  });

  it('of too many names, and of one that no text can be', async () => {
    const names = Array.from({ length: 501 }, (_, n) => `name ${n}`);
    expect(await inAllDoors((query) => query.whereMetricNameIn(names).all())).toEqual([
      '"names" has 501 entries, and 500 are the most.',
      'TOO_MANY_ENTRIES',
    ]);
    expect(await inAllDoors((query) => query.whereMetricNameIn(['a', 'b\0']).all())).toEqual([
      '"names[1]" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ]);
    expect((await inAllDoors((query) => query.whereMetricNameIn(['\uD800']).all()))[1]).toBe('BAD_USER_INPUT');
  });

  it('of a statement that takes too long', async () => {
    await whileLocked(async () => {
      expect(await inAllDoors((query) => query.all())).toEqual([
        'The database needed longer than one statement is allowed to take; ask for less at once.',
        'STATEMENT_TIMEOUT',
      ]);
    });
  });

  it('of a sum that is greater than any number of PostgreSQL', async () => {
    const { database } = doors;
    await addDefinitions(database, [{ name: 'vast', levels: ['CUSTOMER'], entities: 'sum' }]);
    await addTree(database, { customers: ['vast-1', 'vast-2'].map((id) => [id, 'metro-nord'] as const) });
    const vast = { level: 'CUSTOMER', name: 'vast', day: '2023-05-01', value: '9e131071', app: 'ALAN_FR' } as const;
    await addValues(database, [
      { ...vast, id: 'vast-1' },
      { ...vast, id: 'vast-2' },
    ]);
    expect(await inAllDoors((query) => query.forEntity('metro-nord').whereMetricNameIn(['vast']).first())).toEqual([
      'A number in the question, or one that its answer is made of, is greater than the database can hold.',
      'NUMBER_OUT_OF_RANGE',
    ]);
    await database.client`delete from facet.metric_values where metric_name = 'vast'`;
    await database.client`delete from facet.metric_definitions where metric_name = 'vast'`;
  });

  it('of what a signal ended, before it began or in its midst', async () => {
    const ended = ['The request was ended before its answer was complete.', 'REQUEST_ABORTED'];
    expect(await inAllDoors((query) => query.all({ signal: AbortSignal.abort() }))).toEqual(ended);
    expect(await inAllDoors((query) => query.forEntities([]).all({ signal: AbortSignal.abort() }))).toEqual(ended);
    await whileLocked(async () => {
      const signal = AbortSignal.timeout(200);
      expect(await inAllDoors((query) => query.forEntity('x').first({ signal }))).toEqual(ended);
    });
    expect(await doors.inProcess.query('ACCOUNT').all({ signal: AbortSignal.timeout(20_000) })).toHaveLength(3);
  });

  it('of first() without an entity', async () => {
    expect(await inAllDoors((query) => query.first())).toEqual([
      'first() is about one entity: name it with forEntity(id), or ask for all of the level with all().',
      'ENTITY_MISSING',
    ]);
  });
});

describe('a call says at once what cannot be meant', () => {
  const said = async (call: (query: MetricsQuery<'ACCOUNT'>) => MetricsQuery<'ACCOUNT'>) =>
    (await failure(async () => call(doors.overHttp.query('ACCOUNT'))))[0];

  it.each(['2023-02-30', '2023-3-1', '01/03/2023', '0000-01-01', '', '2023-03-01T00:00:00Z'])(
    'the day %j',
    async (day) => {
      expect(await said((query) => query.whereEffectiveDateIn([day]))).toBe(
        `"${day}" is no day: write it YYYY-MM-DD, or give a valid Date.`,
      );
    },
  );

  it('a Date that is none, a key, a language, a level', async () => {
    expect(await said((query) => query.whereEffectiveDateIn([new Date('never')]))).toContain(
      '"Invalid Date" is no day',
    );
    expect(await said((query) => query.forEntities(['a', 'b\0']))).toContain('"entityIds[1]" holds a NUL');
    expect(await said((query) => query.forEntity('\0'))).toContain('"entityId" holds a NUL');
    expect(await said((query) => query.inLocale('english'))).toContain('"english" is no language');
    expect(await failure(async () => doors.inProcess.query('account' as 'ACCOUNT'))).toEqual([
      'There is no level "account", only CUSTOMER, ACCOUNT, CONTRACT, COMPANY, INDUSTRY.',
      'BAD_USER_INPUT',
    ]);
  });

  it('a query without a source', async () => {
    expect(await failure(async () => QueryBuilder.query('ACCOUNT'))).toEqual([
      expect.stringContaining('QueryBuilder.use(await fromDatabase())'),
      'SOURCE_MISSING',
    ]);
  });
});

describe('a gateway', () => {
  const ask = (url: string, token?: string) => {
    const source = fromGateway(url, token === undefined ? {} : { token });
    return failure(() => QueryBuilder.on(source).query('ACCOUNT').forEntity('x').first());
  };

  /** A server that answers every request alike; without an answer it hangs up in its midst. */
  async function serverOf(status: number, type: string, body?: string): Promise<string> {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': type, ...(body === undefined && { 'content-length': '100' }) });
      if (body !== undefined) return response.end(body);
      response.write('{"data":');
      setTimeout(() => response.destroy(), 50);
      return response;
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('that is not there is named, without what may be secret in its address', async () => {
    const gone = await serverOf(200, 'text/plain', '');
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await ask(`${gone}/graphql?secret=1`)).toEqual([
      `The gateway at ${gone}/graphql cannot be reached: nothing listens there.`,
      'GATEWAY_UNREACHABLE',
    ]);
    expect((await ask('http://facet.invalid'))[0]).toBe(
      'The gateway at http://facet.invalid/graphql cannot be reached: the host is not known.',
    );
    const [sentence, code] = await ask(await serverOf(200, 'application/json'));
    expect([sentence, code]).toEqual([expect.stringContaining('cannot be reached: '), 'GATEWAY_UNREACHABLE']);
  });

  it.each([
    [200, 'text/html', '<!doctype html>'],
    [404, 'text/html', '<h1>Not found</h1>'],
    [401, 'text/plain', 'Who are you?'],
    [200, 'application/json', '[]'],
    [200, 'application/json', '{"data":null}'],
    [502, 'application/json', 'null'],
    [500, 'application/json', '{"errors":"many"}'],
  ])('that is something else is told by status %i and type %s of %s', async (status, type, body) => {
    const url = await serverOf(status, `${type}; charset=utf-8`, body);
    expect(await ask(url)).toEqual([
      `${url}/graphql answered with status ${status} and ${type}, which is no answer of Facet: is it the address of its /graphql?`,
      'GATEWAY_ANSWER',
    ]);
  });

  it('passes on what it says', async () => {
    const needed = ['This needs a valid API key, in the header "authorization: Bearer facet_…".', 'UNAUTHENTICATED'];
    expect(await ask(doors.gatewayUrl)).toEqual(needed);
    expect(await ask(doors.gatewayUrl, `${doors.key.slice(0, -1)}-`)).toEqual(needed);
    expect(await ask(doors.gatewayUrl.replace('/graphql', '/graph'), doors.key)).toEqual([
      'There is nothing here; GraphQL is at /graphql.',
      'NOT_FOUND',
    ]);
  });

  it('has an address and a key that can be one', async () => {
    const opened = (url: string, token?: string) =>
      failure(async () => fromGateway(url, token === undefined ? {} : { token }));
    for (const url of ['facet.example', 'ftp://facet.example', ''])
      expect((await opened(url))[0]).toContain('is no URL such as https://facet.example/graphql');
    expect((await opened('http://me:secret@facet.example'))[0]).toBe(
      'The address of the gateway holds a user or a password: give the API key as "token".',
    );
    for (const token of ['', ' ', 'a b', 'clé'])
      expect((await opened('http://facet.example', token))[0]).toContain('The token is empty or holds characters');
  });
});

describe('a database', () => {
  it('that is not there, is none, or lacks the schema, is said so', async () => {
    expect(await failure(() => fromDatabase('postgres://127.0.0.1:1/x'))).toEqual([
      expect.stringMatching(/^The database cannot be reached: nothing listens there/),
      'DATABASE_UNREACHABLE',
    ]);
    expect(await failure(() => fromDatabase('mysql://me:secret@x'))).toEqual([
      'The address of the database does not begin with postgres:// or postgresql://.',
      'BAD_USER_INPUT',
    ]);
    const empty = await emptyDatabase();
    const door = await openUrl(empty);
    const theirs = postgres(door.url, { max: 1 });
    try {
      expect(await failure(() => fromDatabase(door.url))).toEqual([
        expect.stringMatching(/^The database is empty: run "facet migrate"/),
        'SCHEMA_ABSENT',
      ]);
      expect((await failure(() => fromDatabase(theirs)))[0]).toMatch(/^The database of the client is empty: run/);
    } finally {
      await theirs.end();
      door.close();
      await empty.drop();
    }
  });

  it('is asked by a configuration that can be read', async () => {
    expect((await failure(() => fromDatabase(doors.url, { config: '/nowhere.yml' })))[0]).toContain(
      'The config file /nowhere.yml (FACET_CONFIG) cannot be read',
    );
  });
});
