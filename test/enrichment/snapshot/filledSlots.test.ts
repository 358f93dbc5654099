import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { createRegistry } from '../../../src/enrichment/families/registry.js';
import { filledSlots } from '../../../src/enrichment/snapshot/filledSlots.js';
import { refuseImported, resolveDays } from '../../../src/enrichment/snapshot/snapshotDays.js';
import { catalogueOf } from '../../catalogue/sampleCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { refusal } from '../../support/refusal.js';

describe('the slots that are filled', () => {
  const registry = createRegistry(readConfig({}));
  const filled = ({ meanings }: ReturnType<typeof catalogueOf>) => {
    const { slots, families } = filledSlots(meanings, registry);
    const own = families.slice(registry.families.length);
    return {
      slots: slots.map(({ slot, attribute }) => [slot, attribute.name]),
      imported: own.map(({ name, attributes }) => [name, attributes.map((attribute) => attribute.name)]),
    };
  };

  it('are those whose meanings have a definition that there is, by their slots', () => {
    const { slots, imported } = filled(
      catalogueOf(
        { slot: 'FIELD2', alias: 'AGE', definition: 'age' },
        { slot: 'STR1', alias: 'NOTE' },
        { slot: 'STR2', alias: 'OLD', definition: 'an_attribute_of_an_older_version' },
        { slot: 'DATE1', alias: 'BORN', definition: 'birthdate' },
      ),
    );
    expect(slots).toEqual([
      ['DATE1', 'birthdate'],
      ['FIELD2', 'age'],
    ]);
    expect(imported).toEqual([]);
  });

  it('may be several for one definition', () => {
    const { slots } = filled(
      catalogueOf(
        { slot: 'FIELD1', alias: 'AGE', definition: 'age' },
        { slot: 'FIELD7', alias: 'YEARS', definition: 'age' },
      ),
    );
    expect(slots).toEqual([
      ['FIELD1', 'age'],
      ['FIELD7', 'age'],
    ]);
  });

  it('are of imports, a family for each source', () => {
    const { slots, imported } = filled(
      catalogueOf(
        { slot: 'STR1', alias: 'TIER', definition: 'imported.club.TIER' },
        { slot: 'FIELD1', alias: 'POINTS', definition: 'imported.club.POINTS' },
        { slot: 'STR2', alias: 'REGION', definition: 'imported.survey.TIER' },
      ),
    );
    expect(slots).toEqual([
      ['FIELD1', 'imported FIELD1'],
      ['STR1', 'imported STR1'],
      ['STR2', 'imported STR2'],
    ]);
    expect(imported).toEqual([
      ['imported_club', ['imported STR1', 'imported FIELD1']],
      ['imported_survey', ['imported STR2']],
    ]);
  });
});

describe('the days that a run writes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.client`truncate facet.profile_days, facet.loads`;
  });

  const write = async (kind: string, ...days: readonly string[]): Promise<void> => {
    const { client } = database;
    const [load] = await client<{ id: string }[]>`
      insert into facet.loads (kind, started_at, code_version) values (${kind}, now(), 'test') returning load_id as id`;
    for (const day of days)
      await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values (${day}, ${load?.id ?? 0}, 0, true)`;
  };

  const job = (now = '2026-03-10T12:00:00Z', timeZone = 'UTC') =>
    testJob(database, now, { timeZone, snapshots: { retentionDays: 30 } as never });

  it.each<[what: string, written: string[], asked: { from?: string; to?: string }, days: [from: string, to: string]]>([
    ['is yesterday the first time', [], {}, ['2026-03-09', '2026-03-09']],
    ['is all since the newest', ['2026-03-05'], {}, ['2026-03-06', '2026-03-09']],
    ['is yesterday again', ['2026-03-09'], {}, ['2026-03-09', '2026-03-09']],
    ['is yesterday where today was written', ['2026-03-10'], {}, ['2026-03-09', '2026-03-09']],
    [
      'is the day that was asked for',
      ['2026-03-05'],
      { from: '2026-03-01', to: '2026-03-01' },
      ['2026-03-01', '2026-03-01'],
    ],
    ['ends with the day that was asked for', ['2026-03-05'], { to: '2026-03-07' }, ['2026-03-06', '2026-03-07']],
    ['begins with the day that was asked for', ['2026-03-05'], { from: '2026-03-02' }, ['2026-03-02', '2026-03-09']],
    ['may be today', [], { to: '2026-03-10' }, ['2026-03-10', '2026-03-10']],
    ['is the last day for one before the newest', ['2026-03-05'], { to: '2026-03-03' }, ['2026-03-03', '2026-03-03']],
    ['may be the oldest that is kept', [], { from: '2026-02-07' }, ['2026-02-07', '2026-03-09']],
  ])('%s', async (_, written, asked, [from, to]) => {
    if (written.length > 0) await write('snapshot', ...written);
    expect(await resolveDays(job(), asked)).toEqual({ from, to });
  });

  it('are those of the zone', async () => {
    expect(await resolveDays(job('2026-03-10T23:30:00Z', 'Asia/Tokyo'), {})).toEqual({
      from: '2026-03-10',
      to: '2026-03-10',
    });
    expect(await resolveDays(job('2026-03-10T03:00:00Z', 'America/New_York'), {})).toEqual({
      from: '2026-03-08',
      to: '2026-03-08',
    });
  });

  it.each<[written: string[], asked: { from?: string; to?: string }, sentence: string]>([
    [
      [],
      { from: '2026-03-05', to: '2026-03-04' },
      'There is no day from 2026-03-05 to 2026-03-04: the first is after the last.',
    ],
    [[], { to: '2026-03-11' }, 'The day 2026-03-11 is not over: today is 2026-03-10 in UTC.'],
    [
      [],
      { from: '2026-02-06' },
      'The day 2026-02-06 is not among the 30 days that are kept up to 2026-03-09 (from 2026-02-07); ' +
        'choose a later day, or raise snapshots.retentionDays in the config.',
    ],
    [
      ['2026-03-08'],
      { from: '2026-02-05', to: '2026-02-05' },
      'The day 2026-02-05 is not among the 30 days that are kept up to 2026-03-08 (from 2026-02-06); ' +
        'choose a later day, or raise snapshots.retentionDays in the config.',
    ],
  ])('%#: are refused with a sentence', async (written, asked, sentence) => {
    if (written.length > 0) await write('snapshot', ...written);
    await expect(resolveDays(job(), asked)).rejects.toThrow(refusal(sentence));
  });

  it('are not those of imported snapshots', async () => {
    await write('import', '2026-03-04', '2026-03-05');
    await write('snapshot', '2026-03-03', '2026-03-06');
    const refused = (from: string, to: string) => refuseImported(job(), from, to);
    await expect(refused('2026-03-01', '2026-03-03')).resolves.toBeUndefined();
    await expect(refused('2026-03-06', '2026-03-09')).resolves.toBeUndefined();
    await expect(refused('2026-03-05', '2026-03-09')).rejects.toThrow(
      refusal(
        'Imported snapshots (days: 1, the first 2026-03-05) would be lost if they were written anew; choose another day.',
        'DAY_IMPORTED',
      ),
    );
    await expect(refused('2026-03-01', '2026-03-09')).rejects.toThrow('(days: 2, the first 2026-03-04)');
  });
});
