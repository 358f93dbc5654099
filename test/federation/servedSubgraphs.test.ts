import { describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { compose } from '../../scripts/lib/composeSupergraph.js';
import { firstCatalogue } from '../../scripts/lib/demoSchema.js';
import { readConfig } from '../../src/config.js';
import { buildSchema, localSdl } from '../../src/federation/buildSchema.js';
import { servedSubgraphs } from '../../src/federation/servedSubgraphs.js';
import type { Subgraph } from '../../src/federation/subgraph.js';
import { subgraphs } from '../../src/subgraphs/index.js';

const names = subgraphs.map(({ name }) => name);
const chosen = (wanted?: string): string[] => servedSubgraphs(subgraphs, wanted).map(({ name }) => name);

describe('servedSubgraphs', () => {
  it('are all of them without a list, else those of the list in their own order', () => {
    expect(chosen()).toEqual(names);
    expect(chosen('metrics, aliases,,metrics')).toEqual(['aliases', 'metrics']);
  });

  it.each([
    ['', '--subgraphs names none of customers, aliases,'],
    [' , ', '--subgraphs names none of'],
    ['metrics,custmers', '"custmers", and there are only customers, aliases, .* Did you mean "customers"\\?'],
    ['Metrics', '"Metrics", and there are only .* Did you mean "metrics"\\?'],
  ])('refuses %j', (wanted, message) => expect(() => chosen(wanted)).toThrow(new RegExp(message)));
});

describe('served alone', () => {
  const catalogue = firstCatalogue();
  const { limits } = readConfig({});
  const sdlOf = (served: readonly Subgraph[]): string => localSdl(served, catalogue, '2026-01-01');
  const without = (...left: readonly Subgraph[]) => subgraphs.filter((one) => !left.includes(one));

  it.each(subgraphs.map((one) => [one.name, one] as const))(
    '%s is a schema, and composes with all others',
    (_, one) => {
      expect(printSchema(buildSchema([one], catalogue, '2026-01-01', limits))).toContain('type Query');
      const { publicSdl } = compose([
        { name: 'one', sdl: sdlOf([one]) },
        { name: 'others', sdl: sdlOf(without(one)) },
      ]);
      expect(publicSdl).toContain('type Query');
    },
  );

  it('every two are a schema, and have the fields of the catalogue only with customers', () => {
    for (const one of subgraphs)
      for (const other of subgraphs.slice(subgraphs.indexOf(one) + 1)) {
        const schema = buildSchema([one, other], catalogue, '2026-01-01', limits);
        const hasFields = [one, other].some(({ name }) => name === 'customers');
        expect([one.name, other.name, schema.getType('ProfileFields') !== undefined]).toEqual([
          one.name,
          other.name,
          hasFields,
        ]);
      }
  });

  it('together they say what the whole says', () => {
    const fieldsOf = (sdl: string) =>
      [...sdl.matchAll(/^(?:type|input|enum) (\w+)/gm)].map(([, name = '']) => name).toSorted();
    const whole = compose([{ name: 'facet', sdl: sdlOf(subgraphs) }]);
    const parts = compose(subgraphs.map((one) => ({ name: one.name, sdl: sdlOf([one]) })));
    expect(fieldsOf(parts.publicSdl)).toEqual(fieldsOf(whole.publicSdl));
  });
});
