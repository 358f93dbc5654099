import base from './jest.config.js';

/** Whole files and volumes: `npm run test:data`. */
export default {
  ...base,
  roots: ['<rootDir>/test/data'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
