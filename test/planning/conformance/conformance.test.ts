import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { lexicographicSortSchema, parse, printSchema, validate } from 'graphql';
import type { JoinedEngine } from '../../../src/planning/Planner.js';
import { comparable, joinWorld, type JoinedWorld } from './joinWorld.js';
import { randomDocument } from './randomDocument.js';
import type { World } from './World.js';
import { abstractTypes } from './worlds/abstractTypes.js';
import { chains } from './worlds/chains.js';
import { failing } from './worlds/failing.js';
import { federationOne } from './worlds/federationOne.js';
import { hiding } from './worlds/hiding.js';
import { interfaceObjects } from './worlds/interfaceObjects.js';
import { keys } from './worlds/keys.js';
import { overriding } from './worlds/overriding.js';
import { providing } from './worlds/providing.js';
import { requiring } from './worlds/requiring.js';
import { roots } from './worlds/roots.js';

const worlds: Readonly<Record<string, World>> = {
  abstractTypes,
  chains,
  failing,
  federationOne,
  hiding,
  interfaceObjects,
  keys,
  overriding,
  providing,
  requiring,
  roots,
};

/** Worlds in which stitching answers every operation that was tried. */
const stitchedAtRandom = new Set(['federationOne', 'hiding', 'keys']);
const runs = 50;

const asked = ({ documents }: World) => documents.map((one) => (typeof one === 'string' ? ([one, {}] as const) : one));

describe.each(Object.entries(worlds))('%s', (name, world) => {
  let joined: JoinedWorld;
  beforeAll(async () => {
    joined = await joinWorld(world);
  });

  /** Whether an engine answers as the one schema does. */
  async function answersAlike(engine: JoinedEngine, text: string, variables: Readonly<Record<string, unknown>>) {
    const document = parse(text);
    expect(validate(joined.whole, document)).toEqual([]);
    const expected = comparable(await joined.expected(document, variables));
    return { expected, given: comparable(await joined.ask(engine, document, variables)) };
  }

  it('shows clients the schema that was written by hand', () => {
    expect(printSchema(lexicographicSortSchema(joined.supergraph.apiSchema))).toBe(
      printSchema(lexicographicSortSchema(joined.whole)),
    );
  });

  it.each(asked(world))('is planned: %s', async (text, variables) => {
    const { expected, given } = await answersAlike('planner', text, variables);
    expect(given).toEqual(expected);
  });

  it('is stitched, but for what stitching cannot do', async () => {
    const others: string[] = [];
    for (const [text, variables] of asked(world)) {
      const { expected, given } = await answersAlike('stitching', text, variables);
      if (JSON.stringify(given) !== JSON.stringify(expected)) others.push(text);
    }
    expect(others).toEqual(Object.keys(world.unstitched ?? {}));
  });

  const engines: JoinedEngine[] = stitchedAtRandom.has(name) ? ['planner', 'stitching'] : ['planner'];
  it.each(engines)('is answered at random by the engine %s', async (engine) => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.boolean(), async (gen, yes) => {
        const document = parse(randomDocument(joined.whole, gen, fc.nat, world.leaveOut));
        fc.pre(validate(joined.whole, document).length === 0);
        const given = await joined.ask(engine, document, { yes });
        // What the planner cannot plan is refused; that this is rare shows in the operations above.
        fc.pre(given.errors?.[0]?.extensions['code'] !== 'NOT_PLANNABLE');
        expect(comparable(given)).toEqual(comparable(await joined.expected(document, { yes })));
      }),
      { numRuns: runs, maxSkipsPerRun: 20 },
    );
  });
});

it.each([
  ['a requirement of a requirement behind an entity of another subgraph', requiring, '{ urgent { twin { label } } }'],
  [
    'one field that is required with two arguments, among other requirements',
    requiring,
    '{ parcels { euros label dollars } }',
  ],
  ['a requirement behind objects that stand for an interface', interfaceObjects, '{ media { similar { shout } } }'],
])('refuses what the planner does not plan rightly: %s', async (_, world, text) => {
  const joined = await joinWorld(world);
  const answer = await joined.ask('planner', parse(text), {});
  expect(answer.data).toBeUndefined();
  expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['NOT_PLANNABLE']);
});
