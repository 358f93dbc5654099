import base from './jest.config.js';

// All random cases of the tests that have many: see test/support/runsOf.ts.
process.env['FACET_TEST_RUNS'] = 'all';

/** Whole files and volumes, and random cases by the hundred: `npm run test:data`. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/data/**/*.test.ts', '<rootDir>/test/**/{property,*Property}.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
