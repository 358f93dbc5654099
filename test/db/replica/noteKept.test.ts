import { expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Door } from '../../../src/db/doorTypes.js';
import { noteKept } from '../../../src/db/replica/noteKept.js';

it('tells of what comes to something else than before, by statement, values and asker, before it is given', async () => {
  let n = 1;
  const told: string[] = [];
  const note = noteKept(() => told.push('changed'));
  const door: Door = { query: async () => [{ n }] as never };
  const ask = async (asker: string, id: string) => {
    await note(door, asker).query(sql`select n from things where id = ${id}`);
    told.push(`${asker} has ${id}`);
  };
  await ask('a', '1');
  await ask('a', '1');
  await ask('a', '2');
  await ask('b', '1');
  n = 2;
  await ask('a', '1');
  await ask('a', '1');
  expect(told).toEqual([
    'changed',
    'a has 1',
    'a has 1',
    'changed',
    'a has 2',
    'changed',
    'b has 1',
    'changed',
    'a has 1',
    'a has 1',
  ]);
});
