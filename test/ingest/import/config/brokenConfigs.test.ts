import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  await fixture.write('p.csv', 'id,name,more,n\n1,one,x,2\n');
  await fixture.write('p.ndjson', '{"id":"1","items":[{"sku":"a"}]}\n');
  await fixture.write('p.log', '1 one\n');
  await fixture.write('words.csv', 'code,word\nx,ex\n');
});
afterAll(() => fixture.drop());

/** A config in which every key is read: with any of its parts replaced by nonsense it is broken. */
const valid = {
  zone: 'Europe/London',
  imports: [
    {
      file: 'p.csv',
      target: 'products',
      delimiter: ',',
      quote: '"',
      nulls: ['', 'NA'],
      zone: 'UTC',
      where: { all: [{ known: 'id' }, { not: { equals: ['name', 'more'] } }] },
      columns: {
        product_id: { column: 'id', format: 'text' },
        product_name: { concat: ['name', { constant: '-' }, { upper: 'more' }] },
        product_msrp: { column: 'n', format: 'decimal_comma', zone: 'UTC' },
        product_sku: { lookup: { of: 'more', in: { x: 'y' }, otherwise: { column: 'id' } } },
        product_upc: { lookup: { of: 'more', file: 'words.csv', key: 'code', value: 'word' } },
        product_brand: { replace: { of: 'name', pattern: 'o', with: '0' } },
        product_type: { coalesce: [{ trim: 'name' }, { lower: 'more' }] },
        product_size: { divide: [{ sum: ['n', 'n'] }, { multiply: ['n', { subtract: ['n', { negate: 'n' }] }] }] },
        product_color: { path: { of: 'n', at: '$' } },
        product_class: { matches: { of: 'name', pattern: '^o' } },
        product_season: { content: ['id', 'name'] },
      },
    },
    {
      file: 'p.ndjson',
      target: 'products',
      format: 'ndjson',
      each: { path: '$.items[*]', as: 'item' },
      columns: { product_id: { path: '$.item.sku' }, product_name: 'item' },
    },
    {
      file: 'p.log',
      target: 'products',
      format: { pattern: '^(?<id>\\d) (?<name>.*)$' },
      columns: { product_id: 'id' },
    },
    { query: "select 'q' as id", target: 'products', columns: { product_id: 'id' } },
    { table: 'facet.products', target: 'products', columns: { product_id: 'product_id' } },
  ],
};

type Path = readonly (string | number)[];

/** The places of all parts of a value, itself left out. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return parts.flatMap(([key, part]: [string | number, unknown]) => {
    const place = [...path, key];
    return [place, ...placesIn(part, place)];
  });
}

/** A copy with one part changed. */
function changed(path: Path, change: (parent: Record<string, unknown>, key: string) => void): string {
  const copy = structuredClone(valid) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  change(parent, String(path.at(-1)));
  return JSON.stringify(copy);
}

const places = placesIn(valid);
const isIn = (key: string) => (path: Path) => path.includes(key);
const texts = places.filter((path) => typeof path.reduce((at: unknown, key) => (at as never)[key], valid) === 'string');
/** Texts that may be any text. */
const free = ['constant', 'nulls', 'with', 'in', 'as', 'pattern'];

const broken: [string, string][] = [
  ...places.map((path): [string, string] => [
    `nonsense at ${path.join('.')}`,
    changed(path, (parent, key) => (parent[key] = { nonsense: [1] })),
  ]),
  ...places
    .filter((path) => !isIn('in')(path))
    .map((path): [string, string] => [
      `nothing at ${path.join('.')}`,
      changed(path, (parent, key) => (parent[key] = null)),
    ])
    .filter(([name]) => !/(?:where|otherwise)$/.test(name)),
  ...texts
    .filter((path) => !free.some((key) => path.includes(key)))
    .map((path): [string, string] => [
      `an unknown name at ${path.join('.')}`,
      changed(path, (parent, key) => (parent[key] = '$ no such thing')),
    ]),
  ...places
    .filter((path) => typeof path.at(-1) === 'string' && !isIn('in')(path))
    .map((path): [string, string] => [
      `another key for ${path.join('.')}`,
      changed(path, (parent, key) => {
        parent[`${key}z`] = parent[key];
        Reflect.deleteProperty(parent, key);
      }),
    ]),
  ...Array.from({ length: 40 }, (_, index): [string, string] => {
    const text = JSON.stringify(valid);
    return [`cut off after ${index * 30} characters`, text.slice(0, index * 30)];
  }),
  ['a text', 'imports'],
  ['a list', '- imports'],
  ['a tab', 'imports:\n\t- file: x'],
  ['a key twice', 'imports: []\nimports: []'],
  ['binary', '\0\u0001\u0002'],
  ['an alias bomb', `a: &a [1]\nimports: [${'*a, '.repeat(300)}*a]`],
  ['a tag', 'imports: !!js/function "x"'],
];

test('the config is valid as long as nobody breaks it', async () => {
  expect(await fixture.failure(valid)).toBe('no failure');
  await fixture.client`truncate facet.products, facet.import_files`;
});

test(`${broken.length} broken configs are each refused with a sentence, and nothing is written`, async () => {
  expect(broken.length).toBeGreaterThan(200);
  const odd: [string, string][] = [];
  for (const [name, text] of broken) {
    await fixture.write('broken.yml', text);
    const message = await fixture.run([], { configFile: `${fixture.folder}/broken.yml` }).then(
      () => 'no failure',
      (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
    );
    const isSentence =
      /^UserError: [^\n]+$/.test(message) && message.includes('broken.yml') && !message.includes('[object');
    if (!isSentence) odd.push([name, message]);
  }
  expect(odd).toEqual([]);
  expect(await fixture.client`select from facet.products union all select from facet.import_files`).toHaveLength(0);
}, 120_000);
