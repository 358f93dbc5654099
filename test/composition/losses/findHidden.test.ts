import { expect, it } from '@jest/globals';
import { composeSubgraphs } from '../../../src/composition/compose.js';
import { subgraphOf } from '../subgraphOf.js';

const imports = ['key', 'shareable', 'inaccessible', 'external', 'requires'];

it('tells what one subgraph shows and another one hides', () => {
  const { notes } = composeSubgraphs([
    subgraphOf(
      'a',
      `type Query { a(f: Filter, by: Int): One @shareable }
       input Filter { is: String in: String }
       enum Mood { GLAD SAD }
       type One @key(fields: "id") { id: ID! name: String @shareable mood: Mood own: Int @inaccessible }
       type Page @shareable { no: Int }`,
      imports,
    ),
    subgraphOf(
      'b',
      `type Query { a(f: Filter, by: Int @inaccessible): One @shareable b: Page }
       input Filter { is: String in: String @inaccessible }
       enum Mood { GLAD SAD @inaccessible }
       type One @key(fields: "id") {
         id: ID! name: String @shareable @inaccessible moods: [Mood] own: Int @external more: Int @requires(fields: "own")
       }
       type Page @shareable { no: Int }`,
      imports,
    ),
  ]);
  const sentence = (coordinate: string) => `${coordinate}: "a" has it, and "b" hides it from clients by @inaccessible.`;
  expect(notes.filter(({ kind }) => kind === 'hidden').map(({ message }) => message)).toEqual(
    ['Query.a(by:)', 'Filter.in', 'Mood.SAD', 'One.name'].map(sentence),
  );
});
