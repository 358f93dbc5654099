import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyRowRights, findMissingRights } from '../../src/db/rowRights/applyRowRights.js';
import { beginText } from '../../src/db/rowRights/rights.js';
import { placementFaults } from '../../src/distribution/placementFaults.js';
import { distributeStatements, runDistribute } from '../../src/distribution/runDistribute.js';
import { placedNames } from '../../src/distribution/steps.js';
import { fillEveryTable } from '../rowRights/everyTable.js';
import { testJob } from '../support/job.js';
import { openStandIn, type StandIn } from './standIn.js';

let standIn: StandIn;
let role: string;
beforeAll(async () => {
  standIn = await openStandIn(async (client) => {
    await fillEveryTable(client);
    ({ role } = await applyRowRights(client));
  });
});
afterAll(async () => {
  await standIn.client.unsafe(`drop owned by ${role}; drop role ${role}`);
  await standIn.drop();
});

/** How many of the four rows (alpha and brand one, alpha and two, alpha without a brand, beta and one) a viewer sees by the policies alone. */
async function seen(table: string, apps: readonly string[] | null, brands: readonly string[] | null): Promise<number> {
  let count = -1;
  await standIn.client.begin(async (inside) => {
    await inside.unsafe(beginText({}, { role, apps, brands }).replace('begin; ', ''));
    const [row] = await inside.unsafe<{ count: number }[]>(`select count(*)::int as count from facet.${table}`);
    count = row?.count ?? -1;
  });
  return count;
}

describe('policies of tables that lie in shards', () => {
  it('are told by a run that only prints', async () => {
    const [first] = await distributeStatements(standIn.client, undefined);
    expect(first?.says).toBe('policies have no sub-queries');
    expect(first?.statements).toContain('drop policy if exists facet_viewer on facet.customers');
    expect(first?.statements.some((statement) => /on facet\.segments /.test(statement))).toBe(false);
  });

  it('have no sub-query, and those of other tables are left alone', async () => {
    const { client } = standIn;
    await applyRowRights(client, placedNames);
    const rows = await client<{ name: string }[]>`
      select c.relname as name from pg_policy y join pg_class c on c.oid = y.polrelid
      where strpos(y.polqual::text, '{SUBLINK') > 0 order by 1`;
    expect(rows.map(({ name }) => name)).toEqual([
      'planned_campaign_versions',
      'planned_campaigns',
      'segment_versions',
      'segments',
    ]);
    expect((await findMissingRights(client, placedNames)).ofTables).toEqual([]);
    expect(await placementFaults(client)).toEqual([]);
  });

  it.each([
    ['customers', [3, 4, 4, 0]],
    ['customer_profiles', [3, 4, 4, 0]],
    ['campaigns', [3, 2, 4, 0]],
    ['unified_transactions', [3, 2, 4, 0]],
    ['products', [4, 4, 4, 4]],
    ['segment_members', [0, 0, 0, 0]],
    ['segments', [3, 4, 4, 0]],
    ['segment_versions', [3, 4, 4, 0]],
    // Seen by rows of another table: statements alone narrow these.
    ['activity_visits', [4, 4, 4, 4]],
    ['campaign_actions', [4, 4, 4, 4]],
  ])('show of %s what those of an ordinary database show', async (table, [alpha, one, all, nobody]) => {
    expect([
      await seen(table, ['alpha'], null),
      await seen(table, null, ['one']),
      await seen(table, null, null),
      await seen(table, [], null),
    ]).toEqual([alpha, one, all, nobody]);
  });

  it('are there after a distribution, with the role on the workers before them', async () => {
    const { client } = standIn;
    await runDistribute(testJob({ client }, '2026-03-01T00:00:00Z'), { isEmbedded: false });
    const calls = await standIn.calls();
    const granted = calls.findIndex((call) => call.startsWith('do ') && call.includes(role));
    expect(granted).toBeGreaterThanOrEqual(0);
    expect(granted).toBeLessThan(calls.findIndex((call) => call.startsWith('reference')));
    expect(await findMissingRights(client)).toMatchObject({ ofRole: [], ofTables: [], onWorkers: true });
  });
});

describe('what a statement of a restricted viewer is begun with', () => {
  it('is told to workers where rows lie there', () => {
    const rights = { role: 'r', apps: ['alpha'], brands: null };
    expect(beginText({}, rights)).not.toContain('citus');
    expect(beginText({}, { ...rights, onWorkers: true })).toMatch(
      /^begin; set local citus\.propagate_set_commands = 'local'; set local role r; set local facet\.apps = /,
    );
  });
});
