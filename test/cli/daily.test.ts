import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { withTargetLock } from '../../src/db/job.js';
import { dailyFixture, type DailyFixture } from '../daily/dailyFixture.js';
import { openUrl, runFacet, type Ran } from '../support/facet.js';

let fixture: DailyFixture;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  fixture = await dailyFixture();
  door = await openUrl(fixture.database);
});
afterAll(async () => {
  door.close();
  await fixture.drop();
});

const facet = (...args: string[]): Promise<Ran> =>
  runFacet(args, { DATABASE_URL: door.url, FACET_CONFIG: join(fixture.folder, 'facet.yml') });

it('imports and writes yesterday, but ends at once with --no-wait while another run is at it', async () => {
  const job = fixture.job('2026-03-31T09:00:00Z');
  const busy = await withTargetLock(job, 'daily', () => facet('daily', '--no-wait'));
  expect(busy).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^facet: Another run is doing the daily run \(facet daily, .*\); try again when/),
  });
  const { code, stderr } = await facet('daily');
  expect([code, stderr]).toEqual([0, expect.stringMatching(/daily: finished, 1 day written \(\S+\), 1 row, /)]);
});
