import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { materialise } from '../../../src/segmentWriting/days/materialise.js';
import { readConfig } from '../../../src/config.js';
import { ofCountry, ofTier, openMembers, sampleDays } from '../../membership/sample.js';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';
import { clientNamed } from '../../support/viewers.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;
let reader: typeof graph;
beforeAll(async () => {
  database = await openMembers();
  graph = await openGraph(database);
  reader = await openGraph(database, undefined, undefined, undefined, readConfig({}).limits, {
    viewer: clientNamed('shop'),
  });
});
afterAll(() => database?.drop());

const [first, , third] = sampleDays;

const create = (name: string, definition: unknown, more = '') =>
  graph.ask(
    `mutation ($name: String!, $definition: SegmentDefinitionInput!) {
      createSegment(name: $name, definition: $definition ${more}) {
        segment { id name version sentence definition materialise createdBy createdAt isFromConfig } isChanged size sizeBefore } }`,
    { name, definition },
  );

async function ok(source: string, variables = {}) {
  const { data, errors, statements } = await graph.ask(source, variables);
  expect(errors).toEqual([]);
  return { data, statements };
}

describe('segments over the graph', () => {
  it('are made, changed and put away by who may write', async () => {
    const made = await create('Gold', ofTier('gold'), ', materialise: DAILY');
    expect(made.errors).toEqual([]);
    expect(made.data).toMatchObject({
      createSegment: {
        segment: {
          id: 'gold',
          version: 1,
          definition: ofTier('gold'),
          materialise: 'DAILY',
          createdBy: 'anonymous',
          isFromConfig: false,
        },
        isChanged: true,
        size: 2,
        sizeBefore: null,
      },
    });
    const change = `mutation ($version: Int, $definition: SegmentDefinitionInput) {
      updateSegment(id: "gold", version: $version, definition: $definition, description: "Best") {
        segment { version description } size sizeBefore } }`;
    expect((await graph.ask(change, { version: 1, definition: ofTier('gold', 'silver') })).data).toEqual({
      updateSegment: { segment: { version: 2, description: 'Best' }, size: 4, sizeBefore: 2 },
    });
    const late = await graph.ask(change, { version: 1, definition: ofTier('gold') });
    expect(late.errors).toMatchObject([{ code: 'SEGMENT_CHANGED' }]);
    expect((await graph.ask(change, { version: null })).errors).toMatchObject([
      { message: '"version" is null, which says nothing: give it a value, or leave it out.' },
    ]);
    await graph.ask(change, { version: 2, definition: ofTier('gold') });
    await create('Away', ofCountry('DE'));
    const { data } = await ok(`mutation { archiveSegment(id: "away") { id status } }`);
    expect(data).toEqual({ archiveSegment: { id: 'away', status: 'ARCHIVED' } });
    const refused = await reader.ask(`mutation { archiveSegment(id: "gold") { id } }`);
    expect(refused.errors).toMatchObject([{ code: 'READ_ONLY_KEY' }]);
  });

  it('are listed in the order of their ids, by what became of them and what is looked for', async () => {
    await create('Austria', ofCountry('AT'));
    await create('In gold', { include: { groups: [{ conditions: [{ segment: { id: 'gold' } }] }] } });
    const ids = `{ totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }`;
    const { data } = await ok(
      `{ all: segments ${ids} found: segments(search: "GÖLD") ${ids} away: segments(status: ARCHIVED) ${ids} }`,
    );
    const of = (name: string) => (data[name] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
    expect([of('all'), of('found'), of('away')]).toEqual([
      ['austria', 'gold', 'in-gold'],
      ['gold', 'in-gold'],
      ['away'],
    ]);
    const page = await ok(`{ segments(first: 1) ${ids} }`);
    const { endCursor } = (page.data['segments'] as { pageInfo: { endCursor: string } }).pageInfo;
    const next = await ok(`{ segments(first: 5, after: "${endCursor}") ${ids} }`);
    expect(next.data).toMatchObject({ segments: { totalCount: 3, edges: [{ node: { id: 'gold' } }, {}] } });
    expect((await graph.ask(`{ segments(first: 101) { totalCount } }`)).errors).toMatchObject([
      { code: 'PAGE_SIZE_EXCEEDED' },
    ]);
  });

  it('have size, versions and users, those of all by a fixed number of statements', async () => {
    const { data, statements } = await ok(
      `{ segments { edges { node { id size sizeThen: size(asOf: "${first}") versions { version size } usedBy { id } } } } }`,
    );
    expect((data['segments'] as { edges: unknown }).edges).toMatchObject([
      { node: { id: 'austria', size: 1, sizeThen: 1, usedBy: [] } },
      {
        node: {
          id: 'gold',
          size: 2,
          sizeThen: 2,
          versions: [{ version: 3, size: 2 }, { version: 2, size: 4 }, { version: 1 }],
          usedBy: [{ id: 'in-gold' }],
        },
      },
      { node: { id: 'in-gold', size: 2, sizeThen: 2 } },
    ]);
    // Segments, days, the definitions that are named and counts of two days, versions, users and their rows.
    expect(statements.length).toBeLessThanOrEqual(9);
  });

  it('have their customers, with all fields, in any order and page, as of any day', async () => {
    const names = `{ totalCount edges { node { id address { country } } } pageInfo { hasNextPage endCursor } }`;
    const { data } = await ok(`{ segment(id: "gold") {
      now: customers ${names}
      before: customers(asOf: "${first}", orderBy: [{ attribute: "SALES", direction: DESC }]) ${names}
      one: customers(first: 1) ${names}
      last: customers(last: 1) ${names} } }`);
    expect(data['segment']).toMatchObject({
      now: {
        totalCount: 2,
        edges: [{ node: { id: 'C', address: { country: 'DE' } } }, { node: { id: 'D', address: null } }],
      },
      before: { totalCount: 2, edges: [{ node: { id: 'B' } }, { node: { id: 'A' } }] },
      one: { totalCount: 2, edges: [{ node: { id: 'C' } }], pageInfo: { hasNextPage: true } },
      last: { edges: [{ node: { id: 'D' } }] },
    });
    const { one } = data['segment'] as { one: { pageInfo: { endCursor: string } } };
    const next = await ok(
      `{ segment(id: "gold") { customers(first: 5, after: "${one.pageInfo.endCursor}") ${names} } }`,
    );
    expect(next.data['segment']).toMatchObject({ customers: { edges: [{ node: { id: 'D' } }] } });
  });

  it('have the customers of all by one statement', async () => {
    const source = `{ segments { edges { node { id customers(first: 2) { totalCount edges { node { id address { country } profile { date } } } } } } } }`;
    const { data, statements } = await ok(source);
    expect((data['segments'] as { edges: unknown }).edges).toMatchObject([
      {
        node: {
          id: 'austria',
          customers: { totalCount: 1, edges: [{ node: { id: 'B', address: { country: 'AT' } } }] },
        },
      },
      { node: { id: 'gold', customers: { totalCount: 2, edges: [{ node: { id: 'C' } }, { node: { id: 'D' } }] } } },
      { node: { id: 'in-gold', customers: { totalCount: 2 } } },
    ]);
    // Segments, the day, definitions, customers, counts, profiles and their load.
    expect(statements.length).toBeLessThanOrEqual(7);
  });

  it('differ between two days by those who came and left, with the reason', async () => {
    const moves = `{ edges { node { customerId customer { address { country } } changes { path heldBefore holds valueBefore value } } } pageInfo { hasNextPage } }`;
    const { data } = await ok(`{ segment(id: "gold") { diff(from: "${first}", to: "${third}") {
      from to enteredCount leftCount stayedCount entered ${moves} left(first: 1) ${moves} stayed ${moves} } } }`);
    const path = 'include.groups[0].conditions[0]';
    expect((data['segment'] as { diff: unknown }).diff).toEqual({
      from: first,
      to: third,
      enteredCount: 2,
      leftCount: 2,
      stayedCount: 0,
      entered: {
        edges: [
          {
            node: {
              customerId: 'C',
              customer: { address: { country: 'DE' } },
              changes: [{ path, heldBefore: false, holds: true, valueBefore: 'silver', value: 'gold' }],
            },
          },
          {
            node: {
              customerId: 'D',
              customer: { address: null },
              changes: [{ path, heldBefore: false, holds: true, valueBefore: null, value: 'gold' }],
            },
          },
        ],
        pageInfo: { hasNextPage: false },
      },
      left: {
        edges: [
          {
            node: {
              customerId: 'A',
              customer: { address: { country: 'DE' } },
              changes: [{ path, heldBefore: true, holds: false, valueBefore: 'gold', value: 'silver' }],
            },
          },
        ],
        pageInfo: { hasNextPage: true },
      },
      stayed: { edges: [], pageInfo: { hasNextPage: false } },
    });
    const wrong = await graph.ask(`{ segment(id: "gold") { diff(from: "${third}", to: "${first}") { from } } }`);
    expect(wrong.errors).toMatchObject([{ message: `"from" is ${third}, which is after "to", ${first}.` }]);
  });

  it('have the days and stays of their members', async () => {
    await materialise(testJob(database, '2026-11-23T12:00:00Z'), { segmentId: 'gold', from: first, to: third });
    const stays = `{ edges { node { customerId enteredOn leftOn segment { name } customer { id } } } }`;
    const { data } = await ok(`{ segment(id: "gold") { days(from: "2026-11-21") { day version size entered left }
        stays ${stays} on: stays(on: "${first}") ${stays} came: stays(enteredOn: "${third}") ${stays} gone: stays(leftOn: "${third}") ${stays} }
      customer(id: "B") { segmentHistory ${stays} } }`);
    const of = (connection: unknown) =>
      (connection as { edges: { node: { customerId: string } }[] }).edges.map(({ node }) => node.customerId);
    const segment = data['segment'] as Record<string, unknown>;
    expect(segment['days']).toEqual([
      { day: third, version: 3, size: 2, entered: 1, left: 1 },
      { day: '2026-11-21', version: 3, size: 2, entered: 1, left: 1 },
    ]);
    expect([of(segment['stays']), of(segment['on']), of(segment['came']), of(segment['gone'])]).toEqual([
      ['A', 'B', 'C', 'D'],
      ['A', 'B'],
      ['D'],
      ['A'],
    ]);
    expect(data['customer']).toEqual({
      segmentHistory: {
        edges: [
          {
            node: {
              customerId: 'B',
              enteredOn: first,
              leftOn: '2026-11-21',
              segment: { name: 'Gold' },
              customer: { id: 'B' },
            },
          },
        ],
      },
    });
  });

  it('are those of customers by a fixed number of statements, however many there are', async () => {
    const source = `{ customers(first: 5) { edges { node { id segments { id } before: segments(asOf: "${first}") { id } } } } }`;
    const few = await ok(source);
    const of = (name: string) =>
      (few.data['customers'] as { edges: { node: Record<string, { id: string }[]> }[] }).edges.map(({ node }) =>
        (node[name] ?? []).map(({ id }) => id),
      );
    expect(of('segments')).toEqual([[], ['austria'], ['gold', 'in-gold'], ['gold', 'in-gold'], []]);
    expect(of('before')).toEqual([['gold', 'in-gold'], ['austria', 'gold', 'in-gold'], [], [], []]);
    for (let n = 0; n < 30; n += 1) await create(`More ${n}`, ofTier(n % 2 === 0 ? 'gold' : 'silver'));
    const many = await ok(source);
    expect(many.statements.length).toBe(few.statements.length);
    expect(JSON.stringify(many.data)).toContain('more-29');
  });

  it('have uploaded lists beside them', async () => {
    await database.client`
      insert into facet.segment_lists (list_id, name, system, uploaded_by, uploaded_at, rows, matched, unmatched, ambiguous, load_id)
      values ('vip', 'VIP', 'email', 'facet segments', '2026-11-20T10:00:00Z', 5, 3, 1, 1, 0), ('b', 'B', 'id', 'x', now(), 0, 0, 0, 0, 0)`;
    const { data } = await ok(`{ segmentLists(first: 1) { edges { node { id } } pageInfo { hasNextPage } }
      segmentList(id: "vip") { id name system uploadedBy uploadedAt rows matched unmatched ambiguous } none: segmentList(id: "x") { id } }`);
    expect(data).toEqual({
      segmentLists: { edges: [{ node: { id: 'b' } }], pageInfo: { hasNextPage: true } },
      segmentList: {
        id: 'vip',
        name: 'VIP',
        system: 'email',
        uploadedBy: 'facet segments',
        uploadedAt: '2026-11-20T10:00:00Z',
        rows: 5,
        matched: 3,
        unmatched: 1,
        ambiguous: 1,
      },
      none: null,
    });
  });

  it('that cannot be asked any more are left out of those of customers, and say so themselves', async () => {
    await database.client`
      update facet.segment_versions set definition = ${database.client.json(ofTier('gold')) as never}::jsonb #- '{include}' ||
        '{"include":{"groups":[{"conditions":[{"attribute":{"name":"GONE","text":{"is":"x"}}}]}]}}'
      where segment_id = 'more-0'`;
    const { data } = await ok(`{ customer(id: "C") { segments { id } } }`);
    expect(JSON.stringify(data)).not.toContain('"more-0"');
    const answer = await graph.ask(`{ broken: segment(id: "more-0") { size } fine: segment(id: "more-2") { size } }`);
    expect(answer.errors).toMatchObject([{ code: 'UNKNOWN_ATTRIBUTE', path: ['broken', 'size'] }]);
    expect(answer.data['fine']).toEqual({ size: 2 });
  });
});

describe('a customer', () => {
  it('matches a segment in the making or does not, as of any day', async () => {
    const { data, statements } = await ok(
      `query ($definition: SegmentDefinitionInput!) { customers(first: 5) { edges { node { now: matches(definition: $definition)
        before: matches(definition: $definition, asOf: "${first}") } } } unknown: customer(id: "Nobody") { matches(definition: $definition) } }`,
      { definition: ofTier('gold') },
    );
    const edges = (data['customers'] as { edges: { node: { now: boolean; before: boolean } }[] }).edges;
    expect(edges.map(({ node }) => [node.now, node.before])).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
      [false, false],
    ]);
    expect(data['unknown']).toBeNull();
    expect(statements.length).toBeLessThanOrEqual(6);
  });

  it('is explained: in or out, by group and condition', async () => {
    const explanation = `{ isMember day profileDay join groups { path isExcluding join holds
      conditions { path sentence holds value hasPast } } }`;
    const { data } = await ok(
      `query ($definition: SegmentDefinitionInput!) { customer(id: "B") {
        saved: explain(segment: "gold", asOf: "${first}") ${explanation} making: explain(definition: $definition) ${explanation} } }`,
      { definition: { exclude: [{ join: 'OR', conditions: [{ column: { name: 'country', text: { is: 'AT' } } }] }] } },
    );
    expect(data['customer']).toMatchObject({
      saved: {
        isMember: true,
        day: first,
        profileDay: first,
        join: 'AND',
        groups: [
          {
            path: 'include.groups[0]',
            isExcluding: false,
            join: 'AND',
            holds: true,
            conditions: [{ holds: true, value: 'gold', hasPast: true }],
          },
        ],
      },
      making: {
        isMember: false,
        day: '2026-11-23',
        profileDay: third,
        groups: [
          {
            path: 'exclude[0]',
            isExcluding: true,
            join: 'OR',
            holds: true,
            conditions: [{ value: 'AT', hasPast: false }],
          },
        ],
      },
    });
  });

  it('is explained by one of the two ways, and unknown names are told with their place', async () => {
    const ask = (asked: string) => graph.ask(`{ customer(id: "B") { explain(${asked}) { isMember } } }`);
    const message = 'Give "segment" or "definition", one of the two: which segment is to be explained.';
    expect((await ask('asOf: "2026-11-20"')).errors).toMatchObject([{ message }]);
    expect((await ask('segment: "gold", definition: {}')).errors).toMatchObject([{ message }]);
    expect((await ask('segment: "golt"')).errors).toMatchObject([
      { code: 'UNKNOWN_SEGMENT', message: 'There is no segment "golt" ("segment"). Did you mean "gold"?' },
    ]);
    const bad = await ask(
      'definition: { include: { groups: [{ conditions: [{ column: { name: "contry", text: { is: "AT" } } }] }] } }',
    );
    expect(bad.errors[0]?.message).toContain('definition.include.groups[0].conditions[0].column.name');
  });
});
