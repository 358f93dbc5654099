import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkHalves, checkSearch, textOfBody } from '../../../src/gateway/http/requestText.js';
import { httpRefused } from '../httpRefused.js';

describe('textOfBody', () => {
  it('is the text of UTF-8', () => {
    for (const text of ['', '{}', 'é數😀', '\uFEFF{}', '\0']) expect(textOfBody(Buffer.from(text))).toBe(text);
  });

  it.each([
    ['a byte that begins nothing', [0x7b, 0xff, 0x7d]],
    ['Latin-1', [0x5a, 0x6f, 0xeb]],
    ['half of a character', [0xf0, 0x9f]],
    ['a surrogate', [0xed, 0xa0, 0xbd]],
    ['a character written longer than it need be', [0xc0, 0xaf]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
  ])('refuses %s', (_, bytes) => {
    expect(() => textOfBody(Buffer.from(bytes))).toThrow(
      httpRefused(400, 'BAD_REQUEST', "The request's body is not valid UTF-8; send it as UTF-8."),
    );
  });
});

describe('checkSearch', () => {
  it('lets what encodeURIComponent writes pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, value) => {
        const search = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
        expect(() => checkSearch(`/graphql?${search}&${search}`)).not.toThrow();
        expect(() => checkSearch(`/graphql?${String(new URLSearchParams({ [name]: value }))}`)).not.toThrow();
      }),
    );
  });

  it.each([
    '/graphql',
    '/graphql?',
    '/graphql?query={hello}',
    '/%FF',
    '/graphql?a=100%&b=%zz&c=%4',
    '/graphql?&&=',
    '/a?b?c=%C3%A9',
  ])('lets %s pass', (url) => expect(() => checkSearch(url)).not.toThrow());

  it.each([
    ['/graphql?query={a}&variables=%EB', 'variables'],
    ['/graphql?query=%C3', 'query'],
    ['/graphql?query=%80&variables=%EB', 'query'],
    ['/graphql?query=%ED%A0%BD', 'query'],
    ['/graphql?query=%c0%af', 'query'],
    // Node gives a byte that was not encoded as a character.
    ['/graphql?query=Zo\u00eb', 'query'],
    ['/graphql?query=Zo\u00c3\u00ab', 'query'],
    ['/graphql?=%FF', ''],
    ['/graphql?%FF', '\ufffd'],
    ['/graphql?na%C3%AFve=%FF', 'naïve'],
    [`/graphql?${'x'.repeat(5000)}=%FF`, 'x'.repeat(100)],
  ])('refuses %s, and names the parameter', (url, name) => {
    expect(() => checkSearch(url)).toThrow(
      httpRefused(
        400,
        'BAD_REQUEST',
        `The search parameter "${name}" is not percent-encoded UTF-8, such as %C3%BC for ü.`,
      ),
    );
  });
});

describe('checkHalves', () => {
  const check = (json: string) => () => checkHalves(json, JSON.parse(json) as unknown, 'It');
  const refused = httpRefused(
    400,
    'BAD_REQUEST',
    String.raw`It holds half of a character: a lone surrogate such as \ud800.`,
  );

  it.each([
    '{}',
    'null',
    '"😀"',
    String.raw`"\ud83d\ude00"`,
    String.raw`["\uD83D\uDE00", {"\ud83d\ude00": "\u00e9"}]`,
    // A backslash and the letters behind it.
    String.raw`"\\ud800"`,
    String.raw`"\\uD83D and more"`,
  ])('lets %s pass', (json) => expect(check(json)).not.toThrow());

  it.each([
    String.raw`"\ud83d"`,
    String.raw`"\uDE00"`,
    String.raw`"\ude00\ud83d"`,
    String.raw`["a", ["b", "\ud800"]]`,
    String.raw`{"a": {"b": [{"c": "x\ud83dx"}]}}`,
    String.raw`{"\udfff": 1}`,
    String.raw`{"a": "\ud83d\ud83d\ude00"}`,
  ])('refuses %s', (json) => expect(check(json)).toThrow(refused));

  it('refuses what is not well formed, and nothing else', () => {
    // As JSON writes them: a lone half is escaped.
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '\ud83d', '\ude00', '\\', 'u', 'd800') })),
        (texts) => {
          const json = JSON.stringify(texts);
          if (texts.every((text) => text.isWellFormed())) expect(check(json)).not.toThrow();
          else expect(check(json)).toThrow(refused);
        },
      ),
    );
  });

  it('passes over what could not be parsed', () => {
    expect(() => checkHalves(String.raw`{"\ud800`, undefined, 'It')).not.toThrow();
  });
});
