import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryBuilder } from '../../src/client/QueryBuilder.js';
import { refusal } from '../support/refusal.js';
import { recordingSource } from './recordingSource.js';

afterEach(() => QueryBuilder.use(null));

const missing = refusal(
  'The query builder has no source: say QueryBuilder.use(await fromDatabase()) or ' +
    'QueryBuilder.use(fromGateway(url, { token })) first, or begin with QueryBuilder.on(source).',
  'SOURCE_MISSING',
);

describe('the source in use', () => {
  it('is none at first, and none again where null is said', async () => {
    expect(() => QueryBuilder.query('ACCOUNT')).toThrow(missing);
    QueryBuilder.use(recordingSource([]).source);
    expect(await QueryBuilder.query('ACCOUNT').all()).toEqual([]);
    QueryBuilder.use(null);
    expect(() => QueryBuilder.query('ACCOUNT')).toThrow(missing);
  });

  it('is that of queries begun from then on; others keep theirs, and so do those of on()', async () => {
    const [first, second, apart] = [recordingSource(['a']), recordingSource(['b']), recordingSource(['c'])];
    const queries = QueryBuilder.on(apart.source);
    QueryBuilder.use(first.source);
    const early = QueryBuilder.query('ACCOUNT');
    QueryBuilder.use(second.source);
    await QueryBuilder.query('ACCOUNT').forApp('late').all();
    await early.forApp('early').all();
    await queries.query('ACCOUNT').forApp('apart').all();
    const apps = [first, second, apart].map(({ pages }) => pages.map(({ asked }) => asked.app));
    expect(apps).toEqual([['early'], ['late'], ['apart']]);
  });

  it('is left as it is where what is said is no source', async () => {
    const { source, pages } = recordingSource([]);
    QueryBuilder.use(source);
    expect(() => QueryBuilder.use('http://facet.example' as never)).toThrow(
      refusal(
        'The source of queries is a text: give what "await fromDatabase()" or "fromGateway(url)" gives.',
        'SOURCE_UNFIT',
      ),
    );
    await QueryBuilder.query('ACCOUNT').all();
    expect(pages).toHaveLength(1);
  });
});

describe('a query', () => {
  it.each(['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'] as const)(
    'of %s asks for all of it until told otherwise',
    async (level) => {
      const { source, pages } = recordingSource([]);
      await QueryBuilder.on(source).query(level).all();
      expect(pages).toEqual([
        {
          asked: {
            level,
            app: null,
            names: null,
            effectiveDates: null,
            lastFullMonth: false,
            attributesOnly: false,
            locale: 'en',
          },
          ids: null,
          after: null,
          size: 100,
          signal: undefined,
        },
      ]);
    },
  );

  it.each([
    ['account', 'account'],
    ['', ''],
    ['toString', 'toString'],
    ['A'.repeat(70), `${'A'.repeat(63)}…`],
  ])('of the level %j is refused', (level, shown) => {
    const refused = refusal(`There is no level "${shown}", only CUSTOMER, ACCOUNT, CONTRACT, COMPANY, INDUSTRY.`);
    const { source } = recordingSource([]);
    QueryBuilder.use(source);
    for (const queries of [QueryBuilder, QueryBuilder.on(source)])
      expect(() => queries.query(level as never)).toThrow(refused);
  });
});

it('cannot be changed by one program for another', () => {
  expect(Object.keys(QueryBuilder).map((name) => Reflect.set(QueryBuilder, name, null))).toEqual([false, false, false]);
});
