import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reportWarnings } from '../../../../src/ingest/import/report/reportWarnings.js';
import { csvRows } from '../../../../src/ingest/import/sources/csvRows.js';
import { decodeText } from '../../../../src/ingest/import/sources/textFile.js';
import { counts, importFixture, products, type ImportFixture } from '../importFixture.js';
import { anyText } from '../../../support/anyText.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const productRows = () =>
  fixture.client`select product_id, product_name from facet.products order by product_id`.values();

/** Runs an entry; gives the counts, the reasons of rejects by line, and the warnings. */
async function run(entry: object) {
  const report = await fixture.run([{ ...products, ...entry }]);
  const { files } = report;
  const rejects = files[0]?.rejects.map(({ line, reason }) => [line, reason]);
  return { counts: counts(files[0]), rejects, warnings: reportWarnings(report, true) };
}

describe('ends of lines', () => {
  test.each([
    [
      'CR, with LF in quotes',
      'id,name\r1,"Elm\nHouse"\r2,Oak\r3,"Ash\n\nCourt"\r',
      ['Elm\nHouse', 'Oak', 'Ash\n\nCourt'],
    ],
    [
      'LF, with CR in quotes',
      'id,name\n1,"Elm\rHouse"\n2,Oak\n3,"Ash\r\rCourt"',
      ['Elm\rHouse', 'Oak', 'Ash\r\rCourt'],
    ],
    ['each of them', 'id,name\r\n1,Elm\r2,Oak\n3,"Ash\r\n"\r\n', ['Elm', 'Oak', 'Ash']],
    ['CR CR LF', 'id,name\r\r\n1,Elm\r\r\n2,Oak\r\r\n3,Ash\r\r\n', ['Elm', 'Oak', 'Ash']],
  ])('%s', async (_, text, names) => {
    await fixture.write('products.csv', text);
    expect(await run({})).toEqual({ counts: [3, 3, 0], rejects: [], warnings: [] });
    expect(await productRows()).toEqual(names.map((name, index) => [String(index + 1), name]));
  });

  test('rejects name their lines, whatever ends them', async () => {
    await fixture.write('products.csv', 'id,name\r\r1,"Elm\nHouse"\r2\r3,Ash,x\r\n"4\r5,Yew\n');
    expect((await run({})).rejects).toEqual([
      [5, 'has 1 fields where the header has 2'],
      [6, 'has 3 fields where the header has 2'],
      [7, 'has a quote that is not closed, or closed before the field ends'],
    ]);
  });

  test('rows of NDJSON may end with CR', async () => {
    await fixture.write('products.ndjson', '{"id":1,"name":"Elm"}\r{"id":2,"name":"Oak"}\r');
    expect((await run({ file: 'products.ndjson' })).counts).toEqual([2, 2, 0]);
  });

  test('any of them after any row, cut anywhere', async () => {
    const field = fc.stringMatching(/^[a-c"\r\n ,]{0,6}$/);
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const row = fc.tuple(fc.array(field, { minLength: 2, maxLength: 3 }), end);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), async (rows, size) => {
        const quoted = (text: string): string => (/["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = rows.map(([fields, newline]) => fields.map(quoted).join(',') + newline).join('');
        const pieces = async function* () {
          for (let at = 0; at < text.length; at += size)
            yield await Promise.resolve({ text: text.slice(at, at + size), valid: true });
        };
        const read: unknown[] = [];
        for await (const batch of csvRows(pieces(), 'x', { delimiter: ',', quote: '"' })) read.push(...batch);
        let line = 1;
        const expected = rows.map(([fields, newline]) => {
          const begin = line;
          line += `${fields.map(quoted).join()}${newline}`.match(/\r\n|\r|\n/g)?.length ?? 0;
          return { line: begin, fields };
        });
        expect(read).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('headers and delimiters', () => {
  test.each([
    ['sep=;\r\nid;name\r\n1;a,b\r\n', {}],
    ['"sep=|"\rid|name\r1|a,b\r', {}],
    ['SEP=\t\nid\tname\n1\ta,b\n', {}],
    ['sep=;\nid;name\n1;a,b\n', { delimiter: ';' }],
    ['sep=;\n1;a,b\n', { header: ['id', 'name'] }],
    ['sep=;\nmade on Monday\n\nid;name\n1;a,b\n', { skip: 3 }],
  ])('a first line tells the delimiter: %j', async (text, keys) => {
    await fixture.write('products.csv', text);
    expect((await run(keys)).counts).toEqual([1, 1, 0]);
    expect(await productRows()).toEqual([['1', 'a,b']]);
  });

  test.each([
    ['at the end of every line', 'id,name,\n1,Elm,\n2,Oak,\n', 3],
    ['behind the header alone', 'id,name,\n1,Elm\n2,Oak\n', 3],
    ['of an index', ',id,name\n0,1,Elm\n1,2,Oak\n', 1],
    ['in the middle', 'id, ,name\n1,x,Elm\n2,y,Oak\n', 2],
  ])('a column without a name is left out, and told: %s', async (_, text, place) => {
    await fixture.write('products.csv', text);
    expect(await run({})).toEqual({
      counts: [2, 2, 0],
      rejects: [],
      warnings: [`products.csv → products: columns without a name are left out: the column at place ${place}`],
    });
    expect(await productRows()).toEqual([
      ['1', 'Elm'],
      ['2', 'Oak'],
    ]);
  });

  test('a delimiter behind the rows alone is understood where most of the first have it', async () => {
    await fixture.write('products.csv', 'id,name\n1,Elm,\n2,Oak, \n3,Ash\n4,Yew, Common,\n5,Fir,x\n');
    expect(await run({})).toEqual({
      counts: [5, 2, 3],
      rejects: [
        [4, 'has 2 fields where the rows before have 3, the last of them empty'],
        [5, 'has 4 fields where the rows before have 3, the last of them empty'],
        [6, 'has 3 fields where the rows before have 3, the last of them empty'],
      ],
      warnings: [],
    });
    await fixture.write('products.csv', 'id,name\n1,Elm\n2,Oak\n3,Yew, \n');
    expect((await run({})).rejects).toEqual([[4, 'has 3 fields where the header has 2']]);
  });

  test('attributes are made of the columns that have names, and no sentence suggests none', async () => {
    await fixture.write('scores.csv', ',who,points\n0,a,1\n');
    await fixture.write('records.ndjson', '{"":0,"who":"a","points":1}\n');
    for (const file of ['scores.csv', 'records.ndjson']) {
      const attributes = { file, target: 'imported_attributes', source: 's', columns: { customer_id: 'who' } };
      const { files } = await fixture.run([attributes]);
      expect(files[0]).toMatchObject({ rowsRead: 1, rowsRejected: 0 });
    }
    await fixture.write('products.csv', ',id\n0,1\n');
    const failure = await fixture.failure([{ ...products, columns: { product_id: 'i' } }]);
    expect(failure).toContain('products.csv has no column "i". Did you mean "id"?');
    expect(await fixture.failure([{ ...products, columns: { product_id: '' } }])).toContain('has no column "".');
  });

  test('lines before the header are skipped, and counted', async () => {
    await fixture.write('products.csv', 'Report,of,"Monday\r\n\r\nid,name\n1,Elm\n2\n');
    expect(await run({ skip: 2 })).toMatchObject({
      counts: [2, 1, 1],
      rejects: [[5, 'has 1 fields where the header has 2']],
    });
    await fixture.write('products.ndjson', '# made\n{"id":1,"name":"Oak"}\n');
    expect((await run({ file: 'products.ndjson', skip: 1 })).counts).toEqual([1, 1, 0]);
    expect(await fixture.failure([{ ...products, skip: -1 }])).toContain('imports[0].skip: is below 0');
    expect(await fixture.failure([{ ...products, skip: 9 }])).toContain('products.csv is empty');
    expect(await fixture.failure([{ ...products, file: undefined, table: 'a', skip: 1 }])).toContain(
      'is for files alone',
    );
  });

  test('runs of blanks part columns', async () => {
    await fixture.write('products.csv', '  id \t name\n 1   Elm  \n2\t\t"Red  ""Oak"""\n3 "Ash\n4 Silver Fir\n');
    expect(await run({ delimiter: 'blanks' })).toMatchObject({
      counts: [4, 2, 2],
      rejects: [
        [4, 'has a quote that is not closed, or closed before the field ends'],
        [5, 'has 3 fields where the header has 2'],
      ],
    });
    expect(await productRows()).toEqual([
      ['1', 'Elm'],
      ['2', 'Red  "Oak"'],
    ]);
  });
});

describe('encodings', () => {
  const name = 'Fjällräven “Kånken” 9 €';
  /** By the tables of unicode.org. */
  const latin = (euro: number): Buffer =>
    Buffer.concat([
      Buffer.from('id,name\n1,Fj\xe4llr\xe4ven \x93K\xe5nken\x94 9 ', 'latin1'),
      Buffer.of(euro),
      Buffer.from('\n2,b\xf6d \x81\n', 'latin1'),
    ]);
  const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  const plain = `id,name\n1,${name}\n`;

  test('windows-1252, and its bytes without a character', async () => {
    await fixture.write('products.csv', latin(0x80));
    expect(await run({ encoding: 'Windows-1252' })).toMatchObject({
      counts: [2, 1, 1],
      rejects: [[3, 'is not valid windows-1252']],
    });
    expect(await productRows()).toEqual([['1', name]]);
  });

  test.each([
    ['iso-8859-1', 0xa4, '¤'],
    ['iso-8859-15', 0xa4, '€'],
    ['iso-8859-2', 0xb3, 'ł'],
    ['windows-1251', 0xc6, 'Ж'],
    ['koi8-r', 0xf6, 'Ж'],
    ['macintosh', 0xdb, '€'],
  ])('%s', async (encoding, byte, character) => {
    await fixture.write(
      'products.csv',
      Buffer.concat([Buffer.from('id,name\n1,'), Buffer.of(byte), Buffer.from('\n')]),
    );
    expect((await run({ encoding })).counts).toEqual([1, 1, 0]);
    expect(await productRows()).toEqual([['1', character]]);
  });

  test('control characters are none of iso-8859-1', async () => {
    await fixture.write('products.csv', latin(0xa4));
    expect((await run({ encoding: 'iso-8859-1' })).rejects).toEqual([
      [2, 'is not valid iso-8859-1'],
      [3, 'is not valid iso-8859-1'],
    ]);
  });

  test.each([
    ['utf-16le, without a mark', Buffer.from(plain, 'utf16le'), { encoding: 'utf-16le' }],
    ['utf-16be, without a mark', swapped(plain), { encoding: 'utf-16be' }],
    ['utf-16le by its mark', Buffer.from(`\uFEFF${plain}`, 'utf16le'), {}],
    ['utf-16be by its mark', swapped(`\uFEFF${plain}`), {}],
    ['utf-16 with a mark', swapped(`\uFEFF${plain}`), { encoding: 'utf-16' }],
    ['utf-8 with a mark', Buffer.from(`\uFEFF${plain}`), { encoding: 'utf-8' }],
  ])('%s', async (_, bytes, keys) => {
    await fixture.write('products.csv', bytes);
    expect((await run(keys)).counts).toEqual([1, 1, 0]);
    expect(await productRows()).toEqual([['1', name]]);
  });

  test('halves of characters are rejects, and marks that do not agree are refused', async () => {
    await fixture.write('products.csv', Buffer.from('id,name\n1,\ud83d\ude00\n2,\ud83d\n3,ok\n', 'utf16le'));
    expect(await run({ encoding: 'utf-16le' })).toMatchObject({
      counts: [3, 2, 1],
      rejects: [[3, 'is not valid utf-16le']],
    });
    await fixture.write('products.csv', Buffer.from(`\uFEFF${plain}`, 'utf16le'));
    expect(await fixture.failure([{ ...products, encoding: 'windows-1252' }])).toContain(
      'products.csv begins with the mark of utf-16le, but its encoding is said to be windows-1252.',
    );
    await fixture.write('products.csv', Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0]));
    expect(await fixture.failure([products])).toContain('products.csv is utf-32le; save it as UTF-8.');
    expect(await fixture.failure([{ ...products, encoding: 'latin-9' }])).toContain(
      'imports[0].encoding: is no known encoding, such as windows-1252',
    );
  });

  test('other encodings, and pieces that end anywhere', async () => {
    await fixture.write(
      'products.ndjson',
      Buffer.from([...Buffer.from('{"id":1,"name":"'), 0x93, 0xfa, ...Buffer.from('"}')]),
    );
    expect((await run({ file: 'products.ndjson', encoding: 'shift_jis' })).counts).toEqual([1, 1, 0]);
    expect(await productRows()).toEqual([['1', '日']]);
    await fc.assert(
      fc.asyncProperty(
        anyText({ maxLength: 20 }),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (text, encoding, size, isMarked) => {
          const marked = isMarked ? `\uFEFF${text}` : text.replace(/^[\uFEFF\uFFFE]+/, '');
          const bytes =
            encoding === 'utf-16be' ? swapped(marked) : Buffer.from(marked, encoding === 'utf-8' ? 'utf8' : 'utf16le');
          // A mark and a NUL behind it are the mark of UTF-32.
          fc.pre(!/^(?:fffe0000|0000feff)/.test(bytes.toString('hex')));
          fc.pre(isMarked || !/^(?:fffe|feff)/.test(bytes.toString('hex')));
          const pieces = async function* () {
            for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
          };
          let read = '';
          for await (const chunk of decodeText(pieces(), 'x', encoding)) {
            expect(chunk.valid).toBe(true);
            read += chunk.text;
          }
          expect(read).toBe(isMarked ? text : marked);
        },
      ),
      { numRuns: 150 },
    );
  });
});
