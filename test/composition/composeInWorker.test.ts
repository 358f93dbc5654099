import { describe, expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../src/composition/compose.js';
import { composeInWorker } from '../../src/composition/composeInWorker.js';
import { NotComposable } from '../../src/composition/NotComposable.js';
import { subgraphOf } from './subgraphOf.js';

const thing = subgraphOf('thing', 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! name: String }');
const size = subgraphOf('size', 'type Thing @key(fields: "id") { id: ID! size: Int }');
const other = subgraphOf('other', 'type Query { a: Int } type Thing @key(fields: "id") { id: ID! name: Int }');

describe('composeInWorker', () => {
  it('gives what composing at once gives', async () =>
    expect(await composeInWorker([thing, size])).toEqual(composeSubgraphs([thing, size])));

  it('tells the same faults', async () => {
    const refused: unknown = await composeInWorker([thing, other]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotComposable);
    expect(refused).toMatchObject({ code: 'NOT_COMPOSABLE' });
    expect(() => composeSubgraphs([thing, other])).toThrow((refused as Error).message);
    await expect(composeInWorker([{ ...thing, sdl: 'type {' }])).rejects.toThrow(
      'The SDL of the subgraph "thing" cannot be parsed, at line 1, column 6: Syntax Error: Expected Name, found "{".',
    );
  });

  it('fails where it has not ended in time, and serves those behind it', async () => {
    const late = composeInWorker([thing, size], 1);
    const next = composeInWorker([thing, size]);
    await expect(late).rejects.toThrow(
      'The subgraphs thing, size could not be composed: the composer had not ended after 0.001 seconds.',
    );
    expect((await next).sdl).toContain('size: Int @join__field(graph: SIZE)');
  });

  it('is an error where the thread fails', async () => {
    const broken = { ...thing, sdl: undefined as unknown as string };
    await expect(composeInWorker([broken])).rejects.toThrow(
      /^The subgraphs thing could not be composed: the composer failed, /,
    );
    expect((await composeInWorker([thing, size])).losses).toEqual([]);
  });
});
