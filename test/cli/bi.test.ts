import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { forward } from '../../src/bi/forward.js';
import { biCommand } from '../../src/cli/bi.js';
import { migrateCommand } from '../../src/cli/migrate.js';
import { warnOfLogins } from '../../src/cli/serving/warnOfLogins.js';
import { readConfig } from '../../src/config.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { startScratchServer, type ScratchServer } from '../bi/scratchServer.js';
import { runInProcess, type Outcome } from './inProcess.js';

let server: ScratchServer;
let folder: string;
let url: string;
const aborter = new AbortController();

const configFile = (): string => join(folder, 'facet.yml');

const configure = (roles: string): Promise<void> => writeFile(configFile(), `access:\n  roles:\n${roles}`);

const run = (...args: string[]): Promise<Outcome> =>
  runInProcess(biCommand(), args, { DATABASE_URL: url, FACET_CONFIG: configFile() });

const refusal = (sentence: string | RegExp) => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(sentence),
});

beforeAll(async () => {
  server = await startScratchServer();
  folder = await makeTestFolder('bi-command');
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  url = `postgresql://facet:${server.target.password}@127.0.0.1:${(listening.address() as AddressInfo).port}/facet`;
  await configure('    partner: { apps: all, pii: { CONTACT: mask } }\n    small: { apps: all, leastGroup: 10 }\n');
  const migrated = await runInProcess(migrateCommand(), [], { DATABASE_URL: url, FACET_CONFIG: configFile() });
  expect(migrated.code).toBe(0);
  await addCustomers(server, [{ id: 'A', email: 'ada@example.com' }]);
}, 120_000);
afterAll(async () => {
  aborter.abort();
  await server.stop();
  await removeTestFolder(folder);
});

async function emails(connection: string): Promise<unknown[]> {
  const client = postgres(connection, { max: 1 });
  try {
    return (await client`select email from merged_customers`).map((row) => row['email'] as unknown);
  } finally {
    await client.end();
  }
}

const schemas = async (): Promise<unknown[]> =>
  (await server.client`select nspname::text as name from pg_namespace where nspname like 'bi%' order by 1`).map(
    (row) => row['name'] as unknown,
  );

describe('facet bi --role', () => {
  it('prints in a dry run the statements that it would run, and makes nothing', async () => {
    const { code, stdout } = await run('--role', 'partner', '--dry-run');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split(';\n');
    expect(lines[0]).toBe('create schema if not exists bi_partner');
    expect(stdout).toContain('create or replace view bi_partner.merged_customers as select');
    expect(stdout).toContain(`create role facet_bi_partner_facet login password 'a new password' connection limit 20;`);
    expect(stdout).toContain('grant select on all tables in schema bi_partner to facet_bi_partner_facet;');
    expect(await schemas()).toEqual(['bi']);
    expect(await server.client`select from pg_roles where rolname like 'facet_bi%'`).toEqual([]);
  });

  it('prints the connection string of what the role sees, which the list knows', async () => {
    const { code, stdout } = await run('--role', 'partner');
    expect([code, await emails(stdout.trim())]).toEqual([0, ['a***@masked.invalid']]);
    expect(await run('--list')).toEqual({
      code: 0,
      stdout: 'facet_bi_partner_facet  of the role partner  schema bi_partner  up to the config\n',
      stderr: '',
    });
    await configure('    partner: { apps: all, pii: { CONTACT: hide } }\n');
    const listed = await run('--list');
    expect(listed.stdout).toBe(
      'facet_bi_partner_facet  of the role partner  schema bi_partner  not up to the config\n',
    );
    expect(listed.stderr).toMatch(/What "partner" may see has changed .* "facet bi --refresh" brings them up/);
    expect(await emails(stdout.trim())).toEqual(['a***@masked.invalid']);
    const refreshed = await run('--refresh');
    expect(refreshed.stderr).toMatch(/The views of roles are up to the config\.\n$/);
    expect(await emails(stdout.trim())).toEqual([null]);
  });

  it('is warned of by a server that starts with another config', async () => {
    const warned: unknown[] = [];
    const log = { warn: (given: object, sentence: string) => void warned.push([given, sentence]) };
    const warn = () => warnOfLogins(server.client, readConfig({ FACET_CONFIG: configFile() }), log as never);
    await warn();
    expect(warned).toEqual([]);
    await configure('    other: { apps: all }\n');
    await warn();
    expect(warned).toEqual([
      [
        { login: 'facet_bi_partner_facet' },
        expect.stringContaining('"partner" can have no login: the config has no such role.'),
      ],
    ]);
  });

  it('is ended although the config has forgotten the role', async () => {
    const dry = await run('--role', 'partner', '--revoke', '--dry-run');
    expect(dry.stderr).toBe('would drop the login of the role "partner", its views and their schema\n');
    expect(await schemas()).toEqual(['bi', 'bi_partner']);
    const { code, stderr } = await run('--role', 'partner', '--revoke');
    expect([code, stderr]).toEqual([0, 'The login of the role "partner" and its views are gone.\n']);
    expect(await schemas()).toEqual(['bi']);
    expect((await run('--list')).stderr).toBe('There are no logins for BI tools: "facet bi" makes one.\n');
    expect(await run('--role', 'partner', '--revoke')).toEqual(refusal('has no login for BI tools in this database'));
  });

  it.each<[string, string[], RegExp]>([
    [
      'a role that is not there',
      ['--role', 'nobody'],
      /"nobody" can have no login for BI tools: the config has no such role/,
    ],
    ['a role of which it cannot be', ['--role', 'small', '--dry-run'], /groups of 10 and more alone/],
    ['an end of nothing', ['--revoke'], /name it with "--role"/],
    ['two things at once', ['--list', '--refresh'], /are told one at a time/],
    ['a refresh of one role', ['--refresh', '--role', 'small'], /are told one at a time/],
  ])('refuses %s', async (_, args, sentence) => {
    await configure('    small: { apps: all, leastGroup: 10 }\n');
    expect(await run(...args)).toEqual(refusal(sentence));
    expect(await schemas()).toEqual(['bi']);
  });
});
