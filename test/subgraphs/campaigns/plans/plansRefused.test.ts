import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addActions, addPlans, type ListPage } from './samplePlans.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addPlans(database, [
    { id: 'a', start: '2026-01-01' },
    { id: 'b', start: '2026-01-02' },
  ]);
  await addActions(database, [['a', 'a1', 1, 'DN']]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const lists = ['campaigns', 'scheduledCampaigns'] as const;
const source = (list: string) =>
  `query ($filter: FacetCampaignFilter, $first: Int, $after: String, $last: Int, $before: String) {
    list: ${list}(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount edges { cursor } pageInfo { hasNextPage } } }`;
const many = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);
const textLists = ['planIds', 'channelNames', 'targetGroupIds', 'targetGroupNames', 'tagNames', 'statuses'];
const members = [...textLists, 'from', 'to', 'channelIds', 'types', 'search'];

const typeOf = (name: string): string => {
  if (name === 'from' || name === 'to') return 'Date';
  if (name === 'search') return 'String';
  if (name === 'planIds' || name === 'targetGroupIds') return '[ID!]';
  return name === 'channelIds' || name === 'types' ? '[Int!]' : '[String!]';
};

describe.each(lists)('%s', (list) => {
  const refused = async (variables: Record<string, unknown>, code: string, message: string) => {
    const { errors, statements } = await graph.ask(source(list), variables);
    expect(errors).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(statements).toEqual([]);
  };

  it.each(members)('refuses %s that is null, or a variable without a value', async (name) => {
    await refused({ filter: { [name]: null } }, 'BAD_USER_INPUT', `"filter.${name}" is null`);
    const { errors, statements } = await graph.ask(
      `query ($given: ${typeOf(name)}) { ${list}(filter: { ${name}: $given }) { totalCount } }`,
    );
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining(`"$given" at "filter.${name}" has no value`) },
    ]);
    expect(statements).toEqual([]);
  });

  it.each(textLists)('refuses %s with a NUL, half a character or too many entries', async (name) => {
    await refused({ filter: { [name]: ['x', 'a\u0000'] } }, 'BAD_USER_INPUT', `"filter.${name}[1]" holds a NUL`);
    await refused({ filter: { [name]: ['\uD800'] } }, 'BAD_USER_INPUT', `"filter.${name}[0]" holds a NUL or half`);
    const most = name === 'planIds' ? 1000 : 100;
    const message = `"filter.${name}" has ${most + 1} entries, and ${most} are the most.`;
    await refused({ filter: { [name]: many(most + 1) } }, 'TOO_MANY_ENTRIES', message);
    expect((await graph.ask(source(list), { filter: { [name]: many(most) } })).errors).toEqual([]);
  });

  it('refuses too many numbers, and searches that no text can be', async () => {
    const numbers = Array.from({ length: 101 }, (_, n) => n);
    await refused({ filter: { channelIds: numbers } }, 'TOO_MANY_ENTRIES', '"filter.channelIds" has 101 entries');
    await refused({ filter: { types: numbers } }, 'TOO_MANY_ENTRIES', '"filter.types" has 101 entries');
    await refused({ filter: { search: 'a\u0000' } }, 'BAD_USER_INPUT', '"filter.search" holds a NUL');
    const message = '"filter.search" has 201 characters, and 200 are the most.';
    await refused({ filter: { search: 'x'.repeat(201) } }, 'SEARCH_TOO_LARGE', message);
    expect((await graph.ask(source(list), { filter: { search: ` ${'%'.repeat(200)} ` } })).errors).toEqual([]);
  });

  it.each([
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT', '"first" and "last" cannot be given together'],
    [{ first: 1001 }, 'PAGE_SIZE_EXCEEDED', '"first" is 1001, and 1000 is the most.'],
    [{ last: -1 }, 'BAD_USER_INPUT', '"last" is -1'],
    [{ after: 'x' }, 'INVALID_CURSOR', 'given as "after" is not a cursor of this server'],
    [{ before: '' }, 'INVALID_CURSOR', 'given as "before" is not a cursor of this server'],
  ])('refuses %j', (variables, code, message) => refused(variables, code, message));

  it('refuses cursors of the other list, and those that were not made here', async () => {
    const other = lists.find((name) => name !== list) ?? '';
    const cursorOf = async (name: string) => {
      const { data } = await graph.ask(source(name), { first: 1 });
      return (data['list'] as ListPage).edges[0]?.cursor ?? '';
    };
    await refused({ after: await cursorOf(other) }, 'INVALID_CURSOR', `belongs to another list ("${other}"`);
    const parts = JSON.parse(Buffer.from(await cursorOf(list), 'base64url').toString('utf8')) as unknown[];
    const made = (...key: unknown[]) =>
      Buffer.from(JSON.stringify([...parts.slice(0, 2), ...key])).toString('base64url');
    const keys = [[], [null], [null, '2026-01-01'], [null, '2026-02-30', 'a', 'a1', 'k'], [null, null, 'a', 'a1', 'k']];
    const bad = [...keys, [null, '2026-01-01', null, null, null], [null, '2026-01-01', 'a', 'a1', 'k', 'more']];
    for (const key of bad) {
      await refused({ after: made(...key) }, 'INVALID_CURSOR', 'given as "after"');
      await refused({ last: 1, before: made(...key) }, 'INVALID_CURSOR', 'given as "before"');
    }
  });
});
