import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { accessKeys, resolveAccess } from '../../../src/config/access/accessKeys.js';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';

const text = readFileSync(join(packageRoot, 'docs/access.md'), 'utf8');

it('the examples of docs/access.md are taken', () => {
  const examples = [...text.matchAll(/```yaml\n([^`]+)```/g)].map(
    ([, example = '']) => parse(example) as { access: object },
  );
  const [tokens, roles] = examples.map(({ access }) => resolveAccess(accessKeys.parse(access), '/etc/facet.yml'));
  expect(examples).toHaveLength(2);
  expect(tokens?.tokens).toHaveLength(1);
  // What the text below the example says of it.
  expect(roles?.roles.get('partner')).toMatchObject({
    apps: ['shop'],
    pii: { IDENTITY: 'refuse', CONTACT: 'mask', LOCATION: 'refuse', DEMOGRAPHIC: 'show' },
    unclassified: 'hide',
    leastGroup: 10,
    contract: true,
  });
});

/** The first column of the table under a heading. */
function namedUnder(heading: string): string[] {
  const [, section = ''] = new RegExp(`\n## ${heading}\n([^]*?)(?=\n## |$)`).exec(text) ?? [];
  const cells = [...section.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

it('docs/access.md names every key of roles and of tokens', () => {
  const { roles, tokens } = accessKeys.parse({
    roles: { one: { apps: 'all', budget: { points: 1 } } },
    tokens: [
      {
        issuer: 'a',
        audience: 'b',
        jwksFile: 'c',
        maxAgeSeconds: 1,
        claims: { role: 'r' },
        roles: { r: 'one' },
      },
    ],
  });
  expect(namedUnder('Roles').toSorted()).toEqual(Object.keys(roles['one'] ?? {}).toSorted());
  expect(namedUnder('Tokens').toSorted()).toEqual([...Object.keys(tokens[0] ?? {}), 'jwks'].toSorted());
});
