import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { configuredChanges, toAddition, type DefinitionFacts } from '../../src/catalogue/configuredChanges.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig, type Config } from '../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { add, rename, retire } from './sampleCatalogue.js';

const today = '2026-04-01';
const definitions: readonly DefinitionFacts[] = [
  {
    name: 'net_sales',
    dataType: 'decimal',
    description: 'Net sales.',
    unit: 'currency',
    category: 'orders',
    piiClass: 'IDENTITY',
  },
  { name: 'age', dataType: 'integer', description: 'Age.', unit: 'years', category: 'customer' },
];

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

const given = (...changes: CatalogueChange[]) => changeCatalogue(database.client, () => changes, { today });

const meanings = async () => {
  const { meanings } = await readCatalogue(database.client);
  return meanings.map(({ slot, alias, formerNames, validFrom, validTo }) =>
    [slot, alias, ...formerNames.map((name) => `(${name})`), `${validFrom ?? ''}..${validTo ?? ''}`].join(' '),
  );
};

/** Applies a config file again and again: only the first time may do anything. Gives the catalogue after it. */
async function apply(aliases: Partial<Config['aliases']>): Promise<string[]> {
  const config = { ...readConfig({}), aliases: { add: [], rename: [], retire: [], ...aliases } };
  const once = () =>
    changeCatalogue(database.client, (catalogue) => configuredChanges(config, definitions, catalogue), { today });
  await once();
  const after = await meanings();
  for (const _ of [2, 3]) expect(await once()).toEqual([]);
  expect(await meanings()).toEqual(after);
  return after;
}

describe('a config applied twice', () => {
  it('adds once', async () => {
    const config = {
      add: [
        { alias: 'A', type: 'text' as const },
        { alias: 'NET', definition: 'net_sales' },
      ],
    };
    expect(await apply(config)).toEqual(['STR1 A ..', 'FIELD1 NET ..']);
  });

  it('renames once, and adds nothing under the old name', async () => {
    const config = {
      add: [{ alias: 'A', type: 'decimal' as const }],
      rename: [
        { from: 'A', to: 'B' },
        { from: 'B', to: 'C' },
      ],
    };
    expect(await apply(config)).toEqual(['FIELD1 C (A) (B) ..']);
    await given(retire('A'));
    expect(await apply(config)).toEqual(['FIELD1 C (B) ..']);
    await given(retire('B'));
    expect(await apply(config)).toEqual(['FIELD1 C ..']);
  });

  it('renames in case only once', async () => {
    await given(add('Age'));
    expect(await apply({ rename: [{ from: 'Age', to: 'AGE' }] })).toEqual(['FIELD1 AGE ..']);
  });

  it('renames the meaning that is open, beside an ended one of the same name', async () => {
    await given(add('A'), retire('A', '2026-02-01'), add('A', { slot: 'FIELD2', from: '2026-02-01' }));
    const expected = ['FIELD1 A ..2026-02-01', 'FIELD2 B (A) 2026-02-01..'];
    expect(await apply({ rename: [{ from: 'A', to: 'B' }] })).toEqual(expected);
  });

  it('takes the former name of its own rename away, and never the meaning', async () => {
    const config = {
      add: [{ alias: 'A', type: 'decimal' as const }],
      rename: [{ from: 'A', to: 'B' }],
      retire: [{ alias: 'A' }],
    };
    expect(await apply(config)).toEqual(['FIELD1 B ..']);
  });

  it('takes a former name away', async () => {
    await given(add('A'), rename('A', 'B'));
    expect(await apply({ retire: [{ alias: 'a' }] })).toEqual(['FIELD1 B ..']);
  });

  it('retires once, and leaves what was added again by hand', async () => {
    await given(add('A'));
    expect(await apply({ retire: [{ alias: 'A' }] })).toEqual(['FIELD1 A ..2026-04-01']);
    await given(add('A', { slot: 'FIELD2' }));
    const both = ['FIELD1 A ..2026-04-01', 'FIELD2 A 2026-04-01..'];
    expect(await apply({ retire: [{ alias: 'A' }] })).toEqual(both);
  });

  const onFieldNine = [{ alias: 'A', type: 'decimal' as const, slot: 'FIELD9' }];

  it('gives a name to another slot', async () => {
    await given(add('A'));
    const expected = ['FIELD1 A ..2026-04-01', 'FIELD9 A 2026-04-01..'];
    expect(await apply({ retire: [{ alias: 'A' }], add: onFieldNine })).toEqual(expected);
  });

  it('gives a name to another slot on a day', async () => {
    await given(add('A'));
    const expected = ['FIELD1 A ..2026-06-01', 'FIELD9 A 2026-06-01..'];
    expect(await apply({ retire: [{ alias: 'A', on: '2026-06-01' }], add: onFieldNine })).toEqual(expected);
  });

  it('gives a name to a slot that is chosen, on a day', async () => {
    await given(add('A'));
    const from = '2026-06-01';
    const config = { retire: [{ alias: 'A', on: from }], add: [{ alias: 'A', type: 'decimal' as const, from }] };
    expect(await apply(config)).toEqual(['FIELD1 A ..2026-06-01', 'FIELD2 A 2026-06-01..']);
  });

  it('does not retire on a fresh database what it adds itself', async () => {
    expect(await apply({ retire: [{ alias: 'A' }], add: onFieldNine })).toEqual(['FIELD9 A ..']);
  });

  it('gives a slot to another name', async () => {
    await given(add('A'));
    const config = { retire: [{ alias: 'A' }], add: [{ alias: 'B', type: 'decimal' as const, slot: 'field1' }] };
    expect(await apply(config)).toEqual(['FIELD1 A ..2026-04-01', 'FIELD1 B 2026-04-01..']);
  });
});

describe('a config that cannot be', () => {
  it('is refused where it adds and retires one name without telling them apart', async () => {
    await expect(apply({ add: [{ alias: 'A', type: 'text' }], retire: [{ alias: 'a' }] })).rejects.toThrow(
      'The config both adds and retires "a": give the addition a slot, a definition or a first day ("from")',
    );
  });

  it('is refused where it renames what is not there', async () => {
    await expect(apply({ rename: [{ from: 'A', to: 'B' }] })).rejects.toThrow('There is no alias "A".');
  });
});

describe('toAddition', () => {
  const complete = (wished: Parameters<typeof toAddition>[0]) => toAddition(wished, definitions, 'CHF');

  it('takes what is not said from the definition, money in the company’s currency', () => {
    expect(complete({ alias: 'NET', definition: 'net_sales' })).toMatchObject({
      dataType: 'decimal',
      description: 'Net sales.',
      unit: 'CHF',
      category: 'orders',
      piiClass: 'IDENTITY',
    });
    expect(complete({ alias: 'NET', definition: 'net_sales', unit: 'EUR', description: 'Mine.' })).toMatchObject({
      unit: 'EUR',
      description: 'Mine.',
    });
  });

  it.each([
    [{ alias: 'X' }, 'The alias "X" needs a type, or a definition that gives it one.'],
    [
      { alias: 'X', definition: 'net_sale' },
      'There is no calculated attribute "net_sale" for the alias "X". Did you mean "net_sales"?',
    ],
    [
      { alias: 'X', definition: 'age', type: 'text' as const },
      'The attribute "age" is integer, so "X" cannot be text.',
    ],
    [
      { alias: 'X', type: 'text' as const, piiClass: 'SECRET' },
      'The PII class "SECRET" of "X" is none of IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC, NONE.',
    ],
  ])('refuses %j', (wished, sentence) => {
    expect(() => complete(wished)).toThrow(sentence);
  });
});
