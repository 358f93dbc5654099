/**
 * How many random cases a test tries: `few` of them in `npm test`, which everybody waits for, all of them in `npm run test:data`, which
 * runs the same files (`*Property.test.ts`, `*Fuzz.test.ts`) again.
 */
export const runsOf = (few: number, all: number): number => (process.env['FACET_TEST_RUNS'] === 'all' ? all : few);
