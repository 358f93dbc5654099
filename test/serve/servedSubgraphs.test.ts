import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig, type Config } from '../../src/config.js';
import { servedSubgraphs } from '../../src/federation/servedSubgraphs.js';
import { serve } from '../../src/serve.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const log = pino({ level: 'silent' });
const withDirectives = (directives: Config['subgraph']['directives']): Config => ({
  ...readConfig({}),
  port: 0,
  subgraph: { directives, costs: false },
});

it('some subgraphs alone are served, with the directives of the config', async () => {
  const config = withDirectives({
    'FieldAlias.piiClass': ['@tag(name: "partner")'],
    'Customer.email': ['@authenticated'],
  });
  const serving = await serve(config, database.target, log, servedSubgraphs(subgraphs, 'aliases,validation'));
  try {
    const ask = async (query: string) => {
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${serving.url}/graphql`, { method: 'POST', headers, body });
      return (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string }[] };
    };
    const { data } = await ask('{ _service { sdl } fieldAliases { name } validationRuns { totalCount } }');
    expect(data).toMatchObject({ fieldAliases: [], validationRuns: { totalCount: 0 } });
    const { sdl } = (data ?? {})['_service'] as { sdl: string };
    expect(sdl).toContain('piiClass: FacetPiiClass @tag(name: "partner")');
    // What is at customers is of those who serve them.
    expect(sdl).not.toContain('@authenticated');
    expect(sdl).not.toContain('type Customer ');
    expect((await ask('{ customers { totalCount } }')).errors?.[0]?.message).toContain(
      'Cannot query field "customers"',
    );
  } finally {
    await serving.stop();
  }
});

it('a start is refused with directives that can stand nowhere', async () => {
  const config = withDirectives({ 'Customer.mail': ['@inaccessible'] });
  await expect(serve(config, database.target, log)).rejects.toThrow(
    'subgraph.directives."Customer.mail" in the config file: the schema has nothing of that name. Did you mean "Customer.email"',
  );
});
