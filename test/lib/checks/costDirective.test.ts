import { expect, it } from '@jest/globals';
import { costDirective } from '../../../src/lib/checks/costDirective.js';

it.each([
  ['cost', 'cost'],
  ['listSize', 'listSize'],
  ['federation__cost', 'cost'],
  ['cost__listSize', 'listSize'],
  ['costs', undefined],
  ['key', undefined],
  ['my_cost', undefined],
])('%s is %s', (name, kind) => expect(costDirective(name)).toBe(kind));
