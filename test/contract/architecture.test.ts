import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { getTableName, isTable } from 'drizzle-orm';
import * as tables from '../../src/db/tables/index.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { docstringFaults } from './rules/docstringFaults.js';
import { doorFaults } from './rules/doorFaults.js';
import { entranceCycles, folderCycles } from './rules/folderCycles.js';
import { graphqlFaults } from './rules/graphqlFaults.js';
import { cyclesOf, importsOf, loadedWith, packagesOf, readSources } from './rules/importGraph.js';
import { layerFaults, layers, roomFaults } from './rules/layerFaults.js';
import { layerList, withLayers } from './rules/layerList.js';
import { ownerFaults } from './rules/ownerFaults.js';
import { tableFaults } from './rules/tableFaults.js';
import { lengthFaults, medianLength, textFaults } from './rules/sourceTextFaults.js';

const sources = readSources(join(packageRoot, 'src'));
const written = Object.fromEntries(Object.entries(sources).filter(([file]) => !file.startsWith('generated/')));
const imports = Object.entries(written).flatMap(([file, text]) => importsOf(file, text));

/** The names of all tables. */
const tableNames = Object.values(tables).flatMap((one: unknown) => (isTable(one) ? [getTableName(one)] : []));

/** The imports of made-up sources. */
const importsIn = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).flatMap(([file, text]) => importsOf(file, text));

describe('the import graph of src', () => {
  it('is whole: every import is of a file that exists', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ to }) => sources[to] === undefined)).toEqual([]);
  });
  it('has no cycles', () => expect(cyclesOf(imports.filter(({ to }) => written[to] !== undefined))).toEqual([]));
  it('has no cycles between the files and folders of any folder', () => expect(folderCycles(imports, '')).toEqual([]));
  it.each(['ingest/import', 'enrichment', 'gateway'])(
    'enters %s by its files, which no folder of it imports',
    (folder) => expect(entranceCycles(imports, folder)).toEqual([]),
  );
  it('has at most 20 files in any folder', () => {
    const folders = Object.keys(written).map((file) => dirname(file));
    const sizeOf = (folder: string): number => folders.filter((one) => one === folder).length;
    expect(new Set(folders).size).toBeGreaterThan(40);
    expect([...new Set(folders)].filter((folder) => sizeOf(folder) > 20)).toEqual([]);
  });
  it('goes down only', () => expect(layerFaults(imports)).toEqual([]));
  it('leaves what every door asks by without GraphQL', () => expect(graphqlFaults(written)).toEqual([]));
  it('changes the catalogue and the schema by doors that the views follow', () =>
    expect(doorFaults(imports)).toEqual([]));
  it('keeps subgraphs apart, and resolvers from queries', () => expect(roomFaults(imports)).toEqual([]));
});

describe('what is loaded before a command is known', () => {
  const loaded = loadedWith('main.ts', imports);

  it('says what commands there are, and does nothing of what they do', () => {
    expect(loaded.length).toBeGreaterThan(20);
    expect(
      loaded
        .filter(
          (file) =>
            !/^(main\.ts$|cli\/((runs|steps|segments|campaigns|keeping|keys|documents|persons|supergraph|distribution|options)\/)?[^/]+$|words\/|lib\/)/.test(
              file,
            ),
        )
        .toSorted(),
    ).toEqual(['db/connection/unavailable.ts', 'demo/fillOptions.ts', 'ingest/import/report/reportWarnings.ts']);
  });
  it('is of one package', () =>
    expect([...new Set(loaded.flatMap((file) => packagesOf(sources[file] ?? '')))]).toEqual(['commander']));
});

describe('the documents of the layers', () => {
  const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

  it('docs/architecture.md lists them as they are: "npx tsx scripts/layers.ts" writes them anew', () => {
    const document = read('docs/architecture.md');
    expect(document).toBe(withLayers(document, layerList(layers)));
  });

  it('CONTRIBUTING.md says what is in each folder', () => {
    const folders = Object.keys(layers).filter((layer) => !layer.includes('.') && layer !== 'subgraphs');
    const told = [...read('CONTRIBUTING.md').matchAll(/^\| `src\/(\w+)\/` +\|/gm)].map(([, folder = '']) => folder);
    expect(told.toSorted()).toEqual([...folders, 'cli'].toSorted());
  });
});

describe('the files of src', () => {
  it('hold no any, no default export and nothing left to do', () => expect(textFaults(written)).toEqual([]));
  it('are at most 300 lines long, half of them at most 60', () => {
    expect(lengthFaults(written)).toEqual([]);
    expect(medianLength(written)).toBeLessThanOrEqual(60);
  });
  it('say what exported names are in sentences that stand alone', () => expect(docstringFaults(written)).toEqual([]));
  it('export each name from one of them', () => expect(ownerFaults(written)).toEqual([]));
  it('name tables of persons, orders, campaigns and metrics in one piece, where they serve', () => {
    expect(tableNames).toEqual(
      expect.arrayContaining(['customers', 'unified_transactions', 'campaigns', 'metric_values']),
    );
    expect(tableFaults(written, tableNames)).toEqual([]);
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
const later = await import('./e.js');
const { four, five } = await import('./f.js');`;
    expect(importsOf('x/y.ts', text)).toEqual([
      { from: 'x/y.ts', to: 'x/a.ts', names: ['one', 'Two'], typeOnly: false, onUse: false },
      { from: 'x/y.ts', to: 'b/c.ts', names: ['Three'], typeOnly: true, onUse: false },
      { from: 'x/y.ts', to: 'x/d.ts', names: [], typeOnly: false, onUse: false },
      { from: 'x/y.ts', to: 'x/e.ts', names: [], typeOnly: false, onUse: true },
      { from: 'x/y.ts', to: 'x/f.ts', names: ['four', 'five'], typeOnly: false, onUse: true },
    ]);
  });

  it('what is loaded with a file', () => {
    const texts = {
      'a.ts':
        "import './b.js';\nimport type { D } from './d.js';\nimport { c } from 'package';\nimport fs from 'node:fs';",
      'b.ts': "export { c } from './c.js';\nconst { e } = await import('./e.js');\nimport type { P } from 'other';",
      'c.ts': '',
    };
    expect(loadedWith('a.ts', importsIn(texts))).toEqual(['a.ts', 'b.ts', 'c.ts']);
    expect(Object.values(texts).flatMap(packagesOf)).toEqual(['package']);
  });

  it('cycles', () => {
    const texts = {
      'a.ts': "import './b.js';",
      'b.ts': "import './c.js';",
      'c.ts': "import type { B } from './b.js';",
    };
    expect(cyclesOf(importsIn(texts))).toEqual(['b.ts → c.ts → b.ts']);
  });

  it('cycles between folders, and between a file and a folder', () => {
    const texts = {
      'a/one/x.ts': "import './y.js';\nimport { z } from '../two/z.js';\nimport '../../b/w.js';",
      'a/one/y.ts': "import { w } from '../../b/w.js';",
      'a/two/z.ts': "import { v } from '../two/deep/v.js';",
      'a/two/v.ts': "import type { Y } from '../one/y.js';",
      'a/run.ts': "import '../c/d/u.js';",
      'c/d/u.ts': "import '../t.js';\nimport { s } from './s.js';",
      'c/t.ts': "import { s } from './d/s.js';",
    };
    expect(folderCycles(importsIn(texts), 'a')).toEqual(['a: one → two → one']);
    expect(folderCycles(importsIn(texts), 'c')).toEqual(['c: d → t.ts → d']);
    expect(folderCycles(importsIn(texts), '')).toEqual(['a: one → two → one', 'c: d → t.ts → d']);
    expect(folderCycles(importsIn({ ...texts, 'b/w.ts': "import '../a/run.js';" }), '')[0]).toBe('src: a → b → a');
  });

  it('folders that import a file which is an entrance', () => {
    const texts = {
      'a/run.ts': "import { x } from './one/x.js';",
      'a/one/x.ts': "import { help } from '../help.js';",
      'a/help.ts': 'export const help = 1;',
    };
    expect(folderCycles(importsIn(texts), 'a')).toEqual([]);
    expect(entranceCycles(importsIn(texts), 'a')).toEqual(['files → one → files']);
    expect(entranceCycles(importsIn(texts), 'b')).toEqual([]);
  });

  it('names with several owners', () => {
    const texts = {
      'a.ts':
        'export const one = 1;\nexport type Two = 2;\nexport const Two = 2;\nconst four = 4;\nexport { six } from "./b.js";',
      'b.ts':
        'export async function one(): void {}\nexport interface Two {}\nexport class Three {}\nexport const six = 6;',
      'c.ts': 'export const { three: Three, four } = { three: 3, four: 4 };\nexport function* five() {}',
      'd.ts': 'export abstract class five {}\nexport * from "./a.js";\nexport type { Three } from "./b.js";',
    };
    expect(ownerFaults(texts)).toEqual([
      'one is exported by a.ts and b.ts',
      'Two is exported by a.ts and b.ts',
      'Three is exported by b.ts and c.ts',
      'five is exported by c.ts and d.ts',
    ]);
  });

  it('docstrings that lean on others', () => {
    const texts = {
      'a.ts': '/** The same for two. */\nexport const two = 2;\n\n/** See `two`. */\nconst three = 3;',
      'b.ts': '/**\n * As `two`,\n * but one more.\n */\nexport async function four(): Promise<void> {}',
      'c.ts': '/** Assigns one. */\nexport type C = 1;\n/** Likely. */\nexport class D {\n  /** See C. */\n  c = 1;\n}',
      'd.ts': '/** Fine. */\nconst e = 1;\n\n/** Like E. */\nexport interface E {}',
    };
    expect(docstringFaults(texts)).toEqual([
      'a.ts: "The same for two." of two does not stand alone',
      'b.ts: "As `two`," of four does not stand alone',
      'd.ts: "Like E." of E does not stand alone',
    ]);
  });

  it('imports that go up', () => {
    const texts = {
      'words/a.ts': "import { b } from '../lib/b.js';",
      'lib/a.ts': "import { b } from '../db/b.js';\nimport { a } from '../words/a.js';",
      'db/b.ts': "import { readConfig } from '../config.js';",
      'gateway/c.ts': "import { subgraphs } from '../subgraphs/index.js';\nimport type { T } from '../db/tables/t.js';",
      'serve.ts': "import { run } from './cli/run.js';",
      'cli/d.ts': "import { b } from '../db/b.js';\nimport { c } from '../client/c.js';",
      'client/c.ts': "import { readConfig } from '../config.js';\nimport { s } from '../serve.js';",
      'index.ts': "export * from './client/c.js';\nexport * from './db/b.js';",
      'unheard/e.ts': "import { a } from '../lib/a.js';",
    };
    expect(layerFaults(importsIn(texts))).toEqual([
      'words/a.ts imports lib/b.ts: words may import nothing',
      'lib/a.ts imports db/b.ts: lib may import words',
      'db/b.ts imports more than types from config.ts',
      'gateway/c.ts imports subgraphs/index.ts: gateway may import words, access, config, documents, execution, joining, lib, config.ts, planning, remote, roleSchema, telemetry',
      'gateway/c.ts imports db/tables/t.ts: gateway may import words, access, config, documents, execution, joining, lib, config.ts, planning, remote, roleSchema, telemetry',
      expect.stringContaining('serve.ts imports cli/run.ts: '),
      'cli/d.ts imports client/c.ts, which is for others',
      expect.stringContaining('client/c.ts imports serve.ts: client may import '),
      'index.ts imports db/b.ts: index.ts may import words, client, lib',
      'unheard/e.ts is in no known layer: add "unheard" to the layers',
    ]);
  });

  it('GraphQL where every door asks', () => {
    const texts = {
      'levels/a.ts': "import { b } from '../lib/b.js';\nimport { graphqlName } from '../lib/graphqlName.js';",
      'lib/b.ts': "import {\n  Kind,\n} from 'graphql';",
      'population/c.ts': "import DataLoader from 'dataloader';",
      'lib/d.ts': "import { parse } from 'graphql';",
    };
    expect(graphqlFaults(texts)).toEqual([
      'lib/b.ts imports graphql, and levels/a.ts is for every door',
      'population/c.ts imports dataloader, and population/c.ts is for every door',
    ]);
  });

  it('ways past a door', () => {
    const texts = {
      'enrichment/reservedNames.ts':
        "import { changeCatalogue, type ChangesFor } from '../catalogue/changeCatalogue.js';",
      'cli/a.ts': "import type { ChangesFor } from '../catalogue/changeCatalogue.js';",
      'cli/b.ts': "import { changeCatalogue } from '../catalogue/changeCatalogue.js';",
      'cli/c.ts': "import { refreshViews } from '../bi/refreshViews.js';\nimport { migrate } from '../db/migrate.js';",
    };
    expect(doorFaults(importsIn(texts))).toEqual([
      'cli/b.ts imports changeCatalogue: that is left to enrichment/reservedNames.ts',
      'cli/c.ts imports refreshViews: that is left to bi/changingCatalogue.ts, bi/migrateWithViews.ts, cli/bi.ts',
      'cli/c.ts imports migrate: that is left to bi/migrateWithViews.ts',
    ]);
  });

  it('floors, and what is written of them', () => {
    const list = layerList({ lib: [], db: ['lib'], graph: ['lib', 'db'], views: ['db'], 'main.ts': ['graph', 'lib'] });
    expect(list.split('\n')).toEqual([
      '```mermaid',
      'flowchart TB',
      '  floor3["main.ts"]',
      '  floor2["graph · views"]',
      '  floor1["db"]',
      '  floor0["lib"]',
      '  floor3 --> floor2 --> floor1 --> floor0',
      '```',
      '',
      'What each may import:',
      '',
      '- `main.ts`: `graph`, `lib`',
      '- `graph`: `db`, `lib`',
      '- `views`: `db`',
      '- `db`: `lib`',
    ]);
    const document = withLayers(
      '# A\n<!-- layers: written by "npx tsx scripts/layers.ts" -->\nold\n<!-- end of the layers -->\nB',
      'new',
    );
    expect(document).toMatch(/^# A\n<!--.*-->\n\nnew\n\n<!--.*-->\nB$/);
    expect(() => withLayers('# A', 'new')).toThrow('The document has no');
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

  it('tables that are read past the one piece', () => {
    const texts = {
      'subgraphs/a/queries.ts':
        'sql`from facet.customers c\n  join facet."orders" o\n  join facet.${table} t\n  join facet.loads l, facet.folded(c)`;',
      'newDoor/read.ts': "// facet.customers in words\nimport { customers } from '../db/tables/customers.js';",
      'visibleRows.ts': 'sql`facet.customers`; sql`facet.${table}`;',
      'ingest/derive.ts': 'sql`insert into facet.customers`;',
    };
    expect(tableFaults(texts, ['customers', 'orders', 'loads'])).toEqual([
      'subgraphs/a/queries.ts:1 names customers without visibleRows.ts',
      'subgraphs/a/queries.ts:2 names orders without visibleRows.ts',
      'subgraphs/a/queries.ts:3 names a table without visibleRows.ts',
      'newDoor/read.ts:2 names db/tables without visibleRows.ts',
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
