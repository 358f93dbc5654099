import { describe, expect, it } from '@jest/globals';
import { WrittenJson } from '../../../src/lib/written/WrittenJson.js';

describe('written JSON', () => {
  it('is as data what its text says, a list too', () => {
    expect(new WrittenJson('[1,{"a":2}]').toJSON()).toEqual([1, { a: 2 }]);
    expect(new WrittenJson('{"a":{"b":null}}').toJSON()).toEqual({ a: { b: null } });
  });

  it('has the members behind its text after those of the text', () => {
    const inner = new WrittenJson('[true]');
    expect(JSON.stringify(new WrittenJson('{"z":1}', { a: inner, b: undefined, c: 'x' }))).toBe(
      '{"z":1,"a":[true],"c":"x"}',
    );
  });
});
