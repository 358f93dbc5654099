import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { WrittenJson } from '../../../src/lib/written/WrittenJson.js';
import { writeJson } from '../../../src/lib/written/writeJson.js';
import { anyText } from '../../support/anyText.js';

describe('JSON', () => {
  it('is what JSON.stringify makes of data', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true }), (value) => {
        expect(writeJson(value)).toBe(JSON.stringify(value) ?? 'null');
      }),
    );
  });

  it('is what JSON.stringify makes of texts, half pairs and long ones too', () => {
    const text = fc.oneof(
      anyText(),
      fc.string({
        unit: fc.constantFrom('\ud800', '\udfff', '😀', '"', '\\', '\n', '\u0000', '\u007f', '\u2028', 'a', 'é'),
      }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 600 }), (part, times) => {
        const value = { [part]: part.repeat(times) };
        expect(writeJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('has written objects as they are', () => {
    const list = [
      new WrittenJson('{"a": 1}'),
      new WrittenJson('{"a":1}', {}),
      new WrittenJson('{"a":1}', { b: undefined, c: new WrittenJson('{"d":"é"}'), e: null }),
    ];
    expect(writeJson({ list })).toBe('{"list":[{"a": 1},{"a":1},{"a":1,"c":{"d":"é"},"e":null}]}');
    expect(JSON.stringify({ list })).toBe('{"list":[{"a":1},{"a":1},{"a":1,"c":{"d":"é"},"e":null}]}');
  });

  it('keeps a member named __proto__, which an alias may be', () => {
    const written = new WrittenJson('{"__proto__":1}', JSON.parse('{"x":{"__proto__":2}}') as Record<string, unknown>);
    expect([writeJson(written), JSON.stringify(written)]).toEqual(Array(2).fill('{"__proto__":1,"x":{"__proto__":2}}'));
  });
});
