import type { Import } from './importGraph.js';

/** The ground floor: every layer may import it, and it imports nothing. */
const ground = 'words';

/** What each layer above the ground floor may import beside itself and that, lowest first. */
const upperLayers: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  telemetry: ['lib'],
  subgraphSchema: ['lib'],
  'subgraph.ts': ['subgraphSchema'],
  config: ['lib'],
  'config.ts': ['config', 'lib'],
  db: ['lib', 'config.ts', 'telemetry'],
  workers: ['config.ts', 'db', 'lib'],
  access: ['config', 'config.ts', 'db', 'lib', 'telemetry'],
  catalogue: ['db', 'lib', 'config.ts'],
  'snapshotCache.ts': ['telemetry'],
  'scope.ts': ['access', 'catalogue', 'config.ts', 'db', 'lib', 'snapshotCache.ts'],
  'visibleRows.ts': ['access', 'db', 'scope.ts'],
  'tableCache.ts': ['access', 'db', 'lib', 'scope.ts', 'telemetry', 'visibleRows.ts'],
  documents: ['config', 'db', 'lib', 'scope.ts'],
  conditions: ['db', 'lib'],
  audit: ['access', 'catalogue', 'conditions', 'config', 'config.ts', 'db', 'lib'],
  consent: ['db'],
  operands: ['access', 'catalogue', 'conditions', 'scope.ts', 'visibleRows.ts', 'db', 'lib'],
  levels: ['conditions', 'scope.ts', 'visibleRows.ts', 'db', 'lib'],
  segments: [
    'access',
    'catalogue',
    'conditions',
    'consent',
    'levels',
    'operands',
    'scope.ts',
    'visibleRows.ts',
    'db',
    'lib',
  ],
  population: ['access', 'conditions', 'operands', 'scope.ts', 'segments', 'visibleRows.ts', 'db', 'lib'],
  metricGroups: ['conditions', 'levels', 'operands', 'population', 'scope.ts', 'visibleRows.ts', 'db', 'lib'],
  execution: ['lib', 'telemetry'],
  composition: ['config', 'lib', 'supergraph'],
  news: ['access', 'catalogue', 'db', 'lib', 'visibleRows.ts'],
  federation: ['access', 'catalogue', 'forgetting', 'news', 'scope.ts', 'subgraphSchema', 'telemetry', 'lib'],
  bi: ['access', 'catalogue', 'config', 'db', 'lib'],
  distribution: ['bi', 'db', 'lib'],
  backup: ['audit', 'bi', 'catalogue', 'db', 'enrichment', 'forgetting', 'ingest', 'lib'],
  retention: ['audit', 'config.ts', 'db', 'enrichment', 'lib'],
  enrichment: ['bi', 'catalogue', 'conditions', 'config', 'config.ts', 'consent', 'db', 'lib'],
  forgetting: ['audit', 'catalogue', 'config.ts', 'db', 'lib'],
  ingest: ['forgetting', 'bi', 'catalogue', 'config', 'db', 'enrichment', 'lib'],
  validation: ['config.ts', 'db', 'enrichment', 'ingest', 'lib'],
  daily: ['bi', 'db', 'lib'],
  demo: ['campaigns', 'db', 'enrichment', 'ingest', 'lib', 'membership', 'segments', 'segmentWriting'],
  membership: [
    'access',
    'catalogue',
    'conditions',
    'operands',
    'population',
    'scope.ts',
    'segments',
    'visibleRows.ts',
    'db',
    'lib',
  ],
  segmentWriting: ['access', 'catalogue', 'config.ts', 'db', 'ingest', 'lib', 'membership', 'scope.ts', 'segments'],
  results: ['access', 'catalogue', 'conditions', 'scope.ts', 'visibleRows.ts', 'db', 'lib', 'population'],
  campaigns: [
    'conditions',
    'config',
    'config.ts',
    'db',
    'lib',
    'membership',
    'population',
    'scope.ts',
    'segments',
    'visibleRows.ts',
  ],
  delivery: ['access', 'campaigns', 'catalogue', 'config.ts', 'db', 'lib', 'operands', 'scope.ts', 'visibleRows.ts'],
  subgraphs: [
    'access',
    'campaigns',
    'delivery',
    'conditions',
    'catalogue',
    'scope.ts',
    'snapshotCache.ts',
    'visibleRows.ts',
    'db',
    'execution',
    'federation',
    'generated',
    'levels',
    'lib',
    'membership',
    'metricGroups',
    'news',
    'operands',
    'population',
    'results',
    'segmentWriting',
    'segments',
    'validation',
  ],
  supergraph: ['lib'],
  planning: ['lib', 'supergraph', 'telemetry'],
  remote: ['access', 'lib', 'planning', 'telemetry'],
  joining: ['composition', 'config', 'config.ts', 'lib', 'planning', 'remote', 'supergraph'],
  roleSchema: ['access', 'config', 'federation', 'joining', 'lib', 'subgraphSchema'],
  gateway: [
    'access',
    'config',
    'documents',
    'execution',
    'joining',
    'lib',
    'config.ts',
    'planning',
    'remote',
    'roleSchema',
    'telemetry',
  ],
  client: ['access', 'bi', 'catalogue', 'config.ts', 'scope.ts', 'db', 'levels', 'lib'],
  'index.ts': ['client', 'lib'],
  admission: [
    'access',
    'config.ts',
    'db',
    'documents',
    'federation',
    'forgetting',
    'gateway',
    'lib',
    'news',
    'population',
    'scope.ts',
    'segments',
    'snapshotCache.ts',
    'tableCache.ts',
    'telemetry',
    'visibleRows.ts',
  ],
  'serve.ts': [
    'access',
    'admission',
    'audit',
    'catalogue',
    'config.ts',
    'db',
    'federation',
    'forgetting',
    'gateway',
    'joining',
    'lib',
    'news',
    'roleSchema',
    'subgraphs',
    'telemetry',
    'workers',
  ],
};

/**
 * What each layer may import beside itself, lowest first. A layer is a folder of `src/` or a file in it; `index.ts` is what other
 * programs import. `cli`, `main.ts` and what puts the server together (`serve.ts`) may import everything below them.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  [ground]: [],
  ...Object.fromEntries(Object.entries(upperLayers).map(([layer, below]) => [layer, [ground, ...below]])),
};

/** Layers at the top, which nothing below imports. */
const entrances = new Set(['cli', 'main.ts']);

/** What the program itself has no use for. */
const forOthers = new Set(['main.ts', 'index.ts', 'subgraph.ts', 'client']);

/** The configuration is read once, at the top: below, its type is all that may be named. */
const typeOnlyLayers = new Set(['config.ts']);

/** At the top of a program that is not ours. */
const configReaders = new Set(['client']);

const layerOf = (file: string): string => file.split('/')[0] ?? file;

/** Imports that go up, or sideways where that is not agreed. */
export function layerFaults(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to, typeOnly }) => {
    const [mine, theirs] = [layerOf(from), layerOf(to)];
    if (mine === theirs) return [];
    if (entrances.has(mine)) return forOthers.has(theirs) ? [`${from} imports ${to}, which is for others`] : [];
    const allowed = layers[mine];
    if (allowed === undefined) return [`${from} is in no known layer: add "${mine}" to the layers`];
    if (!allowed.includes(theirs))
      return [`${from} imports ${to}: ${mine} may import ${allowed.join(', ') || 'nothing'}`];
    const early = typeOnlyLayers.has(theirs) && !typeOnly && !configReaders.has(mine);
    return early ? [`${from} imports more than types from ${to}`] : [];
  });
}

const subgraphOf = (file: string): string | undefined => /^subgraphs\/([^/]+)\//.exec(file)?.[1];
const roleOf = (file: string): string => file.split('/').at(-1) ?? file;

/**
 * Who may import `queries.ts`: loaders; and for a page of a whole list and how long the list is, which have no keys to batch
 * by, the resolvers.
 */
const mayQuery = ({ from, names, typeOnly }: Import): boolean =>
  typeOnly ||
  roleOf(from) === 'loaders.ts' ||
  (roleOf(from) === 'resolvers.ts' &&
    names.length > 0 &&
    names.every((name) => /^find\w*Page$|^count[A-Z]/.test(name)));

function roomFault(one: Import): string | undefined {
  const { from, to, typeOnly } = one;
  const [mine, theirs] = [subgraphOf(from), subgraphOf(to)];
  if (mine === undefined && theirs !== undefined && roleOf(to) !== 'index.ts')
    return `${from} imports ${to}: a subgraph is entered by its index.ts`;
  if (mine !== undefined && theirs !== undefined && mine !== theirs)
    return `${from} imports ${to}: a subgraph never imports another`;
  if (mine !== undefined && to === 'subgraphs/index.ts') return `${from} imports the list of all subgraphs`;
  if (roleOf(to) === 'queries.ts' && !mayQuery(one)) return `${from} imports ${to}: only loaders query`;
  if (roleOf(from) === 'queries.ts' && ['loaders.ts', 'resolvers.ts', 'index.ts'].includes(roleOf(to)))
    return `${from} imports ${to}: queries know nothing above them`;
  if (mine !== undefined && roleOf(from) !== 'queries.ts' && to.startsWith('db/') && !typeOnly)
    return `${from} imports ${to}: only queries reach the database`;
  return undefined;
}

/** What breaks resolver → loader → query within a subgraph, or reaches into another. */
export const roomFaults = (imports: readonly Import[]): string[] =>
  imports
    .filter(({ from, to }) => from.startsWith('subgraphs/') || subgraphOf(to) !== undefined)
    .flatMap((one) => roomFault(one) ?? []);
