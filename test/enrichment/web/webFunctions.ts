import { afterAll, beforeAll } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

/** A function of the schema `facet` that takes one text, called for many texts at once. */
export type Ask = <T>(name: string, texts: readonly (string | null)[]) => Promise<T[]>;

/** A database of this file, and a way to call its functions. */
export function webFunctions(): { readonly ask: Ask; readonly sql: () => TestDatabase['client'] } {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());
  const ask: Ask = async (name, texts) => {
    // As JSON, because the client reads a missing entry of an array as the text "NULL".
    const rows = await database.client`
      select to_jsonb(${database.client.unsafe(`facet.${name}(input)`)}) as answer
      from unnest(${texts as string[]}::text[]) with ordinality as inputs (input, n)
      order by n`;
    return rows.map(({ answer }) => answer as never);
  };
  return { ask, sql: () => database.client };
}

/** Texts that no site sends on purpose. */
export const hostile: readonly string[] = [
  '',
  ' ',
  '?',
  '#',
  '/',
  '//',
  '://',
  'https://',
  'https:///',
  'https://?',
  'https://@',
  'https://:80',
  'https://[',
  'http://..',
  'http://-.-',
  '?&&&===',
  '?utm_source',
  '?utm_source=%',
  '?utm_source=%0',
  '?utm_source=%zz',
  '?utm_source=%00',
  '?utm_source=%FF%FE',
  '?utm_source=%ED%A0%80',
  '?utm_source=%C3',
  '?utm_source=%F4%90%80%80',
  '?%=1',
  '?%E2%82=1&gclid=%E2%82',
  '?utm_source=\\',
  '?utm_source=\\0041%5C0041',
  "'; drop table x; --",
  '\\',
  '\\.com',
  'a\\.b\\.c',
  '%',
  '_',
  '\u{1F600}',
  'MOZILLA/5.0',
  '\u0001\u007F\uFFFF',
  'a'.repeat(100_000),
  `/?${'a=b&'.repeat(25_000)}`,
  `/?utm_source=${'%FF'.repeat(33_000)}`,
  `/?utm_source=${'%'.repeat(100_000)}`,
  `/?${'utm_source=&'.repeat(8_000)}utm_source=x`,
  `https://${'a.'.repeat(50_000)}com/`,
  `https://${'@'.repeat(100_000)}`,
  '/'.repeat(100_000),
];
