import { describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { composeSubgraphs } from '../../src/composition/compose.js';
import { scalars } from '../../src/federation/scalars.js';
import { adoptScalars } from '../../src/joining/adoptScalars.js';
import { createSubgraphSchema } from '../../src/subgraph.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const ours = `${link} scalar Date scalar EmailAddress type Query { a(day: Date, id: EmailAddress): Int }`;
const theirs = `${link} scalar EmailAddress type Query { b(id: EmailAddress): Int }`;

describe('adoptScalars', () => {
  const { sdl } = composeSubgraphs([
    { name: 'facet', url: '', sdl: ours },
    { name: 'other', url: 'http://127.0.0.1:1', sdl: theirs },
  ]);
  const supergraph = readSupergraph(sdl);
  const { apiSchema } = supergraph;
  const { Date, EmailAddress } = scalars;
  adoptScalars(supergraph, createSubgraphSchema({ typeDefs: ours, resolvers: { Date, EmailAddress } }));
  const faults = (query: string) => validate(apiSchema, parse(query)).map(({ message }) => message);

  it('checks values of scalars of our own, and leaves them as they are', () => {
    expect(faults('{ a(day: "2026-03-31") }')).toEqual([]);
    expect(faults('{ a(day: "no day") }')).toEqual([
      '"no day" is not a day of the calendar, written YYYY-MM-DD, such as "2026-03-31".',
    ]);
    const type = apiSchema.getType('Date') as unknown as { parseValue(value: unknown): unknown };
    expect(type.parseValue('2026-03-31')).toBe('2026-03-31');
    expect(() => type.parseValue('no day')).toThrow('is not a day of the calendar');
  });

  it('checks none of those that others have too', () =>
    expect(faults('{ a(id: "theirs") b(id: "theirs") }')).toEqual([]));
});
