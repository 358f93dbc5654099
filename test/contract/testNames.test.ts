import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { readSources } from './rules/importGraph.js';
import { testFaults } from './rules/testFaults.js';

/** Folders of pieces that are understood, and tested, each alone. */
const folders = ['lib', 'config'];

const filesOf = (folder: string): string[] => Object.keys(readSources(join(packageRoot, folder)));

it('every file of lib and config has a test of its name', () => {
  const sources = filesOf('src');
  expect(sources.filter((file) => file.startsWith('lib/')).length).toBeGreaterThan(30);
  expect(testFaults(sources, filesOf('test'), folders)).toEqual([]);
});

it('the rule sees a file without a test, also in a folder below', () => {
  const sources = ['lib/a.ts', 'lib/deep/b.ts', 'lib/deep/c.ts', 'library/d.ts', 'db/e.ts'];
  expect(testFaults(sources, ['lib/a.test.ts', 'lib/b.test.ts', 'lib/deep/c.test.ts'], ['lib'])).toEqual([
    'there is no test/lib/deep/b.test.ts',
  ]);
});
