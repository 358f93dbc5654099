import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createRightsOf, narrowsRows } from '../../src/access/viewerRights.js';
import { fullRole } from '../../src/config/access/Role.js';
import { readConfig, type Config } from '../../src/config.js';
import { applyRowRights, hasRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { appNamed } from '../../src/levels/askedMetrics.js';
import { serve } from '../../src/serve.js';
import { visibilityIn, visibilityOf, visibleApps } from '../../src/visibleRows.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { clientNamed } from '../support/viewers.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const roles = (more: Partial<typeof fullRole>): Config['access'] => ({
  ...readConfig({}).access,
  roles: new Map([
    ['full', fullRole],
    ['partner', { ...fullRole, name: 'partner', ...more }],
  ]),
});
const configWith = (more: Partial<Config>): Config => ({ ...readConfig({}), port: 0, ...more });
const start = (config: Config) => serve(config, database.target, pino({ level: 'silent' }));
const missing = { name: 'UserError', code: 'ROW_RIGHTS_MISSING' };

describe('the start of a server', () => {
  it('changes nothing of a database without restricted viewers', async () => {
    const serving = await start(configWith({ access: roles({}) }));
    await serving.stop();
    expect(await hasRowRights(database.client)).toBe(false);
  });

  it('is refused where a role does not see all rows and the database would not narrow it', async () => {
    await database.client`
      insert into facet.api_clients (name, key_hash, created_at) values ('a', 'b', now()) on conflict do nothing`;
    const config = configWith({ access: roles({ apps: ['alpha'] }), databaseUrl: 'postgresql://somewhere' });
    await expect(start(config)).rejects.toMatchObject({
      ...missing,
      message: expect.stringMatching(/an administrator can run: create role facet_viewer_\w+ nologin; grant /),
    });
    expect(await hasRowRights(database.client)).toBe(false);
  });

  it('makes what is missing in its own database', async () => {
    const serving = await start(configWith({ access: roles({ brands: ['one'] }) }));
    await serving.stop();
    expect(await hasRowRights(database.client)).toBe(true);
    expect(await applyRowRights(database.client)).toMatchObject({ ofRole: [], ofTables: [] });
  });

  it('is refused where a table has come since that is not narrowed', async () => {
    await database.client`drop policy facet_viewer on facet.segments`;
    const config = configWith({ access: roles({ apps: ['alpha'] }), databaseUrl: 'postgresql://somewhere' });
    await expect(start(config)).rejects.toMatchObject({
      ...missing,
      message: expect.stringContaining('run "facet migrate" as the owner of the tables'),
    });
    await applyRowRights(database.client);
    const serving = await start(config);
    await serving.stop();
  });
});

describe('rights of viewers', () => {
  it('are looked for when there are keys that do not see all rows', async () => {
    const access = roles({});
    expect(await narrowsRows({ access }, database.client)).toBe(false);
    await database.client`alter table facet.api_clients add column if not exists apps text[]`;
    await database.client`update facet.api_clients set apps = '{alpha}'`;
    expect(await narrowsRows({ access }, database.client)).toBe(true);
    await database.client`update facet.api_clients set revoked_at = now()`;
    expect(await narrowsRows({ access }, database.client)).toBe(false);
  });

  it('are refused to a viewer while something is missing, and given once it is there', async () => {
    const rightsOf = createRightsOf(database.client, false);
    const viewer = clientNamed('partner', { apps: ['alpha'] });
    await database.client`alter table facet.customers disable row level security`;
    await expect(rightsOf(viewer)).rejects.toMatchObject(missing);
    expect(await rightsOf(clientNamed('analyst'))).toBeUndefined();
    await applyRowRights(database.client);
    expect(await rightsOf(viewer)).toMatchObject({ apps: ['alpha'], brands: null });
  });
});

describe('what a viewer sees', () => {
  const of = (apps: readonly string[] | null, brands: readonly string[] | null = null) => ({
    viewer: clientNamed('partner', { apps, brands }),
  });

  it('has one name for all who see the same', () => {
    expect(visibilityOf(of(['b', 'a', 'b']))).toBe(visibilityOf(of(['a', 'b'])));
    expect(visibilityOf(of(null))).toBe('all');
  });

  it('has names of its own for whoever sees something else', () => {
    const seen = [
      of(null),
      of([]),
      of(['a']),
      of(['a', 'b']),
      of(['a,b']),
      of(['a"]'], []),
      of(null, []),
      of(null, ['a']),
    ];
    expect(new Set(seen.map(visibilityOf)).size).toBe(seen.length);
    expect(visibilityOf(of(['all']))).not.toBe('all');
    expect(visibilityOf(of(['a\nb']))).not.toContain('\n');
  });

  it('is the same for all of what belongs to nobody', () => {
    expect(visibilityIn(of(['a']), 'metric_definitions')).toBe('all');
    expect(visibilityIn(of(null, ['a']), 'customers')).toBe('all');
    expect(visibilityIn(of(null, ['a']), 'campaigns')).toBe(visibilityOf(of(null, ['a'])));
    expect(visibilityIn(of(['a']), 'campaign_actions')).toBe(visibilityOf(of(['a'])));
  });
});

describe('applications', () => {
  const apps = ['first', 'second', 'third'].map((name) => ({ name, timeZone: 'UTC', isDefault: name === 'second' }));
  const seen = (names: readonly string[] | null) =>
    visibleApps({ viewer: clientNamed('partner', { apps: names }) }, apps);
  const unknown = (message: RegExp) =>
    expect.objectContaining({ code: 'UNKNOWN_APP', message: expect.stringMatching(message) });

  it('that a viewer does not see are unknown to it', () => {
    expect(() => appNamed(seen(['first']), 'second')).toThrow(
      unknown(/^There is no application "second", only first\.$/),
    );
    expect(() => appNamed(seen(['first']), 'nothing')).toThrow(
      unknown(/^There is no application "nothing", only first\.$/),
    );
  });

  it('have a default that it sees: the usual one, else its first in the order of the config', () => {
    expect(appNamed(seen(null), null).name).toBe('second');
    expect(appNamed(seen(['second', 'third']), null).name).toBe('second');
    expect(appNamed(seen(['third', 'first']), null).name).toBe('first');
  });

  it('are none for who sees none of them', () => {
    expect(() => appNamed(seen(['elsewhere']), null)).toThrow(unknown(/of which none may be seen here/));
  });
});
