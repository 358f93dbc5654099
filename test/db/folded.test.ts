import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { migrate } from '../../src/db/migrate.js';
import { foldText } from '../../src/lib/text/foldText.js';
import { foldedTexts } from '../lib/text/foldedTexts.js';
import { askPage } from '../population/walk.js';
import { cloneDatabase, emptyDatabase, type DatabaseLocale, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { anyText } from '../support/anyText.js';

const inDatabase = async ({ client }: TestDatabase, texts: readonly string[]): Promise<string[]> => {
  const rows = await client<{ text: string }[]>`
    select facet.folded(text) as text from unnest(${client.array([...texts])}::text[]) with ordinality as given (text, n) order by n`;
  return rows.map(({ text }) => text);
};

const ask = [
  ['muller', 'muller'],
  ['MÜLLER', 'muller'],
  ['mu\u0308ller', 'muller'],
  ['lukasz', 'lukasz'],
  ['SØREN', 'soren'],
  ['nguyen', 'nguyen1 nguyen2'],
  ['istanbul', 'istanbul1 istanbul2 istanbul3'],
  ['İSTANBUL', 'istanbul1 istanbul2 istanbul3'],
  ['strasse', 'strasse'],
  ['МАРИЯ', 'maria'],
  ['мраия', 'maria'],
  ['οδυσσευς', 'odysseus'],
  ['lukzsa', ''],
  ['lukazs', 'lukasz'],
] as const;

const people = {
  muller: 'Anna MÜLLER',
  lukasz: 'Łukasz',
  soren: 'Søren',
  nguyen1: 'NGUYỄN',
  nguyen2: 'Nguyen',
  istanbul1: 'İstanbul',
  istanbul2: 'ISTANBUL',
  istanbul3: 'ıstanbul',
  strasse: 'Straße',
  maria: 'Мария',
  odysseus: 'ὈΔΥΣΣΕΎΣ',
};

describe.each([[undefined], ['C'], ['turkish']] as readonly [DatabaseLocale | undefined][])(
  'in a database of the locale %s',
  (locale) => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = locale === undefined ? await cloneDatabase() : await emptyDatabase(locale);
      if (locale !== undefined) await migrate(database.target);
      const rows = Object.entries(people).map(([customer_id, full_name]) => ({
        customer_id,
        full_name,
        source_records: 1,
        load_id: 0,
      }));
      await database.client`insert into facet.customers ${database.client(rows)}`;
    }, 60_000);
    afterAll(() => database.drop());

    it('texts are folded as people read them', async () => {
      expect(
        await inDatabase(
          database,
          foldedTexts.map(([text]) => text),
        ),
      ).toEqual(foldedTexts.map(([, plain]) => plain));
    });

    it('a search finds a name however it is spelled, and mistyped', async () => {
      const graph = await openGraph(database);
      for (const [search, expected] of ask) {
        const { ids, errors } = await askPage(graph, { search, orderBy: [{ column: 'ID' }] });
        expect(errors).toEqual([]);
        expect([search, ids.join(' ')]).toEqual([search, expected]);
      }
    });

    it('a filter finds a part of a name however it is spelled', async () => {
      const graph = await openGraph(database);
      const found = async (fullName: object) =>
        (await askPage(graph, { filter: { fullName }, orderBy: [{ column: 'ID' }] })).ids.join(' ');
      expect(await found({ contains: 'ÜLLE' })).toBe('muller');
      expect(await found({ startsWith: 'I' })).toBe('istanbul1 istanbul2 istanbul3');
      expect(await found({ endsWith: 'ия' })).toBe('maria');
      expect(await found({ is: 'Lukasz' })).toBe('');
    });
  },
);

describe('the folding of the program', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('is that of the database for every character that has a meaning, but for ideographs', async () => {
    const characters: string[] = [];
    for (let code = 1; code < 0x1_f000; code += 1) {
      const character = String.fromCodePoint(code);
      if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}]$/u.test(character) && !/^\p{Ideographic}$/u.test(character))
        characters.push(character);
    }
    expect(characters.length).toBeGreaterThan(25_000);
    // Each of the two may know characters that came into Unicode after the other was made.
    const parts = await database.client<{ parts: string }[]>`
      select normalize(text, NFKD) as parts from unnest(${database.client.array(characters)}::text[])
        with ordinality as given (text, n) order by n`;
    const isNew = characters.map((character, n) => character.normalize('NFKD') !== parts[n]?.parts);
    // PostgreSQL 15 has the tables of Unicode 14, which knew some 120 decompositions less than Node 20.
    expect(isNew.filter((one) => one).length).toBeLessThan(characters.length / 100);
    const stored = await inDatabase(database, characters);
    const different = characters.filter((character, n) => isNew[n] === false && stored[n] !== foldText(character));
    expect(different).toEqual([]);
  });

  it('is that of the database for texts', async () => {
    const letter = fc.constantFrom(...Array.from('aZıİIßẞøŁüÜ\u0308\u0301ώΣςйЁ한がＡﬁ’ -\u200d\u1100\u1161😀١'));
    const text = fc.oneof(fc.string({ unit: letter, maxLength: 12 }), anyText({ maxLength: 8 }));
    const clean = text.filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(clean, { minLength: 1, maxLength: 50 }), async (texts) => {
        expect(texts.map(foldText)).toEqual(await inDatabase(database, texts));
        expect(texts.map((one) => foldText(foldText(one)))).toEqual(texts.map(foldText));
      }),
      { numRuns: 30 },
    );
  });
});
