import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';

type Graph = Awaited<ReturnType<typeof openGraph>>;
let database: TestDatabase;
let graph: Graph;

const names = Array.from({ length: 200 }, (_, index) => `C${index}`);

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(
    database,
    names.map((id, index) => ({ id, givenName: `Name ${index}`, city: 'Lyon' })),
  );
  await addCustomers(database, [{ id: '42', givenName: 'Number' }]);
  await runSnapshot(testJob(database, '2026-11-23T09:00:00Z'), { from: '2026-11-22', to: '2026-11-22' });
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const ask = (selection: string, representations: readonly unknown[]) =>
  graph.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`, { r: representations });

const customer = (id: unknown) => ({ __typename: 'Customer', id });

describe('_entities', () => {
  it('answers 500 mixed representations in order with one statement, and an error for each bad one', async () => {
    const bad: Readonly<Record<number, unknown>> = {
      7: { __typename: 'Customer' },
      100: { __typename: 'Customer', id: null },
      101: { __typename: 'Customer', id: { nested: true } },
      250: 'C1',
      251: null,
      300: { id: 'C1' },
      301: { __typename: 'PostalAddress', id: 'C1' },
      302: { __typename: 'constructor', id: 'C1' },
      499: [customer('C1')],
    };
    // Every customer twice and more, every ninth unknown.
    const idAt = (index: number): string => (index % 9 === 0 ? `unknown ${index}` : `C${(index * 7) % 200}`);
    const representations = Array.from({ length: 500 }, (_, index) =>
      index in bad ? bad[index] : { ...customer(idAt(index)), extra: 'ignored' },
    );
    // GraphQL itself refuses a null in the list, before anything runs.
    const refused = await ask('... on Customer { id }', representations);
    expect(refused.errors.map(({ message }) => message)).toEqual([expect.stringContaining('r[251]')]);
    expect(refused.statements).toEqual([]);

    const given = representations.map((one) => one ?? {});
    const { data, errors, statements } = await ask('__typename ... on Customer { id givenName }', given);
    expect(data['_entities']).toEqual(
      given.map((_, index) => {
        const id = idAt(index);
        if (index in bad || id.startsWith('unknown')) return null;
        return { __typename: 'Customer', id, givenName: `Name ${id.slice(1)}` };
      }),
    );
    expect(errors.map(({ path }) => path)).toEqual(Object.keys(bad).map((index) => ['_entities', Number(index)]));
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['BAD_REPRESENTATION']));
    expect(statements).toHaveLength(1);
    expect(statements[0]?.text).toContain('facet.customers');
  });

  it('takes representations that are written into the operation', async () => {
    const { data } = await graph.ask(
      '{ _entities(representations: [{ __typename: "Customer", id: "C1" }]) { ... on Customer { givenName } } }',
    );
    expect(data).toEqual({ _entities: [{ givenName: 'Name 1' }] });
  });

  it('says what is bad', async () => {
    const { errors } = await ask('__typename', [{ __typename: 'Customer' }, { __typename: 'PostalAddress' }, 7]);
    expect(errors.map(({ message }) => message)).toEqual([
      'A representation of "Customer" must have the fields of a key: "id" or "nodeId".',
      'This subgraph resolves no references of type "PostalAddress".',
      'A representation must be an object with a "__typename".',
    ]);
  });

  it('fails for an id that no text can be, and for no other', async () => {
    const bad = ['C\0', '\uD800'];
    const { data, errors, statements } = await ask('... on Customer { givenName }', [
      customer('C1'),
      ...bad.map(customer),
      customer('C2'),
    ]);
    expect(data['_entities']).toEqual([{ givenName: 'Name 1' }, null, null, { givenName: 'Name 2' }]);
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      [['_entities', 1], 'BAD_USER_INPUT'],
      [['_entities', 2], 'BAD_USER_INPUT'],
    ]);
    expect(errors[0]?.message).toContain('"id" holds a NUL');
    expect(statements).toHaveLength(1);
  });

  it('takes ids as numbers, and reaches the snapshots of all customers with one statement more for each table', async () => {
    const { data, statements } = await ask('... on Customer { id profile { fields { city } } }', [
      customer(42),
      ...names.map(customer),
    ]);
    expect((data['_entities'] as unknown[]).slice(0, 2)).toEqual([
      { id: '42', profile: { fields: { city: null } } },
      { id: 'C0', profile: { fields: { city: 'Lyon' } } },
    ]);
    expect(statements).toHaveLength(3);
  });

  it('answers field aliases by the key of their meaning, without asking the database', async () => {
    const listed = await graph.ask('{ fieldAliases { fieldId name } }');
    const [first, second] = listed.data['fieldAliases'] as { fieldId: string; name: string }[];
    const { data, errors, statements } = await ask('... on FieldAlias { fieldId name } ... on Customer { givenName }', [
      { __typename: 'FieldAlias', fieldId: second?.fieldId },
      customer('C3'),
      { __typename: 'FieldAlias', fieldId: '999999' },
      { __typename: 'FieldAlias', fieldId: Number(first?.fieldId) },
      { __typename: 'FieldAlias', id: '1' },
    ]);
    expect(data['_entities']).toEqual([second, { givenName: 'Name 3' }, null, first, null]);
    expect(errors).toEqual([
      {
        message: 'A representation of "FieldAlias" must have the fields of a key: "fieldId".',
        code: 'BAD_REPRESENTATION',
        path: ['_entities', 4],
      },
    ]);
    expect(statements).toHaveLength(1);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => customer(`C${index}`));

  it('answers 1,300 customers by a statement for each thousand, and so what lies below them', async () => {
    const all = many(1300);
    const { data, errors, statements } = await ask('... on Customer { id profile { fields { city } } }', all);
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual(
      all.map(({ id }, index) => (index < 200 ? { id, profile: { fields: { city: 'Lyon' } } } : null)),
    );
    const asked = statements.filter(({ text }) => text.includes('from facet.customers c'));
    expect(asked.map(({ values }) => (values[0] as unknown[]).length)).toEqual([1000, 300]);
    // The newest day, and the snapshots of the 200 who are known.
    expect(statements).toHaveLength(4);
  });

  it('answers by the thousand what needs no statement itself', async () => {
    const days = Array.from({ length: 1001 }, (_, index) => ({
      __typename: 'MarketingImpactDay',
      customerId: `C${index}`,
      date: '2026-11-22',
    }));
    const { data, errors, statements } = await ask('... on MarketingImpactDay { targetings { planId } }', days);
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual(days.map(() => ({ targetings: [] })));
    expect(statements).toHaveLength(2);
  });

  it('counts equal representations once, in whatever order their fields are', async () => {
    const small = await openGraph(database, undefined, undefined, undefined, { representations: 3 });
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { id } } }';
    const twice = [...many(3), ...many(3).map(({ id, __typename }) => ({ id, __typename })), ...many(3)];
    const { data, errors, statements } = await small.ask(query, { r: twice });
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual(twice.map(({ id }) => ({ id })));
    expect(statements).toHaveLength(1);
    expect(await small.ask(query, { r: [...twice, customer('C3')] })).toEqual({
      data: null,
      errors: [
        {
          message:
            '"representations" has 4 entries, and 3 are the most, equal ones counted once ("limits.representations" in the ' +
            'config file).',
          code: 'TOO_MANY_ENTRIES',
          path: ['_entities'],
        },
      ],
      statements: [],
    });
    expect(small.schema.getQueryType()?.getFields()['_entities']?.args[0]?.description).toBe(
      'Keys with their type names; 3 at most, equal ones counted once.',
    );
  });
});
