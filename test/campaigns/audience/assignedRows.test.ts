import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous } from '../../../src/access/viewer.js';
import { assignedRows } from '../../../src/campaigns/audience/assignedRows.js';
import type { AudienceQuestion } from '../../../src/campaigns/audience/AudienceQuestion.js';
import { run } from '../../../src/db/runStatement.js';
import { sql } from 'drizzle-orm';
import { addTargetings } from '../../support/sample.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { sampleCampaign, split } from '../support/campaign.js';
import { setMembers, type Sets } from '../support/setMembers.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const question = (sets: Sets, given: Partial<AudienceQuestion> = {}): AudienceQuestion => ({
  scope: { viewer: anonymous },
  members: setMembers(sets),
  campaignId: 'spring',
  definition: sampleCampaign(),
  salt: 'pepper',
  day: '2026-05-01',
  deliveryId: null,
  previousId: null,
  holdout: null,
  ...given,
});

interface Row {
  readonly customer_id: string;
  readonly sub_audience_id: string;
  readonly treatment_id: string | null;
  readonly is_control: boolean;
  readonly is_sent: boolean;
  readonly drop_reason: string | null;
}

const rows = (asked: AudienceQuestion): Promise<Row[]> =>
  run<Row>(database.client, sql`select * from (${assignedRows(asked)}) a order by customer_id, sub_audience_id`);

/** `customer treatment-or-reason`, one word each. */
const lines = async (asked: AudienceQuestion): Promise<string[]> =>
  (await rows(asked)).map((row) => `${row.customer_id} ${row.treatment_id ?? row.drop_reason}`);

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `c${String(from + n).padStart(4, '0')}`);

const byHash = (customers: readonly string[]): string[] => {
  const hash = (one: string) => createHash('sha256').update(`pepper:${one}`).digest('hex');
  return customers.toSorted((a, b) => (hash(a) < hash(b) ? -1 : 1));
};

const controlOf = (found: readonly Row[]): string[] =>
  found.filter((row) => row.is_control).map((row) => row.customer_id);

async function keep(found: readonly Row[], deliveryId: string): Promise<void> {
  await database.client`
    insert into facet.campaign_deliveries (delivery_id, campaign_id, version, number, due_at, execution_date, launch_date,
      scheduled_by, created_at)
    select ${deliveryId}, 'spring', 1, n, '2026-04-01'::timestamptz + n * interval '1 day', '2026-04-01'::date + n, '2026-04-01', 'test', now()
    from (select 1 + count(*)::int as n from facet.campaign_deliveries) numbers`;
  for (let n = 0; n < found.length; n += 500) {
    const part = found
      .slice(n, n + 500)
      .map((row) => ({ ...row, delivery_id: deliveryId, campaign_id: 'spring', load_id: '0' }));
    await database.client`insert into facet.campaign_assignments ${database.client(part)}`;
  }
}

describe('the split', () => {
  const fifth = sampleCampaign({ remaining: { treatments: split(20) } });
  const ask = (customers: readonly string[], previousId: string | null) =>
    rows(question({ S: customers }, { definition: fifth, previousId }));

  it('has the exact sizes of 1,200, 1,240 and 1,160 customers, and keeps their treatments', async () => {
    const first = await ask(numbered(1, 1200), null);
    const control = controlOf(first);
    expect([control.length, first.length - control.length]).toEqual([240, 960]);
    expect(control).toEqual(byHash(numbered(1, 1200)).slice(0, 240).toSorted());
    await keep(first, 'd1');

    expect(controlOf(await ask(numbered(1, 1200), 'd1'))).toEqual(control);

    const grown = await ask(numbered(1, 1240), 'd1');
    const grownControl = controlOf(grown);
    expect([grownControl.length, grown.length - grownControl.length]).toEqual([248, 992]);
    expect(grownControl).toEqual(expect.arrayContaining(control));
    // All who came to it are new: nobody who was sent something is held back now.
    expect(grownControl.filter((one) => !control.includes(one)).every((one) => one > 'c1200')).toBe(true);
    await keep(grown, 'd2');

    // Those of the first control who are still there, and none of the others, unless too few are left of them.
    const there = byHash(numbered(41, 1200)).filter((one) => control.includes(one));
    const shrunk = await ask(numbered(41, 1200), 'd1');
    const shrunkControl = controlOf(shrunk);
    expect([shrunkControl.length, shrunk.length - shrunkControl.length]).toEqual([232, 928]);
    const kept = there.slice(0, 232);
    expect(shrunkControl).toEqual(expect.arrayContaining(kept));
  });

  it('gives what is left over to the largest rests, to control first', async () => {
    const thirds = sampleCampaign({
      remaining: {
        treatments: [
          { name: 'A', percentage: 33.33 },
          { name: 'B', percentage: 33.34 },
          { name: 'C', percentage: 33.33, isControl: true },
        ],
      },
    });
    const counted = async (count: number) => {
      const found = await lines(question({ S: numbered(1, count) }, { definition: thirds }));
      return ['A', 'B', 'C'].map((name) => found.filter((line) => line.endsWith(`/${name}`)).length);
    };
    // By hand: 1 × 0.3334 is the largest rest; 2: 0.6666, 0.6668, 0.6666, so B, then control; 100: 33.33, 33.34, 33.33.
    expect(await counted(1)).toEqual([0, 1, 0]);
    expect(await counted(2)).toEqual([0, 1, 1]);
    expect(await counted(3)).toEqual([1, 1, 1]);
    expect(await counted(100)).toEqual([33, 34, 33]);
    expect(await counted(10_000 / 100 + 1)).toEqual([33, 34, 34]);
    expect(await counted(0)).toEqual([0, 0, 0]);
  });

  it('rounds half a customer of control up', async () => {
    const asked = question({ S: numbered(1, 5) }, { definition: sampleCampaign() });
    expect(controlOf(await rows(asked))).toEqual(byHash(numbered(1, 5)).slice(0, 1));
    const four = question({ S: numbered(1, 4) }, { definition: sampleCampaign() });
    expect(controlOf(await rows(four))).toEqual([]);
  });
});

describe('the audience', () => {
  it('is what is included and not excluded', async () => {
    const definition = sampleCampaign({
      audience: { include: ['S', 'T'], exclude: ['X', 'Y'] },
      remaining: { treatments: [{ name: 'All', percentage: 100 }] },
    });
    const sets = { S: ['a', 'b', 'c'], T: ['c', 'd', 'e'], X: ['b'], Y: ['e', 'z'] };
    expect(await lines(question(sets, { definition }))).toEqual(['a', 'c', 'd'].map((one) => `${one} Remaining/All`));
  });

  it('puts customers into the first sub-audience that they match, or into all', async () => {
    const one = [{ name: 'One', percentage: 100 }];
    const far = { include: { groups: [{ conditions: [{ column: { name: 'country', text: { is: 'NZ' } } }] }] } };
    const given = {
      subAudiences: [
        { name: 'Near', segments: ['N', 'M'], treatments: one },
        { name: 'Far', criteria: far, treatments: one },
      ],
    };
    const sets = { S: ['a', 'b', 'c', 'd'], N: ['a'], M: ['a', 'b', 'z'], [JSON.stringify(far)]: ['b', 'c'] };
    const ask = (more: Readonly<Record<string, unknown>>) =>
      lines(question(sets, { definition: sampleCampaign({ ...given, ...more }) }));
    expect(await ask({ remaining: { treatments: one } })).toEqual([
      'a Near/One',
      'b Near/One',
      'c Far/One',
      'd Remaining/One',
    ]);
    expect(await ask({ remaining: undefined, firstMatchOnly: false })).toEqual([
      'a Near/One',
      'b Far/One',
      'b Near/One',
      'c Far/One',
      'd NO_SUB_AUDIENCE',
    ]);
  });

  it('says what is sent: not control, nor what has no destination', async () => {
    const definition = sampleCampaign({
      remaining: {
        treatments: [
          { name: 'Mail', percentage: 50, destinations: [{ destination: 'folder' }] },
          { name: 'Nothing', percentage: 25 },
          { name: 'Control', percentage: 25, isControl: true },
        ],
      },
    });
    const found = await rows(question({ S: numbered(1, 4) }, { definition }));
    expect(found.map((row) => `${row.treatment_id} ${row.is_sent} ${row.is_control}`).toSorted()).toEqual([
      'Remaining/Control false true',
      'Remaining/Mail true false',
      'Remaining/Mail true false',
      'Remaining/Nothing false false',
    ]);
  });
});

describe('contact rules', () => {
  const all = { remaining: { treatments: [{ name: 'All', percentage: 100, destinations: [{ destination: 'f' }] }] } };

  it('drop who had as many campaigns in as many days, control and exclusions not counted', async () => {
    // Of 2 May with 7 days: 26 April to 2 May count.
    await addTargetings(database, [
      { customer: 'a', day: '2026-04-26', plan: 'p1', action: 2 },
      { customer: 'a', day: '2026-05-02', plan: 'p1', action: 2 },
      { customer: 'b', day: '2026-04-25', plan: 'p1', action: 2 },
      { customer: 'b', day: '2026-05-02', plan: 'p1', action: 2 },
      { customer: 'c', day: '2026-05-01', plan: 'p2', action: 1 },
      { customer: 'c', day: '2026-05-01', plan: 'p3', action: null },
      { customer: 'c', day: '2026-05-01', plan: 'p1', action: 2 },
      { customer: 'd', day: '2026-05-03', plan: 'p1', action: 2 },
      { customer: 'd', day: '2026-05-01', plan: 'p1', action: 2 },
    ]);
    const definition = sampleCampaign({ ...all, contactRules: { limit: { times: 2, days: 7 } } });
    const asked = question({ S: ['a', 'b', 'c', 'd'] }, { definition, day: '2026-05-02' });
    expect(await lines(asked)).toEqual(['a CONTACT_LIMIT', 'b Remaining/All', 'c Remaining/All', 'd Remaining/All']);
    const once = sampleCampaign({ ...all, contactRules: { limit: { times: 1, days: 1 } } });
    expect(await lines({ ...asked, definition: once })).toEqual([
      'a CONTACT_LIMIT',
      'b CONTACT_LIMIT',
      'c Remaining/All',
      'd Remaining/All',
    ]);
  });

  it('count what our own campaigns have assigned to be sent, once a day and campaign', async () => {
    await database.client`
      insert into facet.campaign_deliveries (delivery_id, campaign_id, version, number, due_at, execution_date, launch_date,
        scheduled_by, created_at)
      values ('o1', 'other', 1, 1, '2026-06-01', '2026-06-01', '2026-06-01', 'test', now())`;
    const part = (customer_id: string, sub_audience_id: string, is_sent: boolean) => ({
      customer_id,
      delivery_id: 'o1',
      sub_audience_id,
      campaign_id: 'other',
      treatment_id: `${sub_audience_id}/x`,
      is_control: false,
      is_sent,
      load_id: '0',
    });
    const parts = [part('a', 'one', true), part('a', 'two', true), part('b', 'one', false)];
    await database.client`insert into facet.campaign_assignments ${database.client(parts)}`;
    const ask = (times: number, deliveryId: string | null) =>
      lines(
        question(
          { S: ['a', 'b'] },
          {
            definition: sampleCampaign({ ...all, contactRules: { limit: { times, days: 1 } } }),
            day: '2026-06-01',
            deliveryId,
          },
        ),
      );
    expect(await ask(1, null)).toEqual(['a CONTACT_LIMIT', 'b Remaining/All']);
    expect(await ask(2, null)).toEqual(['a Remaining/All', 'b Remaining/All']);
    expect(await ask(1, 'o1')).toEqual(['a Remaining/All', 'b Remaining/All']);
  });

  it('drop who has not consented to each of what is asked', async () => {
    const email = { channel: 'EMAIL', program: 'news' };
    const definition = sampleCampaign({ ...all, contactRules: { consent: [email, { channel: 'SMS' }] } });
    const criteria = (consent: object) =>
      JSON.stringify({ include: { groups: [{ conditions: [{ consent: { ...consent, optedIn: true } }] }] } });
    const sets = { S: ['a', 'b', 'c'], [criteria(email)]: ['a', 'b'], [criteria({ channel: 'SMS' })]: ['a', 'c'] };
    expect(await lines(question(sets, { definition }))).toEqual(['a Remaining/All', 'b NO_CONSENT', 'c NO_CONSENT']);
  });

  it('take new members only where that is asked', async () => {
    const definition = sampleCampaign({ ...all, contactRules: { newMembersOnly: true } });
    const asked = question({ S: ['c0001', 'x'] }, { definition });
    expect(await lines(asked)).toEqual(['c0001 NOT_NEW', 'x Remaining/All']);
    expect(await lines({ ...asked, campaignId: 'another' })).toEqual(['c0001 Remaining/All', 'x Remaining/All']);
  });

  it('hold the same part of all customers out of every campaign', async () => {
    const customers = numbered(1, 1000);
    const held = (percent: number) => (one: string) =>
      createHash('sha256').update(`out:${one}`).digest().readUInt32BE(0) < (percent / 100) * 2 ** 32;
    const ask = async (percent: number, more: object = {}) =>
      (
        await lines(
          question(
            { S: customers },
            { definition: sampleCampaign({ ...all, ...more }), holdout: { percent, salt: 'out' } },
          ),
        )
      )
        .filter((line) => line.endsWith('HOLDOUT'))
        .map((line) => line.split(' ')[0] ?? '');
    expect(await ask(5)).toEqual(customers.filter(held(5)));
    expect((await ask(5)).length).toBeGreaterThan(30);
    expect(await ask(0)).toEqual([]);
    expect(await ask(5, { contactRules: { holdout: false } })).toEqual([]);
  });
});
