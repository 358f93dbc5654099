import { describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { composeSubgraphs } from '../../src/composition/compose.js';
import type { Composition, SubgraphSource } from '../../src/composition/Composition.js';
import { createJoinedSchema } from '../../src/joining/createJoinedSchema.js';
import { createRemotes } from '../../src/joining/createRemotes.js';
import type { SchemaParts } from '../../src/joining/SchemaParts.js';
import { createSubgraphSchema } from '../../src/subgraph.js';
import { eventually } from './eventually.js';
import { gatewayConfig } from './openGateway.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const localWith = (field: string): GraphQLSchema =>
  createSubgraphSchema({ typeDefs: `${link} type Query { ${field}: Int }` });
const source = (field: string): SubgraphSource => ({
  name: 'other',
  url: 'http://127.0.0.1:1/graphql',
  sdl: `${link} type Query { ${field}: Int }`,
});

/** A joined schema whose parts a test changes, and whose composing it can hold up. */
async function openJoined(remote: string) {
  const listeners = new Set<(schema: GraphQLSchema) => void>();
  const state: { local: GraphQLSchema; parts: SchemaParts; gate: Promise<void>; composed: number } = {
    local: localWith('a'),
    parts: { kind: 'subgraphs', subgraphs: [source(remote)] },
    gate: Promise.resolve(),
    composed: 0,
  };
  const lines: string[] = [];
  const say = (_: object, message: string) => void lines.push(message);
  const log = { error: say, warn: say, info: say, debug: () => {} };
  const config = gatewayConfig({ subgraphs: [{ name: 'other', url: 'http://127.0.0.1:1/graphql' }] });
  const remotes = createRemotes(config, log);
  const joined = await createJoinedSchema({
    local: {
      get current() {
        return state.local;
      },
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    localName: 'facet',
    parts: () => state.parts,
    compose: async (subgraphs): Promise<Composition> => {
      state.composed += 1;
      const composition = composeSubgraphs(subgraphs);
      await state.gate;
      return composition;
    },
    check: () => {},
    remotes,
    log,
  });
  const fields = (schema = joined.current) => Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted();
  return { joined, state, lines, fields, remotes };
}

describe('createJoinedSchema', () => {
  it('folds all changes that come while it composes into one more composition', async () => {
    const { joined, state, fields } = await openJoined('x');
    expect([state.composed, fields()]).toEqual([1, ['a', 'x']]);
    const seen: string[][] = [];
    joined.onChange((schema) => seen.push(fields(schema)));
    let release = (): void => {};
    state.gate = new Promise((resolve) => (release = resolve));
    state.local = localWith('b');
    const followed = joined.follow();
    await eventually(() => state.composed === 2);
    for (const field of ['c', 'd', 'e']) {
      state.local = localWith(field);
      void joined.follow();
    }
    state.parts = { kind: 'subgraphs', subgraphs: [source('y')] };
    void joined.follow();
    release();
    await followed;
    expect(state.composed).toBe(3);
    // What was begun is put in force, and then the newest.
    expect(seen).toEqual([
      ['b', 'x'],
      ['e', 'y'],
    ]);
  });

  it('composes nothing where nothing has changed', async () => {
    const { joined, state } = await openJoined('x');
    await joined.follow();
    await joined.follow();
    expect(state.composed).toBe(1);
  });

  it('keeps what is in force on any error, tells the same one once, and gives each schema what it was made of', async () => {
    const { joined, state, lines, fields } = await openJoined('x');
    const before = joined.current;
    expect(before.extensions.joined?.local?.schema).toBe(state.local);
    for (let n = 0; n < 3; n += 1) {
      state.parts = { kind: 'subgraphs', subgraphs: [{ ...source('x'), sdl: 'type Query {' }] };
      await joined.follow();
    }
    expect(joined.current).toBe(before);
    expect(joined.fault).toContain('"other"');
    expect(lines).toEqual(['The changed subgraphs cannot be joined; the schema in force stays.']);
    state.local = localWith('b');
    state.parts = { kind: 'subgraphs', subgraphs: [source('x')] };
    await joined.follow();
    expect([joined.fault, fields()]).toEqual([undefined, ['b', 'x']]);
    // Operations that began before go on with the schema that they began on.
    expect(before.extensions.joined?.local?.schema).not.toBe(state.local);
    expect([...(joined.current.extensions.joined?.remotes.keys() ?? [])]).toEqual(['other']);
    expect(joined.current.extensions.joined?.remotes.get('other')).toBe(before.extensions.joined?.remotes.get('other'));
  });

  it('calls nobody of a supergraph that is not put in force', async () => {
    const { joined, state, remotes } = await openJoined('x');
    const [fresh, lost] = [
      { ...source('y'), name: 'fresh' },
      { ...source('z'), name: 'lost', url: '' },
    ];
    state.parts = { kind: 'subgraphs', subgraphs: [source('x'), fresh, lost] };
    await joined.follow();
    expect(joined.fault).toContain('"lost" has no address');
    expect(remotes.all.map(({ name }) => name)).toEqual(['other']);
    const [other] = remotes.all;
    state.parts = { kind: 'subgraphs', subgraphs: [source('x'), fresh] };
    await joined.follow();
    expect(remotes.all.map(({ name }) => name)).toEqual(['other', 'fresh']);
    expect(remotes.all[0]).toBe(other);
  });

  it('puts nothing in force that was being made when it was stopped', async () => {
    const { joined, state, lines } = await openJoined('x');
    const before = joined.current;
    let release = (): void => {};
    state.gate = new Promise((resolve) => (release = resolve));
    state.local = localWith('b');
    void joined.follow();
    await eventually(() => state.composed === 2);
    const stopped = joined.stop();
    release();
    await stopped;
    expect([joined.current === before, lines]).toEqual([true, []]);
  });

  it('follows nothing once it is stopped', async () => {
    const { joined, state } = await openJoined('x');
    await joined.stop();
    state.local = localWith('b');
    await joined.follow();
    expect(state.composed).toBe(1);
  });
});
