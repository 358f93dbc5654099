import data from './jest.data.config.js';

/** Servers as processes and under load, one file after the other: `npm run test:load`. Two at a time, what loads would wait for what measures. */
export default { ...data, testMatch: ['<rootDir>/test/load/**/*.test.ts'], maxWorkers: 1 };
