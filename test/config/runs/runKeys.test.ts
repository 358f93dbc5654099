import { expect, it } from '@jest/globals';
import { runKeys } from '../../../src/config/runs/runKeys.js';
import { faultsOf } from '../faultsOf.js';

it('has defaults', () =>
  expect(runKeys.parse(undefined)).toEqual({ parallel: 2, workMemory: 256, stretchCustomers: 50_000 }));

it.each([
  [{ parallel: 0 }, 'parallel: is less than 1'],
  [{ parallel: 65 }, 'parallel: is more than 64'],
  [{ parallel: 1.5 }, 'parallel: is not a whole number'],
  [{ workMemory: 0 }, 'workMemory: is less than 1'],
  [{ workMemory: '256MB' }, 'workMemory: is not a whole number'],
  [{ stretchCustomers: 0 }, 'stretchCustomers: is less than 1'],
])('refuses %p: %s', (keys, fault) => expect(faultsOf(runKeys, keys)).toContain(fault));
