import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { campaignsCommand } from '../../src/cli/campaigns.js';
import { serveCampaigns } from '../../src/cli/serving/serveCampaigns.js';
import { readConfig } from '../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/facet.js';
import { openGraph } from '../support/graph.js';
import { addCustomers } from '../support/sample.js';
import { addOrders } from '../subgraphs/campaigns/results/sampleResults.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { until } from '../gateway/testServer.js';
import { runInProcess } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
let graph: Awaited<ReturnType<typeof openGraph>>;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('campaigns');
  await mkdir(join(folder, 'lists'));
  await writeFile(
    join(folder, 'facet.yml'),
    [
      'campaigns: { pollSeconds: 0.1 }',
      'destinations:',
      '  - { name: lists, kind: folder, path: lists, attributes: [{ as: KEY, column: id }, { as: CITY, column: city }] }',
    ].join('\n'),
  );
  await addCustomers(
    database,
    Array.from({ length: 10 }, (_, n) => ({ id: `c${n}`, city: n < 8 ? 'Wien' : 'Graz' })),
  );
  const { destinations } = readConfig({ FACET_CONFIG: join(folder, 'facet.yml') });
  graph = await openGraph(database, '2026-11-23', 'UTC', undefined, undefined, {
    campaigns: { destinations, holdout: null },
  });
  const { errors } = await graph.ask(`mutation {
    createSegment(id: "vienna", name: "Vienna",
      definition: { include: { groups: [{ conditions: [{ column: { name: "city", text: { is: "Wien" } } }] }] } }) { size }
  }`);
  expect(errors).toEqual([]);
});
afterAll(async () => {
  door.close();
  await database.drop();
  await removeTestFolder(folder);
});

const facet = (...args: readonly string[]) =>
  runInProcess(campaignsCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: join(folder, 'facet.yml') });

const create = async (id: string) => {
  const { errors } = await graph.ask(
    `mutation ($id: ID!, $definition: PlannedCampaignInput!) { createCampaign(id: $id, definition: $definition) { id } }`,
    {
      id,
      definition: {
        name: `Campaign ${id}`,
        type: 'ONE_TIME',
        audience: { include: ['vienna'] },
        remaining: {
          treatments: [
            { name: 'Control', percentage: 25, isControl: true },
            { name: 'Letter', percentage: 75, destinations: [{ destination: 'lists' }] },
          ],
        },
      },
    },
  );
  expect(errors).toEqual([]);
};

const rowsOf = async (file: string): Promise<string[]> =>
  (await readFile(join(folder, 'lists', file), 'utf8')).trim().split(/\r?\n/);

describe('facet campaigns', () => {
  it('lists, plans and delivers into a folder', async () => {
    expect(await facet('list')).toEqual({ code: 0, stdout: '', stderr: 'There are no planned campaigns.\n' });
    await create('letter');
    expect((await facet('list')).stdout).toBe('letter\tCampaign letter\tONE_TIME\tDRAFT\t\t\n');
    const plan = await facet('plan', 'letter', '--sample', '1');
    expect(plan.stdout).toMatch(
      /^8 customers would enter, 0 customers leave, 0 customers stay\.\n {2}Remaining\/Control \(control\)\t2 customers: c\d, …\n {2}Remaining\/Letter\t6 customers: c\d, …\n$/,
    );
    expect((await facet('run')).stderr).toContain('deliveries: 0 made, 0 failed, 0 under way');
    await graph.ask('mutation { deliverCampaign(id: "letter") { id } }');
    expect((await facet('run', '--dry-run')).stderr).toBe('would deliver "Campaign letter"\n');
    const run = await facet('run');
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('deliveries: 1 made, 0 failed, 0 under way')]);
    const file = (await readdir(join(folder, 'lists'), { recursive: true })).find((one) => one.endsWith('.csv')) ?? '';
    expect(file).toMatch(/Campaign.letter_.*Letter.*\.csv$/);
    const rows = await rowsOf(file);
    expect(rows[0]).toBe('KEY,CITY');
    const sent = await database.client`
      select customer_id || ',Wien' as row from bi.vw_targeted_and_excluded_customers_v1_2
      where plan_id = 'letter' and targeting_state = 'TARGETED' order by 1`;
    expect(rows.slice(1).toSorted()).toEqual(sent.map(({ row }) => row as string));
    expect(rows).toHaveLength(7);
    expect((await facet('run')).stderr).toContain('deliveries: 0 made');
    for (const options of [['--dry-run'], []])
      expect((await facet('retry', 'letter', ...options)).stderr).toBe(
        'There are no rejected rows that may be sent again.\n',
      );
    const handed = await graph.ask(`{ plannedCampaign(id: "letter") { deliveries { handedOver {
      treatmentId destination state assigned expanded sent rejected retriable waiting locations nextAttemptAt
      shrunk { missing customers }
    } } } }`);
    expect(handed.data['plannedCampaign']).toEqual({
      deliveries: [
        {
          handedOver: [
            {
              treatmentId: 'Remaining/Letter',
              destination: 'lists',
              state: 'SENT',
              assigned: 6,
              expanded: 0,
              sent: 6,
              rejected: 0,
              retriable: 0,
              waiting: 0,
              locations: [expect.stringMatching(/Letter\.csv$/)],
              nextAttemptAt: null,
              shrunk: [],
            },
          ],
        },
      ],
    });
  });

  it('tells what a campaign brought', async () => {
    const [control] = await database.client<{ id: string }[]>`
      select customer_id as id from facet.campaign_targetings where plan_id = 'letter' and plan_detail_id = 'Remaining/Control' limit 1`;
    await addOrders(database, [[control?.id ?? '', 'O', new Date().toISOString(), '12.50', '1', 'EUR']]);
    // One of two in control, none of six: no more than chance, and too few to tell.
    expect((await facet('results', 'letter')).stdout).toMatch(
      new RegExp(
        '^Measured from \\S+ to \\S+, which is not over yet\\.\n' +
          ' {2}Remaining/Control \\(control\\)\t2 recipients\t1 purchaser \\(50\\.00 %\\)\t1 order\t12\\.5 EUR\n' +
          ' {2}Remaining/Letter\t6 recipients\t0 purchasers \\(0\\.00 %\\)\t0 orders\t0\n' +
          ' {4}purchasers: The groups are too small to tell: .*\n {4}revenue: The groups are too small to tell: .*\n$',
      ),
    );
    const json = await facet('results', 'letter', '--json', '--days', '3', '--currency', 'GBP');
    expect(JSON.parse(json.stdout)).toMatchObject({
      days: 3,
      currency: 'GBP',
      results: [{ orders: 0 }, { orders: 0 }],
    });
    expect(await facet('results', 'lettre')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No campaign "lettre" was sent to anybody in that time.\n',
    });
    for (const [args, sentence] of [
      [['--days', '0'], '"days" is 0'],
      [['--days', 'x'], '--days is "x"'],
      [['--from', '2026-3-1'], '"2026-3-1" is not a day of the calendar'],
    ] as const)
      expect((await facet('results', 'letter', ...args)).stderr).toContain(sentence);
  });

  it('ends with a failure where a destination fails, and mends it with the next run', async () => {
    await create('failing');
    await graph.ask('mutation { deliverCampaign(id: "failing") { id } }');
    await writeFile(join(folder, 'broken.yml'), 'destinations: []');
    const args = ['run'];
    const broken = await runInProcess(campaignsCommand(), args, {
      DATABASE_URL: door.url,
      FACET_CONFIG: join(folder, 'broken.yml'),
    });
    expect(broken.code).toBe(1);
    expect((await facet('list')).stdout).toContain('failing\tCampaign failing\tONE_TIME\tERROR');
    expect((await facet('run')).stderr).toContain('deliveries: 1 made, 0 failed');
    expect((await facet('list')).stdout).toContain('failing\tCampaign failing\tONE_TIME\tDELIVERED');
  });

  it('makes a campaign of a YAML file, or its next version, and leaves alone what is so already', async () => {
    const file = join(folder, 'spring.yml');
    const write = (name: string) =>
      writeFile(
        file,
        [
          `name: ${name}`,
          'type: RECURRING',
          'audience: { include: [vienna] }',
          'remaining: { treatments: [{ name: Letter, percentage: 100, destinations: [{ destination: lists }] }] }',
          'schedule: { repeat: MONTHLY, from: 2030-01-31, time: "09:00" }',
        ].join('\n'),
      );
    await write('Spring');
    const say = async (...more: string[]) => (await facet('apply', 'spring', file, ...more)).stderr;
    expect(await say('--dry-run')).toBe('would be made: campaign "spring"\n');
    expect((await facet('list')).stdout).not.toContain('spring');
    expect(await say()).toBe('made: campaign "spring"\n');
    expect(await say()).toBe('left as it is: campaign "spring"\n');
    await write('Summer');
    expect(await say('--dry-run')).toBe('would be changed: campaign "spring"\n');
    expect(await say()).toBe('changed: campaign "spring"\n');
    expect((await facet('list')).stdout).toContain('spring\tSummer\tRECURRING\tDRAFT');
    await writeFile(file, 'name: [');
    expect(await say()).toMatch(/^facet: The file .* is neither YAML nor JSON: /);
    expect((await facet('apply', 'spring', join(folder, 'none.yml'))).stderr).toMatch(/ cannot be read\.\n$/);
    await writeFile(file, 'name: x');
    expect(await say()).toMatch(/^facet: The campaign cannot be so: "type" is none of ONE_TIME, RECURRING\.\n$/);
  });

  it('says what is wrong in a sentence', async () => {
    expect(await facet('plan', 'nobody')).toMatchObject({
      code: 1,
      stderr: 'facet: There is no planned campaign "nobody".\n',
    });
    expect(await facet('plan', 'letter', '--sample', '1000')).toMatchObject({
      code: 1,
      stderr: 'facet: --sample is "1000", which is no number from 0 to 100.\n',
    });
  });
});

describe('a serving process', () => {
  it('delivers what is due by itself, and stops in order', async () => {
    await create('served');
    const config = readConfig({ FACET_CONFIG: join(folder, 'facet.yml') });
    const campaigns = serveCampaigns({ config, target: database.target, log: pino({ level: 'silent' }) });
    try {
      await graph.ask('mutation { deliverCampaign(id: "served") { id } }');
      await until(async () => (await facet('list')).stdout.includes('served\tCampaign served\tONE_TIME\tDELIVERED'));
    } finally {
      await campaigns?.stop();
    }
    const files = await readdir(join(folder, 'lists'), { recursive: true });
    expect(files).toEqual(expect.arrayContaining([expect.stringMatching(/Campaign.served_.*\.csv$/)]));
  });

  it('leaves that to cron where the config says so', () => {
    const { campaigns, ...rest } = readConfig({});
    const config = { ...rest, campaigns: { ...campaigns, deliver: false } };
    expect(serveCampaigns({ config, target: database.target, log: pino({ level: 'silent' }) })).toBeUndefined();
  });
});
