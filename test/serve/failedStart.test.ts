import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('a start that fails leaves no connection behind', async () => {
  const config = { ...readConfig({}), port: 0 };
  const log = pino({ level: 'silent' });
  const first = await serve(config, database.target, log);
  const others = { ...config, port: Number(new URL(first.url).port) };
  await expect(serve(others, database.target, log)).rejects.toThrow('is in use');
  await first.stop();
  await until(async () => {
    const [row] = await database.client<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name like 'facet serve%'`;
    return row?.n === 0;
  });
  expect(first.url).toMatch(/^http/);
});
