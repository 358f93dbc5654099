import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { keysAt } from '../../../src/lib/checks/keysAt.js';

interface Tree {
  readonly value: number;
  readonly children?: readonly Tree[] | undefined;
}

const tree: z.ZodType<Tree> = z.lazy(() =>
  z.strictObject({ value: z.number(), children: z.array(tree).optional() }),
) as z.ZodType<Tree>;

const schema = z
  .strictObject({
    plain: z.number().default(5),
    group: z.strictObject({ one: z.string().optional(), two: z.boolean().default(true) }).prefault({}),
    list: z.array(z.strictObject({ name: z.string() }).refine(() => true)).default([]),
    either: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a'), size: z.number() }),
      z.strictObject({ kind: z.literal('b'), colour: z.string(), size: z.number() }),
    ]),
    made: z.strictObject({ from: z.string() }).transform(({ from }) => from),
    maybe: z.strictObject({ inner: z.string() }).nullable().optional(),
    named: z.object({ and: z.array(z.string()).optional() }).catchall(z.strictObject({ is: z.string() })),
    tree: tree,
  })
  .refine(() => true);

describe('keysAt', () => {
  it.each<[readonly PropertyKey[], readonly string[]]>([
    [[], ['plain', 'group', 'list', 'either', 'made', 'maybe', 'named', 'tree']],
    // Whatever is put around an object.
    [['group'], ['one', 'two']],
    [['made'], ['from']],
    [['maybe'], ['inner']],
    // Each entry of a list has the same keys, a list has none itself.
    [['list'], []],
    [['list', 0], ['name']],
    [['list', 99], ['name']],
    // All that one of several may have, each once.
    [['either'], ['kind', 'size', 'colour']],
    // Names that users give.
    [['named'], ['and']],
    [['named', 'whatever'], ['is']],
    [['named', 'constructor'], ['is']],
    [['named', '__proto__'], ['is']],
    // One that goes into itself.
    [['tree'], ['value', 'children']],
    [
      ['tree', 'children', 3, 'children', 0],
      ['value', 'children'],
    ],
    // Where there are none.
    [['plain'], []],
    [['plain', 'deeper'], []],
    [['nothing'], []],
    [['group', 'one', 'deeper'], []],
    [['list', 'name'], []],
    [['__proto__'], []],
  ])('at %j are %j', (path, keys) => expect(keysAt(schema, path)).toEqual(keys));
});
