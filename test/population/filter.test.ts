import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkFilter } from '../../src/conditions/checkFilter.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { openPeople } from './people.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

type Edges = { edges: { node: { id: string } }[]; totalCount: number };

async function ask(filter: unknown) {
  const answer = await graph.ask(
    `query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount edges { node { id } } } }`,
    { filter },
  );
  const { edges = [], totalCount } = (answer.data?.['customers'] ?? {}) as Partial<Edges>;
  return { ...answer, ids: edges.map(({ node }) => node.id).join(''), totalCount };
}

const attribute = (name: string, kind: string, operators: unknown) => ({ attributes: [{ name, [kind]: operators }] });
const label = (operators: unknown) => attribute('LABEL', 'text', operators);
const visits = (operators: unknown) => attribute('VISITS', 'number', operators);
const amount = (operators: unknown) => attribute('AMOUNT', 'number', operators);
const day = (operators: unknown) => attribute('DAY', 'date', operators);
const at = (operators: unknown) => attribute('AT', 'dateTime', operators);
const member = (operators: unknown) => attribute('MEMBER', 'flag', operators);

describe('a filter on', () => {
  it.each([
    ['nothing', {}, 'ABCDEFG'],
    ['null', null, 'ABCDEFG'],
    // Texts: exact with is and in, whatever the case with the text operators.
    ['a text', { city: { is: 'Lyon' } }, 'A'],
    ['a text that is empty', { city: { is: '' } }, 'C'],
    ['another text, which no missing one is', { city: { isNot: 'Lyon' } }, 'BCEFG'],
    ['a list', { city: { in: ['Lyon', 'Nice', 'Oslo'] } }, 'AG'],
    ['an empty list', { city: { in: [] } }, ''],
    ['none of a list', { city: { notIn: ['Lyon', 'Nice'] } }, 'BCEF'],
    ['none of an empty list', { city: { notIn: [] } }, 'ABCEFG'],
    ['a part', { city: { contains: 'YO' } }, 'AB'],
    ['a part, whatever its accents', { city: { contains: 'é' } }, 'EFG'],
    ['the empty part', { city: { contains: '' } }, 'ABCEFG'],
    ['a beginning', { city: { startsWith: 'n' } }, 'G'],
    ['an end', { city: { endsWith: 'VRY' } }, 'EF'],
    ['a missing text', { city: { isNull: true } }, 'D'],
    ['a text that is there', { city: { isNull: false } }, 'ABCEFG'],
    ['two operators, which both hold', { city: { startsWith: 'l', isNot: 'Lyon' } }, 'B'],
    ['two columns, which both hold', { city: { contains: 'yon' }, sourceRecords: { gt: 1 } }, 'B'],
    ['the key, whatever its case', { id: { contains: 'a' } }, 'A'],
    ['a range of keys', { id: { between: { from: 'B', to: 'D' } } }, 'BCD'],
    ['a number column', { sourceRecords: { in: ['2', '3.0'] } }, 'BCDE'],
    ['a number column between whole numbers', { sourceRecords: { gt: '2.5', lt: '4.5' } }, 'DEF'],
    ['an instant to the microsecond', { createdAt: { gt: '2026-01-01T00:00:00.000001Z' } }, 'BC'],
    ['an instant in another zone', { createdAt: { is: '2026-01-01T05:30:00.000002+05:30' } }, 'B'],
    // Attributes, by alias in any case or by slot.
    ['a text attribute', label({ is: 'plain' }), 'A'],
    ['a percent sign, which stands for itself', label({ contains: '%' }), 'B'],
    ['an underscore, which stands for itself', label({ contains: '_' }), 'C'],
    ['an underscore as a beginning', label({ startsWith: 'a_' }), 'C'],
    ['a backslash', label({ contains: '\\' }), 'E'],
    ['quotes', label({ contains: `'s "SO";` }), 'F'],
    ['an injection', label({ contains: `%'; drop table facet.customers; --` }), ''],
    ['a missing attribute, or no snapshot', label({ isNull: true }), 'DG'],
    ['a slot', attribute('str1', 'text', { is: 'plain' }), 'A'],
    ['a whole number, as it is read', visits({ is: '3' }), 'CE'],
    ['whole numbers against a fraction', visits({ gt: '2.5' }), 'CEF'],
    ['a number that ends with its point', visits({ is: '3.' }), 'CE'],
    ['a number that begins with its point', attribute('RATIO', 'number', { is: '.5' }), 'E'],
    ['a decimal, whatever its zeros', amount({ is: '1.50' }), 'AE'],
    ['a negative decimal', amount({ lt: 0 }), 'B'],
    ['a decimal range', amount({ between: { from: 0, to: '1.5' } }), 'ACE'],
    ['decimals that are not', amount({ notIn: ['1.5', '0'] }), 'BF'],
    ['a measure', attribute('RATIO', 'number', { gte: '0.3', lte: '0.5' }), 'CE'],
    ['a day', day({ is: '2026-02-01' }), 'CE'],
    ['days before', day({ lt: '2026-02-01' }), 'AB'],
    ['a list of days', day({ in: ['2026-01-01', '2026-03-01'] }), 'AF'],
    ['an instant attribute', at({ lte: '2026-01-01T00:00:00.000002Z' }), 'AB'],
    ['instants between', at({ between: { from: '2026-01-01T00:00:00.000002Z', to: '2026-01-01T00:00:01Z' } }), 'BCE'],
    ['true', member({ is: true }), 'AE'],
    ['false, as every odd text is read', member({ is: false }), 'BF'],
    ['not true', member({ isNot: true }), 'BF'],
    ['a missing flag', member({ isNull: true }), 'CDG'],
    [
      'two attributes',
      { attributes: [label({ isNull: false }), visits({ gte: 3 })].flatMap((one) => one.attributes) },
      'CEF',
    ],
  ])('%s', async (_, filter, expected) => {
    const { errors, ids, totalCount } = await ask(filter);
    expect(errors).toEqual([]);
    expect(ids).toBe(expected);
    expect(totalCount).toBe(expected.length);
  });
});

describe('a tree', () => {
  const lyon = { city: { is: 'Lyon' } };
  const few = visits({ lt: 3 });
  it.each([
    ['and', { and: [{ city: { contains: 'yon' } }, few] }, 'AB'],
    ['or', { or: [lyon, visits({ gte: 100 })] }, 'AF'],
    ['an empty and', { and: [] }, 'ABCDEFG'],
    ['an empty or', { or: [] }, ''],
    ['not, which is the exact complement', { not: lyon }, 'BCDEFG'],
    ['not, over missing attributes', { not: few }, 'CDEFG'],
    ['not of not', { not: { not: few } }, 'AB'],
    ['not of a negated operator', { not: { city: { isNot: 'Lyon' } } }, 'AD'],
    ['not of an or', { not: { or: [lyon, few, { city: { isNull: true } }] } }, 'CEFG'],
    ['not of an and', { not: { and: [{ city: { contains: 'yon' } }, { not: visits({ is: 1 }) }] } }, 'ACDEFG'],
    [
      'members beside a tree',
      { sourceRecords: { lte: 3 }, or: [lyon, { not: lyon }], not: { id: { is: 'B' } } },
      'ACDE',
    ],
  ])('of %s', async (_, filter, expected) => {
    const { errors, ids, totalCount } = await ask(filter);
    expect(errors).toEqual([]);
    expect([ids, totalCount]).toEqual([expected, expected.length]);
  });
});

const deep = (levels: number): unknown => (levels === 0 ? { id: { is: 'A' } } : { not: deep(levels - 1) });
const branches = (count: number, branch: unknown): unknown => ({ or: Array.from({ length: count }, () => branch) });

describe('refused are', () => {
  it.each([
    ['a null operand', { city: { is: null } }, 'BAD_USER_INPUT', '"filter.city.is" is null'],
    ['a null column', { city: null }, 'BAD_USER_INPUT', '"filter.city" is null'],
    ['a null tree', { and: [{ not: null }] }, 'BAD_USER_INPUT', '"filter.and[0].not" is null'],
    ['a null list', { or: null }, 'BAD_USER_INPUT', '"filter.or" is null'],
    ['a null branch', attribute('LABEL', 'text', null), 'BAD_USER_INPUT', '"filter.attributes[0].text" is null'],
    ['no operator', { city: {} }, 'BAD_USER_INPUT', '"filter.city" says nothing'],
    ['a NUL', { city: { is: 'a\0' } }, 'BAD_USER_INPUT', '"filter.city.is" holds a NUL'],
    ['half a character', { city: { in: ['\uD800'] } }, 'BAD_USER_INPUT', '"filter.city.in" holds a NUL or half'],
    ['a long number', amount({ is: '1'.repeat(101) }), 'BAD_USER_INPUT', 'is a number of 101 characters'],
    ['an unknown name', attribute('LABLE', 'text', { is: '' }), 'UNKNOWN_ATTRIBUTE', 'Did you mean "LABEL"?'],
    [
      'a long unknown name',
      attribute('N'.repeat(5000), 'text', { is: '' }),
      'UNKNOWN_ATTRIBUTE',
      `There is no attribute "${'N'.repeat(63)}…".`,
    ],
    [
      'another type',
      attribute('visits', 'text', { is: '1' }),
      'ATTRIBUTE_TYPE_MISMATCH',
      '"VISITS" is INTEGER: filter it with "number", not "text" ("filter.attributes[0]").',
    ],
    [
      'no branch',
      { attributes: [{ name: 'DAY' }] },
      'ATTRIBUTE_TYPE_MISMATCH',
      '"DAY" is DATE: filter it with "date", which',
    ],
    ['an empty branch', { or: [{ id: { is: 'A' } }, {}] }, 'BAD_USER_INPUT', '"filter.or[1]" says nothing'],
    ['an empty branch that must hold', { and: [{}] }, 'BAD_USER_INPUT', '"filter.and[0]" says nothing'],
    ['an empty complement', { and: [{ not: {} }] }, 'BAD_USER_INPUT', '"filter.and[0].not" says nothing'],
    ['501 nodes', branches(251, { id: { is: 'A' } }), 'FILTER_TOO_LARGE', '"filter.or[250]" is one more'],
    ['501 operators', { and: [branches(249, { id: { is: 'A', gt: '' } })] }, 'FILTER_TOO_LARGE', 'more than 500'],
    ['501 empty lists', branches(501, { and: [] }), 'FILTER_TOO_LARGE', 'more than 500'],
    [
      '501 attributes',
      { attributes: Array.from({ length: 501 }, () => ({ name: 'DAY' })) },
      'FILTER_TOO_LARGE',
      '[500]',
    ],
    ['1,001 values', { id: { in: Array.from({ length: 1001 }, () => 'A') } }, 'TOO_MANY_ENTRIES', '1001 entries'],
    ['21 levels', deep(20), 'FILTER_TOO_LARGE', 'deeper than 20 levels'],
    ['1,000 levels', deep(1000), 'FILTER_TOO_LARGE', 'deeper than 20 levels'],
  ])('%s', async (_, filter, code, sentence) => {
    const { errors, statements } = await ask(filter);
    expect(errors).toEqual([expect.objectContaining({ code, message: expect.stringContaining(sentence) })]);
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('numbers with exponents and instants that are none, by their types', async () => {
    for (const filter of [amount({ is: '1e5' }), amount({ is: 1e21 }), at({ is: '2026-02-30T00:00:00Z' })])
      expect((await ask(filter)).errors).toHaveLength(1);
    for (const instant of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])
      expect((await ask(at({ is: instant }))).errors[0]?.message).toContain('is not an instant such as');
  });

  it('but not 500 nodes in 20 levels', async () => {
    const or = Array.from({ length: 240 }, () => ({ id: { is: 'A' } }));
    // 480 of the list, 19 of the complements with their condition, and one.
    const filter = { or, not: deep(17), id: { lt: 'C' } };
    expect(await ask(filter)).toMatchObject({ errors: [], ids: 'A' });
    expect((await ask({ ...filter, city: { isNull: false } })).errors[0]?.code).toBe('FILTER_TOO_LARGE');
  });

  it('empty entries of attributes, which only a schema of another hand lets through', () => {
    expect(() => checkFilter({ attributes: [{} as never] })).toThrow('"filter.attributes[0]" says nothing');
  });
});

describe('statements', () => {
  it('are one for a page, one for the count, one for the day where attributes are named', async () => {
    const counts = async (filter: unknown) => (await ask(filter)).statements.length;
    expect(await counts({})).toBe(2);
    expect(await counts({ city: { is: 'Lyon' } })).toBe(2);
    expect(await counts({ attributes: [] })).toBe(2);
    expect(await counts(label({ is: 'plain' }))).toBe(3);
    expect(await counts({ or: [label({ is: 'plain' }), visits({ gt: 1 }), { not: day({ isNull: true }) }] })).toBe(3);
  });

  it('hold the asked slots alone, and no value', async () => {
    const { statements } = await ask({ and: [label({ is: 'secret' }), visits({ in: ['123456'] })] });
    const [, page] = statements;
    expect(new Set(page?.text.match(/"?\b(str|field|date|time)\d+\b"?/g))).toEqual(new Set(['"str1"', '"field1"']));
    expect(page?.text).not.toMatch(/secret|123456/);
    expect(page?.values).toEqual(expect.arrayContaining(['secret', ['123456']]));
  });

  it('are one for the count, under however many names it is asked', async () => {
    const { data, statements } = await graph.ask(`{
      customers { a: totalCount b: totalCount c: totalCount edges { node { id } } }
      customersAggregate(groupBy: [{ column: ID }], first: 0) { a: totalCount b: totalCount }
    }`);
    expect(data).toMatchObject({ customers: { a: 7, b: 7, c: 7 }, customersAggregate: { a: 7, b: 7 } });
    expect(statements.filter(({ text }) => text.includes('count(*)::int'))).toHaveLength(2);
  });

  it('are none for a page where only the count is asked', async () => {
    const { data, statements } = await graph.ask('{ customers { totalCount } }');
    expect(data).toEqual({ customers: { totalCount: 7 } });
    expect(statements).toHaveLength(1);
  });
});

describe('a text that is longer than any that is looked for is refused, before the database hears of it', () => {
  const long = 'x'.repeat(1001);
  const globalId = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const id = `id: "${long}"`;
  const key = `customerId: "${long}", executionDate: "2026-01-01", planId: "P"`;

  it.each([
    ['filter.city.contains', `customers(filter: { city: { contains: "${long}" } }) { totalCount }`],
    ['filter.city.startsWith', `customers(filter: { city: { startsWith: "${long}" } }) { totalCount }`],
    ['filter.city.endsWith', `customers(filter: { city: { endsWith: "${long}" } }) { totalCount }`],
    ['filter.or[0].city.is', `customers(filter: { or: [{ city: { is: "${long}" } }] }) { totalCount }`],
    ['filter.city.in', `customers(filter: { city: { in: ["a", "${long}"] } }) { totalCount }`],
    ['filter.city.between', `customers(filter: { city: { between: { from: "a", to: "${long}" } } }) { totalCount }`],
    ['filter.city.gt', `customersAggregate(filter: { city: { gt: "${long}" } }) { edges { node { count } } }`],
    [
      'having[0].text.is',
      `customersAggregate(groupBy: [{ column: CITY }], having: [{ measure: MAXIMUM, column: CITY, text: { is: "${long}" } }]) {
        edges { node { count } } }`,
    ],
    [
      'filter.attributes[0].contains',
      `customers(filter: { attributes: [{ name: "LABEL", text: { contains: "${long}" } }] }) { totalCount }`,
    ],
    ['id', `customer(${id}) { givenName }`],
    ['system', `customerByIdentifier(system: "${long}", value: "v") { id }`],
    ['value', `customerByIdentifier(system: "s", value: "${long}") { id }`],
    ['id', `node(nodeId: "${globalId('Customer', long)}") { nodeId }`],
    ['id', `node(nodeId: "${globalId('CustomerProfile', long, '2026-03-01')}") { nodeId }`],
    ['planId', `node(nodeId: "${globalId('Campaign', long)}") { nodeId }`],
    ['planId', `campaign(planId: "${long}") { name }`],
    ['filter.search', `campaigns(filter: { search: "${long}" }) { totalCount }`],
    ['filter.planIds[1]', `campaigns(filter: { planIds: ["P", "${long}"] }) { totalCount }`],
    ['filter.tagNames[0]', `campaigns(filter: { tagNames: ["${long}"] }) { totalCount }`],
    ['entityId', `metrics(level: ACCOUNT, entityId: "${long}") { entity { nodeId: __typename } }`],
    ['entityIds[0]', `metricsForEntities(level: ACCOUNT, entityIds: ["${long}"]) { edges { cursor } }`],
    ['names[0]', `metricsForEntities(level: ACCOUNT, names: ["${long}"]) { edges { cursor } }`],
    ['search', `metricDefinitions(search: "${long}") { name }`],
    ['names[0]', `metricDefinitions(names: ["${long}"]) { name }`],
    ['id', `_entities(representations: [{ __typename: "Customer", ${id} }]) { ... on Customer { givenName } }`],
    ['id', `_entities(representations: [{ __typename: "Account", ${id} }]) { ... on Account { id } }`],
    ['id', `_entities(representations: [{ __typename: "Company", ${id} }]) { ... on Company { name } }`],
    [
      'planId',
      `_entities(representations: [{ __typename: "Campaign", planId: "${long}" }]) { ... on Campaign { name } }`,
    ],
    ['customerId', `_entities(representations: [{ __typename: "CampaignTargeting", ${key} }]) { __typename }`],
  ])('%s (%#)', async (path, field) => {
    const { errors, statements } = await graph.ask(`{ ${field} }`);
    expect(errors).toEqual([expect.objectContaining({ code: 'SEARCH_TOO_LARGE' })]);
    expect(errors[0]?.message).toMatch(`"${path}" `);
    expect(errors[0]?.message).toMatch(/of 1001 (characters|bytes)|has 1001 characters/);
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('and one of the longest length is not', async () => {
    const text = 'x'.repeat(1000);
    expect(await ask({ city: { contains: text }, id: { is: text } })).toMatchObject({ errors: [], ids: '' });
  });
});
