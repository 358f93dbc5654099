import base from './jest.config.js';

/** Whole files, volumes and load, one after the other: `npm run test:data`. Two at a time, what loads would wait for what measures. */
export default {
  ...base,
  roots: ['<rootDir>/test/data'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 600_000,
};
