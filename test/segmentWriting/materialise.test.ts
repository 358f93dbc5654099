import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { run } from '../../src/db/runStatement.js';
import { findCustomerStays, findSegmentDays, findSegmentStays } from '../../src/membership/answers/stays.js';
import { countDay, writeDay, writeStays } from '../../src/segmentWriting/days/dayStatements.js';
import { materialise, type MaterialiseOptions } from '../../src/segmentWriting/days/materialise.js';
import type { Asker } from '../../src/membership/openContext.js';
import { archiveSegment } from '../../src/segmentWriting/verbs/archiveSegment.js';
import { createSegment } from '../../src/segmentWriting/verbs/createSegment.js';
import { updateSegment } from '../../src/segmentWriting/verbs/updateSegment.js';
import { readConfig } from '../../src/config.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { refusal } from '../support/refusal.js';
import { ofTier, openAsker, openMembers, sampleDays } from '../membership/sample.js';

let database: TestDatabase;
let asker: Asker;
beforeAll(async () => {
  database = await openMembers();
  asker = await openAsker(database);
});
afterAll(() => database?.drop());

const by = { name: 'marketing' };
const [first, second, third] = sampleDays;
const page = { size: 100, backwards: false, after: undefined, before: undefined };

const make = (id: string, materialised: 'NONE' | 'DAILY' = 'DAILY') =>
  createSegment(asker, { id, name: id, definition: ofTier('gold'), materialise: materialised }, by);

const write = (options: MaterialiseOptions = {}, retentionDays = 400) =>
  materialise(
    testJob(database, '2026-11-23T12:00:00Z', { snapshots: { ...readConfig({}).snapshots, retentionDays } }),
    options,
  );

async function staysOf(id: string) {
  const [stays = []] = await findSegmentStays(asker.scope, [id], {}, page);
  return stays.map(({ customerId, enteredOn, leftOn }) => [customerId, enteredOn, leftOn]);
}

async function daysOf(id: string) {
  const [days = []] = await findSegmentDays(asker.scope, [id], { from: null, to: null, most: 400 });
  return days.map(({ day, size, entered, left }) => [day, size, entered, left]);
}

/** By hand, of the table of the sample. */
const goldStays = [
  ['A', first, third],
  ['B', first, second],
  ['C', second, null],
  ['D', third, null],
];
const goldDays = [
  [third, 2, 1, 1],
  [second, 2, 1, 1],
  [first, 2, 2, 0],
];

describe('days of a materialised segment', () => {
  it('are stays of its members, with those who came and left', async () => {
    await make('in-order');
    await write({ segmentId: 'in-order', from: first, to: third });
    expect(await staysOf('in-order')).toEqual(goldStays);
    expect(await daysOf('in-order')).toEqual(goldDays);
    const [stays] = await findCustomerStays(asker.scope, ['B'], page);
    expect(stays).toMatchObject([{ segmentId: 'in-order', enteredOn: first, leftOn: second }]);
  });

  it.each([[[third, second, first]], [[second, third, first]], [[first, third, second]]])(
    'are the same when they are written in the order %j, and once more',
    async (days) => {
      const id = `order-${days[0]}-${days[1]}`;
      await make(id);
      for (const day of [...days, ...days]) await write({ segmentId: id, from: day, to: day });
      expect(await staysOf(id)).toEqual(goldStays);
      expect(await daysOf(id)).toEqual(goldDays);
    },
  );

  it('follow the definition: a day that is written again is of the version of then', async () => {
    await make('versions');
    await write({ segmentId: 'versions', from: first, to: third });
    await updateSegment(asker, 'versions', { definition: ofTier('silver') }, by);
    await write({ segmentId: 'versions', from: second, to: second });
    // Silver on the 21st alone is B; gold before were A and B, after C and D.
    expect(await staysOf('versions')).toEqual([
      ['A', first, second],
      ['B', first, third],
      ['C', third, null],
      ['D', third, null],
    ]);
    expect(await daysOf('versions')).toEqual([
      [third, 2, 2, 1],
      [second, 1, 0, 1],
      [first, 2, 2, 0],
    ]);
  });

  it('wait for the newest snapshot at first, then for each behind the last, and for those written anew', async () => {
    await make('waiting');
    expect((await write({ segmentId: 'waiting', dryRun: true })).days).toEqual([]);
    expect(await daysOf('waiting')).toEqual([]);
    expect((await write({ segmentId: 'waiting' })).days.map(({ day }) => day)).toEqual([third]);
    expect((await write({ segmentId: 'waiting' })).days).toEqual([]);
    const [load] = await database.client<{ load_id: string }[]>`
      insert into facet.loads (kind, started_at, code_version) values ('snapshot', now(), 'test') returning load_id`;
    await database.client`update facet.profile_days set load_id = ${String(load?.load_id)} where profile_date = ${third}`;
    expect((await write({ segmentId: 'waiting' })).days.map(({ day }) => day)).toEqual([third]);
    expect((await write({ segmentId: 'waiting' })).days).toEqual([]);
  });

  it('are written of all segments that are so daily, and of no other', async () => {
    await make('daily');
    await make('never', 'NONE');
    await write();
    expect(await daysOf('daily')).toEqual([[third, 2, 2, 0]]);
    expect(await daysOf('never')).toEqual([]);
  });

  it('are dropped with the snapshots of their time', async () => {
    await make('old');
    await write({ segmentId: 'old', from: first, to: third });
    await write({ segmentId: 'old', from: third, to: third }, 1);
    expect(await daysOf('old')).toEqual(goldDays.slice(0, 2));
    expect(await staysOf('old')).toEqual(goldStays.filter(([id]) => id !== 'B'));
  });

  it('are written by one of two at once, and the other waits', async () => {
    await make('together');
    await Promise.all([
      write({ segmentId: 'together', from: first, to: first }),
      write({ segmentId: 'together', from: first, to: first }),
    ]);
    expect(await daysOf('together')).toEqual([[first, 2, 2, 0]]);
  });

  it('without a complete snapshot, of a segment that was put away or is unknown, are refused', async () => {
    await make('refused');
    await expect(write({ segmentId: 'refused', from: '2026-11-19', to: '2026-11-19' })).rejects.toThrow(
      refusal('There is no complete snapshot of 2026-11-19, so nobody knows who was in a segment by its attributes.'),
    );
    await expect(write({ segmentId: 'refused', from: third, to: first })).rejects.toThrow(
      refusal('--from is 2026-11-22, which is after --to, 2026-11-20.'),
    );
    await archiveSegment(asker, 'refused', by);
    await expect(write({ segmentId: 'refused' })).rejects.toThrow(
      refusal('The segment "refused" has been put away: nothing is written of it any more.', 'SEGMENT_ARCHIVED'),
    );
    await expect(write({ segmentId: 'nobody' })).rejects.toMatchObject({ code: 'UNKNOWN_SEGMENT' });
  });
});

describe('random days in a random order', () => {
  const days = ['2026-01-01', '2026-01-03', '2026-01-04', '2026-02-01'];
  const everybody = ['A', 'B', 'C'];

  /** The stays that the days which were written tell, in a slow way: each customer's days one after the other. */
  function expectedStays(written: ReadonlyMap<string, readonly string[]>): unknown[] {
    const inOrder = [...written.keys()].toSorted();
    return everybody.flatMap((id) => {
      const stays: [string, string, string | null][] = [];
      let since: string | null = null;
      for (const day of inOrder) {
        const isIn = written.get(day)?.includes(id) === true;
        if (isIn && since === null) since = day;
        if (!isIn && since !== null) {
          stays.push([id, since, day]);
          since = null;
        }
      }
      if (since !== null) stays.push([id, since, null]);
      return stays;
    });
  }

  it('leave the stays that a list of the days gives', async () => {
    let n = 0;
    const writing = fc.record({ day: fc.constantFrom(...days), members: fc.subarray(everybody) });
    await fc.assert(
      fc.asyncProperty(fc.array(writing, { minLength: 1, maxLength: 8 }), async (writings) => {
        const segmentId = `random-${n++}`;
        const written = new Map<string, readonly string[]>();
        for (const { day, members } of writings) {
          const key = { segmentId, day };
          await run(
            database.client,
            writeStays(key, sql`select unnest(${sql.param(members)}::text[]) collate "C" as customer_id`, '0'),
          );
          await run(database.client, writeDay(key, 1, '0'));
          await run(database.client, countDay(key));
          written.set(day, members);
        }
        expect(await staysOf(segmentId)).toEqual(expectedStays(written));
        const sizes = (await daysOf(segmentId)).map(([day, size]) => [day, size]);
        expect(sizes.toReversed()).toEqual(
          [...written.keys()].toSorted().map((day) => [day, written.get(day)?.length]),
        );
      }),
      { numRuns: 40, seed: 18 },
    );
  });
});
