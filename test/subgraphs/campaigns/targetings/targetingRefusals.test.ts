import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addSample } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
}

/** The days and campaigns of A's targetings for some arguments. */
async function placesOf(given: string): Promise<string[]> {
  const { data, errors } = await graph.ask(
    `{ customer(id: "A") { campaignTargetings(${given}) { edges { node { executionDate planId } } } } }`,
  );
  expect(errors).toEqual([]);
  const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
  return campaignTargetings.edges.map(({ node }) => `${String(node['executionDate'])} ${String(node['planId'])}`);
}

const faultOf = async (given: string) => {
  const { errors } = await graph.ask(
    `{ customer(id: "A") { campaignTargetings(${given}) { edges { node { planId } } } } }`,
  );
  return errors.map(({ message, code }) => `${String(code)}: ${message}`);
};

describe('campaignTargetings', () => {
  it('refuse what cannot be asked, in a sentence', async () => {
    expect(await faultOf('from: "2026-03-02", to: "2026-03-01"')).toEqual([
      'BAD_USER_INPUT: "from" is 2026-03-02, which is after "to", 2026-03-01.',
    ]);
    expect(await faultOf('states: [TARGETED, TARGETED, TARGETED, TARGETED]')).toEqual([
      'TOO_MANY_ENTRIES: "states" has 4 entries, and 3 are the most.',
    ]);
    const plans = JSON.stringify(Array.from({ length: 1001 }, (_, n) => String(n)));
    expect(await faultOf(`planIds: ${plans}`)).toEqual([
      'TOO_MANY_ENTRIES: "planIds" has 1001 entries, and 1000 are the most.',
    ]);
    expect(await faultOf('planIds: ["P1", "a\\u0000"]')).toEqual([
      'BAD_USER_INPUT: "planIds[1]" holds a NUL or half a character, which no text in the database can hold.',
    ]);
    expect(await faultOf('first: 1001')).toEqual(['PAGE_SIZE_EXCEEDED: "first" is 1001, and 1000 is the most.']);
    expect(await faultOf('first: -1')).toEqual([
      'BAD_USER_INPUT: "first" is -1, and a page cannot have fewer than 0 entries.',
    ]);
    expect(await faultOf('planIds: ["\' or 1=1 --"]')).toEqual([]);
  });

  it('refuse cursors that are not theirs', async () => {
    const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const { data } = await graph.ask('{ customer(id: "A") { campaignTargetings { edges { cursor } } } }');
    const { edges } = (data['customer'] as { campaignTargetings: Page }).campaignTargetings;
    const [, question] = JSON.parse(Buffer.from(edges[0]?.cursor ?? '', 'base64url').toString()) as string[];
    const bad = [
      'nonsense',
      cursor('customers', ''),
      cursor('campaignTargetings', question),
      cursor('campaignTargetings', question, null, 'no day', 'P1'),
      cursor('campaignTargetings', question, null, '2026-03-01', null),
      cursor('campaignTargetings', question, null, 'infinity', 'P1'),
      cursor('campaignTargetings', question, null, '-infinity', 'P1'),
      cursor('campaignTargetings', question, null, '2026-03-01', 'P\u0000'),
      cursor('campaignTargetings', question, null, '2026-03-01', 'P1', 'more'),
      cursor('campaignTargetings', 'other', null, '2026-03-01', 'P1'),
    ];
    for (const after of bad)
      expect(await faultOf(`after: "${after}"`)).toEqual([
        expect.stringMatching(/^INVALID_CURSOR: The cursor given as "after" /),
      ]);
    const far = cursor('campaignTargetings', question, null, '4713-01-01 BC', 'P1');
    expect(await placesOf(`after: "${far}"`)).toEqual([]);
    expect(await faultOf(`after: "${edges[0]?.cursor ?? ''}", states: [CONTROL]`)).toEqual([
      expect.stringContaining('belongs to another question'),
    ]);
  });
});
