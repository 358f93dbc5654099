import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';

let database: TestDatabase;
let serving: Serving;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', birthdate: '1990-03-01' }]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-29', to: '2026-03-30' });
  serving = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
});
afterAll(async () => {
  await serving.stop();
  await database.drop();
});

interface Body {
  data?: { customer: { profile: { fields: Record<string, unknown> } } };
  errors?: readonly { message: string }[];
}

async function ask(query: string, { url } = serving): Promise<Body> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Body;
}

const fieldOf = (name: string) => `{ customer(id: "A") { profile { fields { ${name} } } } }`;

const until = async (done: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 10_000; !(await done());)
    if (Date.now() > end) throw new Error('It did not happen within 10 s');
};

describe('a rename while clients keep asking', () => {
  it('fails no request, keeps the old field, deprecated, and shows the new one', async () => {
    const state = { going: true };
    const answers: Body[] = [];
    const clients = Array.from({ length: 4 }, async () => {
      while (state.going) answers.push(await ask(fieldOf('age')));
    });
    const names = ['AGE', 'AGE_A', 'AGE_B', 'AGE_C', 'AGE_D', 'AGE_E'];
    for (const [n, from] of names.slice(0, -1).entries()) {
      const to = names[n + 1] as string;
      await changeCatalogue(database.client, () => [{ kind: 'rename', from, to }], { today: '2026-03-31' });
      await until(async () => (await ask(fieldOf(`age${to.slice(-1)}`))).errors === undefined);
    }
    state.going = false;
    await Promise.all(clients);
    expect(answers.length).toBeGreaterThan(20);
    const odd = answers.filter((answer) => answer.data?.customer.profile.fields['age'] !== 36);
    expect(odd).toEqual([]);
    const type = await ask(
      `{ __type(name: "ProfileFields") { fields(includeDeprecated: true) { name deprecationReason } } }`,
    );
    const { fields } = (
      type.data as unknown as { __type: { fields: { name: string; deprecationReason: string | null }[] } }
    ).__type;
    expect(fields.filter(({ name }) => name.startsWith('age'))).toEqual([
      { name: 'ageE', deprecationReason: null },
      ...['age', 'ageA', 'ageB', 'ageC', 'ageD'].map((name) => ({ name, deprecationReason: 'Renamed: use ageE.' })),
    ]);
  });
});

describe('a name that is taken away', () => {
  it('is shown by no server, and answered by each of them for its time of grace, by one that starts later too', async () => {
    const change = (from: string, to?: string) =>
      changeCatalogue(
        database.client,
        () => [to === undefined ? { kind: 'retire', alias: from } : { kind: 'rename', from, to }],
        { today: '2026-03-31', graceSeconds: 600 },
      );
    await change('CITY', 'TOWN');
    await change('CITY');
    const shown = async () =>
      JSON.stringify(await ask('{ __type(name: "ProfileFields") { fields(includeDeprecated: true) { name } } }'));
    await until(async () => (await shown()).includes('"town"') && !(await shown()).includes('"city"'));
    const later = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
    try {
      const answer = { data: { customer: { profile: { fields: { city: null } } } } };
      for (const server of [serving, later]) expect(await ask(fieldOf('city'), server)).toEqual(answer);
      await database.client`update facet.retired_field_names set answers_until = clock_timestamp()`;
      await change('STATE', 'REGION');
      for (const server of [serving, later]) {
        await until(async () => (await ask(fieldOf('city'), server)).errors !== undefined);
        expect((await ask(fieldOf('city'), server)).errors?.[0]?.message).toContain('Cannot query field "city"');
      }
    } finally {
      await later.stop();
    }
  });
});

describe('a server without a catalogue', () => {
  it('starts, has a null profile, and learns the catalogue when it comes', async () => {
    const empty = await cloneDatabase();
    const config = { ...readConfig({}), port: 0, catalogue: { pollSeconds: 0.2, graceSeconds: 600 } };
    // Without LISTEN, as behind a pooler: the poll finds the change.
    const unlistened = { ...config, database: { ...config.database, listen: false, prepare: false } };
    const server = await serve(unlistened, empty.target, pino({ level: 'silent' }));
    try {
      await addCustomers(empty, [{ id: 'A', birthdate: '1990-03-01' }]);
      const query = async (text: string) => {
        const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query: text }).toString()}`);
        return (await response.json()) as Body;
      };
      expect(await query('{ customer(id: "A") { profile { date fields { date } } } fieldAliases { name } }')).toEqual({
        data: { customer: { profile: null }, fieldAliases: [] },
      });
      await runSnapshot(testJob(empty, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
      await until(async () => (await query(fieldOf('age'))).data?.customer.profile.fields['age'] === 36);
    } finally {
      await server.stop();
      await empty.drop();
    }
  });
});
