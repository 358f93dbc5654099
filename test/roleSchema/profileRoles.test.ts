import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openForRoles, type RoleServer } from './openForRoles.js';
import { addPersonalRows } from './personalRows.js';

let database: TestDatabase;
let server: RoleServer;

const all = (policy: string) => ({ IDENTITY: policy, CONTACT: policy, LOCATION: policy, DEMOGRAPHIC: policy });
const some = { apps: 'all', scopes: 'all', policies: 'all' };

/** Three attributes, of which nobody has classified the last, on one complete day. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addPersonalRows(database);
  const { client } = database;
  const add = (alias: string, dataType: 'text' | 'decimal', piiClass?: string) => ({
    kind: 'add' as const,
    alias,
    dataType,
    description: 'A value.',
    piiClass,
  });
  const added = [add('NICKNAME', 'text', 'IDENTITY'), add('SALARY', 'decimal', 'DEMOGRAPHIC'), add('HOBBY', 'text')];
  const { names } = await changeCatalogue(client, () => added, { today: '2026-03-01' }).then(async () => ({
    names: await client<{ alias: string; slot: string }[]>`select alias, slot from facet.customer_profile_fields`,
  }));
  const slotOf = (alias: string): string =>
    names.find((one) => one.alias === alias)?.slot.toLowerCase() ?? 'no such alias';
  const [load] = await client`
    insert into facet.loads (kind, started_at, finished_at, code_version)
    values ('snapshot', now(), now(), 'test') returning load_id`;
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-31')`;
  await client`insert into facet.customer_profiles ${client({
    customer_id: 'A',
    profile_date: '2026-03-02',
    load_id: String(load?.['load_id']),
    [slotOf('NICKNAME')]: 'Willi Zwo',
    [slotOf('SALARY')]: '70001.5',
    [slotOf('HOBBY')]: 'Glockenspiel',
  })}`;
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    values ('2026-03-02', ${String(load?.['load_id'])}, 1, true)`;
  server = await openForRoles(database, {
    access: {
      roles: {
        masked: { ...some, pii: all('mask'), unclassified: 'mask' },
        hidden: { ...some, pii: all('hide'), unclassified: 'hide' },
        known: { ...some, pii: all('show') },
      },
    },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

const profileWith = (fields: string) => `{ customer(id: "A") { profile { fields { date ${fields} } } } }`;
const pageWith = (fields: string) =>
  `{ customers(first: 5) { edges { node { profile { fields { date ${fields} } } } } } }`;
const named = 'nickname salary hobby';

describe.each(['once', 'twice', 'three times'])('fields of the catalogue that are asked for %s', () => {
  const answered = (fields: object) => ({ customer: { profile: { fields: { date: '2026-03-02', ...fields } } } });
  it('are as they are for who sees everything', async () => {
    const { data } = await server.ask('full', profileWith(named));
    expect(data).toEqual(answered({ nickname: 'Willi Zwo', salary: '70001.5', hobby: 'Glockenspiel' }));
  });
  it('are masked by their class; of one that nobody has classified nothing is left', async () => {
    const { data, extensions } = await server.ask('masked', profileWith(named));
    expect(data).toEqual(answered({ nickname: 'W***', salary: null, hobby: '***' }));
    const path = 'customer.profile.fields';
    expect(extensions?.masked).toEqual([`${path}.hobby`, `${path}.nickname`, `${path}.salary`]);
    const page = await server.ask('masked', pageWith(named));
    expect(page.text).toContain('{"date":"2026-03-02","nickname":"W***","salary":null,"hobby":"***"}');
  });
  it('are null where they are hidden', async () => {
    const { data, statements } = await server.ask('hidden', profileWith(named));
    expect(data).toEqual(answered({ nickname: null, salary: null, hobby: null }));
    const ofProfiles = statements.map(({ text }) => text).filter((text) => text.includes('customer_profiles'));
    expect(ofProfiles.filter((text) => /\bstr\d|\bfield\d/i.test(text))).toEqual([]);
  });
  it('are refused where nobody has classified them', async () => {
    const { data } = await server.ask('known', profileWith('nickname salary'));
    expect(data).toEqual(answered({ nickname: 'Willi Zwo', salary: '70001.5' }));
    const { errors } = await server.ask('known', profileWith('hobby'));
    expect(errors?.map(({ message }) => message)).toEqual(['Cannot query field "hobby" on type "ProfileFields".']);
  });
});
