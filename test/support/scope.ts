import { anonymous } from '../../src/access/viewer.js';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { createDoor } from '../../src/db/door.js';
import type { Scope } from '../../src/scope.js';
import type { TestDatabase } from './database.js';

/** What questions are answered for on a database: at noon of 23 November 2026 in UTC, with no attributes, but for what is given. */
export const openScope = ({ client }: Pick<TestDatabase, 'client'>, given: Partial<Scope> = {}): Scope => ({
  db: createDoor(client),
  viewer: anonymous,
  now: new Date('2026-11-23T12:00:00Z'),
  timeZone: 'UTC',
  apps: [{ name: 'default', timeZone: 'UTC', isDefault: true }],
  catalogue: createCatalogue(0, []),
  ...given,
});
