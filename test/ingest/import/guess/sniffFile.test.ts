import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sniffFile, type SampleOptions } from '../../../../src/ingest/import/guess/sniffFile.js';
import { uniqueHeader } from '../../../../src/ingest/import/guess/uniqueHeader.js';
import { makeTestFolder, removeTestFolder } from '../../../support/testFolder.js';
import { refusal } from '../../../support/refusal.js';

let folder: string;
beforeAll(async () => {
  folder = await makeTestFolder('sniff');
});
afterAll(() => removeTestFolder(folder));

async function written(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const sniff = async (name: string, content: string | Buffer): Promise<SampleOptions> =>
  sniffFile(await written(name, content), name);

const logLine = '1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 12 "-" "Mozilla/5.0"\n';

describe('how a file is written', () => {
  test.each<[what: string, name: string, content: string | Buffer, options: object]>([
    ['commas', 'x.csv', 'a,b\n1,2\n', {}],
    ['semicolons', 'x.csv', 'a;b\n1,5;2\n3,5;4\n', { delimiter: ';' }],
    ['tabs', 'x.csv', 'a\tb\n1\t2\n', { delimiter: '\t' }],
    ['bars', 'x.csv', 'a|b\n1|2\n', { delimiter: '|' }],
    ['tabs of a TSV', 'x.tsv', 'a\tb,c\n1\t2,3\n', {}],
    ['commas of a TSV', 'x.tsv', 'a,b,c\n1,2,3\n', { delimiter: ',' }],
    ['delimiters in quotes', 'x.csv', 'a;b\n"1,2,3";4\n"5,6,7";8\n', { delimiter: ';' }],
    ['the widest', 'x.csv', 'a;b;c,d\n1;2;3,4\n', { delimiter: ';' }],
    ['one column', 'x.csv', 'name\nOak\nElm\n', {}],
    ['one column of two words', 'x.csv', 'name\nRed Oak\nDutch Elm\n', {}],
    ['two words in every line', 'x.txt', 'full name\nRed Oak\nDutch Elm\n', { format: 'csv' }],
    ['runs of blanks', 'x.txt', 'id  name   n\n1  Oak   2\n2 Elm 3\n', { format: 'csv', delimiter: 'blanks' }],
    ['a declared delimiter', 'x.csv', 'sep=;\na;b\n', {}],
    ['a last line that is cut off', 'x.csv', 'a;b;c\n1;2;3\n4;5;6\n7', { delimiter: ';' }],
    ['records', 'x.log', ' {"a":1}\n', { format: 'ndjson' }],
    ['records by name', 'x.jsonl', '{"a":1}\n', {}],
    ['no name', 'x', 'a,b\n1,2\n', { format: 'csv' }],
    ['gzip', 'x.csv.gz', gzipSync('a;b\n1;2\n'), { delimiter: ';' }],
    ['Parquet', 'x.data', Buffer.from('PAR1....PAR1'), { format: 'parquet' }],
    ['Parquet by name', 'x.parquet', Buffer.from('PAR1....PAR1'), {}],
    ['no Parquet, which is told when it is read', 'y.parquet', 'a,b\n', {}],
    ['windows-1252', 'x.csv', Buffer.from('a,b\nM\xfcller,2\n', 'latin1'), { encoding: 'windows-1252' }],
    ['UTF-8', 'x.csv', 'a,b\nMüller,2\n', {}],
    ['UTF-8 with a mark', 'x.csv', '\uFEFFa;b\nMüller;2\n', { delimiter: ';' }],
    ['UTF-16 with a mark', 'x.csv', Buffer.from('\uFEFFa;b\n1;2\n', 'utf16le'), { delimiter: ';' }],
    ['UTF-16 without', 'x.csv', Buffer.from('a,b\n1,2\n', 'utf16le'), { encoding: 'utf-16le' }],
    ['UTF-16 the other way round', 'x.csv', Buffer.from('a,b\n1,2\n', 'utf16le').swap16(), { encoding: 'utf-16be' }],
  ])('%s', async (_, name, content, options) => {
    expect(await sniff(name, content)).toEqual(options);
  });

  test('a log of a web server is known by its first line', async () => {
    const { format } = await sniff('access.log', logLine);
    expect(format).toEqual({ pattern: expect.stringContaining('(?<ip>') });
    const found = new RegExp((format as { pattern: string }).pattern, 'u').exec(logLine);
    expect({ ...found?.groups }).toEqual({
      ip: '1.2.3.4',
      time: '17/May/2015:10:05:03 +0000',
      url: '/a',
      referrer: '-',
      user_agent: 'Mozilla/5.0',
    });
  });

  test('a character that is cut in two at the end of what is looked at is no other encoding', async () => {
    for (const before of [65_533, 65_534, 65_535])
      expect(await sniff('x.csv', `a,b\n${'x'.repeat(before - 6)},1\n€,2\n`)).toEqual({});
  });
});

test.each<[begin: string, what: string]>([
  ['504b0304', 'it is a ZIP archive or a spreadsheet of Excel or LibreOffice: save the sheet as CSV'],
  ['d0cf11e0a1b11ae1', 'it is an old file of Excel or Word: save the sheet as CSV'],
  ['255044462d312e37', 'it is a PDF'],
  ['53514c69746520666f726d6174203300', 'it is a database of SQLite: export its tables as CSV'],
  ['89504e470d0a1a0a', 'it is a picture'],
  ['ffd8ffe000104a46', 'it is a picture'],
  ['7f454c4602010100', 'it is a program'],
  ['28b52ffd04580000', 'it is compressed with zstd: unpack it, or pack it with gzip'],
  ['425a683931415926', 'it is compressed with bzip2: unpack it, or pack it with gzip'],
  ['61620063646566676869', 'it holds bytes that no text has'],
  ['6101026364656667', 'it holds bytes that no text has'],
])('a file that begins with %s is refused: %s', async (begin, what) => {
  await expect(sniff('x.csv', Buffer.from(begin, 'hex'))).rejects.toThrow(
    refusal(`x.csv is no file of rows that could be guessed: ${what}.`, 'BAD_FILE'),
  );
});

describe('columns of the same name', () => {
  const unique = async (text: string, options: SampleOptions = {}) =>
    uniqueHeader(await written('x.csv', text), 'x.csv', options);

  test.each<[text: string, options: SampleOptions, said: object]>([
    ['a,b\n1,2\n', {}, {}],
    ['a,,\n1,2,3\n', {}, {}],
    ['a,b,a\n', {}, { header: ['a', 'b', 'a_2'], skip: 1 }],
    ['a,a,a\n', {}, { header: ['a', 'a_2', 'a_3'], skip: 1 }],
    ['a,a_2,a\n', {}, { header: ['a', 'a_2', 'a_3'], skip: 1 }],
    ['a,a,a_2\n', {}, { header: ['a', 'a_3', 'a_2'], skip: 1 }],
    ['a,,a,\n', {}, { header: ['a', 'unnamed', 'a_2', 'unnamed_2'], skip: 1 }],
    ['a;b;a\n1;2;3\n', { delimiter: ';' }, { header: ['a', 'b', 'a_2'], skip: 1 }],
    ['\n\na,a\n', {}, { header: ['a', 'a_2'], skip: 3 }],
    ['"a\nb","a\nb"\n1,2\n', {}, { header: ['a\nb', 'a\nb_2'], skip: 3 }],
    ['sep=;\na;a\n', {}, { header: ['a', 'a_2'], skip: 2 }],
  ])('%#: of %j', async (text, options, said) => {
    expect(await unique(text, options)).toEqual(said);
  });

  test('an empty file has none', async () => {
    await expect(unique('')).rejects.toThrow(refusal('x.csv is empty: it has not even a header.', 'BAD_FILE'));
  });
});
