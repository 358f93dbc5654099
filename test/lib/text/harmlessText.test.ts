import { expect, it } from '@jest/globals';
import { harmlessText } from '../../../src/lib/text/harmlessText.js';

it.each([
  ['=1+1', "'=1+1"],
  ['+cmd|calc', "'+cmd|calc"],
  ['-1+HYPERLINK("x")', '\'-1+HYPERLINK("x")'],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['\n=1', "'\n=1"],
  ['＝1', "'＝1"],
  ['-5', '-5'],
  ['-0.25', '-0.25'],
  ['+49 (0)30 12-34', '+49 (0)30 12-34'],
  ['a=1', 'a=1'],
  ["'=1", "'=1"],
  ['', ''],
])('%j is written as %j', (text, written) => expect(harmlessText(text)).toBe(written));
