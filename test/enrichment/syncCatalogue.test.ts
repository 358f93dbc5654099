import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { additionsFor, healingChanges, syncCatalogue } from '../../src/enrichment/syncCatalogue.js';
import { changeNames } from '../../src/enrichment/reservedNames.js';
import { describeEnrich } from '../../src/enrichment/describeEnrich.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { readConfig } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const now = '2026-03-02T09:00:00Z';

let database: TestDatabase;
let said: string[];
let job: Job;
beforeEach(async () => {
  database = await cloneDatabase();
  said = [];
  const progress = { say: (line: string) => void said.push(line), update: () => {} };
  job = { ...testJob(database, now), progress };
  await addCustomers(database, [{ id: 'A', city: 'Rome', birthdate: '2000-03-01' }]);
  // An earlier version, which had no attribute of these names, let an import take them.
  await database.client`
    insert into facet.customer_profile_fields (slot, alias, former_names, data_type, description, definition) values
      ('STR1', 'AGE', '{}', 'text', 'Group of ages.', 'imported.club.AGE'),
      ('STR2', 'TOWN', '{City}', 'text', 'Town.', 'imported.club.TOWN')`;
  await database.client`insert into facet.imported_attributes (customer_id, source, attributes, load_id) values
    ('A', 'club', ${database.client.json({ AGE: '18-25', TOWN: 'Ostia' })}, 0)`;
});
afterEach(() => database.drop());

const fields = async (names: string) => {
  const { data, errors } = await (
    await openGraph(database)
  ).ask(`{ customer(id: "A") { profile { fields { ${names} } } } }`);
  expect(errors).toEqual([]);
  return (data['customer'] as { profile: { fields: unknown } }).profile.fields;
};

const ageWarning =
  'the built-in attribute "age" (Whole years from the date of birth to the day) is not written, for it has no alias. The alias "AGE" ' +
  '(from 2026-03-02) is refused: the name is taken by "AGE" (STR1, on all days). "facet aliases heal" gives the attribute a free ' +
  'alias; "facet aliases rename AGE NEW_NAME" and then "facet aliases retire AGE" gives it its own';
const cityWarning = expect.stringMatching(
  /the name is taken by "TOWN", formerly "City" \(STR2, on all days\)\. "facet aliases heal" .* alias; "facet aliases retire City" gives it its own$/,
);

it('a snapshot writes everything but the attributes whose names are taken, and says so', async () => {
  await expect(runSnapshot(job, { dryRun: true })).resolves.toMatchObject({ days: 1 });
  expect(said.splice(0)).toEqual([`warning: ${ageWarning}`, cityWarning]);
  await expect(runSnapshot(job)).resolves.toMatchObject({ rows: 1 });
  expect(said.filter((line) => line.startsWith('warning: '))).toEqual([`warning: ${ageWarning}`, cityWarning]);
  expect(await fields('age city birthdate')).toEqual({ age: '18-25', city: 'Ostia', birthdate: '2000-03-01' });
});

it('so does a run of enrich, and its dry run tells it before', async () => {
  expect(await describeEnrich(job, {})).toContain(`warning: ${ageWarning}`);
  const { warnings, snapshotRows } = await runEnrich(job);
  expect([warnings, snapshotRows]).toEqual([[ageWarning, cityWarning], 1]);
});

it('is healed under free names, once; what was there keeps its names', async () => {
  const heal = (dryRun = false) => changeNames(job, healingChanges(job.config), { dryRun });
  const sentences = (await heal(true)).map(({ sentence }) => sentence);
  expect(sentences).toEqual(['FIELD1 means "AGE_2" (integer) on all days.', 'STR3 means "CITY_2" (text) on all days.']);
  expect(await database.client`select from facet.customer_profile_fields`).toHaveLength(2);
  expect((await heal()).map(({ sentence }) => sentence)).toEqual(sentences);
  expect(await heal()).toEqual([]);
  await runSnapshot(job);
  expect(said.filter((line) => line.startsWith('warning: '))).toEqual([]);
  expect(await fields('age age2 city city2')).toEqual({ age: '18-25', age2: 26, city: 'Ostia', city2: 'Rome' });
});

it('is healed the other way too, as the warning says', async () => {
  await changeNames(job, () => [
    { kind: 'rename', from: 'AGE', to: 'AGE_GROUP' },
    { kind: 'retire', alias: 'AGE' },
    { kind: 'retire', alias: 'City' },
  ]);
  await runSnapshot(job);
  expect(await fields('age ageGroup city town')).toEqual({ age: 26, ageGroup: '18-25', city: 'Rome', town: 'Ostia' });
});

it('a declared attribute is refused before anything is written, by a sentence with its key and the command', async () => {
  const folder = await makeTestFolder();
  const file = join(folder, 'facet.yml');
  const attribute = { name: 'town', kind: 'count', source: 'orders', description: 'Orders in town.' };
  await writeFile(file, JSON.stringify({ enrichment: { attributes: [attribute] } }));
  const config = readConfig({ FACET_CONFIG: file });
  await removeTestFolder(folder);
  const declaring = { ...job, config };
  const sentence =
    'enrichment.attributes.0.alias: The alias "TOWN" (from 2026-03-02) is refused: the name is taken by "TOWN" (STR2, on all days). ' +
    'Give the attribute "town" another alias; or "facet aliases heal" gives the attribute a free alias.';
  for (const run of [
    () => runSnapshot(declaring),
    () => runSnapshot(declaring, { dryRun: true }),
    () => describeEnrich(declaring, {}),
  ])
    await expect(run()).rejects.toThrow(sentence);
  expect(await database.client`select from facet.customer_profile_fields`).toHaveLength(2);
  await changeNames(declaring, healingChanges(declaring.config));
  await expect(runSnapshot(declaring)).resolves.toMatchObject({ rows: 1 });
  expect(await fields('town town2')).toEqual({ town: 'Ostia', town2: 0 });
});

it('attributes of an empty catalogue have nobody’s names', async () => {
  await database.client`delete from facet.customer_profile_fields`;
  expect(await changeNames(job, healingChanges(job.config))).toEqual([]);
  await runSnapshot(job);
  const [counted] = await database.client`select count(*)::int as meanings from facet.customer_profile_fields`;
  expect(counted).toEqual({ meanings: additionsFor(job.config).length });
});

it('classes come to a catalogue that was made before there were any; those that somebody gave, and what users have, stay', async () => {
  await runSnapshot(job);
  const classes = () => database.client`
    select alias, pii_class from facet.customer_profile_fields
    where alias in ('AGE', 'BIRTHDATE', 'GENDER', 'PAGE_VIEWS', 'TOWN') order by alias`;
  const wanted = [
    { alias: 'AGE', pii_class: null },
    { alias: 'BIRTHDATE', pii_class: 'IDENTITY' },
    { alias: 'GENDER', pii_class: 'DEMOGRAPHIC' },
    { alias: 'PAGE_VIEWS', pii_class: 'NONE' },
    { alias: 'TOWN', pii_class: null },
  ];
  expect(await classes()).toEqual(wanted);
  await database.client`update facet.customer_profile_fields set pii_class = null where alias <> 'GENDER'`;
  await database.client`update facet.customer_profile_fields set pii_class = 'CONTACT' where alias = 'GENDER'`;
  const { plans } = await syncCatalogue(job);
  expect(plans.map(({ sentence }) => sentence)).toContain('"BIRTHDATE" (DATE1) is now IDENTITY.');
  expect(await classes()).toEqual(
    wanted.map((one) => (one['alias'] === 'GENDER' ? { alias: 'GENDER', pii_class: 'CONTACT' } : one)),
  );
  expect((await syncCatalogue(job)).plans).toEqual([]);
});
