import { describe, expect, test } from '@jest/globals';
import { badBytes, createDecoder, encodingOf, isEncoding } from '../../../../src/ingest/import/sources/encodings.js';
import { refusal } from '../../../support/refusal.js';

// The bytes are those of Python's codecs: 'Жук'.encode('koi8-r').hex()
const samples: readonly (readonly [encoding: string, text: string, hex: string])[] = [
  ['windows-1250', 'Žluťoučký kůň €', '8e6c759d6f75e86bfd206bf9f22080'],
  ['windows-1251', 'Їжак №5 Жук', 'afe6e0ea20b93520c6f3ea'],
  ['windows-1252', 'Šœ – “€” ÿ', '8a9c20962093809420ff'],
  ['windows-1253', 'Ελλάδα Ώ', 'c5ebebdce4e120bf'],
  ['windows-1254', 'İğdır ŞÖ', 'ddf064fd7220ded6'],
  ['windows-1255', 'שלום ₪', 'f9ece5ed20a4'],
  ['windows-1256', 'مرحبا پ', 'e3d1cdc8c72081'],
  ['windows-1257', 'Šiauliai ŗ', 'd06961756c69616920ba'],
  ['windows-1258', 'Đà', 'd0e0'],
  ['windows-874', 'ไทย €', 'e4b7c22080'],
  ['iso-8859-1', 'Ærø £¿', 'c672f820a3bf'],
  ['iso-8859-2', 'Łódź žš', 'a3f364bc20beb9'],
  ['iso-8859-3', 'ĈĥŭĠ', 'c6b6fdd5'],
  ['iso-8859-4', 'ĶŖŨ', 'd3a3dd'],
  ['iso-8859-5', 'Љубав', 'a9e3d1d0d2'],
  ['iso-8859-6', 'سلام', 'd3e4c7e5'],
  ['iso-8859-7', 'Αθήνα', 'c1e8deede1'],
  ['iso-8859-8', 'שלום', 'f9ece5ed'],
  ['iso-8859-9', 'İşŞğ', 'ddfedef0'],
  ['iso-8859-10', 'Ŋŋđ', 'afbfb9'],
  ['iso-8859-13', 'Ģė', 'cceb'],
  ['iso-8859-14', 'Ŵŷ', 'd0fe'],
  ['iso-8859-15', 'Œuvre 5 € Ž', 'bc75767265203520a420b4'],
  ['koi8-r', 'Щука Ё', 'fdd5cbc120b3'],
  ['koi8-u', 'Їґє', 'b7ada4'],
  ['macintosh', 'Œ“Ä”™\uF8FF', 'ced280d3aaf0'],
  ['x-mac-cyrillic', 'Жю№', '86fedc'],
  ['ibm866', 'Йод Ў', '89aea420f6'],
  ['shift_jis', '日本ﾊﾝ', '93fa967bcadd'],
  ['euc-jp', '日本語', 'c6fccbdcb8ec'],
  ['gbk', '中文銀', 'd6d0cec4e379'],
  ['gb18030', '中文€', 'd6d0cec4a2e3'],
  ['big5', '中文', 'a4a4a4e5'],
  ['euc-kr', '한국어', 'c7d1b1b9beee'],
  ['utf-16le', 'ä😀', 'e4003dd800de'],
  ['utf-16be', 'ä😀', '00e4d83dde00'],
];

describe.each(samples)('%s', (encoding, text, hex) => {
  const bytes = Buffer.from(hex, 'hex');

  test('is known, and read as it was written', () => {
    expect(isEncoding(encoding)).toBe(true);
    expect(createDecoder(encoding).write(Buffer.from(bytes), true)).toEqual({ text, valid: true, encoding });
  });

  test('may come byte by byte', () => {
    const decoder = createDecoder(encoding);
    const chunks = [...bytes].map((byte, index) => decoder.write(Buffer.of(byte), index === bytes.length - 1));
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
    expect(chunks.filter(({ valid }) => !valid)).toEqual([]);
  });
});

test('ASCII is the same in all of them but UTF-16, its control characters in all of one byte', () => {
  const several = new Set(['shift_jis', 'euc-jp', 'gbk', 'gb18030', 'big5', 'euc-kr']);
  const ascii = Array.from({ length: 0x80 }, (_, byte) => byte);
  const visible = ascii.filter((byte) => byte >= 0x20 && byte < 0x7f);
  const others = samples.map(([encoding]) => encoding).filter((encoding) => !encoding.startsWith('utf-16'));
  const odd = others.filter((encoding) => {
    const bytes = Buffer.from(several.has(encoding) ? visible : ascii);
    return createDecoder(encoding).write(bytes, true).text !== bytes.toString('latin1');
  });
  expect(odd).toEqual([]);
});

test.each(['utf-8', 'utf-16'])('%s is known, too', (name) => {
  expect(isEncoding(name)).toBe(true);
});

test.each([
  '',
  'latin1',
  'cp1252',
  'windows-1259',
  'windows-125',
  'iso-8859-11',
  'iso-8859-16',
  'utf-32',
  'utf-7',
  'UTF-8',
])('%j is no name of an encoding', (name) => {
  expect(isEncoding(name)).toBe(false);
});

describe('bytes without a character', () => {
  test.each<[encoding: string, hex: string, text: string]>([
    ['windows-1252', '61819d62', 'a\uFFFD\uFFFDb'],
    ['windows-1252', '8d8f90', '\uFFFD\uFFFD\uFFFD'],
    ['iso-8859-1', '80619f', '\uFFFDa\uFFFD'],
    ['iso-8859-2', '85', '\uFFFD'],
    ['iso-8859-6', 'a1', '\uFFFD'],
    ['windows-1253', 'd2', '\uFFFD'],
    ['windows-874', 'dbfc', '\uFFFD\uFFFD'],
    ['euc-jp', 'ff41', '\uFFFDA'],
    ['big5', 'a4', '\uFFFD'],
    ['utf-16le', '410041', 'A\uFFFD'],
    ['utf-16le', '3dd84100', '\uFFFDA'],
    ['utf-16be', 'de000041', '\uFFFDA'],
    ['utf-16be', 'd83d', '\uFFFD'],
  ])('of %s, such as %s, are replaced and told', (encoding, hex, text) => {
    expect(createDecoder(encoding).write(Buffer.from(hex, 'hex'), true)).toEqual({ text, valid: false, encoding });
  });

  test('are no fault of the pieces around them', () => {
    const decoder = createDecoder('windows-1252');
    const chunks = ['61', '81', '62'].map((hex) => decoder.write(Buffer.from(hex, 'hex'), false));
    expect(chunks.map(({ text, valid }) => [text, valid])).toEqual([
      ['a', true],
      ['\uFFFD', false],
      ['b', true],
    ]);
  });

  test('are told with the name of the encoding', () => {
    expect([badBytes(), badBytes('big5')]).toEqual(['is not valid UTF-8', 'is not valid big5']);
  });
});

describe('the encoding of a file by its first bytes', () => {
  const utf8 = 'efbbbf61';
  const little = 'fffe6100';
  const big = 'feff0061';

  test.each<[hex: string, declared: string | undefined, encoding: string]>([
    ['61626364', undefined, 'utf-8'],
    ['', undefined, 'utf-8'],
    ['ef', undefined, 'utf-8'],
    ['61626364', 'windows-1252', 'windows-1252'],
    ['61006200', 'utf-16', 'utf-16le'],
    ['00610062', 'utf-16be', 'utf-16be'],
    [utf8, undefined, 'utf-8'],
    [utf8, 'utf-8', 'utf-8'],
    [little, undefined, 'utf-16le'],
    [little, 'utf-16', 'utf-16le'],
    [little, 'utf-16le', 'utf-16le'],
    ['fffe', undefined, 'utf-16le'],
    [big, undefined, 'utf-16be'],
    [big, 'utf-16', 'utf-16be'],
  ])('%s, said to be %s, is %s', (hex, declared, encoding) => {
    expect(encodingOf(Buffer.from(hex, 'hex'), declared, 'x.csv')).toBe(encoding);
  });

  test.each<[hex: string, declared: string, marked: string]>([
    [utf8, 'windows-1252', 'utf-8'],
    [utf8, 'utf-16', 'utf-8'],
    [little, 'utf-8', 'utf-16le'],
    [little, 'utf-16be', 'utf-16le'],
    [big, 'utf-16le', 'utf-16be'],
  ])('%s is refused where it is said to be %s', (hex, declared, marked) => {
    expect(() => encodingOf(Buffer.from(hex, 'hex'), declared, 'x.csv')).toThrow(
      refusal(`x.csv begins with the mark of ${marked}, but its encoding is said to be ${declared}.`, 'BAD_FILE'),
    );
  });

  test.each<[hex: string, name: string, declared: string | undefined]>([
    ['fffe0000', 'utf-32le', undefined],
    ['0000feff', 'utf-32be', undefined],
    ['fffe0000', 'utf-32le', 'utf-16le'],
  ])('%s is %s, which is not read', (hex, name, declared) => {
    expect(() => encodingOf(Buffer.from(hex, 'hex'), declared, 'x.csv')).toThrow(
      refusal(`x.csv is ${name}; save it as UTF-8.`, 'BAD_FILE'),
    );
  });
});
