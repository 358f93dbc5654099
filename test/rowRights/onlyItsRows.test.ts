import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Viewer } from '../../src/access/viewer.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../src/config.js';
import { createDoor } from '../../src/db/door.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import type { NarrowedBy } from '../../src/db/rowRights/rights.js';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { createContext } from '../../src/federation/requestContext.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { runValidation } from '../../src/validation/runValidation.js';
import type { App } from '../../src/scope.js';
import { visibleApps } from '../../src/visibleRows.js';
import { compareAnswers, seedsFrom, type Ask } from '../federation/rooms/compareAnswers.js';
import { demoValues } from '../federation/rooms/demoValues.js';
import type { ArgumentValues } from '../federation/rooms/randomQuestions.js';
import { cloneDatabase, createDatabase, type TestDatabase } from '../support/database.js';
import { executeSource } from '../support/executeSource.js';
import { testJob } from '../support/job.js';
import { openScope } from '../support/scope.js';
import { clientNamed } from '../support/viewers.js';
import { keepOnly, splitCompany } from './splitCompany.js';

const today = '2026-03-31';
const apps = ['beta', 'alpha'].map((name, n) => ({ name, timeZone: 'UTC', isDefault: n === 0 }));

let made: TestDatabase;
let whole: TestDatabase;
let catalogue: Catalogue;
let schema: GraphQLSchema;
let values: ArgumentValues;
let by: NarrowedBy;

const nameOf = ({ target }: TestDatabase): string => (target as { database: string }).database;

beforeAll(async () => {
  made = await cloneDatabase();
  const job = testJob(made, `${today}T12:00:00Z`);
  await fillDemo(job, { seed: 7, customers: 60, days: 6, lastDay: today });
  await runValidation(job);
  await splitCompany(made.client);
  [catalogue, values] = await Promise.all([readCatalogue(made.client), demoValues(made)]);
  schema = buildSchema(subgraphs, catalogue, today, readConfig({}).limits);
  await made.client.end();
  whole = await createDatabase(nameOf(made));
  by = await applyRowRights(whole.client);
}, 120_000);
afterAll(async () => {
  await whole?.drop();
  await made?.drop();
});

/** Asks a database in this process as a viewer, by the role of restricted ones where it is one. */
const openAs =
  ({ client }: TestDatabase, viewer: Viewer, named: readonly App[]): Ask =>
  async (source, variableValues = {}) => {
    const rights = viewer.apps === null ? undefined : { ...by, apps: viewer.apps, brands: viewer.brands };
    const newContext = () =>
      createContext(
        openScope(
          { client },
          {
            db: createDoor(client, { rights }),
            viewer,
            catalogue,
            apps: named,
            now: new Date(`${today}T15:00:00Z`),
          },
        ),
      );
    const { data, errors } = await executeSource({ schema, source, variableValues, createContext: newContext });
    const told = errors?.map(({ message, path, extensions, originalError }) => ({
      message,
      path,
      extensions: { code: (originalError as { code?: unknown } | undefined)?.code ?? extensions['code'] },
    }));
    return JSON.parse(JSON.stringify({ data, errors: told })) as ExecutionResult;
  };

/** What random questions do not ask by. */
const questions = [
  '{ customers(first: 100) { totalCount edges { node { id fullName identifiers { edges { node { system value } } } account { id } } } } }',
  '{ customers(first: 50, orderBy: [{ attribute: "ECOM_TOTAL_NET_SALES_AMOUNT_1M", direction: DESC }]) { edges { node { id } } } }',
  '{ customers(first: 50, filter: { attributes: [{ name: "ECOM_TOTAL_NET_SALES_AMOUNT_1M", number: { gte: "0" } }] }) { totalCount edges { node { id } } } }',
  ...['an', 'anna', 'meyer', 'example.com', 'schmidt anna', '1111113001034507'].map(
    (search) => `{ customers(first: 50, search: "${search}") { totalCount edges { node { id fullName } } } }`,
  ),
  '{ customersAggregate(groupBy: [{ column: COUNTRY }]) { edges { node { count } } totalCount } }',
  '{ ordersAggregate { edges { node { count sum(column: REVENUE) } } } }',
  '{ orderLinesAggregate(groupBy: [{ productColumn: CATEGORY }]) { edges { node { count } } } }',
  '{ targetingsAggregate { edges { node { count } } } }',
  '{ campaigns(first: 100) { totalCount edges { node { planId name } } } }',
  '{ segments(first: 100) { edges { node { id name sentence stays(first: 50) { edges { node { customer { id } } } } days { day size } } } } }',
  '{ readiness { features { feature isReady } } }',
  '{ validationRuns(first: 10) { totalCount } }',
  '{ customersAggregate(filter: { orders: { behaviour: HAS_PURCHASED } }) { edges { node { count } } } }',
];

describe.each([
  ['an application', 'alpha', undefined],
  ['an application and a brand', 'beta', 'one'],
] as const)('who sees the rows of %s', (_, app, brand) => {
  let only: TestDatabase;
  let restricted: Ask;
  let alone: Ask;
  let everything: Ask;
  beforeAll(async () => {
    only = await createDatabase(nameOf(made));
    await keepOnly(only.client, app, brand);
    const viewer = clientNamed('partner', { apps: [app], brands: brand === undefined ? null : [brand] });
    const named = visibleApps({ viewer }, apps);
    restricted = openAs(whole, viewer, named);
    alone = openAs(only, clientNamed('analyst'), named);
    everything = openAs(whole, clientNamed('analyst'), named);
  }, 60_000);
  afterAll(() => only?.drop());

  it('gets the answers of a database that holds only them', async () => {
    let others = 0;
    for (const question of questions) {
      const [one, other, all] = [await restricted(question), await alone(question), await everything(question)];
      expect({ question, ...one }).toEqual({ question, ...other });
      expect([question, one.errors]).toEqual([question, undefined]);
      others += Number(JSON.stringify(one) !== JSON.stringify(all));
    }
    // Else the two companies would not differ, and nothing were shown.
    expect(others).toBeGreaterThan(10);
  });

  it('is not told how many customers of all applications a version of a segment had', async () => {
    const question = '{ segments(first: 100) { edges { node { versions { version size } } } } }';
    const [own, all] = [await restricted(question), await everything(question)].map((one) => JSON.stringify(one));
    expect(all).toMatch(/"size":\d/);
    expect(own).toMatch(/"version":1,"size":null/);
    expect(own).not.toMatch(/"size":\d/);
  });

  it('and to random questions', async () => {
    const told = await compareAnswers(alone, { schema, ask: restricted, calls: [] }, values, seedsFrom(1, 60));
    expect(told.values).toBeGreaterThan(1000);
  }, 60_000);
});
