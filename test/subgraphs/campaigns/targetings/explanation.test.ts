import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { addSample, addTargetingRows } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  await addTargetingRows(database, [
    // Left out without a word, for a campaign that only its key is known of, and for one that has no row of the day.
    ['B', '2026-04-01', 'P3', null],
    ['B', '2026-04-02', 'P3', null, { exclusion_reason_id: 7, taken_from_plan_id: 'P9' }],
    ['B', '2026-04-03', 'P3', null, { exclusion_reason_desc: 'Too many messages', taken_from_plan_id: 'P2' }],
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const selection = `verdict sentence date campaign { planId } targeting { customerId executionDate planId state }
  takenBy { customerId executionDate planId state } occurrence { planId executionDate targeted control excluded }`;

async function explain(customer: string, planId: string, date: string) {
  const { data, errors } = await graph.ask(
    `query ($customer: ID!, $planId: ID!, $date: Date!) {
      customer(id: $customer) { campaignExplanation(planId: $planId, date: $date) { ${selection} } } }`,
    { customer, planId, date },
  );
  expect(errors).toEqual([]);
  return (data['customer'] as { campaignExplanation: Record<string, unknown> | null }).campaignExplanation;
}

const row = (customerId: string, executionDate: string, planId: string, state: string) => ({
  customerId,
  executionDate,
  planId,
  state,
});
const counts = (planId: string, executionDate: string, targeted: number, control: number, excluded: number) => ({
  planId,
  executionDate,
  targeted,
  control,
  excluded,
});

describe('campaignExplanation', () => {
  it('tells what was sent', async () => {
    expect(await explain('A', ' P1 ', '2026-03-01')).toEqual({
      verdict: 'TARGETED',
      sentence: 'The campaign "Spring" was sent to the customer on 2026-03-01.',
      date: '2026-03-01',
      campaign: { planId: 'P1' },
      targeting: row('A', '2026-03-01', 'P1', 'TARGETED'),
      takenBy: null,
      occurrence: counts('P1', '2026-03-01', 1, 1, 0),
    });
  });

  it('tells of control', async () => {
    expect(await explain('A', 'P1', '2026-03-05')).toEqual({
      verdict: 'CONTROL',
      sentence: 'The customer was held as control of the campaign "Spring" on 2026-03-05, so nothing was sent.',
      date: '2026-03-05',
      campaign: { planId: 'P1' },
      targeting: row('A', '2026-03-05', 'P1', 'CONTROL'),
      takenBy: null,
      // A is control and X targeted; nobody has the key ''.
      occurrence: counts('P1', '2026-03-05', 1, 1, 0),
    });
  });

  it('tells who was left out, why, and what came instead', async () => {
    expect(await explain('A', 'P2', '2026-03-01')).toEqual({
      verdict: 'EXCLUDED',
      sentence:
        'The customer was in the target group of the campaign "Summer" on 2026-03-01, but was left out in favour of the ' +
        'campaign "Spring" (Priority: Another target group goes first).',
      date: '2026-03-01',
      campaign: { planId: 'P2' },
      targeting: row('A', '2026-03-01', 'P2', 'EXCLUDED'),
      takenBy: row('A', '2026-03-01', 'P1', 'TARGETED'),
      occurrence: counts('P2', '2026-03-01', 0, 0, 1),
    });
  });

  it('tells less where less is known of an exclusion', async () => {
    const start = 'The customer was in the target group of the campaign "Winter" on';
    expect(await explain('B', 'P3', '2026-04-01')).toMatchObject({
      sentence: `${start} 2026-04-01, but was left out.`,
      takenBy: null,
    });
    expect(await explain('B', 'P3', '2026-04-02')).toMatchObject({
      sentence: `${start} 2026-04-02, but was left out in favour of the campaign "P9" (reason 7).`,
      takenBy: null,
    });
    expect(await explain('B', 'P3', '2026-04-03')).toMatchObject({
      sentence: `${start} 2026-04-03, but was left out in favour of the campaign "Summer" (Too many messages).`,
      takenBy: null,
    });
  });

  it('does not say that a campaign was sent which held the customer as control', async () => {
    await addTargetingRows(database, [
      ['B', '2026-04-05', 'P1', 'P1-1'],
      ['B', '2026-04-05', 'P3', null, { exclusion_reason: 'Priority', taken_from_plan_id: 'P1' }],
    ]);
    expect(await explain('B', 'P3', '2026-04-05')).toMatchObject({
      sentence:
        'The customer was in the target group of the campaign "Winter" on 2026-04-05, but was left out in favour of the ' +
        'campaign "Spring", which held the customer as control (Priority).',
      takenBy: row('B', '2026-04-05', 'P1', 'CONTROL'),
    });
  });

  it('tells a campaign without the customer from a day without the campaign', async () => {
    expect(await explain('B', 'P3', '2026-03-01')).toEqual({
      verdict: 'NOT_IN_TARGET_GROUP',
      sentence: 'The campaign "Winter" ran on 2026-03-01, and the customer was not in its target group.',
      date: '2026-03-01',
      campaign: { planId: 'P3' },
      targeting: null,
      takenBy: null,
      occurrence: counts('P3', '2026-03-01', 1, 0, 0),
    });
    expect(await explain('B', 'P3', '2026-03-02')).toEqual({
      verdict: 'NOT_RUN',
      sentence: 'The campaign "Winter" did not run on 2026-03-02.',
      date: '2026-03-02',
      campaign: { planId: 'P3' },
      targeting: null,
      takenBy: null,
      occurrence: null,
    });
  });

  it('is null for an unknown campaign, whoever was targeted by it, and refuses a key that is no text', async () => {
    expect(await explain('A', 'P9', '2026-02-01')).toBeNull();
    expect(await explain('A', '', '2026-02-01')).toBeNull();
    const { errors } = await graph.ask(
      '{ customer(id: "A") { campaignExplanation(planId: "P\\u0000", date: "2026-02-01") { verdict } } }',
    );
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining('"planId" holds a NUL') },
    ]);
  });

  it('makes as many statements for 60 customers as for two', async () => {
    const many = Array.from({ length: 58 }, (_, n) => `C${String(n).padStart(2, '0')}`);
    await addCustomers(
      database,
      many.map((id) => ({ id })),
    );
    await addTargetingRows(
      database,
      many.flatMap((id, n) => [
        [id, '2026-03-01', 'P2', null, { taken_from_plan_id: n % 2 === 0 ? 'P1' : 'P3' }] as const,
        [id, '2026-03-01', n % 2 === 0 ? 'P1' : 'P3', `P1-${1 + (n % 3)}`] as const,
      ]),
    );
    const ask = (first: number) =>
      graph.ask(
        `query ($first: Int) { customers(first: $first) { edges { node { id
          campaignExplanation(planId: "P2", date: "2026-03-01") { ${selection} } } } } }`,
        { first },
      );
    // A is excluded, and B is not in the target group.
    const [two, sixty] = [await ask(2), await ask(60)];
    expect(sixty.errors).toEqual([]);
    expect((sixty.data['customers'] as { edges: unknown[] }).edges).toHaveLength(60);
    // Customers, campaign, targetings, occurrence; then what came instead, and its name.
    expect(two.statements).toHaveLength(6);
    const textsOf = ({ statements }: typeof two) => statements.map(({ text }) => text).toSorted();
    expect(textsOf(sixty)).toEqual(textsOf(two));
    const verdicts = (sixty.data['customers'] as { edges: { node: { campaignExplanation: { takenBy: unknown } } }[] })
      .edges;
    expect(verdicts[59]?.node.campaignExplanation.takenBy).toMatchObject({ customerId: 'C57', planId: 'P3' });
  });

  it('counts the occurrence only where that is asked, and else looks for one customer', async () => {
    const statementsOf = async (planId: string, date: string, fields = 'verdict') => {
      const question = `{ customer(id: "A") { campaignExplanation(planId: "${planId}", date: "${date}") { ${fields} } } }`;
      const { data, statements } = await graph.ask(question);
      const { campaignExplanation } = data['customer'] as { campaignExplanation: { verdict?: string } | null };
      const counting = statements.filter(({ text }) => text.includes('count('));
      return [campaignExplanation?.verdict, statements.length, counting.length];
    };
    const both = 'verdict occurrence { targeted }';
    expect(await statementsOf('P1', '2026-03-01')).toEqual(['TARGETED', 3, 0]);
    expect(await statementsOf('P1', '2026-03-01', both)).toEqual(['TARGETED', 4, 1]);
    expect(await statementsOf('P1', '2026-03-02')).toEqual(['NOT_RUN', 4, 0]);
    expect(await statementsOf('P1', '2026-03-02', both)).toEqual(['NOT_RUN', 4, 1]);
    expect(await statementsOf('P2', '2026-03-05')).toEqual(['NOT_IN_TARGET_GROUP', 4, 0]);
    expect(await statementsOf('P2', '2026-03-05', both)).toEqual(['NOT_IN_TARGET_GROUP', 4, 1]);
    expect(await statementsOf('P9', '2026-02-01')).toEqual([undefined, 3, 0]);
  });

  it('asks in one statement whether campaigns ran on several days, and not for nobody', async () => {
    await addTargetingRows(database, [['', '2026-04-09', 'P1', 'P1-2']]);
    const explained = (planId: string, date: string) =>
      `campaignExplanation(planId: "${planId}", date: "${date}") { verdict }`;
    const { data, statements } = await graph.ask(`{ customer(id: "B") {
      a: ${explained('P1', '2026-03-05')} b: ${explained('P1', '2026-04-09')} c: ${explained('P3', '2026-03-01')}
      d: ${explained('P1', '2026-03-05')} e: ${explained('P2', '2026-02-01')} } }`);
    const verdicts = Object.values(data['customer'] as Record<string, { verdict: string }>).map(
      ({ verdict }) => verdict,
    );
    const [ran, not] = ['NOT_IN_TARGET_GROUP', 'NOT_RUN'];
    expect(verdicts).toEqual([ran, not, ran, ran, not]);
    expect(statements).toHaveLength(4);
  });
});
