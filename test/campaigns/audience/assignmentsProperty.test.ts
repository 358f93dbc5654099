import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { anonymous } from '../../../src/access/viewer.js';
import { assignedRows } from '../../../src/campaigns/audience/assignedRows.js';
import { run } from '../../../src/db/runStatement.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { sampleCampaign } from '../support/campaign.js';
import { assignPlainly, type PlainTreatment } from '../support/plainAssignment.js';
import { setMembers } from '../support/setMembers.js';
import { runsOf } from '../../support/runsOf.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`
    insert into facet.campaign_deliveries (delivery_id, campaign_id, version, number, due_at, execution_date, launch_date,
      scheduled_by, created_at)
    values ('before', 'c', 1, 1, '2026-04-01', '2026-04-01', '2026-04-01', 'test', now())`;
});
afterAll(() => database.drop());

const people = Array.from({ length: 40 }, (_, n) => `p${n}`);
const someOf = (least = 0) => fc.subarray(people, { minLength: least });

/** Whole percentages that sum to 100, the first perhaps of control. */
const treatments: fc.Arbitrary<PlainTreatment[]> = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 3 }),
    control: fc.integer({ min: -1, max: 3 }),
  })
  .map(({ cuts, control }) => {
    const bounds = [0, ...cuts.toSorted((a, b) => a - b), 10_000];
    return bounds.slice(1).map((bound, n) => ({
      name: `t${n}`,
      percentage: (bound - (bounds[n] ?? 0)) / 100,
      isControl: n === control,
    }));
  });

const cases = fc.record({
  salt: fc.string({ maxLength: 5 }).filter((text) => !text.includes('\0')),
  include: fc.array(someOf(), { minLength: 1, maxLength: 3 }),
  exclude: fc.array(someOf(), { maxLength: 2 }),
  consenting: fc.option(someOf(10), { nil: undefined }),
  newOnly: fc.boolean(),
  subAudiences: fc.array(fc.record({ customers: someOf(), treatments }), { maxLength: 3 }),
  firstMatchOnly: fc.boolean(),
  remaining: fc.option(treatments, { nil: undefined }),
  before: fc.array(
    fc.record({
      customer: fc.constantFrom(...people),
      sub: fc.constantFrom('s0', 's1', 'Remaining', 'gone'),
      treatment: fc.constantFrom('t0', 't1', 't2', 'old'),
    }),
    { maxLength: 40 },
  ),
});

type Case = typeof cases extends fc.Arbitrary<infer One> ? One : never;

const subName = (n: number): string => `s${n}`;

function asPlain(one: Case, before: ReadonlyMap<string, string>): string[] {
  const earlier = new Set([...before.keys()].map((key) => key.split(' ')[0]));
  return assignPlainly({
    ...one,
    rules: [
      ['NO_CONSENT', (customer) => one.consenting !== undefined && !one.consenting.includes(customer)],
      ['NOT_NEW', (customer) => one.newOnly && earlier.has(customer)],
    ],
    subAudiences: one.subAudiences.map((sub, n) => ({ name: subName(n), ...sub })),
    before,
  });
}

async function asSql(one: Case, before: ReadonlyMap<string, string>): Promise<string[]> {
  const { client } = database;
  await client`truncate facet.campaign_assignments`;
  const parts = [...before].map(([key, treatment]) => {
    const [customer_id, sub_audience_id] = key.split(' ');
    const ids = { customer_id, sub_audience_id, treatment_id: `${sub_audience_id}/${treatment}` };
    return { ...ids, delivery_id: 'before', campaign_id: 'c', load_id: '0' };
  });
  if (parts.length > 0) await client`insert into facet.campaign_assignments ${client(parts as never)}`;
  const consent = { include: { groups: [{ conditions: [{ consent: { channel: 'SMS', optedIn: true } }] }] } };
  const ids = (kind: string, list: readonly unknown[]) => list.map((_, n) => `${kind}${n}`);
  const definition = sampleCampaign({
    audience: { include: ids('in', one.include), exclude: ids('ex', one.exclude) },
    subAudiences: one.subAudiences.map((sub, n) => ({
      name: subName(n),
      segments: [`sub${n}`],
      treatments: sub.treatments,
    })),
    firstMatchOnly: one.firstMatchOnly,
    remaining: one.remaining === undefined ? undefined : { treatments: one.remaining },
    contactRules: { newMembersOnly: one.newOnly, consent: one.consenting === undefined ? [] : [{ channel: 'SMS' }] },
  });
  const members = setMembers({
    ...Object.fromEntries(one.include.map((list, n) => [`in${n}`, list])),
    ...Object.fromEntries(one.exclude.map((list, n) => [`ex${n}`, list])),
    ...Object.fromEntries(one.subAudiences.map(({ customers }, n) => [`sub${n}`, customers])),
    [JSON.stringify(consent)]: one.consenting ?? [],
  });
  const rows = await run<{ line: string }>(
    client,
    sql`select customer_id || ' ' || coalesce(treatment_id, drop_reason) as line
      from (${assignedRows({
        scope: { viewer: anonymous },
        members,
        campaignId: 'c',
        definition,
        salt: one.salt,
        day: '2026-05-01',
        deliveryId: null,
        previousId: 'before',
        holdout: null,
      })}) a`,
  );
  return rows.map(({ line }) => line).toSorted();
}

it('assigns random audiences as somebody would who takes one customer after the other', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      fc.pre(one.subAudiences.length > 0 || one.remaining !== undefined);
      const before = new Map(one.before.map(({ customer, sub, treatment }) => [`${customer} ${sub}`, treatment]));
      expect(await asSql(one, before)).toEqual(asPlain(one, before));
    }),
    { numRuns: runsOf(20, 100) },
  );
});
