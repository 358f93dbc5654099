import type { Import } from './importGraph.js';

/** Functions that must not be called past the one that does what belongs to them: by their file, their name and who may import it. */
const doors: Readonly<Record<string, { readonly name: string; readonly importers: readonly string[] }>> = {
  // Views follow every change of the catalogue, and every migration.
  'catalogue/changeCatalogue.ts': { name: 'changeCatalogue', importers: ['enrichment/reservedNames.ts'] },
  'bi/refreshViews.ts': {
    name: 'refreshViews',
    importers: ['bi/changingCatalogue.ts', 'bi/migrateWithViews.ts', 'cli/bi.ts'],
  },
  'db/migrate.ts': { name: 'migrate', importers: ['bi/migrateWithViews.ts'] },
};

/** Imports of such functions by others. */
export const doorFaults = (imports: readonly Import[]): string[] =>
  imports.flatMap(({ from, to, names }) => {
    const door = doors[to];
    if (door === undefined || !names.includes(door.name) || door.importers.includes(from)) return [];
    return [`${from} imports ${door.name}: that is left to ${door.importers.join(', ')}`];
  });
