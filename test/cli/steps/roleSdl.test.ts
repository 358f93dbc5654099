import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { roleSdl } from '../../../src/cli/steps/roleSdl.js';
import { readConfig } from '../../../src/config.js';
import { rolesOf } from '../../roleSchema/openForRoles.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

const roles = rolesOf({ partner: { apps: 'all', pii: { CONTACT: 'show', IDENTITY: 'hide' } } });
const print = (role: string, names?: string) => {
  const given = readConfig({});
  const config = { ...given, access: { ...given.access, roles } };
  return roleSdl({ client: database.client, config, now: new Date('2026-11-23T12:00:00Z') }, { role, names });
};
const fieldsOf = (sdl: string, type: string): string[] => {
  const found = buildSchema(sdl).getType(type);
  return isObjectType(found) ? Object.keys(found.getFields()) : [];
};

it('prints what a role sees, and nothing of federation', async () => {
  const sdl = await print('partner');
  const fields = fieldsOf(sdl, 'Customer');
  expect(fields).toEqual(expect.arrayContaining(['id', 'email', 'givenName']));
  expect(fields).not.toContain('gender');
  expect(sdl).not.toContain('PostalAddress');
  expect(sdl).not.toMatch(/@key|@link|_service/);
});

it('prints it of some subgraphs', async () => {
  const fields = fieldsOf(await print('partner', 'orders'), 'Query');
  expect(fields).toEqual(expect.arrayContaining(['order', 'ordersAggregate', '_entities']));
  expect(fields).not.toContain('customer');
});

it('prints everything of the role that sees everything', async () => {
  expect(fieldsOf(await print('full'), 'Customer')).toEqual(expect.arrayContaining(['gender', 'address']));
});

it('refuses a role that there is not', () =>
  expect(print('partnr')).rejects.toThrow('There is no role "partnr", only full, partner. Did you mean "partner"?'));
