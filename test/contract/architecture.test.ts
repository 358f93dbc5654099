import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/packageRoot.js';
import { cyclesOf, importsOf, readSources } from './rules/importGraph.js';
import { layerFaults, roomFaults } from './rules/layerFaults.js';
import { lengthFaults, medianLength, textFaults } from './rules/sourceTextFaults.js';

const sources = readSources(join(packageRoot, 'src'));
const written = Object.fromEntries(Object.entries(sources).filter(([file]) => !file.startsWith('generated/')));
const imports = Object.entries(written).flatMap(([file, text]) => importsOf(file, text));

/** The imports of made-up sources. */
const importsIn = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).flatMap(([file, text]) => importsOf(file, text));

describe('the import graph of src', () => {
  it('is whole: every import is of a file that exists', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ to }) => sources[to] === undefined)).toEqual([]);
  });
  it('has no cycles', () => expect(cyclesOf(imports.filter(({ to }) => written[to] !== undefined))).toEqual([]));
  it('has no cycles between the folders of the import', () => {
    const folderOf = (file: string): string => /^ingest\/import\/(\w+)\//.exec(file)?.[1] ?? '';
    const between = imports
      .map((one) => ({ ...one, from: folderOf(one.from), to: folderOf(one.to) }))
      .filter(({ from, to }) => from !== to && from !== '' && to !== '');
    expect(between.length).toBeGreaterThan(5);
    expect(cyclesOf(between)).toEqual([]);
  });
  it('goes down only', () => expect(layerFaults(imports)).toEqual([]));
  it('keeps subgraphs apart, and resolvers from queries', () => expect(roomFaults(imports)).toEqual([]));
});

describe('the files of src', () => {
  it('hold no any, no default export and nothing left to do', () => expect(textFaults(written)).toEqual([]));
  it('are at most 300 lines long, half of them at most 60', () => {
    expect(lengthFaults(written)).toEqual([]);
    expect(medianLength(written)).toBeLessThanOrEqual(60);
  });
});

describe('the rules see', () => {
  it('every form of import', () => {
    const text = `import {
  one,
  type Two,
} from './a.js';
import type { Three } from '../b/c.js';
import 'package';
export * from './d.js';
const later = await import('./e.js');`;
    expect(importsOf('x/y.ts', text)).toEqual([
      { from: 'x/y.ts', to: 'x/a.ts', names: ['one', 'Two'], typeOnly: false },
      { from: 'x/y.ts', to: 'b/c.ts', names: ['Three'], typeOnly: true },
      { from: 'x/y.ts', to: 'x/d.ts', names: [], typeOnly: false },
      { from: 'x/y.ts', to: 'x/e.ts', names: [], typeOnly: false },
    ]);
  });

  it('cycles', () => {
    const texts = {
      'a.ts': "import './b.js';",
      'b.ts': "import './c.js';",
      'c.ts': "import type { B } from './b.js';",
    };
    expect(cyclesOf(importsIn(texts))).toEqual(['b.ts → c.ts → b.ts']);
  });

  it('imports that go up', () => {
    const texts = {
      'lib/a.ts': "import { b } from '../db/b.js';",
      'db/b.ts': "import { readConfig } from '../config.js';",
      'gateway/c.ts': "import { subgraphs } from '../subgraphs/index.js';\nimport type { T } from '../db/tables/t.js';",
      'serve.ts': "import { run } from './cli/run.js';",
      'cli/d.ts': "import { b } from '../db/b.js';\nimport { c } from '../client/c.js';",
      'client/c.ts': "import { readConfig } from '../config.js';\nimport { s } from '../serve.js';",
      'index.ts': "export * from './client/c.js';\nexport * from './db/b.js';",
      'news/e.ts': "import { a } from '../lib/a.js';",
    };
    expect(layerFaults(importsIn(texts))).toEqual([
      'lib/a.ts imports db/b.ts: lib may import nothing',
      'db/b.ts imports more than types from config.ts',
      'gateway/c.ts imports subgraphs/index.ts: gateway may import lib, config.ts',
      'gateway/c.ts imports db/tables/t.ts: gateway may import lib, config.ts',
      expect.stringContaining('serve.ts imports cli/run.ts: '),
      'cli/d.ts imports client/c.ts, which is for others',
      expect.stringContaining('client/c.ts imports serve.ts: client may import '),
      'index.ts imports db/b.ts: index.ts may import client, lib',
      'news/e.ts is in no known layer: add "news" to the layers',
    ]);
  });

  it('subgraphs that reach too far', () => {
    const texts = {
      'subgraphs/a/resolvers.ts':
        "import { findThings } from './queries.js';\nimport { countThings, findThingPage } from './queries.js';\nimport { b } from '../b/shape.js';",
      'subgraphs/a/loaders.ts': "import { findThings } from './queries.js';\nimport { anyOf } from '../../db/sql.js';",
      'subgraphs/a/queries.ts': "import { loader } from './loaders.js';\nimport { anyOf } from '../../db/sql.js';",
      'subgraphs/a/index.ts': "import { subgraphs } from '../index.js';",
      'serve.ts': "import { a } from './subgraphs/a/resolvers.js';",
    };
    expect(roomFaults(importsIn(texts))).toEqual([
      'subgraphs/a/resolvers.ts imports subgraphs/a/queries.ts: only loaders query',
      'subgraphs/a/resolvers.ts imports subgraphs/b/shape.ts: a subgraph never imports another',
      'subgraphs/a/loaders.ts imports db/sql.ts: only queries reach the database',
      'subgraphs/a/queries.ts imports subgraphs/a/loaders.ts: queries know nothing above them',
      'subgraphs/a/index.ts imports the list of all subgraphs',
      'serve.ts imports subgraphs/a/resolvers.ts: a subgraph is entered by its index.ts',
    ]);
  });

  it('texts that must not be', () => {
    const texts = {
      'a.ts': 'const a: any = 1;\nconst b = a as any;\nconst c: Map<string, any> = new Map();\nconst d: any[] = [];',
      'b.ts': 'export default 1;\nexport { a as default };',
      'c.ts':
        '// TODO later\n/** in any order: any word in a comment, `= any($1)` in SQL */\nconst e = sql`= any(${f})`;',
    };
    expect(textFaults(texts)).toEqual([
      'a.ts:1 uses any',
      'a.ts:2 uses any',
      'a.ts:3 uses any',
      'a.ts:4 uses any',
      'b.ts:1 has a default export',
      'b.ts:2 has a default export',
      'c.ts:1 leaves something to do',
    ]);
    expect(lengthFaults({ 'long.ts': '\n'.repeat(301), 'db/tables/long.ts': '\n'.repeat(301) })).toEqual([
      'long.ts has 301 lines',
    ]);
    expect(medianLength({ a: '\n', b: '\n'.repeat(5), c: '\n'.repeat(9) })).toBe(5);
  });
});
