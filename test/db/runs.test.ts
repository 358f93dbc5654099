import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../src/db/job.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { readFreshness } from '../../src/db/readFreshness.js';
import { withRollback } from '../../src/db/withRollback.js';
import { packageVersion } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

const instant = '2026-03-01T06:30:00.5Z';

let database: TestDatabase;
let job: Job;
beforeAll(async () => {
  database = await cloneDatabase();
  job = testJob(database, instant);
});
afterAll(() => database.drop());

const loads = () => database.client<Record<string, unknown>[]>`
  select load_id::text as id, kind, started_at, code_version, inputs, result, finished_at is not null as finished
  from facet.loads order by load_id`;

describe('a load', () => {
  beforeEach(async () => {
    await database.client`truncate facet.loads restart identity`;
  });

  it('is opened with the instant of the run, what it works on and the version of the program', async () => {
    const id = await startLoad(job, 'import', { file: 'a "b".csv', rows: 3 });
    expect([id, ...(await loads())]).toEqual([
      '1',
      {
        id: '1',
        kind: 'import',
        started_at: '2026-03-01T06:30:00.5Z',
        code_version: packageVersion,
        inputs: { file: 'a "b".csv', rows: 3 },
        result: null,
        finished: false,
      },
    ]);
  });

  it('has a number that is greater than those before', async () => {
    const ids = [await startLoad(job, 'a', {}), await startLoad(job, 'b', {}), await startLoad(job, 'c', {})];
    expect(ids).toEqual(['1', '2', '3']);
  });

  it('is finished with what came of it, or with nothing, and alone', async () => {
    const [one, two] = [await startLoad(job, 'a', {}), await startLoad(job, 'b', {})];
    await startLoad(job, 'c', {});
    await finishLoad(job, one, { rows: 3, error: null });
    await finishLoad(job, two);
    expect((await loads()).map(({ finished, result }) => [finished, result])).toEqual([
      [true, { rows: 3, error: null }],
      [true, null],
      [false, null],
    ]);
  });
});

describe('the lock of a target', () => {
  const said: string[] = [];
  const clients: Sql[] = [];
  /** Another run, on connections of its own. */
  function other(name: string): Job {
    const client = openClient(database.target, { max: 2, applicationName: name });
    clients.push(client);
    return { ...testJob({ client }, instant), progress: { say: (line) => void said.push(line), update: () => {} } };
  }
  beforeEach(() => void said.splice(0));
  afterAll(async () => {
    for (const client of clients) await client.end({ timeout: 1 });
  });

  const holder = String.raw`\(facet snapshot, connected since \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, database process \d+\)`;

  it('gives what the work gives, or fails as it fails, and is free after it', async () => {
    const run = other('facet import');
    expect(await withTargetLock(run, 'free', async () => 7)).toBe(7);
    await expect(withTargetLock(run, 'free', () => Promise.reject(new Error('of the work')))).rejects.toThrow(
      'of the work',
    );
    expect(await withTargetLock(other('facet snapshot'), 'free', async () => 8, 0)).toBe(8);
    expect(said).toEqual([]);
  });

  it('is refused at once to who does not wait, with the name of who has it', async () => {
    const [first, second] = [other('facet snapshot'), other('facet enrich')];
    await withTargetLock(first, 'profiles', async () => {
      for (const [doing, sentence] of [
        [undefined, 'writing profiles'],
        ['doing the daily run', 'doing the daily run'],
      ] as const)
        await expect(withTargetLock(second, 'profiles', async () => 1, 0, doing)).rejects.toMatchObject({
          name: 'UserError',
          code: 'TARGET_BUSY',
          message: expect.stringMatching(
            new RegExp(`^Another run is ${sentence} ${holder}; try again when it has ended\\.$`),
          ),
        });
    });
    expect(said).toEqual([]);
  });

  it('is waited for by who does, which is said once', async () => {
    const [first, second] = [other('facet snapshot'), other('facet enrich')];
    const order: string[] = [];
    let waiting: Promise<unknown> = Promise.resolve();
    await withTargetLock(first, 'profiles', async () => {
      waiting = withTargetLock(second, 'profiles', async () => void order.push('second'));
      while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('first');
    });
    await waiting;
    expect(order).toEqual(['first', 'second']);
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`^Another run is writing profiles ${holder}; waiting for it\\.$`)),
    ]);
  });

  it('keeps nobody from another target', async () => {
    const [first, second] = [other('facet snapshot'), other('facet enrich')];
    const both = withTargetLock(first, 'one', () => withTargetLock(second, 'two', async () => 'both', 0));
    expect(await both).toBe('both');
  });
});

describe('a rehearsal', () => {
  const rows = async () => (await database.client`select from facet.industries`).length;

  it('does all of its work, and keeps nothing', async () => {
    let inside = 0;
    await withRollback(database.client, async (client) => {
      await client`insert into facet.industries (industry_id, industry_name) values ('1', 'One'), ('2', 'Two')`;
      inside = (await client`select from facet.industries`).length;
    });
    expect([inside, await rows()]).toEqual([2, 0]);
  });

  it('fails as its work fails', async () => {
    const failure = new Error('of the work');
    await expect(withRollback(database.client, () => Promise.reject(failure))).rejects.toBe(failure);
    const twice = withRollback(database.client, async (client) => {
      await client`insert into facet.industries (industry_id, industry_name) values ('1', 'One'), ('1', 'Two')`;
    });
    await expect(twice).rejects.toMatchObject({ constraint_name: 'industries_pkey' });
    expect(await rows()).toBe(0);
  });

  it('takes back its own work alone where it is a part of more', async () => {
    await withRollback(database.client, async (client) => {
      await client`insert into facet.industries (industry_id, industry_name) values ('1', 'One')`;
      await withRollback(
        client,
        (inner) => inner`insert into facet.industries (industry_id, industry_name) values ('2', 'Two')`,
      );
      expect([...(await client`select industry_id as id from facet.industries`)]).toEqual([{ id: '1' }]);
    });
  });
});

describe('how fresh the data are', () => {
  beforeEach(async () => {
    await database.client`truncate facet.loads, facet.profile_days, facet.activity_rollup`;
  });

  interface Load {
    readonly kind: string;
    readonly finished?: string;
    readonly inputs?: object;
    readonly result?: object;
  }
  async function after(given: readonly Load[]) {
    const { client } = database;
    for (const { kind, finished, inputs = {}, result } of given)
      await client`
        insert into facet.loads (kind, started_at, code_version, inputs, finished_at, result)
        values (${kind}, ${instant}, '0', ${client.json(inputs as never)}, ${finished ?? null},
          ${result === undefined ? null : client.json(result as never)})`;
    return readFreshness(client);
  }

  it('is nothing of an empty database', async () => {
    expect(await readFreshness(database.client)).toEqual({
      newestCompleteDay: null,
      activityUntil: null,
      lastEnrichment: null,
      lastDaily: null,
    });
  });

  it('is the newest day that is complete, and the day that roll-ups reach', async () => {
    const { client } = database;
    await client`
      insert into facet.profile_days (profile_date, load_id, rows, complete)
      values ('2026-02-27', 1, 1, true), ('2026-02-28', 1, 1, true), ('2026-03-01', 1, 1, false)`;
    await client`insert into facet.activity_rollup (settings, last_day, load_id) values ('', '2026-02-26', 1)`;
    expect(await readFreshness(client)).toMatchObject({ newestCompleteDay: '2026-02-28', activityUntil: '2026-02-26' });
  });

  const early = '2026-02-27T05:00:00Z';
  const late = '2026-02-28T05:00:00Z';
  it.each<[string, readonly Load[], object | null]>([
    ['none that has not ended', [{ kind: 'enrich', inputs: { asOf: '2026-02-27' } }], null],
    ['none that failed', [{ kind: 'enrich', finished: late, result: { error: 'x' } }], null],
    ['none of another kind', [{ kind: 'snapshot', finished: late, inputs: { asOf: '2026-02-27' } }], null],
    ['one that told nothing', [{ kind: 'enrich', finished: late }], { asOf: 'unknown', finishedAt: late }],
    [
      'the newest that ended well, whenever the others ended',
      [
        { kind: 'enrich', finished: late, inputs: { asOf: '2026-02-25' } },
        { kind: 'enrich', finished: early, inputs: { asOf: '2026-02-26' }, result: { rows: 1 } },
        { kind: 'enrich', finished: late, inputs: { asOf: '2026-02-27' }, result: { error: 'x' } },
      ],
      { asOf: '2026-02-26', finishedAt: early },
    ],
  ])('is by its enrichment %s', async (_, given, expected) => {
    expect((await after(given)).lastEnrichment).toEqual(expected);
  });

  it.each<[string, readonly Load[], object | null]>([
    ['none that has not ended', [{ kind: 'daily' }], null],
    ['one that ended well', [{ kind: 'daily', finished: late, result: { days: 1 } }], { finishedAt: late, ok: true }],
    ['one that told nothing', [{ kind: 'daily', finished: late }], { finishedAt: late, ok: true }],
    [
      'the newest, which failed at a step',
      [
        { kind: 'daily', finished: early, result: { days: 1 } },
        { kind: 'daily', finished: late, result: { error: 'x', step: 'import' } },
      ],
      { finishedAt: late, ok: false, failedStep: 'import' },
    ],
    [
      'the newest, which ended well after one that failed',
      [
        { kind: 'daily', finished: early, result: { error: 'x', step: 'import' } },
        { kind: 'daily', finished: late },
      ],
      { finishedAt: late, ok: true },
    ],
    [
      'one that failed before its first step',
      [{ kind: 'daily', finished: late, result: { error: 'x' } }],
      { finishedAt: late, ok: false },
    ],
  ])('is by its daily run %s', async (_, given, expected) => {
    expect((await after(given)).lastDaily).toEqual(expected);
  });
});
