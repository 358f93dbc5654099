import { afterAll, afterEach, expect } from '@jest/globals';
import { loadModule } from 'libpg-query';
import { takeRefused } from './watchStatements.js';

await loadModule();

/** Fails the test that sent, as the first of its process, a statement that does not run on Citus: see CONTRIBUTING. */
const check = (): void => expect(takeRefused()).toEqual([]);

afterEach(check);
afterAll(check);
