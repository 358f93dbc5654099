import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { readCatalogue } from '../../../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../../../src/config.js';
import { createContext } from '../../../../src/federation/requestContext.js';
import { buildSchema } from '../../../../src/federation/buildSchema.js';
import { subgraphs } from '../../../../src/subgraphs/index.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openScope } from '../../../support/scope.js';
import { fillImpact } from './impactSample.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillImpact(database);
});
afterAll(() => database?.drop());

/** Asks for a day by its key, whichever subgraph answers for it. */
async function ask(below: string) {
  const MarketingImpactDay = ({ customerId, date }: Readonly<Record<string, unknown>>) => ({ customerId, date });
  const answering = subgraphs.map((one) =>
    one.name === 'campaigns' ? { ...one, references: { ...one.references, MarketingImpactDay } } : one,
  );
  const catalogue = await readCatalogue(database.client);
  const schema = buildSchema(answering, catalogue, '2026-03-06', readConfig({}).limits);
  const contextValue = createContext(openScope(database, { now: new Date('2026-03-06T12:00:00Z'), catalogue }));
  return graphql({
    schema,
    source: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on MarketingImpactDay { date ${below} } } }`,
    variableValues: {
      representations: ['2026-03-03', '2026-03-04'].map((date) => ({
        __typename: 'MarketingImpactDay',
        customerId: 'A',
        date,
      })),
    },
    contextValue,
  });
}

it('a day by its key has the snapshot of the very day', async () => {
  const { data, errors } = await ask('profile { date fields { sales } }');
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    _entities: [
      { date: '2026-03-03', profile: { date: '2026-03-03', fields: { sales: '20.35' } } },
      { date: '2026-03-04', profile: null },
    ],
  });
});

it('a key does not say which attributes are asked', async () => {
  const { errors } = await ask('kpis { value }');
  expect(errors?.[0]?.message).toBe(
    'The key of a "MarketingImpactDay" does not say which "kpis" are asked: ask for them by customer.',
  );
});
