import { expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { run } from '../../../src/db/runStatement.js';
import { beforePath } from '../../../src/enrichment/activity/beforePath.js';
import { hostile, webFunctions } from '../web/webFunctions.js';

const { ask, sql: database } = webFunctions();

const cut = async (urls: readonly string[]): Promise<string[]> => {
  const rows = await run<{ site: string }>(
    database(),
    sql`select ${beforePath(sql`url`)} as site from unnest(${sql.param(urls)}::text[]) with ordinality as u (url, n) order by n`,
  );
  return rows.map(({ site }) => site);
};

it('is the same for all pages of a site', async () => {
  expect(
    await cut([
      'https://shop.example/a/b?c=/d',
      'https://shop.example',
      'http://u@shop.example:80/',
      '//cdn.example/a',
    ]),
  ).toEqual(['https://shop.example', 'https://shop.example', 'http://u@shop.example:80', '//cdn.example']);
});

it('leaves the host as it is, whatever the URL', async () => {
  const piece = fc.constantFrom(
    'https:',
    'http:',
    'app:',
    '/',
    '//',
    '\\',
    '?',
    '#',
    '@',
    ':',
    ':80',
    '.',
    'www.',
    'W',
    'a.example',
    '[::1]',
    ' ',
    '-',
    'é',
  );
  const made = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const urls = [...fc.sample(made, { numRuns: 3000, seed: 1 }), ...hostile];
  expect(await ask('url_host', await cut(urls))).toEqual(await ask('url_host', urls));
});
