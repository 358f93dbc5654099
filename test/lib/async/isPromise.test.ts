import { expect, it } from '@jest/globals';
import { isPromise } from '../../../src/lib/async/isPromise.js';

/** An object with one property of a name. */
const having = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

it.each<[string, unknown, boolean]>([
  ['a promise', Promise.resolve(), true],
  ['what has a function then', having('then', () => {}), true],
  ['what has a value then', having('then', 1), false],
  ['null', null, false],
  ['undefined', undefined, false],
  ['a text', 'then', false],
  ['a function', () => {}, false],
])('%s', (_, value, is) => expect(isPromise(value)).toBe(is));
