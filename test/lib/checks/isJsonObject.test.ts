import { expect, it } from '@jest/globals';
import { isJsonObject } from '../../../src/lib/checks/isJsonObject.js';

it.each([[{}, true] as const, [{ a: 1 }, true] as const, [null, false] as const, [[], false] as const])(
  'of %j it is %s',
  (value, is) => expect(isJsonObject(value)).toBe(is),
);

it.each([undefined, 'text', 1, true, () => 1])('%p is none', (value) => expect(isJsonObject(value)).toBe(false));
