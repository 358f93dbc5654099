import { describe, expect, it } from '@jest/globals';
import { readManifest } from '../../src/documents/readManifest.js';
import { refusal } from '../support/refusal.js';

const apollo = (operations: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...more });

describe('a manifest', () => {
  it("is read in Apollo's format, with what it says of each operation", () => {
    const operations = [
      { id: 'a', body: 'query A { x }', name: 'A', type: 'query' },
      { body: '{ x }', name: 7, type: null },
    ];
    expect(readManifest('m.json', apollo(operations))).toEqual({
      format: 'apollo',
      entries: [
        { id: 'a', body: 'query A { x }', name: 'A', type: 'query' },
        { id: undefined, body: '{ x }', name: undefined, type: undefined },
      ],
    });
  });

  it("is read in Relay's, behind a byte order mark too, whatever its ids are called", () => {
    const text = '\uFEFF{"d41d8c": "query A { x }", "__proto__": "query B { x }"}';
    expect(readManifest('m.json', text)).toEqual({
      format: 'relay',
      entries: [
        { id: 'd41d8c', body: 'query A { x }', name: undefined, type: undefined },
        { id: '__proto__', body: 'query B { x }', name: undefined, type: undefined },
      ],
    });
  });

  it.each([
    ['[]', 'it is no object'],
    ['{"a": {"text": "{ x }"}}', '"a" is no text; operations by id are expected, or "format"'],
    ['{"format": "other"}', 'it is not of format "apollo-persisted-query-manifest", version 1'],
    [apollo([], { version: 2 }), 'it is not of format "apollo-persisted-query-manifest", version 1'],
    [apollo({}), '"operations" is no list'],
    [apollo([{ id: 'a', body: '{ x }' }, { id: 'b' }]), 'its operation 2 has no "body"'],
  ])('%s is refused', (text, why) => {
    expect(() => readManifest('m.json', text)).toThrow(refusal(`The manifest m.json cannot be read: ${why}.`));
  });

  it('is refused where it is no JSON, with the place', () => {
    expect(() => readManifest('m.json', '{"a": }')).toThrow(/^The manifest m\.json cannot be read: Unexpected token/);
  });
});
