import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonPieces } from '../../../src/lib/written/jsonPieces.js';
import { WrittenJson } from '../../../src/lib/written/WrittenJson.js';
import { writeJson } from '../../../src/lib/written/writeJson.js';

const joined = (value: unknown, size?: number): string => [...jsonPieces(value, size)].join('');

describe('jsonPieces', () => {
  it('are together what JSON.stringify makes', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 1, max: 20 }), (value, size) => {
        expect(joined(value, size)).toBe(JSON.stringify(value));
      }),
    ));

  it('are so too of lists in lists and objects without members, however small the pieces', () => {
    const empty = fc.constantFrom<unknown>([], {}, [[]], [{}], { a: [] }, '', null, 0, false);
    const nested = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        empty,
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    fc.assert(
      fc.property(nested, fc.integer({ min: 1, max: 6 }), (value, size) => {
        expect(joined(value, size)).toBe(JSON.stringify(value));
      }),
      { numRuns: 300 },
    );
  });

  it('have written objects as they are, with the members behind', () => {
    const rest = fc.dictionary(fc.string(), fc.option(fc.integer(), { nil: undefined }), { maxKeys: 3 });
    const written = fc
      .option(rest, { nil: undefined })
      .map((members) => new WrittenJson('{"$first": [1, 2]}', members));
    const list = fc.array(fc.oneof(written, fc.integer()), { maxLength: 4 });
    const data = fc.oneof(
      written,
      list,
      rest.chain((members) => list.map((one) => ({ ...members, list: one }))),
    );
    fc.assert(
      fc.property(data, fc.integer({ min: 1, max: 6 }), (value, size) => {
        const text = joined(value, size);
        expect(text).toBe(writeJson(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leave out members that are undefined, and write null for such items', () => {
    const data = { errors: undefined, data: { list: [undefined, { a: undefined, b: 1 }, undefined], last: undefined } };
    for (const size of [1, 2, 3, 4, 100]) expect(joined(data, size)).toBe('{"data":{"list":[null,{"b":1},null]}}');
    expect(joined({ a: undefined, b: undefined, c: undefined }, 1)).toBe('{}');
    expect(joined(undefined)).toBe('null');
  });

  it('write what JSON writes otherwise: dates, numbers that it has none for, halves of characters', () => {
    const data = [new Date(0), Number.NaN, Infinity, -0, '\ud83d', '\u2028', 'é"\\\n'];
    const expected = String.raw`["1970-01-01T00:00:00.000Z",null,null,0,"\ud83d","${'\u2028'}","é\"\\\n"]`;
    for (const size of [1, 3, 100]) expect(joined(data, size)).toBe(expected);
  });

  it('keep objects without a prototype, as GraphQL makes them, and the order of their members', () => {
    const data = Object.assign(Object.create(null) as object, {
      z: [1, 2, 3],
      a: Object.create(null) as object,
      __typename: 'T',
    });
    for (const size of [1, 2, 100]) expect(joined(data, size)).toBe('{"z":[1,2,3],"a":{},"__typename":"T"}');
  });

  it('are one for small data, and many for large', () => {
    const list = Array.from({ length: 100 }, (_, n) => ({ n, text: `é"${n}` }));
    const data = { errors: undefined, data: { list } };
    expect([...jsonPieces(data)]).toEqual([JSON.stringify(data)]);
    const pieces = [...jsonPieces(data, 30)];
    // Each item is three values: ten or eleven of them come together.
    expect(pieces.length).toBeGreaterThan(9);
    expect(pieces.length).toBeLessThan(20);
    expect(pieces.join('')).toBe(JSON.stringify(data));
  });

  it('hold some thousand values each unless told', () => {
    const list = Array.from({ length: 50_000 }, (_, n) => n % 10);
    const pieces = [...jsonPieces(list)].filter((piece) => piece.length > 1);
    expect(pieces.length).toBeGreaterThanOrEqual(10);
    // Each is a digit and a comma.
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(2 * 4002);
    expect(pieces.join('')).toBe(JSON.stringify(list).slice(1, -1));
  });

  it('are made one by one: the first is there before the last is looked at', () => {
    const unreadable = {
      get never(): unknown {
        throw new Error('read');
      },
    };
    const pieces = jsonPieces([...Array.from({ length: 9 }, () => [1, 2, 3]), unreadable], 3);
    expect(pieces.next().value).toBe('[');
    expect(pieces.next().value).toBe('');
    expect(() => [...pieces]).toThrow('read');
  });
});
