import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { holdsOn, namesOf, type FieldMeaning } from '../../src/catalogue/meaning.js';
import { planChange } from '../../src/catalogue/plan.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { addDays } from '../../src/lib/time/days.js';
import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { dataTypeNames } from '../../src/words/dataTypes.js';
import { add, facts } from './sampleCatalogue.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

describe('the database itself', () => {
  interface Row {
    readonly slot: string;
    readonly alias: string;
    readonly former?: readonly string[];
    readonly type?: string;
    readonly from?: string;
    readonly to?: string;
  }

  const insert = ({ slot, alias, former = [], type = 'decimal', from, to }: Row) => database.client`
    insert into facet.customer_profile_fields (slot, alias, former_names, data_type, description, valid_from, valid_to)
    values (${slot}, ${alias}, ${[...former]}, ${type}, '', ${from ?? null}, ${to ?? null})`;

  beforeAll(async () => {
    await insert({ slot: 'FIELD1', alias: 'NET_SALES', former: ['SALES'] });
    await insert({ slot: 'FIELD2', alias: 'SCORE', to: '2026-02-01' });
  });

  it.each<[string, string, Row]>([
    ['a slot with two meanings', '_one_meaning_per_slot', { slot: 'FIELD1', alias: 'X', from: '2030-01-01' }],
    [
      'a slot with two meanings on one day',
      '_one_meaning_per_slot',
      { slot: 'FIELD2', alias: 'X', from: '2026-01-31' },
    ],
    ['a name twice', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'NET_SALES' }],
    ['a name twice in another case', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'net_sales' }],
    ['a former name as a name', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'Sales' }],
    ['a name as a former name', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'X', former: ['NET_SALES'] }],
    ['a former name twice', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'X', former: ['SALES'] }],
    ['a GraphQL name twice', '_one_per_graphql_name', { slot: 'FIELD3', alias: 'NET__SALES' }],
    ['a name twice on one row', '_one_meaning_per_name', { slot: 'FIELD3', alias: 'X', former: ['x'] }],
    ['a slot of another kind', '_kind', { slot: 'STR1', alias: 'X' }],
    ['an unknown type', '_kind', { slot: 'STR1', alias: 'X', type: 'json' }],
    ['a bad alias', '_alias', { slot: 'FIELD3', alias: 'X"' }],
    ['an end before the beginning', '_dates', { slot: 'FIELD3', alias: 'X', from: '2026-02-01', to: '2026-02-01' }],
  ])('refuses %s', async (_, constraint, row) => {
    await expect(insert(row)).rejects.toMatchObject({ constraint_name: expect.stringMatching(`${constraint}$`) });
  });

  it('takes a slot and a name again on other days', async () => {
    await expect(insert({ slot: 'FIELD2', alias: 'score', from: '2026-02-01' })).resolves.toBeDefined();
  });
});

const day = fc.integer({ min: -3, max: 3 }).map((offset) => addDays('2026-04-01', offset));
const name = fc.constantFrom('A', 'a', 'B', 'A_B', 'a__b', 'C', 'C_', 'FIELD1', 'FIELD_1', 'x-y');
const slot = fc.constantFrom('FIELD1', 'FIELD2', 'STR1', 'STR2', 'DATE1');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const anyChange: fc.Arbitrary<CatalogueChange> = fc.oneof(
  fc
    .record({ alias: name, dataType: fc.constantFrom(...dataTypeNames), slot: maybe(slot), from: maybe(day) })
    .map(({ alias, ...rest }) => add(alias, rest)),
  fc.record({ kind: fc.constant('rename' as const), from: name, to: name }),
  fc.record({ kind: fc.constant('retire' as const), alias: name, on: maybe(day) }),
);

/** No two meanings on one slot, and no name, by itself or as a GraphQL name, twice on any day. */
function expectInvariants(meanings: readonly FieldMeaning[]): void {
  for (let offset = -5; offset <= 5; offset++) {
    const held = meanings.filter((meaning) => holdsOn(meaning, addDays('2026-04-01', offset)));
    for (const listed of [
      held.map(({ slot }) => slot),
      held.flatMap(namesOf).map((known) => known.toLowerCase()),
      held.flatMap(namesOf).map(graphqlName),
    ])
      expect(new Set(listed).size).toBe(listed.length);
  }
}

/** What the changes make of an empty catalogue when they are worked out without a database. */
function simulate(changes: readonly CatalogueChange[]): readonly FieldMeaning[] {
  let meanings: FieldMeaning[] = [];
  let made = 0;
  for (const change of changes) {
    const plan = planChange(createCatalogue(0, meanings), change, facts);
    if (plan.do === 'insert') meanings.push({ ...plan.meaning, fieldId: (made += 1) });
    if (plan.do === 'update')
      meanings = meanings.map((old) => (old.fieldId === plan.meaning.fieldId ? plan.meaning : old));
    if (plan.do === 'delete') meanings = meanings.filter((old) => old.fieldId !== plan.meaning.fieldId);
  }
  return meanings;
}

/** Those of the changes that are not refused, one after another. */
function accepted(changes: readonly CatalogueChange[]): CatalogueChange[] {
  const taken: CatalogueChange[] = [];
  for (const change of changes) {
    try {
      simulate([...taken, change]);
      taken.push(change);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  }
  return taken;
}

const withoutId = (meanings: readonly FieldMeaning[]) =>
  meanings.map((meaning) => Object.assign({}, meaning, { fieldId: 0 }));

describe('any sequence of changes', () => {
  const sequences = fc.array(anyChange, { minLength: 1, maxLength: 14 });

  it('keeps the rules', () => {
    fc.assert(
      fc.property(sequences, (changes) => {
        expectInvariants(simulate(accepted(changes)));
      }),
      { numRuns: 300 },
    );
  });

  it('passes the constraints of the database, and reads back as it was worked out', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (changes) => {
        const taken = accepted(changes);
        await database.client`delete from facet.customer_profile_fields`;
        await database.client`
          insert into facet.profile_days (profile_date, load_id, rows, complete)
          select unnest(${[facts.oldestDay ?? '', facts.newestDay ?? '']}::date[]), 0, 0, true on conflict do nothing`;
        await changeCatalogue(database.client, () => taken, { today: facts.today });
        const { meanings } = await readCatalogue(database.client);
        expect(withoutId(meanings)).toEqual(withoutId(simulate(taken)));
      }),
      { numRuns: 40 },
    );
  });
});
