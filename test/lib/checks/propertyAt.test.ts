import { expect, it } from '@jest/globals';
import { propertyAt } from '../../../src/lib/checks/propertyAt.js';

it.each<[unknown, readonly string[], unknown]>([
  [{ a: { b: 1 } }, ['a', 'b'], 1],
  [{ a: { b: null } }, ['a', 'b'], null],
  [{ a: null }, ['a', 'b'], undefined],
  [{ a: [1] }, ['a', '0'], undefined],
  [{ 'a.b': 1 }, ['a.b'], 1],
  [{}, ['constructor'], undefined],
  [{}, ['__proto__'], undefined],
  ['text', ['length'], undefined],
  [undefined, ['a'], undefined],
  [7, [], 7],
])('%j at %j is %j', (from, path, found) => expect(propertyAt(from, path)).toEqual(found));
