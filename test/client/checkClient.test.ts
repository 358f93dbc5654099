import { describe, expect, it } from '@jest/globals';
import type { Sql } from '../../src/db/client.js';
import { checkClient } from '../../src/client/checkClient.js';
import { refusal } from '../support/refusal.js';

const asked = ['it’s "a", {text}', 'b'];

/** Somebody's client: what it answers the question with, or fails with. */
const clientThat = (answer: () => Promise<unknown>) => ({ begin: () => {}, unsafe: answer }) as unknown as Sql;
const answering = (rows: unknown) => clientThat(async () => rows);
const failing = (error: unknown) => clientThat(() => Promise.reject(error));

const changes = refusal(
  'The client of postgres.js renames columns, changes values or knows no arrays: give one without "transform" and with ' +
    '"fetch_types", or the URL of the database.',
  'CLIENT_UNFIT',
);

describe('a client', () => {
  it('is asked for a list of texts, as a value, without being prepared', async () => {
    const questions: unknown[][] = [];
    const unsafe = async (...question: unknown[]) => {
      questions.push(question);
      return [{ theTexts: asked }];
    };
    await checkClient({ begin: () => {}, unsafe } as unknown as Sql);
    expect(questions).toEqual([['select $1::text[] as "theTexts"', [asked], { prepare: false }]]);
  });

  it.each([
    ['no row', []],
    ['a renamed column', [{ the_texts: asked }]],
    ['a column in small letters', [{ thetexts: asked }]],
    ['the text of the list', [{ theTexts: '{"it’s \\"a\\", {text}",b}' }]],
    ['null', [{ theTexts: null }]],
    ['one text too few', [{ theTexts: asked.slice(0, 1) }]],
    ['one text too many', [{ theTexts: [...asked, 'c'] }]],
    ['changed texts', [{ theTexts: asked.map((text) => text.toUpperCase()) }]],
    ['them in another order', [{ theTexts: asked.toReversed() }]],
  ])('that answers with %s is refused', async (_, rows) => {
    await expect(checkClient(answering(rows))).rejects.toThrow(changes);
  });

  it.each([
    ['22P02, a malformed list', { code: '22P02' }],
    ['one of that class behind another error', { cause: { code: '22023' } }],
  ])('that fails with %s is refused', async (_, fault) => {
    await expect(checkClient(failing(Object.assign(new Error('x'), fault)))).rejects.toThrow(changes);
  });

  it.each([
    ['nobody', { code: 'ECONNREFUSED' }],
    ['a database that does not exist', { code: '3D000' }],
    ['an error without a code', {}],
  ])('that meets %s is for others to judge', async (_, fault) => {
    await expect(checkClient(failing(Object.assign(new Error('x'), fault)))).resolves.toBeUndefined();
  });
});

it.each([
  ['null', null],
  ['undefined', undefined],
  ['a text', 'postgres://'],
  ['a connection of its own', { unsafe: async () => [{ theTexts: asked }] }],
  ['what has something else of that name', { begin: true, unsafe: async () => [{ theTexts: asked }] }],
])('%s can begin no transaction', async (_, client) => {
  await expect(checkClient(client as unknown as Sql)).rejects.toThrow(
    refusal(
      'What was given instead of a client of postgres.js cannot begin a transaction, as a reserved connection cannot: give what ' +
        'postgres(…) returned, or the URL of the database.',
      'CLIENT_UNFIT',
    ),
  );
});
