import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { compose } from '../../scripts/lib/composeSupergraph.js';
import { readConfig } from '../../src/config.js';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { localSdl } from '../../src/federation/buildSchema.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { subgraphs } from '../../src/subgraphs/index.js';

const folder = join(packageRoot, 'examples', 'federation');
const loyalty = readFileSync(join(folder, 'loyalty.graphql'), 'utf8');

it("the loyalty team's subgraph composes with Facet's", () => {
  const { publicSdl } = compose([
    { name: 'facet', sdl: localSdl(subgraphs, createCatalogue(0, []), '2026-11-23') },
    { name: 'loyalty', sdl: loyalty },
  ]);
  expect(publicSdl).toContain('loyaltyLetter: String');
  expect(publicSdl).toContain('membersOfTheMonth: [Customer!]!');
});

it('the config joins it where it listens', () => {
  const { gateway } = readConfig({ FACET_CONFIG: join(folder, 'facet.yml') });
  expect(gateway?.local).toBe('facet');
  expect(gateway?.subgraphs).toMatchObject([
    { name: 'loyalty', url: 'http://127.0.0.1:4001/graphql', sdl: { kind: 'service' } },
  ]);
});

interface Members {
  readonly honoured: readonly string[];
  readonly accountOf: (customerId: string) => object | null;
  readonly accountOfNumber: (number: string) => object | null;
  readonly letterTo: (customer: { readonly id: string; readonly fullName: string | null }) => string | null;
}

it('what the loyalty team knows is made of the keys of customers', async () => {
  const file: string = join(folder, 'members.js');
  const { honoured, accountOf, accountOfNumber, letterTo } = (await import(file)) as Members;
  const id = '1111113001034507';
  // 2010 + 4507 mod 12 = 2017; month 1 + 4507 mod 9 = 8.
  const account = { number: `L${id}`, tier: 'SILVER', points: 4507, since: '2017-08-15', customer: { id } };
  expect(accountOf(id)).toEqual(account);
  expect(accountOfNumber(`L${id}`)).toEqual(account);
  expect([accountOfNumber(id), accountOf('1111113001034500'), accountOf('C-12')]).toEqual([null, null, null]);
  expect(letterTo({ id, fullName: 'Thomas Schneider' })).toBe('Dear Thomas Schneider, 1493 points to GOLD.');
  expect(letterTo({ id: '1111113001036105', fullName: null })).toBe('Dear customer, thank you for everything.');
  expect(letterTo({ id: '1111113001034500', fullName: 'Nobody' })).toBeNull();
  expect(honoured.map(accountOf)).not.toContain(null);
});
