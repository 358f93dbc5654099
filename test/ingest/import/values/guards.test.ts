import { describe, expect, test } from '@jest/globals';
import { BadValue } from '../../../../src/ingest/import/values/BadValue.js';
import { badConfig, fail } from '../../../../src/ingest/import/values/badConfig.js';
import { compilePattern } from '../../../../src/ingest/import/values/compilePattern.js';
import { compileJsonPath } from '../../../../src/ingest/import/values/jsonPath.js';
import { withinDepth } from '../../../../src/ingest/import/values/withinDepth.js';
import { withinTime } from '../../../../src/ingest/import/values/withinTime.js';
import { refusal } from '../../../support/refusal.js';

test('the error of a config is a sentence with its own code', () => {
  expect(badConfig('imports[0].file is odd.')).toEqual(refusal('imports[0].file is odd.', 'BAD_CONFIG'));
  expect(() => fail('imports[0].file is odd.')).toThrow(refusal('imports[0].file is odd.', 'BAD_CONFIG'));
});

describe('regular expressions of a config', () => {
  test.each<[pattern: string, text: string, isFound: boolean]>([
    ['^a+$', 'aaa', true],
    ['^a+$', 'ab', false],
    // In Unicode mode one character is one, and there are classes of letters.
    ['^.$', '😀', true],
    [String.raw`^\p{Lu}`, 'Ä', true],
    [String.raw`^\p{Lu}`, 'ä', false],
    ['', 'anything', true],
  ])('/%s/ in %s: %s', (pattern, text, isFound) => {
    expect(compilePattern(pattern, 'here').test(text)).toBe(isFound);
  });

  test('flags are those that are asked for', () => {
    expect('aBa'.replaceAll(compilePattern('b', 'here', 'giu'), '-')).toBe('a-a');
    expect(compilePattern('a', 'here').flags).toBe('u');
  });

  test.each<[pattern: unknown, sentence: RegExp]>([
    ['(', /^here: Invalid regular expression: .*\.$/],
    ['[z-a]', /^here: Invalid regular expression: .*\.$/],
    // Without Unicode mode an escape of any letter would be that letter.
    [String.raw`\y`, /^here: Invalid regular expression: .*\.$/],
    [1, /^here is not the text of a regular expression\.$/],
    [undefined, /^here is not the text of a regular expression\.$/],
    [/a/, /^here is not the text of a regular expression\.$/],
  ])('%p is refused', (pattern, sentence) => {
    expect(() => compilePattern(pattern, 'here')).toThrow(sentence);
    expect(() => compilePattern(pattern, 'here')).toThrow(expect.objectContaining({ code: 'BAD_CONFIG' }));
  });
});

describe('walks through JSON', () => {
  const tooDeep = expect.objectContaining({ name: 'BadValue', reason: 'is nested too deeply', value: 'the text' });

  test('give what they give', () => {
    expect(withinDepth(() => [1], 'the text')).toEqual([1]);
  });

  test('that use up the stack are a bad value', () => {
    const endless = (depth: number): number => endless(depth + 1) + 1;
    expect(() => withinDepth(() => endless(0), 'the text')).toThrow(tooDeep);
  });

  test('that a JSON path gives up are a bad value', () => {
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as [];
    expect(() => withinDepth(() => compileJsonPath('$..x', 'here')(deep), 'the text')).toThrow(tooDeep);
  });

  test('that fail otherwise fail as they do', () => {
    const failure = new BadValue('is odd', 'x');
    expect(() =>
      withinDepth(() => {
        throw failure;
      }, 'the text'),
    ).toThrow(failure);
    expect(() => withinDepth(() => (undefined as unknown as string).length, 'the text')).toThrow(TypeError);
  });
});

describe('work with regular expressions', () => {
  test('gives what it gives, and may follow other work', () => {
    expect(withinTime(() => 'a'.repeat(3), 'A pattern', 1)).toBe('aaa');
    expect(withinTime(() => withinTime(() => 1, 'A pattern', 1) + 1, 'A pattern', 1)).toBe(2);
  });

  test('that takes too long is ended with a sentence that names the line', () => {
    const endless = (): boolean => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`);
    const advice = 'write its regular expression without repetitions inside repetitions.';
    expect(() => withinTime(endless, 'A pattern for x.csv', 7, 50)).toThrow(
      refusal(`A pattern for x.csv takes too long at line 7 or soon after it: ${advice}`, 'BAD_CONFIG'),
    );
    expect(() => withinTime(endless, 'The pattern', undefined, 50)).toThrow(
      'takes too long at line 1 or soon after it',
    );
    expect(withinTime(() => 2, 'A pattern', 8, 1000)).toBe(2);
  });

  test('that fails otherwise fails as it does', () => {
    const failure = new BadValue('is odd', 'x');
    expect(() =>
      withinTime(
        () => {
          throw failure;
        },
        'A pattern',
        1,
      ),
    ).toThrow(failure);
  });
});
