import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addDay, openPeople } from './people.js';
import { askPage, type Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

/** From the 2nd FIELD2 means POINTS, a whole number, and no longer AMOUNT; LABEL is now named TAG. Only A and B are left. */
beforeAll(async () => {
  database = await openPeople();
  const { client } = database;
  await changeCatalogue(
    client,
    () => [
      { kind: 'retire', alias: 'AMOUNT', on: '2026-03-02' },
      { kind: 'add', alias: 'POINTS', slot: 'FIELD2', dataType: 'integer', description: 'Points.', from: '2026-03-02' },
      { kind: 'rename', from: 'LABEL', to: 'TAG' },
    ],
    { today: '2026-03-02' },
  );
  await addDay(database, '2026-03-02');
  await addDay(database, '2026-03-03', false);
  await client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, field2, str1)
    values ('A', '2026-03-02', 1, 7.4, 'new'), ('B', '2026-03-02', 1, 6.5, 'new'),
      ('C', '2026-03-03', 1, 7, 'new')`;
  graph = await openGraph(database, '2026-03-03');
});
afterAll(() => database.drop());

const ids = async (name: string, operators: object, asOf?: string, kind = 'number') => {
  const filter = { attributes: [{ name, [kind]: operators }] };
  const { errors, ids: found } = await askPage(graph, { filter, asOf, orderBy: [{ attribute: name }] });
  expect(errors).toEqual([]);
  return found.join('');
};

describe('a name', () => {
  it('means what it meant on the day that is read, and nothing on others', async () => {
    expect(await ids('AMOUNT', { gte: 1 }, '2026-03-01')).toBe('AEF');
    expect(await ids('AMOUNT', { gte: 1 })).toBe('');
    expect(await ids('AMOUNT', { isNull: true })).toBe('ABCDEFG');
    expect(await ids('POINTS', { is: 7 })).toBe('AB');
    expect(await ids('POINTS', { isNull: false }, '2026-03-01')).toBe('');
  });

  it('that is former still answers', async () => {
    expect(await ids('label', { is: 'new' }, undefined, 'text')).toBe('AB');
    expect(await ids('TAG', { is: 'plain' }, '2026-03-01', 'text')).toBe('A');
  });

  it('of a slot is compared by the meaning of the day', async () => {
    expect(await ids('FIELD2', { is: '1.5' }, '2026-03-01')).toBe('AE');
    expect(await ids('FIELD2', { is: 7 })).toBe('AB');
    expect(await ids('FIELD2', { is: '6.5' })).toBe('');
  });

  it('is missing for everybody before all snapshots', async () => {
    expect(await ids('TAG', { isNull: true }, '2026-02-01', 'text')).toBe('ABCDEFG');
    expect(await ids('FIELD2', { isNull: false }, '2026-02-01')).toBe('');
  });
});
