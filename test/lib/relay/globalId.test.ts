import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromGlobalId, toGlobalId } from '../../../src/lib/relay/globalId.js';
import { anyText } from '../../support/anyText.js';

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('toGlobalId', () => {
  it('is JSON of type and key as base64 for URLs', () => {
    // printf '["Customer","1"]' | base64
    expect(toGlobalId('Customer', '1')).toBe('WyJDdXN0b21lciIsIjEiXQ');
    expect(toGlobalId('CustomerProfile', 'é', '2026-03-31')).toBe('WyJDdXN0b21lclByb2ZpbGUiLCLDqSIsIjIwMjYtMDMtMzEiXQ');
  });

  it('can stand in a URL', () => {
    fc.assert(fc.property(anyText(), (key) => expect(toGlobalId('T', key)).toMatch(/^[\w-]+$/)));
  });
});

describe('fromGlobalId', () => {
  it('gives type and key apart, whatever is in them', () => {
    for (const key of [[], [''], ['1'], ['a"b', '2026-01-01'], ['é,[']])
      expect(fromGlobalId(toGlobalId('Customer', ...key))).toEqual({ type: 'Customer', key });
  });

  it('gives back what was put in, and never one for another', () => {
    const parts = fc.array(anyText(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, ([type = '', ...key], [otherType = '', ...otherKey]) => {
        expect(fromGlobalId(toGlobalId(type, ...key))).toEqual({ type, key });
        const areSame = JSON.stringify([type, ...key]) === JSON.stringify([otherType, ...otherKey]);
        expect(toGlobalId(type, ...key) === toGlobalId(otherType, ...otherKey)).toBe(areSame);
      }),
    );
  });

  it('keeps half a character, which JSON can write', () => {
    expect(fromGlobalId(toGlobalId('T', '\ud83d'))).toEqual({ type: 'T', key: ['\ud83d'] });
  });

  it.each([
    ['nothing', ''],
    ['no base64', 'x'],
    ['no base64', '%%%'],
    ['no JSON', encoded('Customer:1')],
    ['an object', encoded('{}')],
    ['an object like a list', encoded('{"0":"Customer","length":1}')],
    ['a text', encoded('"Customer"')],
    ['null', encoded('null')],
    ['an empty list', encoded('[]')],
    ['a number in it', encoded('["Customer",1]')],
    ['null in it', encoded('["Customer",null]')],
    ['a list in it', encoded('["Customer",["1"]]')],
    ['a number as its type', encoded('[1]')],
    ['more than one value', encoded('["Customer","1"]["Customer","2"]')],
    ['a half', encoded('["Customer","1"')],
  ])('is undefined for %s: %j', (_, text) => {
    expect(fromGlobalId(text)).toBeUndefined();
  });

  it('throws for nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.base64String(), fc.json().map(encoded)), (text) => {
        const found = fromGlobalId(text);
        expect(found === undefined || typeof found.type === 'string').toBe(true);
      }),
    );
  });
});
