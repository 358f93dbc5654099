import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import type { Catalogue } from '../../../src/catalogue/catalogue.js';
import { readCatalogue } from '../../../src/catalogue/readCatalogue.js';
import { firstCatalogue } from '../../../scripts/lib/demoSchema.js';
import { readConfig } from '../../../src/config.js';
import { createDoor } from '../../../src/db/door.js';
import { fillDemo } from '../../../src/demo/fillDemo.js';
import { buildSchema, localSdl } from '../../../src/federation/buildSchema.js';
import { createContext } from '../../../src/federation/requestContext.js';
import { servedSubgraphs } from '../../../src/federation/servedSubgraphs.js';
import { serve, type Serving } from '../../../src/serve.js';
import { subgraphs } from '../../../src/subgraphs/index.js';
import { runValidation } from '../../../src/validation/runValidation.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { executeSource } from '../../support/executeSource.js';
import { testJob } from '../../support/job.js';
import { openScope } from '../../support/scope.js';
import { compareAnswers, seedsFrom, type Ask } from './compareAnswers.js';
import { demoValues } from './demoValues.js';
import { answeredKeys, answeredTypes, doors, keyText, objectsOf, plainFields, representationOf } from './everyKey.js';
import { joinRooms, type Room } from './joinRooms.js';
import type { ArgumentValues } from './randomQuestions.js';

let database: TestDatabase;
let catalogue: Catalogue;
let values: ArgumentValues;
const servings: Serving[] = [];

const today = '2026-03-31';

beforeAll(async () => {
  database = await cloneDatabase();
  const job = testJob(database, `${today}T12:00:00Z`);
  await fillDemo(job, { seed: 7, customers: 60, days: 6, lastDay: today });
  await runValidation(job);
  [catalogue, values] = await Promise.all([readCatalogue(database.client), demoValues(database)]);
}, 120_000);
afterAll(async () => {
  await Promise.all(servings.map((one) => one.stop()));
  await database?.drop();
});

/** Serves some subgraphs over HTTP, as `facet serve --subgraphs` does; all of them without names. */
async function openServer(names?: string): Promise<Ask> {
  const config = readConfig({});
  const small = { ...config, port: 0, database: { ...config.database, pool: 3 } };
  const serving = await serve(small, database.target, pino({ level: 'silent' }), servedSubgraphs(subgraphs, names));
  servings.push(serving);
  return async (query, variables = {}) => {
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as ExecutionResult;
  };
}

async function serverRoom(names: string): Promise<Room> {
  const answer = await openServer(names);
  const { data } = await answer('{ _service { sdl } }');
  const { sdl } = (data ?? {})['_service'] as { sdl: string };
  return { name: names.replaceAll(',', '_'), sdl, answer };
}

/** Asks some subgraphs in this process; all of them without names. Notes the statements that it takes. */
function openHere(names?: string, statements: unknown[] = []): Ask {
  const schema = buildSchema(servedSubgraphs(subgraphs, names), catalogue, today, readConfig({}).limits);
  const newContext = () => {
    const db = createDoor(database.client, { onStatement: (statement) => void statements.push(statement) });
    return createContext(openScope(database, { db, catalogue, now: new Date(`${today}T15:00:00Z`) }));
  };
  return async (source, variableValues = {}) => {
    const { data, errors } = await executeSource({ schema, source, variableValues, createContext: newContext });
    // As the server writes them.
    const told = errors?.map(({ message, path, extensions, originalError }) => ({
      message,
      path,
      extensions: { code: (originalError as { code?: unknown } | undefined)?.code ?? extensions['code'] },
    }));
    return JSON.parse(JSON.stringify({ data, errors: told })) as ExecutionResult;
  };
}

const hereRoom = (name: string): Room => ({
  name,
  sdl: localSdl(servedSubgraphs(subgraphs, name), catalogue, today),
  answer: openHere(name),
});

/**
 * Statements for any number of objects by one key, where it is not one: values are of three levels here, profiles have a day and a
 * customer, and segments a size.
 */
const mostStatements: Readonly<Record<string, number>> = { MetricValue: 3, CustomerProfile: 3, Segment: 4 };

describe('an entity is by each of its keys what it is by its own door', () => {
  const schema = buildSchema(subgraphs, firstCatalogue(), today, readConfig({}).limits);
  const names = answeredTypes(schema);

  it('whatever entities there are', () => expect(Object.keys(doors).toSorted()).toEqual(names.toSorted()));

  const statements: unknown[] = [];
  let ask: Ask;
  beforeAll(() => void (ask = openHere(undefined, statements)));

  it.each(names)('%s', async (type) => {
    const keys = answeredKeys(schema, type);
    const asked = `{ __typename ${plainFields(schema, type)} ${keys.map(keyText).join(' ')} }`;
    const found = await ask(`{ ${(doors[type] ?? '').replaceAll('{ ... }', asked)} }`);
    expect(found.errors).toBeUndefined();
    const objects = objectsOf(type, found.data);
    // The demo company has no lists that somebody uploaded.
    if (type !== 'SegmentList') expect(objects.length).toBeGreaterThan(0);
    for (const key of keys) {
      const r = objects.map((row) => representationOf(type, row, key));
      const question = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${type} ${asked} } }`;
      statements.length = 0;
      const { data, errors } = await ask(question, { r });
      expect([keyText(key), errors, data?.['_entities']]).toEqual([keyText(key), undefined, objects]);
      expect(statements.length).toBeLessThanOrEqual(mostStatements[type] ?? 1);
    }
  });
});

describe('subgraphs that are served apart', () => {
  it('give objects of others by their keys and identifiers, as nodes too', async () => {
    const nodeIds = (values['nodeId'] ?? []).join(', ');
    const asked = `{ nodes(nodeIds: [${nodeIds}]) { __typename nodeId ... on Order { customerId id } ... on Account { id } } }`;
    const [alone, whole] = [await openHere('customers')(asked), await openHere()(asked)];
    expect(alone).toEqual(whole);
    expect(JSON.stringify(alone)).toMatch(/"__typename":"Order","nodeId":"\w+","customerId":"\w+"/);
  });

  it('know who is unknown elsewhere', async () => {
    const { client } = database;
    await client`insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
      order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue, lines, load_id)
      values ('gone', 'of nobody', now(), 0, 0, 0, 0, 0, 0, 0, 0, 0)`;
    const asked =
      '{ order(id: "of nobody") { customer { id } } plannedCampaigns { edges { node { campaign { planId } } } } }';
    const [alone, whole] = [await openHere('orders,plannedCampaigns')(asked), await openHere()(asked)];
    expect(alone).toEqual(whole);
    expect(whole.data).toMatchObject({ order: { customer: null } });
    await client`delete from facet.unified_transactions where customer_id = 'gone'`;
    const known = values['Query.order.id']?.[0];
    expect((await openHere('orders,segments')(`{ order(id: ${known}) { customer { id } } }`)).data).toEqual(
      (await openHere()(`{ order(id: ${known}) { customer { id } } }`)).data,
    );
  });

  it('answer behind a gateway what one process answers: three servers', async () => {
    const whole = await openServer();
    const joined = await joinRooms([
      await serverRoom('metrics,aliases'),
      await serverRoom('customers'),
      await serverRoom('campaigns,orders,plannedCampaigns,segments,validation'),
    ]);
    const told = await compareAnswers(whole, joined, values, seedsFrom(0, 30));
    expect(told.values).toBeGreaterThan(1000);
    expect(told.mixed).toBeGreaterThan(15);
  }, 120_000);

  it('answer behind a gateway what one process answers: each by itself', async () => {
    const joined = await joinRooms(subgraphs.map(({ name }) => hereRoom(name)));
    const told = await compareAnswers(openHere(), joined, values, seedsFrom(1000, 50));
    expect(told.values).toBeGreaterThan(1500);
    expect(told.mixed).toBeGreaterThan(40);
  }, 120_000);
});
