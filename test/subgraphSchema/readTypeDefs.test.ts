import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { readTypeDefs, type TypeDefs } from '../../src/subgraphSchema/readTypeDefs.js';

const sdl = 'type Query {\n  a: Int\n}';
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facet-sdl-'));
  file = join(folder, 'a.graphql');
  writeFileSync(file, sdl);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (typeDefs: TypeDefs) => readTypeDefs(typeDefs).map(({ document, text }) => [print(document), text]);

describe('readTypeDefs', () => {
  it('takes a text, a document, files, and several of them', () => {
    expect(read(sdl)).toEqual([[sdl, sdl]]);
    expect(read(parse(sdl))).toEqual([[sdl, undefined]]);
    expect(read({ file })).toEqual([[sdl, sdl]]);
    expect(read({ file: pathToFileURL(file) })).toEqual([[sdl, sdl]]);
    expect(read([sdl, { file }, parse(sdl), '  \n'])).toEqual([
      [sdl, sdl],
      [sdl, sdl],
      [sdl, undefined],
    ]);
    expect(read([])).toEqual([]);
  });

  it('says which piece is no SDL, and where', () => {
    writeFileSync(join(folder, 'bad.graphql'), 'type Query {\n  a Int\n}');
    const bad = join(folder, 'bad.graphql');
    expect(() => read([sdl, { file: bad }])).toThrow(
      `The SDL file ${bad} is no SDL at line 2, column 5: Syntax Error: Expected ":", found Name "Int".`,
    );
    expect(() => read('type')).toThrow(
      'The SDL of the subgraph is no SDL at line 1, column 5: Syntax Error: Expected Name, found <EOF>.',
    );
    expect(() => read([sdl, 'type'])).toThrow('Part 2 of the SDL of the subgraph is no SDL at line 1, column 5');
  });

  it('says which file cannot be read, and what is none of these', () => {
    expect(() => read({ file: join(folder, 'gone.graphql') })).toThrow(
      `The SDL file ${join(folder, 'gone.graphql')} cannot be read: ENOENT`,
    );
    for (const other of [5, null, { kind: 'Field' }, {}])
      expect(() => read([other as unknown as string])).toThrow(
        'The SDL of the subgraph is neither a text, nor a document of "parse", nor { file }.',
      );
  });
});
