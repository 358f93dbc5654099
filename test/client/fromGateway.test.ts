import { describe, expect, it } from '@jest/globals';
import { graphqlSync, parse, validate } from 'graphql';
import { fromGateway } from '../../src/client/fromGateway.js';
import { QueryBuilder } from '../../src/client/QueryBuilder.js';
import type { Fetch } from '../../src/client/sendOperation.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { readConfig } from '../../src/config.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { refusal } from '../support/refusal.js';

interface Sent {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly nodes: readonly object[];
  readonly endCursor?: string | null;
  readonly hasNextPage?: boolean;
}

/** What answers in the place of a gateway, page by page; an empty last one where none is given. */
function gateway(...pages: readonly Page[]) {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, { headers, body }) => {
    sent.push({
      url,
      authorization: headers['authorization'],
      ...(JSON.parse(body) as Pick<Sent, 'query' | 'variables'>),
    });
    if (sent.length > Math.max(1, pages.length)) throw new Error('More pages were asked for than there are');
    const { nodes = [], endCursor = null, hasNextPage = false } = pages[sent.length - 1] ?? {};
    const edges = nodes.map((node) => ({ node }));
    const data = { metricsForEntities: { edges, pageInfo: { hasNextPage, endCursor } } };
    return { status: 200, headers: { get: () => null }, text: async () => JSON.stringify({ data }) };
  };
  return { fetch, sent };
}

const askedAt = async (url: string | URL, token?: string): Promise<Sent> => {
  const { fetch, sent } = gateway();
  await QueryBuilder.on(fromGateway(url, { fetch, token })).query('ACCOUNT').all();
  const [first] = sent;
  if (first === undefined) throw new Error('Nothing was sent');
  return first;
};

describe('the address', () => {
  it.each([
    ['http://facet.example', 'http://facet.example/graphql'],
    ['https://facet.example/', 'https://facet.example/graphql'],
    ['HTTPS://Facet.Example:8443', 'https://facet.example:8443/graphql'],
    ['https://facet.example/graphql', 'https://facet.example/graphql'],
    ['https://facet.example/graphql/', 'https://facet.example/graphql/'],
    ['https://example.com/team/facet', 'https://example.com/team/facet'],
    ['https://facet.example?tenant=a', 'https://facet.example/graphql?tenant=a'],
    ['http://[::1]:4000', 'http://[::1]:4000/graphql'],
  ])('%s is asked at %s', async (url, asked) => {
    expect((await askedAt(url)).url).toBe(asked);
    const given = new URL(url);
    expect((await askedAt(given)).url).toBe(asked);
    expect(given.href).toBe(new URL(url).href);
  });

  const noUrl = 'The address of the gateway is no URL such as https://facet.example/graphql.';
  const secret = 'The address of the gateway holds a user or a password: give the API key as "token".';
  it.each([
    ['', noUrl],
    ['facet.example', noUrl],
    ['//facet.example/graphql', noUrl],
    ['localhost:4000', noUrl],
    ['ftp://facet.example', noUrl],
    ['postgres://facet.example/facet', noUrl],
    ['http://', noUrl],
    ['https://me:secret@facet.example', secret],
    ['https://me@facet.example', secret],
    ['https://:secret@facet.example', secret],
  ])('%j is refused', (url, sentence) => {
    expect(() => fromGateway(url)).toThrow(refusal(sentence));
  });
});

describe('the token', () => {
  it.each([
    [undefined, undefined],
    ['fk_1', 'Bearer fk_1'],
    [' \tfk_1\r\n', 'Bearer fk_1'],
    ['~!', 'Bearer ~!'],
  ])('%j is sent as %j', async (token, header) => {
    expect((await askedAt('https://facet.example', token)).authorization).toBe(header);
  });

  it.each(['', ' ', 'a b', 'a\nb', 'clé', 'a\u007F', '\u200Ba'])('%j can be none', (token) => {
    const sentence = 'The token is empty or holds characters that no API key has.';
    expect(() => fromGateway('https://facet.example', { token })).toThrow(refusal(sentence));
  });
});

describe('a question', () => {
  it('is one that the graph understands, for every way of asking', async () => {
    const { query } = await askedAt('https://facet.example');
    const schema = buildSchema(subgraphs, createCatalogue(0, []), '2026-11-23', readConfig({}).limits);
    expect(validate(schema, parse(query))).toEqual([]);
    const { errors } = graphqlSync({ schema, source: query, variableValues: { level: 'ACCOUNT' } });
    expect(errors?.map(({ message }) => message)).toEqual([
      'Variable "$attributesOnly" of required type "Boolean!" was not provided.',
    ]);
  });

  it('has what the query asks as its variables', async () => {
    const { fetch, sent } = gateway({ nodes: [] });
    await QueryBuilder.on(fromGateway('https://facet.example', { fetch }))
      .query('COMPANY')
      .forEntities(['c-2', 'c-1'])
      .forApp('ALAN_FR')
      .whereMetricNameIn(['members'])
      .whereEffectiveDateIn(['2023-03-01'])
      .forLastFullMonth()
      .inLocale('fr')
      .all();
    expect(sent.map(({ variables }) => variables)).toEqual([
      {
        level: 'COMPANY',
        ids: ['c-2', 'c-1'],
        app: 'ALAN_FR',
        names: ['members'],
        effectiveDates: ['2023-03-01'],
        lastFullMonth: true,
        attributesOnly: false,
        locale: 'fr',
        after: null,
        first: 2,
      },
    ]);
  });
});

describe('an answer', () => {
  const meta = { accountId: 'a', accountName: 'A', customerIndustry: null, isKeyAccount: false, nEmployees: 3 };
  const known = { account_id: 'a', account_name: 'A', customer_industry: null, is_key_account: false, n_employees: 3 };

  it('is read in the shape of the original', async () => {
    const value = { effectiveDate: '2023-03-01', name: 'time', unit: 'minutes', value: '5.0', valueFormatted: '5min' };
    const { fetch } = gateway({ nodes: [{ meta, metrics: [value] }] });
    expect(await QueryBuilder.on(fromGateway('https://facet.example', { fetch })).query('ACCOUNT').all()).toEqual([
      {
        meta: known,
        metrics: [
          {
            effective_date: '2023-03-01',
            metric_name: 'time',
            metric_unit: 'minutes',
            metric_value: '5.0',
            metric_value_formatted: '5min',
          },
        ],
      },
    ]);
  });

  it('has no metrics where they were not asked for', async () => {
    const { fetch } = gateway({ nodes: [{ meta }] });
    const queries = QueryBuilder.on(fromGateway('https://facet.example', { fetch }));
    expect(await queries.query('ACCOUNT').attributesOnly().all()).toEqual([{ meta: known, metrics: [] }]);
  });

  it('is followed by the next page until there is none, whatever its cursor', async () => {
    const { fetch, sent } = gateway(
      { nodes: [{ meta }], hasNextPage: true, endCursor: 'one' },
      { nodes: [], hasNextPage: true, endCursor: 'two' },
      { nodes: [{ meta }], hasNextPage: false, endCursor: 'three' },
    );
    const queries = QueryBuilder.on(fromGateway('https://facet.example', { fetch }));
    expect(await queries.query('ACCOUNT').all()).toHaveLength(2);
    expect(sent.map(({ variables }) => [variables['ids'], variables['after'], variables['first']])).toEqual([
      [null, null, 100],
      [null, 'one', 100],
      [null, 'two', 100],
    ]);
  });
});

it('a closed source sends nothing, and may be closed again', async () => {
  const { fetch, sent } = gateway();
  const source = fromGateway('https://facet.example', { fetch });
  const query = QueryBuilder.on(source).query('ACCOUNT');
  await source.close();
  await source[Symbol.asyncDispose]();
  await expect(query.all()).rejects.toThrow(
    refusal('The source of this query is closed: open another one.', 'SOURCE_CLOSED'),
  );
  expect(sent).toEqual([]);
});
