import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyConfigured, wouldWriteSegments, writeSegments } from '../../../src/cli/steps/segmentSteps.js';
import { segmentKeys } from '../../../src/config/segmentKeys.js';
import { ofTier, openMembers } from '../../membership/sample.js';
import type { TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';

let database: TestDatabase;
const lines: string[] = [];
beforeAll(async () => {
  database = await openMembers();
});
afterAll(() => database?.drop());

function job(segments: unknown) {
  lines.length = 0;
  const made = testJob(database, '2026-11-23T12:00:00Z', { segments: segmentKeys.parse(segments) });
  return { ...made, progress: { say: (line: string) => void lines.push(line), update: () => {} } };
}

const gold = { id: 'gold', name: 'Gold', definition: ofTier('gold'), materialise: 'daily' };

const count = async (table: 'segments' | 'segment_days') =>
  (await database.client<{ n: number }[]>`select count(*)::int as n from ${database.client(`facet.${table}`)}`)[0]?.n;

// One story in order.
describe('the step of segments', () => {
  it('says nothing and does nothing where there is no segment', async () => {
    await writeSegments(job([]));
    expect([lines, await wouldWriteSegments(job([]))]).toEqual([[], []]);
  });

  it('of a dry run says what would be made', async () => {
    expect(await wouldWriteSegments(job([gold]))).toEqual(['segment gold: would be made, 2 customers']);
    expect(await count('segments')).toBe(0);
  });

  it('makes the segments of the config, which may be all that is wanted', async () => {
    await applyConfigured(job([gold]));
    expect(lines).toEqual(['segment gold: made, 2 customers']);
    await applyConfigured(job([gold]));
    expect(lines).toEqual([]);
  });

  it('writes the days of those that are materialised', async () => {
    expect(await wouldWriteSegments(job([gold]))).toEqual([
      'segment gold: left as it is, 2 customers',
      'segment gold: would write 2026-11-22',
    ]);
    await writeSegments(job([gold]));
    expect(lines).toEqual(['segment gold: 2026-11-22, 2 customers, 2 came, 0 left']);
    await writeSegments(job([gold]));
    expect(lines).toEqual([]);
    expect(await count('segment_days')).toBe(1);
  });

  it('goes on with the others where one cannot be asked any more', async () => {
    const silver = { ...gold, id: 'silver', name: 'Silver', definition: ofTier('silver') };
    await applyConfigured(job([gold, silver]));
    await database.client`
      update facet.segment_versions set definition = replace(definition::text, 'TIER', 'GONE')::jsonb where segment_id = 'gold'`;
    await database.client`delete from facet.segment_days`;
    await writeSegments(job([]));
    expect(lines).toEqual([
      'segment silver: 2026-11-22, 2 customers, 2 came, 0 left',
      expect.stringMatching(/^warning: The segment "gold" cannot be written: .*"GONE"/),
    ]);
  });
});
