import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';
import { allChanges, askChanges, fillChanges } from './changesSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillChanges(database);
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

const ask = (asked: Record<string, unknown> = {}) => askChanges(graph, asked);

const forged =
  (...key: (string | null)[]) =>
  async () => {
    const { page } = await ask({ first: 1 });
    const [name, question] = JSON.parse(
      Buffer.from(page?.pageInfo.endCursor ?? '', 'base64url').toString('utf8'),
    ) as string[];
    return Buffer.from(JSON.stringify([name, question, ...key])).toString('base64url');
  };
const kept = ['2026-03-01', '2026-03-05'] as const;

describe('refusals', () => {
  it.each([
    [{ names: [] }, 'BAD_USER_INPUT', '"names" is empty'],
    [
      { names: Array.from({ length: 51 }, () => 'POINTS') },
      'TOO_MANY_ENTRIES',
      '"names" has 51 entries, and 50 are the most.',
    ],
    [{ names: ['POINT'] }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute "POINT". Did you mean "POINTS"?'],
    [{ names: ['POINTS\0'] }, 'UNKNOWN_ATTRIBUTE', 'There is no attribute'],
    [{ from: '2026-03-06' }, 'BAD_USER_INPUT', '"from" is 2026-03-06, which is after "to", 2026-03-05.'],
    [{ first: 1001 }, 'PAGE_SIZE_EXCEEDED', '"first" is 1001, and 1000 is the most.'],
    [{ first: -1 }, 'BAD_USER_INPUT', '"first" is -1'],
    [{ after: 'x' }, 'INVALID_CURSOR', 'is not a cursor of this server'],
  ])('of %j', async (asked, code, message) => {
    expect((await ask(asked)).errors[0]).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it.each([
    ['nothing', forged()],
    ['another number of parts', forged(...kept, 'A')],
    ['one part too many', forged(...kept, 'A', 'points', 'x')],
    ['no last day', forged('2026-03-01', null, 'A', 'points')],
    ['what is no day', forged('2026-02-30', '2026-03-05', 'A', 'points')],
    ['days in the wrong order', forged('2026-03-05', '2026-03-01', 'A', 'points')],
    ['an attribute that is not asked', forged(...kept, 'A', 'seen')],
    ['a NUL', forged(...kept, 'A\0', 'points')],
    ['a day that is not complete', forged('2026-03-01', '2026-03-04', 'A', 'points')],
    ['a day that is not kept', forged('2025-03-01', '2026-03-05', 'A', 'points')],
  ])('of a cursor with %s', async (_, cursor) => {
    expect((await ask({ after: await cursor() })).errors[0]).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('of a cursor of another question', async () => {
    const { page } = await ask({ first: 1 });
    const after = page?.pageInfo.endCursor;
    for (const other of [{ names: ['LETTER', 'POINTS'] }, { from: '2026-03-02' }, { to: '2026-03-04' }])
      expect((await ask({ after, ...other })).errors[0]).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('leave a cursor behind a customer who is not there any more where it stands', async () => {
    const after = await forged(...kept, 'B\ud800', 'letter')();
    expect((await ask({ after })).changes).toEqual(allChanges.slice(1));
  });
});
