import { describe, expect, it } from '@jest/globals';
import { failureSentence } from '../../src/daily/dailyLoad.js';
import { UserError } from '../../src/lib/errors/UserError.js';

describe('failureSentence', () => {
  it('is the sentence of a UserError', () => {
    expect(failureSentence(new UserError('The file people.csv is not there.'))).toBe(
      'The file people.csv is not there.',
    );
  });

  it.each([
    [new Error('relation "x" does not exist'), 'Unexpected failure: relation "x" does not exist'],
    [new TypeError('x is not a function'), 'Unexpected failure: x is not a function'],
    ['a text', 'Unexpected failure: a text'],
    [undefined, 'Unexpected failure: undefined'],
    [null, 'Unexpected failure: null'],
  ])('says of %p that it was not expected', (error, sentence) => expect(failureSentence(error)).toBe(sentence));
});
