import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

/** An alias list whose second row is refused. */
const fields = (slot: string) => ({
  file: `${slot}.csv`,
  target: 'customer_profile_fields',
  columns: { slot: 'slot', alias: 'alias', data_type: { constant: 'decimal' }, description: { constant: 'A value.' } },
});

const write = (slot: string) => fixture.write(`${slot}.csv`, `slot,alias\n${slot},OF_${slot}\nnone,OTHER\n`);

/** Whether a slot has a column, and a meaning. */
const found = async (slot: string) => {
  const [row] = await fixture.client<{ column: boolean; meaning: boolean }[]>`
    select exists (select from pg_attribute
        where attrelid = 'facet.customer_profiles'::regclass and attname = ${slot.toLowerCase()}) as "column",
      exists (select from facet.customer_profile_fields where slot = ${slot}) as meaning`;
  return row;
};

test('a list adds columns outside of its transaction, so that nobody waits for its end', async () => {
  await write('FIELD901');
  await expect(fixture.run([fields('FIELD901')], { maxRejects: 0 })).rejects.toThrow('no row may be rejected');
  // All of the list was taken back but for the column, which had been committed before.
  expect(await found('FIELD901')).toEqual({ column: true, meaning: false });
  await fixture.run([fields('FIELD901')], { maxRejects: 1 });
  expect(await found('FIELD901')).toEqual({ column: true, meaning: true });
});

test('a dry run adds no column, for whose end readers would wait', async () => {
  await write('FIELD902');
  await fixture.client.begin(async (reader) => {
    // Whoever would add a column waited for this, and the dry run for its own end.
    await reader`select from facet.customer_profiles limit 1`;
    await fixture.run([fields('FIELD902')], { maxRejects: 1, dryRun: true });
  });
  expect(await found('FIELD902')).toEqual({ column: false, meaning: false });
});
